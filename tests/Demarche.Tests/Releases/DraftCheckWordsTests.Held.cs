using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Statements;
using Demarche.Tests.Cases;
using Demarche.Tests.Twins;
using static Demarche.Tests.Cases.WrittenCase;
using Finding = Demarche.Releases.Finding;

namespace Demarche.Tests.Releases;

/// <summary>What is compared with a copy: every text that the desk holds, not what stands today alone.</summary>
public sealed partial class DraftCheckWordsTests
{
    private static readonly Marking Red = Marking.Of(Tlp.Red);

    private static IReadOnlyList<Type> With(Type change) => [.. FactMaker.Kinds.Where(k => FactMaker.ContentOf(k, change) is not null)];

    /// <summary>Kinds that can be corrected or withdrawn, by the name of their content.</summary>
    public static TheoryData<string> Correctable => [.. With(typeof(Corrected<>)).Select(k => FactMaker.ContentOf(k, typeof(Corrected<>))!.Name).Distinct().Where(HasWords)];

    public static TheoryData<string> Withdrawable => [.. With(typeof(Withdrawn<>)).Select(k => FactMaker.ContentOf(k, typeof(Withdrawn<>))!.Name).Distinct().Where(HasWords)];

    private static bool HasWords(string content) => WithSentence("").Any(f => FactMaker.ContentOf(f.GetType(), typeof(Added<>))?.Name == content);

    private static Fact Said(string content, string words) => WithSentence(words).Single(f => FactMaker.ContentOf(f.GetType(), typeof(Added<>))?.Name == content);

    [Theory]
    [MemberData(nameof(Correctable))]
    public void The_words_of_an_earlier_stricter_version_of_every_kind_are_found(string content)
    {
        var correct = With(typeof(Corrected<>)).First(k => FactMaker.ContentOf(k, typeof(Corrected<>))!.Name == content);
        var plain = Said(content, "Somebody else said something wholly different here");
        var now = plain.GetType().GetProperty("Content")!.GetValue(plain)!;
        WrittenCase Sanitised(Marking first) => new WrittenCase(opened: false).Copied(Ground).Add(Said(content, Sentence), first)
            .Add((Fact)Activator.CreateInstance(correct, "x", now, "Better")!, first).Add(new MarkingChanged("x", Marking.Of(Tlp.Clear), "It may go"), Red);
        var finding = Assert.Single(Check(Sanitised(Red), $"We hear that {Sentence}, at night."));
        Assert.Contains(finding.Rule, new[] { "withheld-words-given-away", "words-for-somebody-else" });
        Assert.Contains("an earlier version of", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Check(Sanitised(Red), "We hear that some birds stood there, at night."));
    }

    [Theory]
    [MemberData(nameof(Withdrawable))]
    public void The_words_of_what_was_withdrawn_are_found_for_every_kind(string content)
    {
        var withdraw = With(typeof(Withdrawn<>)).First(k => FactMaker.ContentOf(k, typeof(Withdrawn<>))!.Name == content);
        var written = new WrittenCase(opened: false).Copied(Ground).Add(Said(content, Sentence), Red).Add((Fact)Activator.CreateInstance(withdraw, "x", "Wrong")!, Red);
        Assert.Contains(Assert.Single(Check(written, $"We hear that {Sentence}, at night.")).Rule, new[] { "withheld-words-given-away", "words-for-somebody-else" });
    }

    /// <summary>A release is decided and never marked again.</summary>
    public static TheoryData<string> Changeable => [.. WithSentence("").Where(f => f is not ReleaseProposed).Select(f => f.GetType().Name)];

