using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What two partners could put together: of copies that go beside each other, and of those that may still go.</summary>
public sealed class CopiesBesideTests
{
    private const string Joined = "source-can-be-joined";
    private const string Otherwise = "told-otherwise-to-another";

    // One of the two is told what the other is told the opposite of; a protected source says something to both.
    private readonly WrittenCase written = new WrittenCase()
        .Add(new PropositionStated("wiped", new("The registry was wiped.")), ToBoth).Add(new PropositionStated("relayed", new("A relay answered.")), ToBoth)
        .Add(new SourceNamed("clerk", new(null, "A clerk of the registry", null, Standing.Official, null, [], null)), ToBoth)
        .Add(new SourceNamed("minister", new("Bo Dahl", "", null, Standing.Official, null, [], null)), ToBoth)
        .Add(Claim("secret", "relayed", "clerk", Stance.Asserts), ToBoth).Add(Claim("open", "relayed", "minister", Stance.Asserts), ToBoth)
        .Add(Claim("yes", "wiped", "minister", Stance.Asserts), ToOstania).Add(Claim("no", "wiped", "minister", Stance.Denies), Marking.Of(Tlp.Amber, Sudria))
        .Add(new RequestDrafted("r", new("Help", "We ask.", [new("a", "Who?")], "Law", Ana, Time(9_000), [Ostania, Sudria], ["secret", "open", "yes", "no"])), ToBoth);

    [Fact]
    public void Each_of_two_copies_is_checked_beside_the_other_and_by_itself_it_shows_nothing()
    {
        var (first, second) = (Copy(Ostania), Copy(Sudria));
        Assert.Equal([Joined, Otherwise], Rules(first, first, second));
        Assert.Equal([Joined, Otherwise], Rules(second, first, second));
        Assert.Empty(Rules(first));
        Assert.Empty(Rules(second, second));
    }

    [Theory]
    [InlineData("approved", true)]
    [InlineData("given up", true)]
    [InlineData("held back", true)]
    [InlineData("held back and proposed again", false)]
    [InlineData("stopped", false)]
    public void What_may_still_go_to_another_partner_is_weighed_as_what_went(string state, bool isWeighed)
    {
        GiveToSudria(state);
        Assert.Equal(isWeighed ? [Joined, Otherwise] : [], Rules(Copy(Ostania) with { IsBesideWhatWaits = false }));
    }

    [Fact]
    public void One_source_in_the_same_other_words_to_both_is_joined_and_in_different_ones_it_is_not()
    {
        Reword(Ostania, "Somebody ashore");
        Assert.DoesNotContain(Joined, Rules(Copy(Ostania), Copy(Sudria)));
        Assert.DoesNotContain(Joined, Rules(Copy(Sudria), Copy(Ostania)));
        Reword(Sudria, "somebody  ASHORE");
        Assert.Contains(Joined, Rules(Copy(Ostania), Copy(Sudria)));
        Assert.Contains(Joined, Rules(Copy(Sudria), Copy(Ostania)));
    }

    [Fact]
    public void What_waits_for_approval_is_weighed_at_the_second_proposal_and_no_longer_needed_when_the_first_is_approved()
    {
        var (copy, at) = (Copy(Sudria).Composed, Time(written.Entries.Count));
        written.Add(new ReleaseProposed("other", new(copy.Kind, "r", Sudria, "package-1", at, copy.Sha256, copy.Items, [], copy.Objects)));
        Assert.Equal([Joined, Otherwise], Rules(Copy(Ostania)));
        Assert.Contains("is, in a copy beside this one", DraftCheck.Of(Copy(Ostania)).Warnings.First(w => w.Rule == Joined).Message, StringComparison.Ordinal);
        Assert.Empty(Rules(Copy(Ostania) with { IsBesideWhatWaits = false }));
        written.Add(new ReleaseRefused("other", "No."), author: Ben);
        Assert.Empty(Rules(Copy(Ostania)));
    }

