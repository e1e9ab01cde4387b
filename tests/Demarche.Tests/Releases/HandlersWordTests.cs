using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>Whose agreement a copy that rests on protected sources needs, and when it has it.</summary>
public sealed class HandlersWordTests
{
    private const string Cleo = "person-cleo";
    private const string Dora = "person-dora";
    private const string Gone = "person-gone";

    private static readonly DeskFile Desk = DeskOf(
        Person(Ana, Role.SourceHandler), Person(Ben, Role.SourceHandler), Person(Cleo, Role.SourceHandler), Person(Dora, Role.Releaser), Person(Gone, Role.SourceHandler, true),
        new PartnerAdded(Ostania, new("Ostania", null, "", "", null, false, [], null, null)));

    private WrittenCase written = Started();
    private List<string> includes = [];

    [Fact]
    public void One_protected_source_is_enough_to_need_its_handler_and_a_named_one_needs_nobody()
    {
        Source("one", Ana, Ben);
        Source("named", protect: false);
        Claim("c", "named");
        Assert.False(Word().IsNeeded);
        Assert.True(Given());
        Claim("a", "one");
        Claim("b", "one", "rain");
        Assert.Equal(["one"], Word().Sources);
        Assert.False(Given());
        Assert.False(Given(Cleo, Dora));
        Assert.True(Given(Ana));
        Assert.True(Given(Ben));
    }

    [Fact]
    public void A_named_claim_beside_what_the_partner_has_of_a_protected_source_needs_nobody()
    {
        Source("one", Ana);
        Source("named", protect: false);
        Claim("a", "one");
        GiveBefore("a");
        Claim("c", "named");
        Assert.False(Word().IsNeeded);
    }

    [Fact]
    public void What_is_public_already_needs_nobody_unless_it_is_counted_with_what_is_not()
    {
        Source("press");
        Source("one", Ana);
        var open = Demarche.Markings.Marking.Of(Tlp.Clear);
        foreach (var item in new[] { "press", "deleted" }) written.Add(new MarkingChanged(item, open, "In the paper."), open);
        Claim("p", "press", marking: open);
        Assert.False(Word().IsNeeded);
        Claim("a", "one", "rain");
        Assert.Equal(["one"], Word().Sources);
        Claim("b", "one");
        Assert.Equal(["one", "press"], Word().Sources);
        includes = ["deleted"];
        Assert.Equal(["one", "press"], Word().Sources);
    }

