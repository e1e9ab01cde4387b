using System.Text.Json.Nodes;
using CsCheck;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Demo;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using Demarche.Tests.Twins;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What of a copy is weighed against the public line: what is ours, and what its speaker has not said in public. Nothing
/// else.</summary>
public sealed class PublicLineCheckTests
{
    private const string Against = "contradicts-the-public-line", Beyond = "goes-beyond-the-public-line";
    private static readonly Document Page = new(
        "page.html", "sha", "sha", "text/html", 10, "https://courier.example/story", "A story", null, null, "Courier", "2026-02-28", null, null);

    private static readonly DeskFile Desk = ListedDesk.Of(Ostania, Sudria);

    // The accused denies on the record, in a page of a newspaper that bears the case's own marking; we have said in public that it was them.
    private readonly WrittenCase written = new WrittenCase()
        .Add(new DocumentTakenIn("page", Page), ToBoth)
        .Add(new SourceNamed("embassy", new("Spokesman of the embassy", "", "Embassy of Ostania", Standing.Embassy, null, [], null)), ToBoth)
        .Add(new SourceNamed("minister", new("Ida Lund", "", "Government of Norland", Standing.Official, null, [], null)), ToBoth)
        .Add(new SourceNamed("clerk", new(null, "An official who asked not to be named", null, Standing.Official, null, [], null)), ToBoth)
        .Add(new PropositionStated("p", new("The government of Ostania had it done.")), ToBoth)
        .Add(new StatementMade("s", new("It was Ostania.", new("2026-03-01"), "Ida Lund, Minister", [new("p", Stance.Asserts)])), ToBoth);

    private string text = "We ask for your help.";

