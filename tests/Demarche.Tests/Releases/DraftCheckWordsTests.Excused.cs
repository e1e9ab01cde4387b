using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What excuses words that are withheld elsewhere, and what does not.</summary>
public sealed partial class DraftCheckWordsTests
{
    [Fact]
    public void A_partner_that_quotes_our_question_stops_it_for_no_other_partner()
    {
        const string Question = "Who rented the nine grey masts above the eastern sluice?";
        var written = new WrittenCase(opened: false).Copied(Ground).Add(new RequestDrafted("r", new("Help", "Please.", [new("a", Question)], "", Ana, "", [Ostania, Other], ["proposition"])), Internal);
        var quoted = new HypothesisStated("x", new("They asked: " + Question, "", HypothesisKind.Means, false, false, []));
        Assert.Null(DraftCheck.Of(Copy(written.Add(quoted, Internal), "r")).Block);
        // The control: what was held before the question was written.
        var before = new WrittenCase(opened: false).Copied(Ground).Add(quoted, Internal)
            .Add(new RequestDrafted("r", new("Help", "Please.", [new("a", Question)], "", Ana, "", [Ostania, Other], ["proposition"])), Internal);
        Assert.Equal("withheld-words-given-away", DraftCheck.Of(Copy(before, "r")).Block?.Rule);
    }

    [Fact]
    public void Whatever_goes_of_an_item_is_compared_its_names_too()
    {
        var written = new WrittenCase(opened: false).Copied(Ground).Add(new HypothesisStated("x", new(Sentence, "", HypothesisKind.Means, false, false, [])), Internal)
            .Add(new PartyNamed("named", new(Sentence, PartyKind.Organisation, null, "")), ToBoth)
            .Add(new RequestDrafted("r", new("Help", "Please.", [new("a", "What?")], "", Ana, "", [Ostania], ["named"])), Internal);
        Assert.Contains(DraftCheck.Of(Copy(written, "r")).Findings, f => f.Rule == "withheld-words-in-an-item");
    }

    [Theory]
    [InlineData("twin stays", "withheld-words-given-away")]
    [InlineData("twin withdrawn", "withheld-words-given-away")]
    [InlineData("twin goes", null)]
    [InlineData("twin was there before", null)]
    public void A_twin_that_came_later_and_does_not_go_excuses_no_withheld_words(string how, string? rule)
    {
        var (hidden, twin) = (new HypothesisStated("x", new(Sentence, "", HypothesisKind.Means, false, false, [])), new PropositionStated("twin", new(Sentence)));
        var written = new WrittenCase(opened: false).Copied(Ground);
        if (how == "twin was there before") written.Add(twin, ToBoth).Add(hidden, Internal);
        else written.Add(hidden, Internal).Add(twin, ToBoth);
        if (how == "twin withdrawn") written.Add(new PropositionWithdrawn("twin", "Not so."), ToBoth);
        written.Add(new RequestDrafted("r", new("Help", Sentence, [new("a", "What?")], "", Ana, "", [Ostania], how == "twin goes" ? ["proposition", "twin"] : ["proposition"])), Internal);
        Assert.Equal(rule, DraftCheck.Of(Copy(written, "r")).Block?.Rule);
        // Of values the same.
        var (address, seen) = (new ObservableSeen("y", new("ipv4-addr", "192.0.2.44", 2, null, null)), new ObservableSeen("z", new("ipv4-addr", "192.0.2.44", 2, null, null)));
        written = new WrittenCase(opened: false).Copied(Ground);
        if (how == "twin was there before") written.Add(seen, ToBoth).Add(address, Internal);
        else written.Add(address, Internal).Add(seen, ToBoth);
        if (how == "twin withdrawn") written.Add(new ObservableWithdrawn("z", "Not so."), ToBoth);
        written.Add(new RequestDrafted("r", new("Help", "Look at 192.0.2.44 please.", [new("a", "What?")], "", Ana, "", [Ostania], how == "twin goes" ? ["proposition", "z"] : ["proposition"])), Internal);
        Assert.Equal(rule is null ? null : "withheld-value-given-away", DraftCheck.Of(Copy(written, "r")).Block?.Rule);
    }

