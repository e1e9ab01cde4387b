using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Whose agreement a copy with claims of several protected sources needs, and when it has it.</summary>
public sealed class HandlersWordTests
{
    private const string Cleo = "person-cleo";
    private const string Dora = "person-dora";
    private const string Gone = "person-gone";

    private static readonly DeskFile Desk = DeskOf(
        Person(Ana, Role.SourceHandler), Person(Ben, Role.SourceHandler), Person(Cleo, Role.SourceHandler), Person(Dora, Role.Releaser), Person(Gone, Role.SourceHandler, true),
        new PartnerAdded(Ostania, new("Ostania", null, "", "", null, false, [], null, null)));

    private readonly WrittenCase written = new WrittenCase().Add(new PropositionStated("deleted", new("Records were deleted.")), ToBoth).Add(new PropositionStated("rain", new("It rained.")), ToBoth);
    private readonly List<string> includes = [];

    [Fact]
    public void Claims_of_one_protected_source_need_nobody()
    {
        Source("one", Ana);
        Source("named", protect: false);
        Claim("a", "one");
        Claim("b", "one", "rain");
        Claim("c", "named");
        Assert.False(Word().IsNeeded);
        Assert.True(Given());
    }

    [Fact]
    public void Of_two_protected_sources_a_handler_of_each_must_agree_whatever_they_speak_of()
    {
        Source("one", Ana);
        Source("two", Ben);
        Claim("a", "one");
        Claim("b", "two", "rain");
        Assert.Equal(["one", "two"], Word().Sources);
        Assert.False(Given());
        Assert.False(Given(Ana));
        Assert.False(Given(Ana, Dora));
        Assert.True(Given(Ana, Ben));
    }

    [Fact]
    public void Where_somebody_handles_two_that_are_counted_for_one_statement_one_who_does_must_agree()
    {
        Source("one", Ana, Cleo);
        Source("two", Ben, Cleo);
        Claim("a", "one");
        Claim("b", "two");
        Assert.False(Given(Ana, Ben));
        Assert.True(Given(Cleo));
        written.Add(new ClaimCorrected("b", written.View.Claims.Find("b")!.Content with { Stance = Stance.Denies }, "Misheard."), ToBoth);
        Assert.True(Given(Ana, Ben));
    }

    [Fact]
    public void What_the_partner_was_given_before_counts_too()
    {
        Source("one", Ana);
        Source("two", Ben);
        Claim("a", "one");
        includes.Clear();
        written.Add(new RequestDrafted("earlier", new("Earlier", "", [], "", Ana, "", [Ostania], [])), ToBoth)
            .Add(new ReleaseProposed("release", new(PackageKind.Request, "earlier", Ostania, "package", Time(0), "sha", [new("a", "claim", "note--1", 1)], [])))
            .Add(new ReleaseApproved("release", null, "sealed", 7)).Add(new PackageSent("release", "file"));
        Claim("b", "two", "rain");
        Assert.False(Word().IsNeeded);
        Claim("c", "two");
        Assert.True(Word().IsNeeded);
    }

    [Fact]
    public void Other_words_for_a_claim_spare_no_handler()
    {
        Source("one", Ana);
        Source("two", Ben);
        Claim("a", "one");
        Claim("b", "two");
        written.Add(new CopyReworded("reworded", new("r", Ostania, "b", "Records are gone, we hear.")), ToBoth);
        Assert.True(Word().IsNeeded);
    }

    [Theory]
    [InlineData("proposition")]
    [InlineData("reworded")]
    [InlineData("statement")]
    public void What_protected_sources_alone_say_needs_their_handlers_without_their_claims_too(string goes)
    {
        Source("one", Ana, Cleo);
        Source("two", Ben, Cleo);
        Claim("a", "one");
        Claim("b", "two");
        includes.Clear();
        Assert.False(Word().IsNeeded);
        if (goes == "statement")
            written.Add(new Demarche.Statements.StatementMade("st", new("Records were deleted.", new("2026-03-02"), "The minister", [new("deleted", Stance.Asserts)])), ToBoth);
        if (goes == "reworded") written.Add(new CopyReworded("reworded", new("r", Ostania, "deleted", "Records are gone, we hear.")), ToBoth);
        includes.Add(goes == "statement" ? "st" : "deleted");
        Assert.Equal(["one", "two"], Word().Sources);
        Assert.False(Given(Ana, Ben));
        Assert.True(Given(Cleo));
        // The controls: where somebody says it openly, no sealed word can leave one person behind it.
        Source("open", protect: false);
        Claim("c", "open");
        includes.Remove("c");
        Assert.False(Word().IsNeeded);
    }

    [Fact]
    public void A_source_that_nobody_was_named_for_needs_nobody_and_one_whose_handlers_are_gone_waits()
    {
        Source("one", Ana);
        Source("two");
        Claim("a", "one");
        Claim("b", "two");
        Assert.False(Given());
        Assert.True(Given(Ana));
        Source("three", Gone);
        Claim("c", "three");
        Assert.False(Given(Ana, Gone));
        // Nor does it need nobody once nobody is named for it any more: somebody was, and may have said something under seal.
        written.Add(new SourceCorrected("three", written.File.Sources.Find("three")!.Content with { Handlers = [] }, "Nobody's."), ToBoth);
        Assert.False(Given(Ana, Ben, Gone));
        written.Add(new SourceCorrected("three", written.File.Sources.Find("three")!.Content with { Handlers = [Ben] }, "Handed on."), ToBoth);
        Assert.True(Given(Ana, Ben));
    }