    [Fact]
    public void A_retraction_does_not_wait_for_handlers_and_a_correction_does()
    {
        Source("one", Ana);
        Claim("a", "one");
        foreach (var kind in Enum.GetValues<PackageKind>())
        {
            var copy = Copy();
            copy = copy with { Composed = copy.Composed with { Kind = kind } };
            Assert.Equal(kind != PackageKind.Retraction, HandlersWord.Of(copy).IsNeeded);
        }
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
    public void Of_three_that_are_counted_for_one_statement_each_two_are_looked_at()
    {
        foreach (var (first, second) in new[] { ("one", "three"), ("one", "two"), ("three", "two") })
        {
            (written, includes) = (Started(), []);
            foreach (var source in new[] { "one", "three", "two" })
            {
                Source(source, source == first ? [Ana, Cleo] : source == second ? [Ben, Cleo] : [Ana]);
                Claim("of " + source, source);
            }
            Assert.False(Given(Ana, Ben));
            Assert.True(Given(Ana, Ben, Cleo));
        }
    }

    [Fact]
    public void What_the_partner_was_given_before_counts_too()
    {
        Source("one", Ana);
        Source("two", Ben);
        Claim("a", "one");
        GiveBefore("a");
        Claim("b", "two", "rain");
        Assert.Equal(["two"], Word().Sources);
        Claim("c", "two");
        Assert.Equal(["one", "two"], Word().Sources);
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
            written.Add(new StatementMade("st", Line(Stance.Asserts)), ToBoth);
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

    public static TheoryData<Stance> Stances => [.. Enum.GetValues<Stance>()];

    [Theory, MemberData(nameof(Stances))]
    public void The_need_is_the_same_for_whichever_side_is_told(Stance stance)
    {
        Source("one", Ana);
        Source("two", Ben);
        Claim("a", "one", stance: stance);
        Claim("b", "two", stance: stance);
        // As the claims, by the public line that takes their side, by the bare proposition, and by the proposition in other words.
        Assert.Equal(["one", "two"], Word().Sources);
        includes.Clear();
        Assert.False(Word().IsNeeded);
        written.Add(new StatementMade("st", Line(stance)), ToBoth);
        includes.Add("st");
        Assert.Equal(["one", "two"], Word().Sources);
        Assert.False(Given(Ana));
        Assert.True(Given(Ana, Ben));
        includes[0] = "deleted";
        Assert.Equal(["one", "two"], Word().Sources);
        written.Add(new CopyReworded("reworded", new("r", Ostania, "deleted", "It was said.")), ToBoth);
        Assert.Equal(["one", "two"], Word().Sources);
        // The control: the public line takes another side.
        includes[0] = "st";
        foreach (var other in Enum.GetValues<Stance>().Where(s => Exposure.SideOf(s) != Exposure.SideOf(stance)))
        {
            written.Add(new StatementCorrected("st", Line(other), "Changed."), ToBoth);
            Assert.False(Word().IsNeeded);
        }
    }

    [Fact]
    public void Whether_a_source_has_handlers_changes_nothing_of_the_need_and_without_one_nobody_gives_it()
    {
        Source("one", Ana);
        Source("two");
        Claim("a", "one");
        Claim("b", "two");
        Assert.Equal(["one", "two"], Word().Sources);
        Assert.False(Given());
        Assert.False(Given(Ana, Ben, Cleo));
        // Named by an entry of its own, which no reader of the source sees.
        var before = written.For(Ostania).Sources.Find("two")!;
        var seen = Demarche.Views.View.For(written.File, AtDesk(Dora)).Sources.Find("two")!;
        written.Add(new SourceHandlersChanged("two", [Ben], [], "Of this port."), Demarche.Markings.Marking.Nobody);
        Assert.Equivalent(before, written.For(Ostania).Sources.Find("two")!);
        var after = Demarche.Views.View.For(written.File, AtDesk(Dora)).Sources.Find("two")!;
        Assert.Equal((seen.Revision, seen.Changed, seen.History.Count), (after.Revision, after.Changed, after.History.Count));
        Assert.Empty(after.Content.Handlers);
        Assert.Equal(["one", "two"], Word().Sources);
        Assert.False(Given(Ana));
        Assert.True(Given(Ana, Ben));
        // Its handlers know each other, and nobody else knows them.
        Assert.Equal([Ben], Demarche.Views.View.For(written.File, AtDesk(Ben)).Sources.Find("two")!.Content.Handlers);
        Assert.Empty(Demarche.Views.View.For(written.File, AtDesk(Ana)).Sources.Find("two")!.Content.Handlers);
        // Who handles a source already is not replaced so: that comes with a correction, under their seal.
        written.Add(new SourceHandlersChanged("two", [Cleo], [Ben], "Handed on."), Demarche.Markings.Marking.Nobody);
        Assert.Equal([Ben], written.File.Sources.Find("two")!.Content.Handlers);
    }

    [Fact]
    public void A_source_whose_handlers_are_gone_waits()
    {
        Source("one", Ana);
        Source("three", Gone);
        Claim("a", "one");
        Claim("c", "three");
        Assert.False(Given(Ana, Gone));
        written.Add(new SourceCorrected("three", written.File.Sources.Find("three")!.Content with { Handlers = [Ben] }, "Handed on."), ToBoth);
        Assert.True(Given(Ana, Ben));
    }

    public static TheoryData<string> HiddenParts =>
        ["claim given before", "source and claim given before", "claim not given", "claim that denies", "a handler of both"];

    [Theory, MemberData(nameof(HiddenParts))]
    public void What_the_approver_does_not_see_changes_nothing_of_the_answer_and_nothing_goes_without_a_handlers_word(string hidden)
    {
        var quay = new Demarche.Markings.Marking(Tlp.Amber, [Ostania], ["quay"]);
        foreach (var goes in new[] { "claim", "deleted", "st" })
        {
            List<string> answers = [];
            foreach (var isThere in new[] { false, true })
            {
                written = Started();
                Source("one", Ana, Cleo);
                var isSourceHidden = hidden == "source and claim given before";
                if (isSourceHidden && isThere) Source("two", true, quay, Ben, Cleo);
                else if (!isSourceHidden) Source("two", Ben, hidden == "a handler of both" && isThere ? Cleo : Gone);
                Claim("claim", "one");
                if (isThere || hidden == "a handler of both")
                {
                    Claim("other", "two", stance: hidden == "claim that denies" ? Stance.Denies : Stance.Asserts);
                    if (hidden != "claim not given") GiveBefore("other");
                    written.Add(new MarkingChanged("other", quay, "For the circle."), quay);
                }
                written.Add(new StatementMade("st", Line(Stance.Asserts)), ToBoth);
                includes = [goes];
                var word = Word();
                Assert.Null(isThere ? written.View.Claims.Find("other") : null);
                // Together with what is hidden two protected sources are joined in the partner's hands: nobody's word is not enough.
                Assert.False(Given());
                answers.Add($"{string.Join(',', word.Sources)} {string.Join(';', word.Together.Select(t => string.Join(',', t)))} "
                    + $"{Given(Ben)} {Given(Ana)} {Given(Cleo)} {Given(Ana, Ben)}");
            }
            Assert.Equal(answers[0], answers[1]);
        }
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

    private static WrittenCase Started() => new WrittenCase()
        .Add(new PropositionStated("deleted", new("Records were deleted.")), ToBoth)
        .Add(new PropositionStated("rain", new("It rained.")), ToBoth);

    private static Statement Line(Stance stance) => new("This is our line.", new("2026-03-02"), "The minister", [new("deleted", stance)]);

    private void Source(string id, params string[] handlers) => Source(id, true, handlers);

    private void Source(string id, bool protect, params string[] handlers) => Source(id, protect, ToBoth, handlers);

    private void Source(string id, bool protect, Demarche.Markings.Marking marking, params string[] handlers) =>
        written.Add(new SourceNamed(
            id, new(protect ? null : "Ida Lund", "Somebody called " + id, null, Standing.Anonymous, null, handlers, null)), marking);

    private void Claim(
        string id, string source, string proposition = "deleted", Stance stance = Stance.Asserts, Demarche.Markings.Marking? marking = null)
    {
        var said = new Claim(proposition, source, stance, Standing.Official, true, Nature.Fact, null, null, null);
        written.Add(new ClaimMade(id, said), marking ?? ToBoth);
        includes.Add(id);
    }

    // A claim that the partner was given by an earlier package, and that does not go again.
    private void GiveBefore(string claim)
    {
        includes.Remove(claim);
        ReleasedItem[] items = [new(claim, "claim", "note--1", 1)];
        written.Add(new RequestDrafted("earlier", new("Earlier", "", [], "", Ana, "", [Ostania], [])), ToBoth)
            .Add(new ReleaseProposed("release", new(PackageKind.Request, "earlier", Ostania, "package", Time(0), "sha", items, [])))
            .Add(new ReleaseApproved("release", null, "sealed", 7)).Add(new PackageSent("release", "file"));
    }

    private bool Given(params string[] people) => Word().IsGivenBy(people.ToHashSet(), written.File, Desk);

    private HandlersWord Word() => HandlersWord.Of(Copy());

    private CheckedCopy Copy()
    {
        var file = new WrittenCase(opened: false).Copied(written).Add(new RequestDrafted("r", new("Help", "Words", [new("a", "What?")], "", Ana, "", [Ostania], includes)), ToBoth).File;
        var (view, audience) = (Demarche.Views.View.For(file, AtDesk()), Desk.AudienceOf(Ostania, Time(900)));
        var outgoing = Outgoing.To(Ostania, "r", view)!;
        var head = new Letterhead("package", Time(900), "our-desk", "Norland", "their-desk", "Ostania");
        return new(view, Desk, outgoing, Composed.Of(Demarche.Views.View.For(file, audience), outgoing, head), audience);
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