    [Fact]
    public void Sentences_that_the_desk_composed_are_no_words_of_a_briefs_own_and_what_somebody_typed_is()
    {
        const string Typed = "A porter saw the eastern sluice open before dawn.";
        WrittenCase With(string desk, string partner) => new WrittenCase(opened: false).Copied(Ground)
            .Add(new BriefDrafted("desk", new(null, "Paper", desk, [])), Internal).Add(new BriefDrafted("brief", new(Ostania, "Paper", partner, [])), Internal);
        var copy = Copy(With("Words", "Words"), "brief");
        var composed = BriefComposer.Compose(copy.View, copy.View, copy.Desk, null, copy.Composed.Created, out _).Text;
        var sentence = composed.Split('\n').First(l => l.Contains("It rained", StringComparison.Ordinal)).Replace("[1]", "", StringComparison.Ordinal);
        Assert.True(sentence.Split(' ').Length > 6, sentence);
        Assert.Null(DraftCheck.Of(Copy(With(composed + Typed, sentence), "brief")).Block);
        Assert.Equal("withheld-words-given-away", DraftCheck.Of(Copy(With(composed + Typed, Typed), "brief")).Block?.Rule);
    }

    [Fact]
    public void What_the_legal_basis_cites_is_weighed_and_a_whole_text_in_it_is_a_block()
    {
        const string Treaty = "Accord of the Sound States on help after computer incidents, Article 7";
        static List<Demarche.Releases.Finding> Check(string held, string basis, string letter)
        {
            var asked = new Request("Help", letter, [new("a", "What?")], basis, Ana, "", [Ostania], ["proposition"]);
            var written = new WrittenCase(opened: false).Copied(Ground).Add(new PropositionStated("x", new(held)), Red);
            return [.. DraftCheck.Of(Copy(written.Add(new RequestDrafted("r", asked), Internal), "r")).Findings];
        }

        var held = $"Sudria will leave the {Treaty} before the winter.";
        foreach (var letter in new[] { "Please.", $"We ask you under the {Treaty}." })
        {
            var cited = Assert.Single(Check(held, Treaty, letter));
            Assert.Equal(("withheld-words-cited", Severity.Warning), (cited.Rule, cited.Severity));
            Assert.Equal(["x"], cited.RestsOn);
        }
        // The control: the same in the letter alone, all of it, and more of it than is cited.
        Assert.Equal("withheld-words-given-away", Assert.Single(Check(held, "Our law", $"We ask you under the {Treaty}.")).Rule);
        Assert.Equal("withheld-words-given-away", Assert.Single(Check(held, held, "Please.")).Rule);
        Assert.Equal("withheld-words-given-away", Assert.Single(Check(held, Treaty, $"Sudria will leave the {Treaty}.")).Rule);
        Assert.Empty(Check("It rained all night over the old port.", Treaty, "Please."));
    }

    [Fact]
    public void What_a_document_says_of_a_treaty_that_is_cited_is_weighed()
    {
        const string Treaty = "Accord of the Sound States on help after computer incidents";
        string? Rule(string letter)
        {
            var document = new Document("c.txt", "sha", "sha", "text/plain", 4, "", null, null, null, null, null, null, null);
            var asked = new Request("Help", letter, [new("a", "What?")], Treaty, Ana, "", [Ostania], ["proposition"]);
            var written = new WrittenCase(opened: false).Copied(Ground).Add(new DocumentTakenIn("x", document), Red);
            var copy = Copy(written.Add(new RequestDrafted("r", asked), Internal), "r");
            var runs = new CopyTexts(copy).SharedRuns($"Under the {Treaty}, {Sentence}.").Runs;
            var read = copy with { DocumentRuns = new Dictionary<string, IReadOnlyList<string>> { ["x"] = runs } };
            return Assert.Single(DraftCheck.Of(read).Findings).Rule;
        }
        Assert.Equal("withheld-words-cited", Rule("Please."));
        Assert.Equal("withheld-words-given-away", Rule(Sentence));
    }
}