    [Fact]
    public void What_waits_and_its_reader_may_not_see_moves_nothing()
    {
        var secret = ToBoth with { Compartments = ["crypto"] };
        var copy = Copy(Sudria).Composed;
        written.Add(Claim("hidden", "wiped", "clerk", Stance.Denies), secret)
            .Add(new RequestDrafted("r2", written.View.Requests.Find("r")!.Content with { Includes = ["hidden"] }), secret);
        var before = Rules(Copy(Ostania));
        written.Add(new ReleaseProposed("other", new(copy.Kind, "r2", Sudria, "package-1", Time(written.Entries.Count), copy.Sha256, [new("hidden", "claim", "note--1", 0)], [])), secret);
        Assert.Equal(before, Rules(Copy(Ostania)));
    }

    [Theory]
    [InlineData(null, "warning-must-be-answered")]
    [InlineData("They know each other, and agreed.", null)]
    public void Whoever_approves_the_later_of_two_can_write_the_reason_that_nobody_could_write_before(string? reason, string? rule)
    {
        var desk = ListedDesk.Of(Ostania, Sudria);
        void Propose(string id, string partner, CheckedCopy copy) =>
            written.Add(new ReleaseProposed(id, new(copy.Composed.Kind, "r", partner, "package-" + id, Time(written.Entries.Count), copy.Composed.Sha256, copy.Composed.Items, [], copy.Composed.Objects)));
        Propose("first", Ostania, Copy(Ostania));
        Propose("second", Sudria, Copy(Sudria));
        Decision Approve(string id, string partner, string? why) => ReleaseDecisions.Approve(written.View, desk, new(id, why, Ben,
            written.View.Releases.Find(id)!.Content.Proposal.PlainSha256, "sealed", 7, DraftCheck.Of(Copy(partner) with { IsBesideWhatWaits = false })));
        Assert.IsType<Decision.Allowed>(Approve("second", Sudria, null));
        written.Add(new ReleaseApproved("second", null, "sealed", 7), author: Ben);
        var decision = Approve("first", Ostania, reason);
        Assert.Equal(rule, (decision as Decision.Refused)?.Rule);
    }

    [Theory]
    [InlineData("A clerk of the registry.")]
    [InlineData("“A clerk of the registry”")]
    [InlineData("A clerk, of the registry")]
    [InlineData("\uFF21 clerk of the registry")]
    [InlineData("A cl\u200Berk of the registry")]
    [InlineData("A clerk \u043Ef the registry")]
    public void However_a_description_is_decorated_it_joins(string words)
    {
        written.Add(new CopyReworded("rw", new("r", Sudria, "clerk", words)), ToBoth)
            .Add(new SourceNamed("twin", new(null, words, null, Standing.Official, null, [], null)), ToBoth).Add(Claim("third", "wiped", "twin", Stance.Asserts), ToOstania)
            .Add(new RequestRevised("r", written.View.Requests.Find("r")!.Content with { Includes = ["third", "yes", "secret", "open"] }, "More"), ToBoth);
        Assert.Contains(Joined, Rules(Copy(Ostania), Copy(Sudria)));
        Assert.Contains(DraftCheck.Of(Copy(Ostania) with { Beside = [Copy(Sudria)] }).Findings, f => f is { Rule: "description-joins-partners", Item: "twin" });
    }

    [Fact]
    public void Two_sources_described_alike_in_two_copies_are_pointed_out()
    {
        written.Add(new SourceNamed("twin", new(null, "A clerk of the registry", null, Standing.Official, null, [], null)), ToBoth)
            .Add(Claim("third", "wiped", "twin", Stance.Asserts), ToOstania)
            .Add(new RequestRevised("r", written.View.Requests.Find("r")!.Content with { Includes = ["third", "yes", "secret", "open"] }, "More"), ToBoth);
        var finding = Assert.Single(DraftCheck.Of(Copy(Ostania) with { Beside = [Copy(Sudria)] }).Findings, f => f is { Rule: "description-joins-partners", Item: "twin" });
        Assert.Equal(["clerk"], finding.RestsOn);
    }