    [Fact]
    public void Whoever_is_named_and_no_source_handler_any_more_handles_nothing()
    {
        Source("one", Ana);
        Source("two", Dora);
        Claim("a", "one");
        Claim("b", "two");
        Assert.False(Given(Ana, Dora));
        Assert.Equal(["one"], Word().HandledBy(Ana, written.File, Desk));
        Assert.Empty(Word().HandledBy(Dora, written.File, Desk));
    }

    [Fact]
    public void A_handler_agrees_to_what_waits_and_is_seen_whole_and_to_nothing_that_sealed_words_stop()
    {
        Source("one", Ana);
        written.Add(new RequestDrafted("r", new("Help", "", [], "", Ana, "", [Ostania], [])))
            .Add(new ReleaseProposed("release", new(PackageKind.Request, "r", Ostania, "package", Time(0), "sha", [], [])));
        string? Refused(AgreeToRelease request) => (ReleaseDecisions.Agree(written.View, request) as Decision.Refused)?.Rule;
        var agree = new AgreeToRelease("release", "sha", ["one"], "They were asked.", null);
        var allowed = Assert.IsType<Decision.Allowed>(ReleaseDecisions.Agree(written.View, agree));
        Assert.Equal(Demarche.Markings.Marking.Nobody, Assert.Single(allowed.Facts).Marking);
        Assert.Equal("item-must-exist", Refused(agree with { Id = "other" }));
        Assert.Equal("item-must-exist", Refused(agree with { Sources = [] }));
        Assert.Equal("text-must-be-given", Refused(agree with { Reason = " " }));
        Assert.Equal("what-is-approved-must-be-what-was-seen", Refused(agree with { Recomposed = "other" }));
        Assert.Equal("protected-source-exposed", Refused(agree with { Check = new([], [new("protected-source-exposed", Severity.Block, "c", "One origin only.")]) }));
        Assert.Null(Refused(agree with { Check = new([], [new("one-origin-behind-other-words", Severity.Warning, "c", "One origin only.")]) }));
        written.Add(new ReleaseRefused("release", "Not yet."));
        Assert.Equal("release-must-wait", Refused(agree));
    }

    [Fact]
    public void A_sealed_word_is_known_to_those_who_handle_both_and_its_age_too()
    {
        Source("one", Ana, Ben);
        Source("two", Ana, Gone);
        Source("three", Ana, Ben);
        var sealing = new SamePerson(new("k", "n", "c"), new("k", "n", "c"));
        written.Add(new SourcesJoined("join", sealing), Demarche.Markings.Marking.Nobody);
        var (file, at) = (written.File, Time(written.Entries.Count - 1));
        var words = new SealedWords([new(file.SamePersons.Find("join")!, "one", "two")]);
        Assert.Equal(1, words.KnownTo(Ana, file, Desk).Count(["one", "two"]));
        Assert.True(words.KnownTo(Ben, file, Desk).IsNone);
        Assert.True(words.KnownTo(Gone, file, Desk).IsNone);
        Assert.True(words.KnownTo(Dora, file, Desk).IsNone);
        Assert.True(words.KnowsNewer(Ana, file, Desk, at));
        Assert.False(words.KnowsNewer(Ana, file, Desk, Time(written.Entries.Count)));
        Assert.False(words.KnowsNewer(Ben, file, Desk, Time(0)));
        Assert.True(words.AreThoseOf(file));
        written.Add(new SourcesParted("join", "They are not."), Demarche.Markings.Marking.Nobody);
        Assert.False(words.AreThoseOf(written.File));
        // Nobody sees it in a view, however an entry is marked.
        written.Add(new SourcesJoined("open", sealing), Demarche.Markings.Marking.Of(Tlp.Clear));
        Assert.Empty(written.View.SamePersons.All);
    }

    private void Source(string id, params string[] handlers) => Source(id, true, handlers);

    private void Source(string id, bool protect, params string[] handlers) =>
        written.Add(new SourceNamed(id, new(protect ? null : "Ida Lund", "Somebody called " + id, null, Standing.Anonymous, null, handlers, null)), ToBoth);

    private void Claim(string id, string source, string proposition = "deleted")
    {
        written.Add(new ClaimMade(id, new(proposition, source, Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null)), ToBoth);
        includes.Add(id);
    }

    private bool Given(params string[] people) => Word().IsGivenBy(people.ToHashSet(), written.File, Desk);

    private HandlersWord Word()
    {
        var file = new WrittenCase(opened: false).Copied(written).Add(new RequestDrafted("r", new("Help", "Words", [new("a", "What?")], "", Ana, "", [Ostania], includes)), ToBoth).File;
        var (view, audience) = (Demarche.Views.View.For(file, AtDesk()), Desk.AudienceOf(Ostania, Time(900)));
        var outgoing = Outgoing.To(Ostania, "r", view)!;
        return HandlersWord.Of(new(view, Desk, outgoing, Composed.Of(Demarche.Views.View.For(file, audience), outgoing, new("package", Time(900), "our-desk", "Norland", "their-desk", "Ostania")), audience));
    }

    private static PersonAdded Person(string id, Role role, bool disabled = false) => new(id, new(id, id, [role], [], disabled));

    private static DeskFile DeskOf(params Fact[] facts)
    {
        List<Entry> entries = [];
        foreach (var fact in facts)
            entries.Add(FactKinds.Draft("desk", Time(0), Ana, new(fact, DeskFile.Internal)).After(entries.Count == 0 ? Head.Empty("desk") : entries[^1].AsHead()));
        return DeskFile.Fold(entries);
    }
}