    [Fact]
    public void A_published_denial_by_the_accused_is_nothing_of_ours()
    {
        Say("denial", "embassy", Stance.Denies);
        Assert.Empty(Findings("denial"));
        // What we bring out is.
        written.Add(new ClaimCorrected("denial", Claim("denial") with { OnRecord = false }, "It was a background talk."), ToBoth);
        Assert.Contains("Spokesman of the embassy denies it, which is not public", Assert.Single(Findings("denial")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from a partner")]
    [InlineData("under embargo")]
    [InlineData("states amber of itself")]
    [InlineData("handed over")]
    [InlineData("no document")]
    public void What_nobody_outside_can_have_read_is_not_public(string document)
    {
        Say("denial", "embassy", Stance.Denies, document == "no document" ? null : "page");
        if (document == "from a partner") written.Add(new MarkingChanged("page", ToBoth with { Originator = Sudria }, "Theirs."), ToBoth);
        if (document == "under embargo") written.Add(new MarkingChanged("page", ToBoth with { Embargo = new("2026-04-01T00:00:00.000Z", "UTC", [Ostania], []) }, "Kept."), ToBoth);
        if (document == "states amber of itself") written.Add(new DocumentDescribed("page", Page with { Stated = Tlp.Amber }, "Read again."), ToBoth);
        if (document == "handed over") written.Add(new DocumentDescribed("page", Page with { From = "By hand", Publisher = null }, "Not a page."), ToBoth);
        Assert.Equal(Against, Assert.Single(Findings("denial")).Rule);
    }

    [Fact]
    public void The_sentence_says_what_is_contradicted_by_whom_and_why_it_is_ours()
    {
        Say("denial", "minister", Stance.Denies);
        Assert.StartsWith(
            "The public statement of Ida Lund, Minister (1 March 2026) asserts “The government of Ostania had it done”. "
            + "This copy says otherwise: Ida Lund denies it, who speaks for us.", Assert.Single(Findings("denial")).Message, StringComparison.Ordinal);
        Say("second", "clerk", Stance.Denies);
        var both = Assert.Single(Findings("denial", "second"));
        Assert.Contains("An official who asked not to be named denies it, which is not public", both.Message, StringComparison.Ordinal);
        Assert.Equal(["denial", "second"], both.Items.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whoever_belongs_to_the_same_house_as_who_spoke_or_to_this_desk_speaks_for_us()
    {
        written.Add(new SourceNamed("colleague", new("Per Vik", "", "GOVERNMENT of Norland", Standing.Spokesperson, null, [], null)), ToBoth)
            .Add(new SourceNamed("analyst", new("Ana", "", Desk.Settings.Name, Standing.Analyst, null, [], null)), ToBoth);
        Say("colleague says", "colleague", Stance.Denies);
        Say("analyst says", "analyst", Stance.Denies);
        Assert.Single(Findings("colleague says"));
        Assert.Single(Findings("analyst says"));
    }

    [Fact]
    public void What_is_planned_to_be_said_is_not_the_public_line_yet()
    {
        Say("second", "clerk", Stance.Denies);
        written.Add(new StatementMade("t", new("It was not Ostania after all.", new("2031-01-01"), "Ida Lund", [new("p", Stance.Denies)])), ToBoth);
        Assert.Contains("(1 March 2026) asserts", Assert.Single(Findings("second")).Message, StringComparison.Ordinal);
    }

    // The accused has a minister and a foreign ministry too.
    [Fact]
    public void An_office_that_every_government_has_makes_nobody_ours()
    {
        written.Add(new StatementMade("t", new("It was Ostania.", new("2026-03-02"), "Eva Lind (Ministry of Foreign Affairs), spokeswoman", [new("p", Stance.Asserts)])), ToBoth)
            .Add(new SourceNamed("lind", new("Eva Lind", "", "Ministry of Foreign Affairs", Standing.Official, null, [], null)), ToBoth);
        foreach (var (id, name, organisation) in new[] { ("mfa", "Minister", "Ministry of Foreign Affairs"), ("spokeswoman", "Spokeswoman", (string?)null) })
        {
            written.Add(new SourceNamed(id, new(name, "", organisation, Standing.Official, null, [], null)), ToBoth);
            Say(id + " denies", id, Stance.Denies);
            Assert.Empty(Findings(id + " denies"));
        }
        Say("lind denies", "lind", Stance.Denies);
        Assert.Contains("who speaks for us", Assert.Single(Findings("lind denies")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_public_becomes_ours_in_our_own_words_and_by_our_own_assessment()
    {
        Say("denial", "embassy", Stance.Denies);
        Assert.Empty(Findings("denial"));
        written.Add(new CopyReworded("rw", new("r", Ostania, "denial", "They had no part in it.")), ToBoth);
        Assert.Contains("“They had no part in it.” says so in our own words", Assert.Single(Findings("denial")).Message, StringComparison.Ordinal);
        written.Add(new CopyRewordingWithdrawn("rw", "No."), ToBoth);
        Assert.Empty(Findings("denial"));
        written.Add(new AssessmentMade("a", new("p", Likelihood.Unlikely, Confidence.Low, "It is unlikely.", "", [], "", [])), ToBoth);
        var finding = Assert.Single(Findings("denial"));
        Assert.Contains(", and so does the assessment of ", finding.Message, StringComparison.Ordinal);
        Assert.Contains("a", finding.RestsOn);
        written.Add(new AssessmentCorrected("a", new("p", Likelihood.RoughlyEvenChance, Confidence.Low, "It may be.", "", [], "", []), "Too strong."), ToBoth);
        Assert.Empty(Findings("denial"));
        written.Add(new HypothesisStated("h", new("Criminals did it.", "Who?", HypothesisKind.Responsibility, true, false, [new("p", true)])), ToBoth)
            .Add(new AssessmentMade("b", new("h", Likelihood.VeryLikely, Confidence.Low, "It is very likely.", "", [], "", [])), ToBoth);
        Assert.Contains("b", Assert.Single(Findings("denial")).RestsOn);
    }

    [Theory]
    [InlineData("We know that the government of Ostania had it done.", true)]
    [InlineData("Our finding: THE GOVERNMENT OF OSTANIA HAD IT DONE", true)]
    [InlineData("Do you know whether the government of Ostania had it done?", false)]
    [InlineData("The newspapers write that the government of Ostania had it done. We asked them.", true)]
    [InlineData("A newspaper says the government of Ostania had it done.", false)]
    [InlineData("It is untrue that the government of Ostania had it done.", false)]
    [InlineData("Ostania knows more than it tells.", false)]
    public void What_we_write_ourselves_is_weighed_where_it_states_what_we_deny_in_public(string letter, bool isWeighed)
    {
        written.Add(new StatementMade("t", new("It was not Ostania.", new("2026-03-01T10:00Z"), "Ida Lund, Minister", [new("p", Stance.Denies)])), ToBoth);
        text = letter;
        Assert.Equal(isWeighed ? [Against] : [], Findings().Select(f => f.Rule));
        written.Add(new StatementMade("u", new("We see no sign of it.", new("2026-03-01T11:00Z"), "Ida Lund, Minister", [new("p", Stance.NoEvidenceFor)])), ToBoth);
        Assert.Equal(isWeighed ? [Beyond] : [], Findings().Select(f => f.Rule));
        written.Add(new StatementMade("v", new("It was.", new("2026-03-01T12:00Z"), "Ida Lund, Minister", [new("p", Stance.Asserts)])), ToBoth);
        Assert.Empty(Findings());
    }

    [Fact]
    public void A_brief_that_states_as_its_own_what_a_newspaper_printed_is_weighed()
    {
        Say("denial", "embassy", Stance.Denies);
        IReadOnlyList<string> Of(string words)
        {
            var file = new WrittenCase(opened: false).Copied(written).Add(new BriefDrafted("b", new(Ostania, "Paper", words, ["denial"])), ToBoth).File;
            return [.. DraftCheck.Of(ReleaseDesk.Compose(file, Desk, AtDesk(), "b", Ostania, Stamp)!).Findings.Where(IsOfTheLine).Select(f => f.Rule)];
        }
        Assert.Empty(Of("The embassy denies a part in it [1]."));
        Assert.Equal([Against], Of("Another had it done [1]."));
    }

    [Fact]
    public void Both_told_what_the_newspapers_print_are_told_nothing_otherwise_and_what_one_alone_is_told_is_weighed()
    {
        Say("denial", "embassy", Stance.Denies, marking: Marking.Of(Tlp.Amber, Sudria));
        written.Add(new SourceNamed("paper", new("The Courier", "", null, Standing.Journalist, null, [], null)), ToBoth);
        Say("story", "paper", Stance.Asserts, marking: ToOstania);
        Assert.DoesNotContain(Beside("denial", "story"), f => f.Rule == "told-otherwise-to-another");
        Say("secret", "clerk", Stance.Asserts, marking: ToOstania);
        var finding = Assert.Single(Beside("denial", "story", "secret"), f => f.Rule == "told-otherwise-to-another");
        Assert.Equal("secret", finding.Item);
        Assert.Contains("Spokesman of the embassy denies it", finding.Message, StringComparison.Ordinal);
        Assert.Contains("This copy says: An official who asked not to be named asserts it, and not that.", finding.Message, StringComparison.Ordinal);
    }

    // Each old finding stays where its claim is ours or not public, by what the case was made of; findings of one proposition are one.
    [Fact]
    public void Over_random_cases_none_of_the_true_ones_is_lost_and_none_stands_twice()
    {
        var (before, after, kept) = (0, 0, 0);
        Gen.ULong.Sample(
            seed =>
            {
                var random = new Dice(seed);
                var made = RandomLine.Make(random);
                var file = made.Case.File;
                var copy = ReleaseDesk.Compose(file, Desk, AtDesk(), "r", Ostania, Stamp)!;
                List<string> old = [.. PublicLine.Of(copy.View).Disagreements.Select(d => d.Claim).Where(copy.Going.Contains)];
                var found = DraftCheck.Of(copy).Findings.Where(IsOfTheLine).ToList();
                List<string> said = [.. found.SelectMany(f => f.Items)];
                Assert.Equal(old.Where(made.IsTrue).Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
                Assert.Equal(found.Count, said.Select(c => copy.View.Claims.Find(c)!.Content.Proposition).Distinct().Count());
                (before, after, kept) = (before + old.Count, after + found.Count, kept + said.Count);
            },
            iter: 300, threads: 1);
        Assert.True(after < kept && kept < before, $"{before} before, of which {kept} true, in {after} findings");
        TestContext.Current.TestOutputHelper?.WriteLine($"{before} findings before; {kept} claims are weighed, in {after} findings.");
    }

    [Fact]
    public void In_the_demo_the_one_true_warning_stays_and_the_published_words_ask_for_nothing()
    {
        var (made, partners) = DemoLine();
        foreach (var partner in partners)
        {
            var copy = ReleaseDesk.Compose(made.File, ListedDesk.Of([.. partners]), AtDesk(), "r", partner, Stamp)!;
            var old = PublicLine.Of(copy.View).Disagreements.Where(d => copy.Going.Contains(d.Claim)).Select(d => d.Claim);
            var now = DraftCheck.Of(copy).Findings.Where(IsOfTheLine).Select(f => f.Item);
            Assert.Equal(partner == "westmark" ? ["c-official"] : [], now);
            Assert.Equal(now, old);
        }
        // The minister's own words on the record are printed; turned round, they would be ours all the same, and a stranger's would not.
        made.Add(new ClaimCorrected("c-embassy", made.View.Claims.Find("c-embassy")!.Content with { Stance = Stance.Asserts }, "Misread."), Marking.Of(Tlp.Clear));
        var westmark = ReleaseDesk.Compose(made.File, ListedDesk.Of([.. partners]), AtDesk(), "r", "westmark", Stamp)!;
        Assert.Equal(2, PublicLine.Of(westmark.View).Disagreements.Count(d => westmark.Going.Contains(d.Claim)));
        Assert.Equal(["c-official"], DraftCheck.Of(westmark).Findings.Where(IsOfTheLine).Select(f => f.Item));
    }

    private static ReleaseDesk.Stamp Stamp { get; } = new("package", Time(20_000), "desk-n");

    private static bool IsOfTheLine(Demarche.Releases.Finding finding) => finding.Rule is Against or Beyond;

    private Claim Claim(string id) => written.View.Claims.Find(id)!.Content;

    private void Say(string id, string source, Stance stance, string? document = "page", Marking? marking = null) => written.Add(
        new ClaimMade(id, new("p", source, stance, Standing.Official, true, Nature.Fact, "said", document is null ? null : new(document, 0, 4, "They"), null)),
        marking ?? ToBoth);

    private List<Demarche.Releases.Finding> Findings(params string[] includes) => [.. DraftCheck.Of(Copy(Ostania, includes)).Findings.Where(IsOfTheLine)];

    private IReadOnlyList<Demarche.Releases.Finding> Beside(params string[] includes) =>
        DraftCheck.Of(Copy(Ostania, includes) with { Beside = [Copy(Sudria, includes)] }).Findings;

    private CheckedCopy Copy(string partner, string[] includes)
    {
        var request = new Request("Help", text, [new("a", "Tell us what you know.")], "Article 7", Ana, "2026-03-09T12:00:00.000Z", [Ostania, Sudria], includes);
        var file = new WrittenCase(opened: false).Copied(written).Add(new RequestDrafted("r", request), ToBoth).File;
        return ReleaseDesk.Compose(file, Desk, AtDesk(), "r", partner, Stamp)!;
    }

    // What the demo's story says about the public line, as a case.
    private static (WrittenCase Case, List<string> Partners) DemoLine()
    {
        var made = new WrittenCase();
        List<string> partners = ["westmark", "kasteria", "sudria", "ostania"];
        static string Name(JsonNode? node) => ((string)node!).Trim('{', '}');
        static string Text(JsonNode? node) => (string)node!;
        static T Enum<T>(JsonNode? node) where T : struct, Enum => System.Enum.Parse<T>(Text(node).Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        List<string> claims = [];
        foreach (var act in new Story(DateOnly.FromDateTime(DateTime.UnixEpoch)).Plot["acts"]!.AsArray())
        {
            var (post, with, keep) = ((string?)act!["post"], act["with"], act["keep"] is JsonValue v ? (string)v! : "");
            Marking Mark() => Marking.Of(
                Enum<Tlp>(with!["marking"]!["tlp"]), [.. (with["marking"]!["releasableTo"]?.AsArray() ?? []).Select(p => Name(p))]);
            switch (post)
            {
                case "/cases/{case}/documents":
                    made.Add(new DocumentTakenIn(keep, Page with { From = Text(with!["from"]), Publisher = null }), Mark());
                    break;
                case "/cases/{case}/propositions":
                    made.Add(new PropositionStated(keep, new(Text(with!["text"]))), Mark());
                    break;
                case "/cases/{case}/sources":
                    made.Add(new SourceNamed(keep, new((string?)with!["name"], Text(with["description"]), (string?)with["organisation"], Enum<Standing>(with["standing"]), null, [], null)), Mark());
                    break;
                case "/cases/{case}/claims":
                    claims.Add(keep);
                    made.Add(new ClaimMade(keep, new(Name(with!["proposition"]), Name(with["source"]), Enum<Stance>(with["stance"]), Standing.Official,
                        (bool)with["onRecord"]!, Nature.Fact, null, new(Text(with["passage"]!["of"]), 0, 4, "They"), null)), Mark());
                    break;
                case "/cases/{case}/statements":
                    made.Add(new StatementMade(keep, new(Text(with!["text"]), new("2026-02-27"), Text(with["speaker"]),
                        [.. with["stances"]!.AsArray().Select(s => new PublicStance(Name(s!["proposition"]), Enum<Stance>(s["stance"])))])), Mark());
                    break;
            }
        }
        Assert.NotEmpty(claims);
        made.Add(new RequestDrafted("r", new("Help", "We ask.", [new("a", "Who?")], "Law", Ana, Time(9_000), partners, claims)), Marking.Of(Tlp.Amber, partners));
        return (made, partners);
    }
}