    [Theory]
    [MemberData(nameof(Changeable))]
    public void The_reason_of_a_change_of_every_kind_is_found(string kind)
    {
        var fact = WithSentence("Somebody else said something wholly different here").Single(f => f.GetType().Name == kind);
        var written = new WrittenCase(opened: false).Copied(Ground).Add(fact, Internal).Add(new MarkingChanged("x", Internal, Sentence), Internal);
        var finding = Assert.Single(Check(written, $"We hear that {Sentence}, at night."));
        Assert.Equal(("withheld-words-given-away", Severity.Block), (finding.Rule, finding.Severity));
        Assert.Contains("the reason of a change of", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_case_says_of_itself_is_found()
    {
        WrittenCase Opened() => new WrittenCase(opened: false).Add(new CaseOpened(Sentence, "Seven barges lay across the inner harbour mouth", Internal)).Add(new CaseRetitled("Rain", "Seven barges lay across the inner harbour mouth", "Eight old lanterns hung under the northern bridge"));
        Assert.Equal(("words-that-stay-here", Severity.Warning), Rule($"We hear that {Sentence}."));
        Assert.Equal(("withheld-words-given-away", Severity.Block), Rule("Know that seven barges lay across the inner harbour mouth."));
        Assert.Equal(("withheld-words-given-away", Severity.Block), Rule("Know that eight old lanterns hung under the northern bridge."));
        Assert.Empty(Check(Opened(), "We hear of barges."));

        (string, Severity) Rule(string letter) => Assert.Single(Check(Opened(), letter)) is var f ? (f.Rule, f.Severity) : default;
    }

    [Fact]
    public void A_version_that_the_partner_may_read_or_has_had_is_no_secret_from_it()
    {
        var later = new PropositionCorrected("x", new("Somebody else said something wholly different here"), "Better");
        // Marked alike: the earlier version was let go as well.
        Assert.Empty(Check(new WrittenCase(opened: false).Copied(Ground).Add(new PropositionStated("x", new(Sentence)), ToBoth).Add(later, ToBoth), Sentence));
        // The same words, before and after the marking was lowered.
        Assert.Empty(Check(new WrittenCase(opened: false).Copied(Ground).Add(new PropositionStated("x", new(Sentence)), Red).Add(new MarkingChanged("x", ToBoth, "It may go"), Red), Sentence));
        // A hypothesis that was lowered stays here, and is weighed; that it was stricter makes it no block.
        Assert.Equal("words-that-stay-here", Assert.Single(Check(new WrittenCase(opened: false).Copied(Ground)
            .Add(new HypothesisStated("x", new(Sentence, "", HypothesisKind.Means, false, false, [])), Red).Add(new MarkingChanged("x", ToBoth, "Lower"), Red), Sentence)).Rule);
    }

    [Fact]
    public void The_text_of_a_document_is_compared_as_it_is_kept()
    {
        var text = $"The porter wrote this down.\n\nAt night {Sentence}, and nobody came.\n";
        WrittenCase Holding(Marking marking) => new WrittenCase(opened: false).Copied(Ground).Add(new DocumentTakenIn("x", new("c.txt", "sha", "sha", "text/plain", 4, "", null, null, null, null, null, null, null)), marking);
        List<Finding> Read(WrittenCase written, string letter)
        {
            var copy = Lettered(written, letter);
            var texts = new CopyTexts(copy);
            return [.. DraftCheck.Of(copy with { DocumentRuns = new Dictionary<string, IReadOnlyList<string>> { ["x"] = [.. texts.Written.SharedRuns(text), .. texts.Going.SharedRuns(text)] } }).Findings];
        }
        var block = Assert.Single(Read(Holding(Red), $"We hear that {Sentence}."));
        Assert.Equal(("withheld-words-given-away", Severity.Block), (block.Rule, block.Severity));
        Assert.Empty(Read(Holding(Red), "We hear that grey herons stood there."));
        Assert.Empty(Read(Holding(ToBoth), $"We hear that {Sentence}."));
        // What the partner may read in a document is no secret of a hypothesis.
        var both = Holding(ToBoth).Add(new HypothesisStated("y", new(Sentence, "", HypothesisKind.Means, false, false, [])), Red);
        Assert.Empty(Read(both, Sentence));
        Assert.Single(Check(both, Sentence));
        Assert.Equal("documents-not-compared", Assert.Single(DraftCheck.Of(Lettered(Holding(Red), "Help us.") with { IsReadInPart = true }).Findings).Rule);
    }

    [Fact]
    public void What_an_item_that_goes_repeats_of_what_was_withheld_before_is_weighed()
    {
        WrittenCase Noted(bool isBefore, Marking marking)
        {
            Fact seen = new ObservableSeen("seen", new("ipv4-addr", "192.0.2.44", 2, null, $"In short: {Sentence}.")), hypothesis = new HypothesisStated("x", new(Sentence, "", HypothesisKind.Means, false, false, []));
            var ground = new WrittenCase(opened: false).Copied(Ground);
            return isBefore ? ground.Add(hypothesis, marking).Add(seen, ToBoth) : ground.Add(seen, ToBoth).Add(hypothesis, marking);
        }
        var finding = Assert.Single(Check(Noted(true, Red), "Help us.", "seen"));
        Assert.Equal(("withheld-words-in-an-item", Severity.Warning, "seen"), (finding.Rule, finding.Severity, finding.Item));
        Assert.Equal(["x"], finding.RestsOn);
        // Who wrote later repeats; and what its marking lets go is no secret.
        Assert.Empty(Check(Noted(false, Red), "Help us.", "seen"));
        Assert.Empty(Check(Noted(true, ToBoth), "Help us.", "seen"));
        // An item that was sanitised keeps most of its words.
        var sanitised = new WrittenCase(opened: false).Copied(Ground).Add(new StatementMade("seen", new($"{Sentence}, and the pilot saw it", new("2026-03-01"), "Ida Lund", [])), Red)
            .Add(new StatementCorrected("seen", new($"{Sentence}, and somebody saw it", new("2026-03-01"), "Ida Lund", []), "Better"), Red).Add(new MarkingChanged("seen", ToBoth, "It may go"), Red);
        Assert.Empty(Check(sanitised, "Help us.", "seen"));
        // Every free text of what goes is read.
        foreach (var fact in new Fact[]
        {
            new EffectRecorded("seen", new(null, "down", Sentence, null)), new PartyNamed("seen", new("Ports", PartyKind.Organisation, null, Sentence)), new IncidentDescribed("seen", new(Sentence, null, null, null)),
            new StatementMade("seen", new(Sentence, new("2026-03-01"), "Ida Lund", [])), new PropositionStated("seen", new(Sentence)),
        }) Assert.Equal("withheld-words-in-an-item", Assert.Single(Check(new WrittenCase(opened: false).Copied(Ground).Add(new HypothesisStated("x", new(Sentence, "", HypothesisKind.Means, false, false, [])), Red).Add(fact, ToBoth), "Help us.", "seen")).Rule);
    }

    [Fact]
    public void What_was_written_for_this_partner_and_taken_back_or_is_stricter_is_weighed()
    {
        WrittenCase Drafted(Marking marking, bool isWithdrawn = false)
        {
            var written = new WrittenCase(opened: false).Copied(Ground).Add(new RequestDrafted("x", new("Before", Sentence, [], "", Ana, "", [Ostania], [])), marking);
            return isWithdrawn ? written.Add(new RequestWithdrawn("x", "Not yet"), marking) : written;
        }
        Assert.Equal("words-not-sent", Assert.Single(Check(Drafted(Red), Sentence)).Rule);
        Assert.Equal("words-not-sent", Assert.Single(Check(Drafted(Internal, true), Sentence)).Rule);
        Assert.Empty(Check(Drafted(Internal), Sentence));
        // What it was sent it has.
        Assert.Empty(Check(Drafted(Red).Add(new ReleaseProposed("gone", new(PackageKind.Request, "x", Ostania, "package-0", Time(0), "sha", [], [])), Internal)
            .Add(new ReleaseApproved("gone", null, "sealed", 7), Internal).Add(new PackageSent("gone", "file"), Internal), Sentence));
    }

    private static CheckedCopy Lettered(WrittenCase written, string letter, params string[] includes) =>
        Copy(written.Add(new RequestDrafted("letter", new("Help", letter, [new("a", "What?")], "", Ana, "", [Ostania], includes)), Internal), "letter");

    private static List<Finding> Check(WrittenCase written, string letter, params string[] includes) => [.. DraftCheck.Of(Lettered(written, letter, includes)).Findings];
}
