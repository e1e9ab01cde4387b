using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.People;
using Demarche.Releases;
using Demarche.Search;
using Demarche.Sources;
using Demarche.Store;
using Demarche.Tests.Search;
using Demarche.Tests.Views;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Cases;

/// <summary>What its author took back is kept for everybody who had built on it, and none of these is told of the others.</summary>
public sealed class UndoForSeveralTests
{
    private const string Cal = "person-cal";
    private const string Dan = "person-dan";

    private static readonly Marking Crypto = new(Tlp.Amber, [], ["crypto"]);
    private static readonly Marking Delta = new(Tlp.Amber, [], ["delta"]);
    private static readonly Marking Red = Marking.Of(Tlp.Red);
    private static readonly Document Paper = new("report.txt", new('a', 64), new('b', 64), "text/plain", 10, "carried here", null, null, null, null, null, null, null);

    private static readonly Audience Author = AtDesk(Ben, false);
    private static readonly Audience InCrypto = AtDesk(Cal, false, "crypto");
    private static readonly Audience InDelta = AtDesk(Dan, false, "delta");
    private static readonly Audience InBoth = AtDesk(Ana, true, "crypto", "delta");
    private static readonly Audience InNeither = AtDesk("person-eva", false, "other");

    public static TheoryData<string> Works => ["claim", "hypothesis", "request", "basis"];