    [Theory]
    [InlineData(false, "approved")]
    [InlineData(true, "approved")]
    [InlineData(false, "given up")]
    [InlineData(true, "given up")]
    public void Words_are_compared_with_those_that_another_partner_was_told_then_or_may_yet_be_told(bool inOtherWords, string state)
    {
        var told = inOtherWords ? "Somebody ashore" : "A clerk of the registry";
        if (inOtherWords) Reword(Sudria, told);
        GiveToSudria(state);
        var clerk = written.View.Sources.Find("clerk")!.Content;
        if (!inOtherWords) written.Add(new SourceCorrected("clerk", clerk with { Description = "An official" }, "Promoted."), ToBoth);
        Assert.DoesNotContain(Joined, Rules(Copy(Ostania)));
        var includes = new[] { "third", "yes", "secret", "open" };
        written.Add(new SourceNamed("twin", new(null, told, null, Standing.Official, null, [], null)), ToBoth)
            .Add(Claim("third", "wiped", "twin", Stance.Asserts), ToOstania)
            .Add(new RequestRevised("r", written.View.Requests.Find("r")!.Content with { Includes = includes }, "More"), ToBoth);
        var finding = Assert.Single(DraftCheck.Of(Copy(Ostania)).Findings, f => f is { Rule: "description-joins-partners", Item: "twin" });
        Assert.Equal(["clerk"], finding.RestsOn);
        Reword(Ostania, told);
        Assert.Contains(Joined, Rules(Copy(Ostania)));
    }

    [Fact]
    public void A_copy_that_is_composed_again_was_read_as_far_as_the_one_before_and_no_further()
    {
        var before = Copy(Ostania);
        Assert.False(Copy(Ostania).AsRead(before).IsReadInPart);
        Assert.True(Copy(Ostania).AsRead(before with { IsReadInPart = true }).IsReadInPart);
        var paper = new Demarche.Documents.Document(
            "report.txt", new('a', 64), new('b', 64), "text/plain", 10, "carried here", null, null, null, null, null, null, null);
        written.Add(new Demarche.Documents.DocumentTakenIn("new", paper), ToBoth);
        Assert.True(Copy(Ostania).AsRead(before).IsReadInPart);
    }

    private void Reword(string partner, string words) =>
        written.Add(new CopyReworded("rw " + partner + written.Entries.Count, new("r", partner, "clerk", words)), ToBoth);

    private void GiveToSudria(string state)
    {
        var (copy, at) = (Copy(Sudria).Composed, Time(written.Entries.Count));
        Proposal Of(string package) => new(copy.Kind, "r", Sudria, package, at, copy.Sha256, copy.Items, [], copy.Objects);
        written.Add(new ReleaseProposed("other", Of("package-1"))).Add(new ReleaseApproved("other", null, "sealed", 7), author: Ben);
        if (state == "given up") written.Add(new DeliveryGivenUp("other", "Nobody answers."));
        if (state.StartsWith("held back", StringComparison.Ordinal)) written.Add(new DeliveryHeldBack("other", []));
        if (state.EndsWith("again", StringComparison.Ordinal)) written.Add(new ReleaseProposed("again", Of("package-2")));
        if (state == "stopped") written.Add(new DeliveryStopped("other", "Not now."));
    }

    private static ClaimMade Claim(string id, string proposition, string source, Stance stance) =>
        new(id, new(proposition, source, stance, Standing.Official, true, Nature.Fact, null, null, null));

    private static string[] Rules(CheckedCopy copy, params CheckedCopy[] beside) =>
        [.. DraftCheck.Of(copy with { Beside = beside }).Warnings.Select(f => f.Rule).Where(r => r is Joined or Otherwise).Distinct().Order(StringComparer.Ordinal)];

    private CheckedCopy Copy(string partner) => ReleaseDesk.Compose(written.File, Desk, AtDesk(), "r", partner, new("package", Time(600), "desk-n"))!;

    private static DeskFile Desk { get; } = DeskOf();

    private static DeskFile DeskOf()
    {
        List<Entry> entries = [];
        foreach (var (id, name) in new[] { (Ostania, "Ostania"), (Sudria, "Sudria") })
        {
            var added = new Marked(new PartnerAdded(id, new(name, null, "", "", null, false, [], null, null)), DeskFile.Internal);
            entries.Add(FactKinds.Draft(DeskFile.JournalId, Time(0), Ana, added).After(entries.Count == 0 ? Head.Empty(DeskFile.JournalId) : entries[^1].AsHead()));
        }
        return DeskFile.Fold(entries);
    }
}
