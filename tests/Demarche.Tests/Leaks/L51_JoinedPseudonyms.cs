using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Stix;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Leaks;

/// <summary>
/// Two partners who compare everything that they were given can't tell that two protected sources of theirs are one. A random case is told twice: once the
/// partners' sources are one item of the case, once they are two that came in, changed and were graded at other times. What is said is the same.
/// </summary>
public sealed partial class L51_JoinedPseudonyms
{
    /// <summary>One step: what is done, to whom, and which words.</summary>
    private readonly record struct Step(int What, int Which, int Noise);

    private static readonly int Cases = LongTest.Count(250, 2_000);

    private static Gen<Step[]> Steps { get; } = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 9], Gen.Int[0, 50], (a, b, c) => new Step(a, b, c)).Array[6, 26];

    [Fact]
    public void Packages_of_two_partners_are_the_same_but_for_each_ones_own_ids_whether_their_protected_source_is_one_or_two()
    {
        var (packages, both, later) = (0, 0, 0);
        Steps.Sample(steps =>
        {
            var (one, two) = (new World(steps, isOne: true), new World(steps, isOne: false));
            Assert.Equal(Told(one), Told(two));
            Interlocked.Add(ref packages, one.Packages.Count);
            if (one.Packages.DistinctBy(p => p.Partner).Count() == 2) Interlocked.Increment(ref both);
            Interlocked.Add(ref later, one.Packages.Sum(p => p.Objects.Count(o => o.Type == "identity" && o.Created < o.Modified && o.CreatedByRef is not null)));
        }, iter: Cases);
        // The controls: both partners were given something, and descriptions had later versions.
        Assert.True(packages > Cases * 2, $"Only {packages} packages.");
        Assert.True(both > Cases / 4, $"Only {both} cases in which both partners had something.");
        Assert.True(later > Cases / 20, $"Only {later} later versions of a description.");
    }

    /// <summary>What a package could let slip. In one world it is common to both partners, in the other it is not.</summary>
    public static TheoryData<string> Slips => ["created", "modified", "id", "order"];

    [Theory]
    [MemberData(nameof(Slips))]
    public void The_control_a_package_that_let_the_items_own_attribute_slip_would_be_caught(string slip) => Assert.ThrowsAny<Exception>(() => Steps.Sample(steps =>
    {
        var (one, two) = (new World(steps, isOne: true), new World(steps, isOne: false));
        Assert.Equal(Told(one) + one.Slip(slip), Told(two) + two.Slip(slip));
    }, iter: 300));

    [Fact]
    public void Two_partners_have_no_id_and_no_time_of_the_case_in_common() => Steps.Sample(steps =>
    {
        var world = new World(steps, isOne: true);
        var had = world.Packages.ToLookup(p => p.Partner, p => p.Objects.Where(o => o.CreatedByRef == StixId.DerivedFrom("identity", "desk-n")).SelectMany(o => new[] { o.Id.ToString(), $"{o.Created}", $"{o.Modified}" }));
        Assert.Empty(had[Ostania].SelectMany(o => o).Intersect(had[Sudria].SelectMany(o => o)));
    }, iter: 300);

    // Everything that the coalition has, with each partner's ids in the order of what they name. Sizes are counted before that.
    private static string Told(World world)
    {
        Dictionary<string, string> names = [];
        List<string> lines = [];
        foreach (var package in world.Packages)
        {
            lines.Add($"{package.Partner} {package.Plain.Length} {package.Letter}");
            // Objects of the case stand in the order of ids that say nothing; what every package has comes first.
            var ids = package.Objects.Where(o => o.CreatedByRef is not null && o.Type != "extension-definition").Select(o => o.Id.ToString()).ToList();
            Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
            foreach (var one in package.Objects.OrderBy(o => Ids().Replace(o.RawJson, "id"), StringComparer.Ordinal))
                lines.Add(Ids().Replace(one.RawJson, m => names.TryGetValue(package.Partner + m.Value, out var known) ? known : names[package.Partner + m.Value] = $"{package.Partner}-{names.Count}"));
        }
        // Lists of references stand in the order of the ids, too.
        return string.Join('\n', lines.Select(l => Refs().Replace(l, m => string.Join(',', m.Value.Split(',').Order(StringComparer.Ordinal)))));
    }

    [GeneratedRegex("[a-z-]+--[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();

    [GeneratedRegex("(?<=\"object_refs\":\\[)[^\\]]*")]
    private static partial Regex Refs();

    private sealed record Given(string Partner, string Plain, string Letter, IReadOnlyList<StixObject> Objects);

    /// <summary>A case in which the two partners are told of claims by a protected source each: of one source, or of two.</summary>
    private sealed class World
    {
        private static readonly DeskFile Desk = DeskFile.Fold([]);
        private readonly bool isOne;
        private readonly List<Entry> entries = [];
        private readonly Dictionary<string, List<string>> claims = new() { [Ostania] = [], [Sudria] = [] };
        private Head head = Head.Empty(CaseId);
        private string described = "an official of a ministry";
        private int second;

        public World(Step[] steps, bool isOne)
        {
            this.isOne = isOne;
            Add(new CaseOpened("Cranes", "Cranes stopped.", Internal), Internal, 0);
            foreach (var (partner, source) in Sources().Distinct())
                Add(new SourceNamed(source, Content()), partner is null ? ToBoth : Marking.Of(Tlp.Amber, partner), isOne ? 0 : 1);
            for (var i = 0; i < steps.Length; i++) Do(steps[i], i);
        }

        public List<Given> Packages { get; } = [];

        private CaseFile File => CaseFile.Fold(CaseId, entries);

        public string Slip(string what) => what switch
        {
            "created" => $"{Held(Ostania)?.Time == Held(Sudria)?.Time}",
            "modified" => $"{Held(Ostania)?.Changed == Held(Sudria)?.Changed}",
            "id" => $"{SourceOf(Ostania) == SourceOf(Sudria)}",
            _ => $"{File.Sources.All.TakeWhile(s => s.Id != SourceOf(Sudria)).Count()}",
        };

        private Held<Source>? Held(string partner) => File.Sources.Find(SourceOf(partner));

        private string SourceOf(string partner) => isOne ? "source" : "source-" + partner;

        private IEnumerable<(string? Partner, string Source)> Sources() => isOne ? [(null, "source")] : [(Ostania, "source-" + Ostania), (Sudria, "source-" + Sudria)];

        private Source Content() => new(null, described, null, Standing.Official, null, [Ana], null);

        private void Do(Step step, int at)
        {
            var partner = step.Which % 2 == 0 ? Ostania : Sudria;
            switch (step.What)
            {
                case 0 or 1:
                    // What is claimed, each once.
                    var (proposition, claim) = ($"p{at}", $"c{at}");
                    claims[partner].Add(claim);
                    Add(new PropositionStated(proposition, new($"Crane {at} stopped by itself.")), Marking.Of(Tlp.Amber, partner), at);
                    Add(new ClaimMade(claim, new(proposition, SourceOf(partner), (Stance)(step.Which % 3), Standing.Official, false, Nature.Fact, null, null, new("2026-02-17"))), Marking.Of(Tlp.Amber, partner), at);
                    break;
                case 2:
                    // A description is corrected for both, sooner for the one than for the other.
                    described = $"an official {step.Which}";
                    foreach (var (_, source) in Sources()) Add(new SourceCorrected(source, Content(), "Better"), Internal, at);
                    break;
                case 3:
                    // What no partner is told of: a grade, of the one source or of the other.
                    var graded = Content() with { Grade = new((Reliability)(step.Noise % 6), Ana, Time(at), "Tested") };
                    Add(new SourceGraded(SourceOf(partner), graded, "Tested"), Internal, at);
                    break;
                case 4:
                    Add(new PartyNamed($"party{at}", new("Nobody's business", PartyKind.Organisation, null, "")), Internal, at);
                    break;
                default:
                    Release(partner, at);
                    break;
            }
        }

        private void Release(string partner, int at)
        {
            if (claims[partner].Count == 0) return;
            var (draft, release) = ($"draft{at}", $"release{at}");
            Add(new RequestDrafted(draft, new("Help", "Please help.", [new("ask", "Who?")], "Treaty", Ana, Time(9_000), [partner], [.. claims[partner]])), Internal, at);
            var composed = ReleaseDesk.Compose(File, Desk, AtDesk(), draft, partner, new("package-" + at, Moment(at, 59), "desk-n"))!.Composed;
            Add(new ReleaseProposed(release, new(composed.Kind, draft, partner, composed.Package, composed.Created, composed.Sha256, composed.Items, [], composed.Objects)), Internal, at);
            Add(new ReleaseApproved(release, null, "sealed", 7), Internal, at);
            using var plain = JsonDocument.Parse(composed.Plain);
            Packages.Add(new(partner, plain.RootElement.GetRawText(), composed.Letter, StixBundle.Parse(JsonSerializer.SerializeToUtf8Bytes(plain.RootElement.GetProperty("bundle"))).Value!.Objects));
        }

        private void Add(Fact fact, Marking marking, int minute)
        {
            // Times of our own work are finer than what the two worlds have in common.
            var entry = FactKinds.Draft(CaseId, Moment(minute, second++ % 50), Ana, new(fact, marking)).After(head);
            head = entry.AsHead();
            entries.Add(entry);
        }

        private static string Moment(int minute, int second) => Time(minute)[..17] + $"{second:00}.000Z";
    }
}
