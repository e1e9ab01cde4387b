using Demarche.Cases;
using Demarche.Claims;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>A reason is asked for once: it holds for the same finding in the other copies of the draft, as far as the proposer sees
/// them.</summary>
public sealed class GivenAnswersTests
{
    private const string Rule = "contradicts-the-public-line";
    private static readonly DeskFile Desk = ListedDesk.Of(Ostania, Sudria);

    private readonly WrittenCase written = new WrittenCase()
        .Add(new PropositionStated("p", new("The registry was wiped.")), ToBoth)
        .Add(new SourceNamed("minister", new("Bo Dahl", "", null, Standing.Official, null, [], null)), ToBoth)
        .Add(new SourceNamed("engineer", new("Ada Berg", "", null, Standing.Technical, null, [], null)), ToBoth)
        .Add(new ClaimMade("c", new("p", "engineer", Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null)), ToBoth)
        .Add(new StatementMade("s", new("Nothing was lost.", new("2026-03-01"), "Bo Dahl", [new("p", Stance.Denies)])), ToBoth)
        .Add(new RequestDrafted("r", new("Help", "We ask.", [new("a", "Who?")], "Law", Ana, Time(9_000), [Ostania, Sudria], ["c"])), ToBoth);

    [Fact]
    public void The_second_copy_has_the_reason_of_the_first_and_who_wrote_it()
    {
        Assert.Empty(Given(Sudria));
        Propose(Ostania, "They have read it.");
        var given = Assert.Single(Given(Sudria));
        Assert.Equal((Rule, "c", "They have read it.", Ana, Ostania), (given.Rule, given.Item, given.Reason, given.By, given.Partner));
        var answer = Assert.Single(Of(Sudria, []));
        Assert.Equal(("They have read it.", Ana), (answer.Reason, answer.By));
        Assert.Empty(DraftCheck.Of(Copy(Sudria)).Unanswered([answer]));
        // Whoever writes another reason is its author.
        answer = Assert.Single(Of(Sudria, [new(Sudria, Rule, "c", "They know it anyway.")]));
        Assert.Equal(("They know it anyway.", (string?)null), (answer.Reason, answer.By));
        // For its own copy no reason is carried over: that is another proposal of the same copy, and is weighed anew.
        Assert.Empty(Given(Ostania));
    }

    [Fact]
    public void Of_one_act_one_reason_is_enough_and_one_for_several_partners_is_each_ones()
    {
        var beside = new[] { Ostania, Sudria }.Select(p => (p, DraftCheck.Of(Copy(p)))).ToList();
        IReadOnlyList<AnsweredWarning> Both(string partner, params WarningForm[] forms) =>
            GivenAnswers.Of(Copy(partner), DraftCheck.Of(Copy(partner)), beside, forms);
        Assert.Null(Assert.Single(Both(Sudria, new WarningForm(Ostania, Rule, "c", " Known. "))).By);
        Assert.Equal("Known.", Assert.Single(Both(Sudria, new WarningForm(null, Rule, "c", "Known.", [Ostania, Sudria]))).Reason);
        Assert.Empty(Both(Sudria, new WarningForm(Ostania, Rule, "other", "Known.")));
        Assert.Empty(Both(Sudria, new WarningForm(Ostania, Rule, "c", "  ")));
        Assert.Empty(Both(Sudria, new WarningForm("partner-of-none", Rule, "c", "Known.")));
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("stopped")]
    [InlineData("another draft")]
    [InlineData("another finding")]
    [InlineData("hidden")]
    public void What_was_refused_stopped_is_of_another_draft_or_finding_or_is_not_seen_answers_nothing(string why)
    {
        if (why == "another draft")
            written.Add(new RequestDrafted("other", written.View.Requests.Find("r")!.Content), ToBoth);
        if (why == "hidden")
            written.Add(new ClaimMade("hidden", new("p", "engineer", Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null)), ToOstania with { Compartments = ["crypto"] });
        Propose(Ostania, "They have read it.", why == "another draft" ? "other" : "r", why == "hidden" ? [new("hidden", "claim", "note--9", 0)] : []);
        if (why == "refused") written.Add(new ReleaseRefused("release", "No."), author: Ben);
        if (why == "stopped") written.Add(new ReleaseApproved("release", null, "sealed", 7), author: Ben).Add(new DeliveryStopped("release", "Not now."));
        if (why == "another finding") written.Add(new StatementCorrected("s", written.View.Statements.Find("s")!.Content with { Speaker = "Eva Lind" }, "Misheard."), ToBoth);
        Assert.Empty(Given(Sudria));
        Assert.Empty(Of(Sudria, []));
    }