    [Theory]
    [MemberData(nameof(Works))]
    public void Two_compartments_that_built_on_an_entry_each_keep_it_and_nobody_else_does(string work)
    {
        var (plain, both) = (Written(work, null, null), Written(work, Crypto, Delta));
        var (one, other) = (Written(work, Crypto, null), Written(work, null, Delta));
        foreach (var written in new[] { plain, both, one, other })
        {
            Assert.True(Undo.IsOffered(written.File, View.For(written.File, Author), Ben));
            TakeBack(written);
        }
        foreach (var reader in new[] { InCrypto, InDelta, InBoth })
        {
            var view = View.For(both.File, reader);
            Assert.NotNull(view.Item("own"));
            Assert.Equal("entry-retained", view.Item("own")!.History[^1].What);
        }
        Assert.NotNull(View.For(both.File, InCrypto).Item("work crypto"));
        Assert.NotNull(View.For(both.File, InDelta).Item("work delta"));
        // Whoever may see one of the two works reads what is read where the other was never made; whoever may see neither, as if nothing had been built.
        Assert.Equal(Text(one, InCrypto), Text(both, InCrypto));
        Assert.Equal(Text(other, InDelta), Text(both, InDelta));
        foreach (var reader in new[] { Author, InNeither }) Assert.Equal(Text(plain, reader), Text(both, reader));
        Assert.DoesNotContain("delta", Text(both, InCrypto) + Why(both, InCrypto), StringComparison.Ordinal);
        Assert.DoesNotContain("crypto", Text(both, InDelta) + Why(both, InDelta), StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_who_reads_red_and_somebody_in_a_compartment_each_keep_what_they_built_on()
    {
        var written = Written("claim", Red, Crypto);
        TakeBack(written);
        var reader = AtDesk(Dan);
        foreach (var who in new[] { reader, InCrypto }) Assert.NotNull(View.For(written.File, who).Item("own"));
        foreach (var who in new[] { Author, InNeither, InDelta }) Assert.Null(View.For(written.File, who).Item("own"));
        // The item's own marking bounds each of them.
        var bounded = WrittenUnder(new(Tlp.Amber, [], ["team"]), "claim", Red, Crypto);
        TakeBack(bounded, AtDesk(Ben, false, "team"));
        Assert.Null(View.For(bounded.File, InCrypto).Item("own"));
        Assert.Null(View.For(bounded.File, reader).Item("own"));
        Assert.NotNull(View.For(bounded.File, AtDesk(Cal, false, "crypto", "team")).Item("own"));
        Assert.NotNull(View.For(bounded.File, AtDesk(Dan, true, "team")).Item("own"));
    }

    [Fact]
    public void It_is_kept_for_whoever_sees_the_work_and_not_only_for_whoever_sees_every_part_of_it()
    {
        var written = Written("claim").Add(new SourceNamed("hidden", new("Bo", "", null, Standing.Official, null, [], null)), Crypto);
        written.Add(new ClaimMade("c", new("own", "hidden", Stance.Denies, Standing.Official, true, Nature.Fact, "zq", null, null)))
            .Add(new FieldMarked("c", "cue", Delta, "r"), Delta);
        TakeBack(written);
        foreach (var reader in new[] { InCrypto, InBoth })
        {
            Assert.NotNull(View.For(written.File, reader).Item("own"));
            Assert.NotNull(View.For(written.File, reader).Item("c"));
        }
        foreach (var reader in new[] { Author, InDelta, InNeither }) Assert.Null(View.For(written.File, reader).Item("own"));
    }

    [Fact]
    public void A_version_that_was_taken_back_and_kept_keeps_what_it_names_for_those_who_see_that_version()
    {
        // No other word holds it.
        const string Mine = "zq-mine";
        HypothesisPart[] parts = [new(Mine, true)];
        var why = new Hypothesis("why", "It was wiped.", default, false, false, []);
        var asks = new Demarche.Requests.Request("Logs", "Please.", [new("ask", "Which?")], "Treaty", Ana, Time(999), [], ["h"]);
        var written = new WrittenCase().Add(new PropositionStated(Mine, new("Mine.")), Internal, Ben)
            .Add(new HypothesisStated("h", why), Crypto, Cal)
            .Add(new HypothesisCorrected("h", why with { Propositions = parts }, "r"), Crypto, Cal)
            .Add(new Demarche.Requests.RequestDrafted("r", asks), new(Tlp.Amber, [], ["crypto", "delta"]));
        var allowed = Assert.IsType<Decision.Allowed>(Undo.Decide(written.File, View.For(written.File, InCrypto), Cal));
        Assert.IsType<EntryRetained>(Assert.Single(allowed.Facts).Fact);
        foreach (var fact in allowed.Facts) written.Add(fact.Fact, fact.Marking, Cal);
        TakeBack(written);
        Assert.NotNull(View.For(written.File, InBoth).Item(Mine));
        foreach (var reader in new[] { Author, InNeither, InDelta }) Assert.Null(View.For(written.File, reader).Item(Mine));
    }

    [Fact]
    public void It_goes_to_no_partner_whatever_was_built_on_it_goes_to()
    {
        var written = Written("claim").Add(new MarkingChanged("own", ToOstania, "They may."), ToOstania)
            .Add(new PropositionCorrected("own", new("Better."), "r"), ToOstania, Ben);
        var why = new HypothesisStated("h", new("why", "It was wiped.", default, false, false, [new("own", true)]));
        TakeBack(written.Add(why, Red with { ReleasableTo = [Ostania] }));
        IEnumerable<string> Said(View view) => view.Propositions.Find("own")!.History.Select(h => h.Content.Text);
        Assert.Contains("Better.", Said(View.For(written.File, AtDesk(Dan))));
        Assert.DoesNotContain("Better.", Said(written.For(Ostania)));
        var stated = WrittenUnder(ToOstania, "claim");
        Assert.NotNull(stated.For(Ostania).Item("own"));
        TakeBack(stated.Add(why, Red with { ReleasableTo = [Ostania] }));
        Assert.NotNull(View.For(stated.File, AtDesk(Dan)).Item("own"));
        Assert.Null(stated.For(Ostania).Item("own"));
    }

    [Fact]
    public void A_correction_on_which_two_compartments_built_stays_a_version_for_both()
    {
        WrittenCase Corrected(params Marking?[] markings)
        {
            var written = Written("claim").Add(new PropositionCorrected("own", new("Better."), "r"), Internal, Ben);
            foreach (var marking in markings) Build(written, "claim", marking);
            TakeBack(written);
            return written;
        }
        var (plain, both) = (Corrected(null, null), Corrected(Crypto, Delta));
        foreach (var reader in new[] { InCrypto, InDelta, InBoth })
            Assert.Equal(["Mine.", "Better.", "Mine."], View.For(both.File, reader).Propositions.Find("own")!.History.Select(h => h.Content.Text));
        foreach (var reader in new[] { Author, InNeither }) Assert.Equal(Text(plain, reader), Text(both, reader));
        Assert.Equal(Text(Corrected(Crypto, null), InCrypto), Text(both, InCrypto));
        Assert.Equal(Text(Corrected(null, Delta), InDelta), Text(both, InDelta));
    }

    [Fact]
    public void The_search_finds_it_for_either_and_for_nobody_else()
    {
        var written = Written("claim", Crypto, Delta);
        TakeBack(written);
        var scope = new IndexScope(1, CaseId, Assert.Single(SearchText.RowsOf(written.File.ItemOf("own")!, written.File.ItemsOf, null)).Class);
        foreach (var reader in new[] { InCrypto, InDelta, InBoth }) Assert.Single(new ScopesSeen(reader).Of([scope]));
        foreach (var reader in new[] { Author, InNeither }) Assert.Empty(new ScopesSeen(reader).Of([scope]));
    }

    [Fact]
    public void A_journal_that_names_one_marking_is_read_as_before()
    {
        var written = Written("claim", Crypto);
        var number = written.Entries.Single(e => e.Kind == "proposition-stated" && e.Author == Ben).Number;
        written.AddRaw("entry-retained", $"{{\"item\":\"own\",\"entry\":{number},\"under\":{{\"tlp\":\"amber\",\"releasableTo\":[],\"compartments\":[\"crypto\"]}}}}");
        Assert.Null(Assert.IsType<EntryRetained>(FactKinds.Read(written.Entries[^1])).Also);
        Assert.NotNull(View.For(written.File, InCrypto).Item("own"));
        Assert.Null(View.For(written.File, InDelta).Item("own"));
    }

    [Fact]
    public void What_was_taken_back_goes_to_no_partner_not_even_to_the_one_who_gave_it()
    {
        var read = Internal with { Originator = Ostania, Derived = true, ReleasableTo = [Sudria] };
        var written = new WrittenCase().Add(Relay, read, Ben).Add(Finding("f"), Red).Add(Finding("g"), Crypto);
        Assert.NotNull(written.For(Sudria).Item("own"));
        TakeBack(written);
        foreach (var partner in new[] { Ostania, Sudria }) Assert.Null(written.For(partner).Item("own"));
        Assert.Null(View.For(written.File, new Audience.Public()).Item("own"));
        // Its originator's terms are still said, and bind what is taken out of it.
        Assert.Equal(Ostania, View.For(written.File, InCrypto).Item("own")!.Marking.Originator);
        // A journal from before may say it of what the partner gave as it is.
        var theirs = Internal with { Originator = Ostania };
        written = new WrittenCase().Add(Relay, theirs, Ben).Add(Finding("f"), Red);
        Assert.NotNull(written.For(Ostania).Item("own"));
        Assert.Null(written.Add(new EntryRetained("own", 2, Red with { Originator = Ostania }), Red, Ben).For(Ostania).Item("own"));
    }

    [Fact]
    public void What_a_partner_gave_is_withdrawn_and_not_undone_so_that_its_terms_are_known_when_it_comes_in_anew()
    {
        foreach (var fact in new Fact[] { Relay, new DocumentTakenIn("own", Paper) })
        {
            var theirs = new WrittenCase().Add(fact, Internal with { Originator = Ostania }, Ben);
            Assert.False(Undo.IsOffered(theirs.File, View.For(theirs.File, Author), Ben));
            Assert.Equal("what-is-final-stays", Assert.IsType<Decision.Refused>(Undo.Decide(theirs.File, View.For(theirs.File, Author), Ben)).Rule);
            // The controls: what we read out of it, and what is ours.
            foreach (var marking in new[] { Internal with { Originator = Ostania, Derived = true }, Internal })
            {
                var ours = new WrittenCase().Add(fact, marking, Ben);
                Assert.IsType<Decision.Allowed>(Undo.Decide(ours.File, View.For(ours.File, Author), Ben));
            }
        }
    }

    private static readonly ObservableSeen Relay = new("own", new("domain-name", "relay.example", 2, null, null));

    private static FindingRecorded Finding(string id) => new(id, new("One relay.", default, ["own"], "m", Ana, 2, null));

    [Fact]
    public async Task What_was_taken_back_stays_as_it_was_whoever_keeps_it_and_for_however_many_it_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory("demarche-undo-");
        try
        {
            await using var rig = new SearchRig(await JournalStore.OpenAsync(Path.Combine(folder.FullName, "desk.db"), TimeProvider.System, TestContext.Current.CancellationToken));
            foreach (var markings in new[] { new[] { Crypto }, [Crypto, Delta] })
            {
                var @case = Id.New();
                var (own, ct) = (Id.New(), TestContext.Current.CancellationToken);
                Marked Work(Marking m) => new(new HypothesisStated(Id.New(), new("why", "It was wiped.", default, false, false, [new(own, true)])), m);
                await rig.WriteAsync(@case, []);
                await rig.Book.WriteAsync(@case, Ben, _ => new Decision.Allowed([new(new PropositionStated(own, new("Mine.")), Internal)]), ct: ct);
                foreach (var marking in markings) await rig.Book.WriteAsync(@case, Ana, _ => new Decision.Allowed([Work(marking)]), ct: ct);
                Assert.Null((await rig.Book.UndoAsync(@case, (Audience.AtDesk)Author, ct)).Refusal);
                Fact[] acts =
                [
                    new PropositionCorrected(own, new("zq"), "r"), new MarkingChanged(own, Internal, "r"), new FieldMarked(own, "text", Crypto, "r"),
                    new WiderMarkingJustified(own, "r"), new VersionLifted(own, 2, null, "r"),
                ];
                foreach (var act in acts)
                {
                    var refused = (await rig.Book.WriteAsync(@case, Cal, _ => new Decision.Allowed([new(act, Crypto)]), ct: ct)).Refusal;
                    Assert.Equal("what-was-taken-back-stays", refused?.Rule);
                }
                // The control: what is new may rest on it.
                Assert.Null((await rig.Book.WriteAsync(@case, Cal, _ => new Decision.Allowed([Work(Crypto)]), ct: ct)).Refusal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task No_rule_tells_the_author_of_an_undo_whether_somebody_built_on_the_entry()
    {
        var folder = Directory.CreateTempSubdirectory("demarche-undo-");
        try
        {
            await using var rig = new SearchRig(await JournalStore.OpenAsync(Path.Combine(folder.FullName, "desk.db"), TimeProvider.System, TestContext.Current.CancellationToken));
            foreach (var (what, isBuilt) in new[] { ("basis", false), ("basis", true), ("wider", false), ("wider", true) })
                Assert.Null(await UndoAsync(rig, what, isBuilt));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A correction that added a source is taken back, and one of what came to be wider than its basis.
    private static async Task<string?> UndoAsync(SearchRig rig, string what, bool isBuilt)
    {
        var ct = TestContext.Current.CancellationToken;
        var (@case, own, source, party) = (Id.New(), Id.New(), Id.New(), Id.New());
        async Task Write(string author, params Marked[] facts) => Assert.Null((await rig.Book.WriteAsync(@case, author, _ => new Decision.Allowed(facts), ct: ct)).Refusal);
        Demarche.Leverage.Interest Of(string? from) => new(party, "They want the port.", false, "", from, null);
        await rig.WriteAsync(@case, []);
        await Write(Ana, new(new Demarche.Parties.PartyNamed(party, new("Norland", Demarche.Parties.PartyKind.State, "NO", "")), Internal),
            new(new SourceNamed(source, new("Ada", "", null, Standing.Official, null, [], null)), Internal));
        if (what == "basis")
        {
            await Write(Ben, new Marked(new Demarche.Leverage.InterestRecorded(own, Of(null)), Internal));
            await Write(Ben, new Marked(new Demarche.Leverage.InterestCorrected(own, Of(source), "r"), Internal));
        }
        else
        {
            await Write(Ben, new Marked(new Demarche.Leverage.InterestRecorded(own, Of(source)), Internal));
            await Write(Ana, new Marked(new MarkingChanged(source, Red, "r"), Internal));
            await Write(Ben, new Marked(new Demarche.Leverage.InterestCorrected(own, Of(source) with { Text = "They want the bay." }, "r"), Internal));
        }
        if (isBuilt) await Write(Ana, new Marked(new HypothesisStated(Id.New(), new("why", own, default, false, false, [])), Crypto));
        return (await rig.Book.UndoAsync(@case, (Audience.AtDesk)Author, ct)).Refusal?.Rule;
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("rating")]
    public void Who_reads_what_rests_on_it_is_answered_by_what_the_asker_is_told_of_it(string what)
    {
        WrittenCase With(Marking? one, Marking? other)
        {
            var written = Written("claim", one, other);
            TakeBack(written);
            foreach (var person in new[] { Cal, Dan }) written.Add(new AccessGranted(person, CaseAccess.Write));
            written.Add(new ClaimMade("wide", new("own", "seen", Stance.Denies, Standing.Official, true, Nature.Fact, null, null, null)), Internal, Cal)
                .Add(new HypothesisStated("h", new("why", "It was wiped.", default, false, false, [])), Internal, Cal);
            return what == "claim" ? written : written.Add(new RatingGiven("rated", new("h", "wide", Consistency.I, "r", null)), Internal, Cal);
        }
        var (one, both) = (With(Crypto, null), With(Crypto, Delta));
        var item = what == "claim" ? "wide" : "rated";
        foreach (var written in new[] { one, both }) Assert.NotNull(View.For(written.File, InCrypto).Item(item));
        Assert.Equal(Why(one, InCrypto, item), Why(both, InCrypto, item));
        Assert.DoesNotContain(Sees(both, InCrypto, item), r => r == Dan);
        // The control: whoever is told of both is told who reads it.
        Assert.Contains(Sees(both, InBoth, item), r => r == Dan);
    }

    private static IEnumerable<string?> Sees(WrittenCase written, Audience reader, string item) =>
        ItemReaders.Of(View.For(written.File, reader), People, item, null, Time(99), true)!.Readers.Where(r => r.Sees).Select(r => r.Id);

    private static DeskFile People { get; } = Releases.ListedDesk.With([],
        new PersonAdded(Cal, new("Cal", "cal", [Role.Analyst], ["crypto"], false)), new PersonAdded(Dan, new("Dan", "dan", [Role.Analyst], ["delta"], false)));

    [Fact]
    public void No_package_of_it_is_proposed_and_no_act_changes_it_beside_something_else()
    {
        var written = Written("request", Crypto);
        TakeBack(written);
        Decision.Refused? Judged(params Fact[] facts) =>
            TakenBack.Judge(written.File, new Decision.Allowed([.. facts.Select(f => new Marked(f, Crypto))]));
        ReleaseProposed Of(string about) => new("rel", new(PackageKind.Request, about, Ostania, "package", Time(99), "", [], []));
        var change = new PropositionCorrected("own", new("zq"), "r");
        Assert.Equal("what-was-taken-back-stays", Judged(Of("own"))?.Rule);
        Assert.Equal("what-was-taken-back-stays", Judged(new PropositionStated("new", new("zq")), change)?.Rule);
        // The control: a package of what rests on it.
        Assert.Null(Judged(Of("work crypto"), new PropositionStated("new", new("zq"))));
    }

    [Fact]
    public void Of_several_markings_one_suffices_and_each_is_bounded_and_compared_by_itself()
    {
        var any = Marking.AnyOf([Crypto, Delta, Red with { Compartments = ["delta"] }]);
        Assert.Equal(2, any.Each.Count());
        foreach (var reader in new[] { InCrypto, InDelta }) Assert.True(Ruling.For(any, reader).Seen);
        Assert.False(Ruling.For(any, InNeither).Seen);
        var narrowed = any.And(new(Tlp.Amber, [], ["team"]));
        Assert.False(Ruling.For(narrowed, InCrypto).Seen);
        Assert.True(Ruling.For(narrowed, AtDesk(Cal, false, "crypto", "team")).Seen);
        Assert.True(Ruling.For(narrowed, AtDesk(Cal, false, "delta", "team")).Seen);
        foreach (var one in new[] { Crypto, Delta }) Assert.False(one.IsWiderThan(any));
        Assert.True(any.IsWiderThan(Crypto));
        Assert.False(any.IsWiderThan(any));
        Assert.Equal(Delta, any.AsSeenBy(InDelta));
        // Outside the desk only the first counts.
        var toOstania = Marking.AnyOf([Crypto, Red with { ReleasableTo = [Ostania] }]);
        Assert.True(Ruling.For(toOstania, AtDesk(Dan)).Seen);
        Assert.False(Ruling.For(toOstania, new Audience.Partner(Ostania)).Seen);
        Assert.NotEqual(Marking.AnyOf([Crypto, Red]), Marking.AnyOf([Crypto, Delta]));
        // No entry says it: an entry's marking is one.
        Assert.Equal(Crypto, Marking.FromJson(any.ToJson()));
    }

    private static WrittenCase Written(string work, params Marking?[] markings) => WrittenUnder(Internal, work, markings);

    private static WrittenCase WrittenUnder(Marking own, string work, params Marking?[] markings)
    {
        var written = new WrittenCase().Add(new SourceNamed("seen", new("Ada", "", null, Standing.Official, null, [], null)));
        written.Add(work == "basis" ? new DocumentTakenIn("own", Paper) : new PropositionStated("own", new("Mine.")), own, Ben);
        foreach (var marking in markings) Build(written, work, marking);
        return written;
    }

    // Where nobody built, nobody is shown what was written in that moment.
    private static void Build(WrittenCase written, string work, Marking? marking)
    {
        if (work == "basis") written.Add(new BasisRecorded(marking is null ? "nothing" : IdOf(marking), [marking is null ? "nothing" : "own"]), marking);
        if (marking is null)
        {
            written.AddRaw("kind-of-tomorrow", "{}");
            return;
        }
        var id = IdOf(marking);
        written.Add(work switch
        {
            "claim" => new ClaimMade(id, new("own", "seen", Stance.Denies, Standing.Official, true, Nature.Fact, null, null, null)),
            "hypothesis" => new HypothesisStated(id, new("why", "It was wiped.", default, false, false, [new("own", true)])),
            "request" => new Demarche.Requests.RequestDrafted(id, new("Logs", "Please.", [new("ask", "Which?")], "Treaty", Ana, Time(999), [Ostania], ["own"])),
            _ => (Fact)new PropositionStated(id, new("It was wiped.")),
        }, marking);
    }

    private static string IdOf(Marking marking) => "work " + (marking.Compartments.Count > 0 ? marking.Compartments[0] : "red");

    private static void TakeBack(WrittenCase written, Audience? author = null)
    {
        var allowed = Assert.IsType<Decision.Allowed>(Undo.Decide(written.File, View.For(written.File, author ?? Author), Ben));
        foreach (var fact in allowed.Facts) written.Add(fact.Fact, fact.Marking, Ben);
    }

    private static string Text(WrittenCase written, Audience reader) => ViewText.Of(View.For(written.File, reader));

    private static string Why(WrittenCase written, Audience reader, string item = "own") =>
        System.Text.Json.JsonSerializer.Serialize(ItemReaders.Of(View.For(written.File, reader), People, item, null, Time(99), true), FactKinds.Json);
}
