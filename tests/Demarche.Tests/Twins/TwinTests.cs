using System.Globalization;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.People;
using Demarche.Tests.Views;
using Demarche.Views;

namespace Demarche.Tests.Twins;

/// <summary>If two journals of a case differ only in what an audience may not see, that audience is given the same bytes through every channel.</summary>
public sealed class TwinTests(TwinTests.Opened opened) : IClassFixture<TwinTests.Opened>
{
    /// <summary>Runs begin at this seed; <c>DEMARCHE_TWINS_SEED</c> names another.</summary>
    private static readonly ulong Seed =
        ulong.TryParse(Environment.GetEnvironmentVariable("DEMARCHE_TWINS_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    private static readonly int Twins = LongTest.Count(2_000, 10_000);

    /// <summary>Kinds of the desk's own list, which no case holds.</summary>
    private static readonly string[] OfTheDesk =
    [
        "desk-keys-rotated", "desk-settings-changed", "package-arrived", "package-set-aside", "package-taken-into-case", "partner-added", "partner-corrected",
        "partner-keys-changed", "partner-keys-confirmed", "partner-withdrawn", "password-set", "person-added", "person-changed", "person-disabled",
        "second-factor-set", "sign-in-locked", "sign-in-reset", "signed-in", "partner-group-made", "partner-group-corrected", "partner-group-withdrawn",
        "vault-key-made", "vault-key-given-up", "vault-passphrase-changed", "vault-try-failed", "keepers-named",
        "break-glass-requested", "break-glass-confirmed", "break-glass-opened", "break-glass-refused",
        "change-proposed", "change-confirmed", "change-refused", "account-issued",
    ];

    [Fact]
    public void Twins_are_alike_to_whoever_may_not_see_what_they_differ_in()
    {
        using var outputs = new Outputs(opened.Desk);
        var run = TwinRun.Of(outputs, Seed, Twins);
        Say($"{run.Checked} twins from seed {Seed} in {run.Time.TotalSeconds:0} s; {run.Differed} differed, {run.Told} audiences were told something.");
        if (run.Found is { } found) Assert.Fail(TwinReport.Of(TwinRun.Smallest(outputs, found)));
        Assert.Equal(Twins, run.Checked);
        Assert.True(run.Differed > Twins * 9 / 10, $"Only {run.Differed} pairs differed.");
        Assert.True(run.Told > Twins * 8 / 10, $"Only {run.Told} audiences were told anything.");
    }

    public static TheoryData<string> AllLeaks => [.. Leaks.All.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(AllLeaks))]
    public void A_mistake_that_lets_one_thing_slip_is_caught(string name)
    {
        var leak = Leaks.All.Single(l => l.Name == name);
        if (leak.IsRare) LongTest.OrSkip("thousands of twins until one tells this mistake");
        using var outputs = new Outputs(opened.Desk, [leak]);
        var run = TwinRun.Of(outputs, Seed, 10_000);
        Assert.True(run.Found is not null, $"{name} was not caught within 10,000 twins from seed {Seed}.");
        var smallest = TwinRun.Smallest(outputs, run.Found);
        Say($"Caught after {run.Found.Twin.Seed - Seed + 1} twins; {run.Found.Twin.One.Count} lines shrank to {smallest.Twin.One.Count}.\n{TwinReport.Of(smallest)}");
        Assert.Equal("leak: " + name, run.Found.Channel);
        Assert.Empty(smallest.Twin.Wrong());
        Assert.InRange(Math.Max(smallest.Twin.One.Count, smallest.Twin.Two.Count), 1, 12);
    }

    [Fact]
    public void Every_kind_of_fact_that_a_case_can_hold_stands_in_some_twin()
    {
        // What was taken back and is kept for others is made by taking back, which the tests below do.
        HashSet<string> stands = [], ofACase = ["kind-of-tomorrow", .. KindNames().Except(OfTheDesk).Except(["entry-retained"])];
        foreach (var twin in Sample(3_000))
        {
            stands.UnionWith(twin.One.Concat(twin.Two).Select(l => l.Undoes is null ? l.Draft.Kind : "entry-undone"));
            if (stands.IsSupersetOf(ofACase)) break;
        }
        Assert.Empty(ofACase.Except(stands));
        Assert.Empty(stands.Except(ofACase));
    }

    private static IEnumerable<string> KindNames() => FactKinds.All.Select(k => k.GetCustomAttributes(typeof(KindAttribute), false).Cast<KindAttribute>().Single().Name);

    [Fact]
    public void Every_sort_of_marking_and_of_difference_stands_in_some_twin()
    {
        var twins = Sample(1_000).ToList();
        var markings = twins.SelectMany(t => t.One).Select(l => Marking.FromJson(l.Draft.Marking)).ToList();
        Assert.Equal(5, markings.Select(m => m.Tlp).Distinct().Count());
        Assert.Contains(Marking.Nobody, markings);
        Assert.Contains(markings, m => m.Originator == Seats.P);
        Assert.Contains(markings, m => m.Compartments.Count == 2);
        Assert.Contains(twins.SelectMany(t => t.One), l => Marking.FromJson(l.Draft.Marking) == Marking.Nobody && l.Draft.Marking != Marking.Nobody.ToJson());
        var pairs = twins.SelectMany(t => t.Differing().Select(k => (One: t.One.FirstOrDefault(l => l.Key == k), Two: t.Two.FirstOrDefault(l => l.Key == k)))).ToList();
        Assert.Contains(pairs, p => p.One is null);
        Assert.Contains(pairs, p => p.Two is null);
        Assert.Contains(pairs, p => p.Two is { IsMoved: true });
        Assert.Contains(pairs, p => p.Two is { IsTakenBack: true });
        Assert.Contains(pairs, p => p.Two is { IsAlike: true });
        Assert.Contains(pairs, p => p is { One: { } one, Two: { } two } && one.Item != two.Item);
        Assert.Contains(pairs, p => p is { One: { } one, Two: { } two } && one.Draft.Time != two.Draft.Time);
        Assert.Contains(pairs, p => p is { One: { } one, Two: { } two } && one.Draft.Author != two.Draft.Author);
        Assert.Contains(pairs, p => p is { One: { } one, Two: { } two } && one.Draft.Marking != two.Draft.Marking);
        Assert.Contains(pairs, p => p is { One: { } one, Two: { Needs.Count: > 0 } two } && one.Item == two.Item && one.Draft.Body != two.Draft.Body);
        Assert.All(Enum.GetValues<Role>().Where(r => r is not Role.Administrator), role => Assert.Contains(Seats.Desk.People.All, p => p.Content.Roles.Contains(role)));
    }

    [Fact]
    public void A_seed_gives_one_pair_and_the_pair_differs_only_in_what_is_hidden()
    {
        foreach (var twin in Sample(500))
        {
            var again = Twin.Of(twin.Seed);
            Assert.Equal(twin.FirstFile.Head, again.FirstFile.Head);
            Assert.Equal(twin.SecondFile.Head, again.SecondFile.Head);
            Assert.Empty(twin.Wrong());
        }
    }

    [Fact]
    public void Taking_back_ones_last_entry_is_answered_alike_and_leaves_alike_whatever_is_hidden()
    {
        var (done, kept) = (0, 0);
        foreach (var twin in Sample(LongTest.Count(1_500, 20_000)).Where(t => t.Audience is Audience.AtDesk))
        {
            var (one, two) = (TakenBack(twin, twin.One, ref kept), TakenBack(twin, twin.Two, ref kept));
            Assert.True(one == two, $"Seed {twin.Seed}:\n{one}\n\n{two}");
            if (one.StartsWith("True", StringComparison.Ordinal)) done++;
        }
        Say($"{done} entries were taken back in two twins each; {kept} of them are kept for others.");
        Assert.True(done > 100, $"Only {done} entries were taken back.");
    }

    private static string TakenBack(Twin twin, IReadOnlyList<Line> lines, ref int kept)
    {
        var reader = (Audience.AtDesk)twin.Audience;
        var entries = Line.Entries(lines);
        var file = CaseFile.Fold(Line.Case, entries);
        var (view, decided) = (View.For(file, reader), (Decision?)null);
        decided = Undo.Decide(file, view, reader.Id);
        var offered = Undo.IsOffered(file, view, reader.Id);
        if (decided is not Decision.Allowed allowed) return $"{offered} {((Decision.Refused)decided).Rule}";
        foreach (var fact in allowed.Facts)
        {
            if (fact.Fact is EntryRetained) kept++;
            entries.Add(FactKinds.Draft(Line.Case, "2026-12-01T00:00:00.000Z", reader.Id, fact).After(entries[^1].AsHead()));
        }
        var after = CaseFile.Fold(Line.Case, entries);
        return $"{offered} {ViewText.Of(View.For(after, reader))} {Undo.IsOffered(after, View.For(after, reader), reader.Id)}";
    }

    [Fact]
    public void What_somebody_else_takes_back_tells_a_reader_nothing_of_what_others_had_built_on_it()
    {
        var (done, kept) = (0, new List<EntryRetained>());
        foreach (var twin in Sample(LongTest.Count(1_000, 20_000)).Where(t => t.Audience is Audience.AtDesk))
        {
            foreach (var author in Seats.People.Where(p => p != ((Audience.AtDesk)twin.Audience).Id))
            {
                if (TakenBackBy(twin, twin.One, author, false, kept) is not var (key, one)) continue;
                if (TakenBackBy(twin, twin.Two, author, true, kept) is not var (other, two) || key != other) continue;
                Assert.True(one == two, $"Seed {twin.Seed}, {author}, line {key}: {FirstDifference(one, two)}");
                done++;
            }
        }
        var several = kept.Count(k => k.Also is not null);
        Say($"{done} items were taken back in two twins each; {kept.Count} are kept for others, {several} of them under several markings.");
        Assert.True(done > 100, $"Only {done} items were taken back.");
        Assert.True(several > 100, $"Only {several} items are kept under several markings.");
    }

    private static string FirstDifference(string one, string two)
    {
        var at = one.Zip(two).TakeWhile(c => c.First == c.Second).Count();
        string Around(string text) => text[Math.Max(0, at - 600)..Math.Min(text.Length, at + 300)];
        return $"\n{Around(one)}\n\nand\n\n{Around(two)}";
    }

    // What brought an item in, and what the reader of the twin sees after it was taken back. Before that, others built on it: what the reader sees
    // in both twins, the rest in one.
    private static (int Key, string Seen)? TakenBackBy(
        Twin twin, IReadOnlyList<Line> lines, string author, bool withHidden, List<EntryRetained> kept)
    {
        var entries = Line.Entries(lines, out var numbers);
        void Add(Fact fact, Marking marking, string by, string time) =>
            entries.Add(FactKinds.Draft(Line.Case, time, by, new(fact, marking)).After(entries[^1].AsHead()));
        if (CaseFile.Fold(Line.Case, entries).LastOf(author) is not { } own) return null;
        if (FactKinds.Read(own) is not IAdded { Id: var item }) return null;
        var by = Seats.Caller(author).Audience;
        Marking[] markings = [new(Stix.Tlp.Amber, [], [Seats.Crypto]), new(Stix.Tlp.Amber, [], [Seats.Delta]), Marking.Of(Stix.Tlp.Red)];
        foreach (var marking in markings)
        {
            if (Ruling.For(marking, by).Seen || (!withHidden && !Ruling.For(marking, twin.Audience).Seen)) continue;
            var built = "built " + marking.Label + marking.Compartments.FirstOrDefault();
            var said = new Demarche.Hypotheses.Hypothesis("Why?", $"It follows from {item}.", default, false, false, []);
            Add(new Demarche.Hypotheses.HypothesisStated(built, said), marking, Seats.Ana, "2026-11-30T00:00:00.000Z");
        }
        var file = CaseFile.Fold(Line.Case, entries);
        if (Undo.Decide(file, View.For(file, by), author) is not Decision.Allowed allowed) return null;
        kept.AddRange(allowed.Facts.Select(f => f.Fact).OfType<EntryRetained>());
        foreach (var fact in allowed.Facts) Add(fact.Fact, fact.Marking, author, "2026-12-01T00:00:00.000Z");
        return (numbers.Single(n => n.Value == own.Number).Key, ViewText.Of(View.For(CaseFile.Fold(Line.Case, entries), twin.Audience)));
    }

    [Fact]
    public void Whoever_sees_everything_is_told_most_twins_apart()
    {
        var all = Seats.Caller(Seats.Ana).Audience;
        var apart = Sample(500).Count(t => ViewText.Of(View.For(t.FirstFile, all)) != ViewText.Of(View.For(t.SecondFile, all)));
        Assert.True(apart > 400, $"Only {apart} of 500 pairs differ to somebody who sees everything.");
    }

    [Fact]
    public void Every_list_and_page_of_a_case_is_asked()
    {
        Assert.True(opened.Desk.Endpoints.Count > 20);
        Assert.Contains(opened.Desk.Endpoints, e => e.RoutePattern.RawText == "/api/cases/{case}/ledger");
        var twin = Sample(50).First(t => t.Audience is Audience.AtDesk);
        var answers = opened.Desk.Answers(twin, twin.FirstFile, View.For(twin.FirstFile, twin.Audience), Seats.Caller(((Audience.AtDesk)twin.Audience).Id)).ToList();
        Assert.Equal(opened.Desk.Endpoints.Count + 1, answers.Count);
        Assert.True(answers.Count(a => a.Text.StartsWith("200", StringComparison.Ordinal)) > 8);
    }

    private static IEnumerable<Twin> Sample(int count) => Enumerable.Range(0, count).Select(n => Twin.Of(Seed + (ulong)n));

    private static void Say(FormattableString text) => TestContext.Current.TestOutputHelper!.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>One desk that listens to nobody, for all tests of this class.</summary>
    public sealed class Opened : IAsyncLifetime
    {
        internal StillDesk Desk { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Desk = await StillDesk.OpenAsync();

        public ValueTask DisposeAsync() => Desk.DisposeAsync();
    }
}