    // What is found in the same words may be found of something else by now.
    [Theory]
    [InlineData("claim corrected")]
    [InlineData("claim marked")]
    [InlineData("statement corrected")]
    [InlineData("source corrected")]
    public void What_has_changed_since_the_reason_was_written_is_asked_again(string what)
    {
        Propose(Ostania, "They have read it.");
        Assert.Single(Given(Sudria));
        var claim = written.View.Claims.Find("c")!.Content;
        _ = what switch
        {
            "claim corrected" => written.Add(new ClaimCorrected("c", claim with { Nature = Nature.Inference }, "Misread."), ToBoth),
            "claim marked" => written.Add(new MarkingChanged("c", ToBoth with { Tlp = Tlp.AmberStrict }, "A source asked."), ToBoth with { Tlp = Tlp.AmberStrict }),
            "statement corrected" => written.Add(new StatementCorrected("s", written.View.Statements.Find("s")!.Content with { Text = "All is well." }, "Misheard."), ToBoth),
            _ => written.Add(new SourceCorrected("engineer", written.View.Sources.Find("engineer")!.Content with { Standing = Standing.Unknown }, "He left."), ToBoth),
        };
        Assert.Empty(Given(Sudria));
        Assert.Empty(Of(Sudria, []));
        // And so when it is approved: the finding is named like the one that was answered.
        var release = written.View.Releases.Find("release")!;
        Assert.Single(DraftCheck.Of(Copy(Ostania)).UnansweredSince(written.View, release.Content.Proposal));
    }

    // The same words of ours stand in one copy, and others in the other.
    [Fact]
    public void A_reason_for_our_words_in_one_copy_is_none_for_other_words_in_another()
    {
        written.Add(new ClaimWithdrawn("c", "Misread."), ToBoth)
            .Add(new RequestRevised("r", written.View.Requests.Find("r")!.Content with { Text = "The registry was wiped.", Includes = [] }, "Shorter."), ToBoth);
        var finding = Assert.Single(DraftCheck.Of(Copy(Sudria)).Warnings);
        Assert.Equal((Rule, "p"), (finding.Rule, finding.Item));
        Propose(Ostania, "They have read it.", item: "p");
        Assert.Single(Given(Sudria));
        written.Add(new RequestWorded("w", new("r", Sudria, "The registry was wiped. Their army gave the order.", null)), ToBoth);
        // In the same sentence it is the same; in another one it is not.
        Assert.Single(Given(Sudria));
        written.Add(new RequestReworded("w", new("r", Sudria, "On the orders of their army the registry was wiped.", null), "Clearer."), ToBoth);
        Assert.Equal(finding.Message, Assert.Single(DraftCheck.Of(Copy(Sudria)).Warnings).Message);
        Assert.Empty(Given(Sudria));
    }

    [Fact]
    public void A_reason_that_was_written_before_the_finding_changed_is_not_taken()
    {
        var read = Assert.Single(DraftCheck.Of(Copy(Sudria)).Warnings).Digest;
        IReadOnlyList<WarningForm> forms = [new(Sudria, Rule, "c", "They know.", Digest: read)];
        Assert.Single(Of(Sudria, forms));
        Assert.Null(GivenAnswers.Outdated(Sudria, DraftCheck.Of(Copy(Sudria)), forms));
        written.Add(new ClaimCorrected("c", written.View.Claims.Find("c")!.Content with { OnRecord = false }, "He asked not to be named."), ToBoth);
        Assert.Empty(Of(Sudria, forms));
        Assert.Equal(Rule, GivenAnswers.Outdated(Sudria, DraftCheck.Of(Copy(Sudria)), forms)?.Rule);
        Assert.Null(GivenAnswers.Outdated(Sudria, DraftCheck.Of(Copy(Sudria)), [new(Sudria, Rule, "c", "", Digest: read)]));
    }

    // A reason that this partner may be told something is no reason that the next one may.
    [Fact]
    public void What_is_found_of_a_partner_is_asked_for_each()
    {
        Assert.All(DraftCheck.Of(Copy(Ostania)).Warnings, w => Assert.True(w.IsOfTheDraft));
        written.Add(new SourceNamed("clerk", new(null, "A clerk of the registry", null, Standing.Official, null, [], null)), ToBoth)
            .Add(new SourceNamed("second", new(null, "A colleague of a clerk", null, Standing.Official, null, [], null)), ToBoth)
            .Add(new PropositionStated("q", new("It was a Tuesday.")), ToBoth)
            .Add(new ClaimMade("d", new("q", "clerk", Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null)), ToBoth)
            .Add(new ClaimMade("e", new("q", "second", Stance.Asserts, Standing.Technical, true, Nature.Fact, null, null, null)), ToBoth)
            .Add(new RequestRevised("r", written.View.Requests.Find("r")!.Content with { Includes = ["c", "d", "e"] }, "More."), ToBoth);
        var check = DraftCheck.Of(Copy(Ostania));
        var ofSources = Assert.Single(check.Warnings, w => w.Rule == "protected-sources-may-be-one");
        // Two claims of one count are one finding.
        Assert.Equal(["d", "e"], ofSources.Items.Order(StringComparer.Ordinal));
        Assert.False(ofSources.IsOfTheDraft);
        var beside = new[] { Ostania, Sudria }.Select(p => (p, DraftCheck.Of(Copy(p)))).ToList();
        Assert.Empty(GivenAnswers.Of(Copy(Sudria), DraftCheck.Of(Copy(Sudria)), beside, [new(Ostania, ofSources.Rule, ofSources.Item, "They can't know them.")]));
    }

    private IReadOnlyList<GivenAnswer> Given(string partner) => GivenAnswers.For(written.View, "r", partner, DraftCheck.Of(Copy(partner)));

    private IReadOnlyList<AnsweredWarning> Of(string partner, IReadOnlyList<WarningForm> forms) =>
        GivenAnswers.Of(Copy(partner), DraftCheck.Of(Copy(partner)), [(partner, DraftCheck.Of(Copy(partner)))], forms);

    private void Propose(string partner, string reason, string about = "r", IReadOnlyList<ReleasedItem>? more = null, string item = "c")
    {
        var copy = ReleaseDesk.Compose(written.File, Desk, AtDesk(), about, partner, new("package", Time(600), "desk-n"))!;
        var check = DraftCheck.Of(copy);
        var answers = GivenAnswers.Of(copy, check, [(partner, check)], [new(partner, Rule, item, reason)]);
        Assert.Single(answers);
        written.Add(new ReleaseProposed("release", new(copy.Composed.Kind, about, partner, "package-1", Time(written.Entries.Count), copy.Composed.Sha256,
            [.. copy.Composed.Items, .. more ?? []], answers, copy.Composed.Objects)), ToBoth);
    }

    private CheckedCopy Copy(string partner) => ReleaseDesk.Compose(written.File, Desk, AtDesk(), "r", partner, new("package", Time(600), "desk-n"))!;
}
