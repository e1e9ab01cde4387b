using CsCheck;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;

namespace Demarche.Tests.Cases;

/// <summary>One random thing done in a case. Numbers are read modulo what there is, so that any of them means something.</summary>
/// <param name="What">Which kind of thing.</param>
/// <param name="Target">Which earlier item it is about.</param>
/// <param name="Mark">Which marking.</param>
/// <param name="Word">Which words.</param>
internal readonly record struct Step(int What, int Target, int Mark, int Word);

/// <summary>Random cases. The steps say everything, so that a failing one shrinks to few steps.</summary>
internal static class RandomCase
{
    public const string P = WrittenCase.Ostania;
    public const string Q = WrittenCase.Sudria;

    private static readonly string[][] Lists = [[], [P], [Q], [P, Q]];
    private static readonly string?[] Originators = [null, null, null, P, Q];
    private static readonly string[] Words = ["one", "two", "three", "four", "five"];

    public static Gen<Step[]> Steps { get; } =
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 40], Gen.Int[0, 399], Gen.Int[0, 4], (a, b, c, d) => new Step(a, b, c, d)).Array[0, 40];

    public static Marking MarkingOf(int n) => new((Tlp)(n % 5), Lists[n / 5 % 4], n / 100 % 4 == 3 ? ["crypto"] : [], Originators[n / 20 % 5]);

    /// <summary>The facts, each with the id of the item it is about; null for what is about the case itself.</summary>
    public static List<(string? Item, Marked Fact)> Facts(IEnumerable<Step> steps)
    {
        List<(string? Item, Marked Fact)> facts = [];
        List<(string Id, Func<int, string, bool, Fact> Change)> items = [];
        foreach (var step in steps)
        {
            var id = $"item-{facts.Count}";
            var marking = MarkingOf(step.Mark);
            var text = Words[step.Word];
            if (Case(step, text) is { } about)
            {
                facts.Add((null, new(about, marking)));
            }
            else if (step.What is 20 or 21 or 22)
            {
                if (items.Count == 0) continue;
                var item = items[step.Target % items.Count];
                facts.Add((item.Id, new(step.What == 22 ? new MarkingChanged(item.Id, marking, text) : item.Change(step.Target, text, step.What == 21), marking)));
            }
            else if (step.What == 23 && facts.Count > 0)
            {
                // Numbers from 1, and the entry that opens the case comes first: this is the fact just before.
                facts.Add((facts[^1].Item, new(new EntryUndone(facts.Count + 1), marking)));
            }
            else
            {
                var (made, change) = Item(step, id, text, n => $"item-{n % 41}");
                facts.Add((id, new(made, marking)));
                items.Add((id, change));
            }
        }
        return facts;
    }

    public static List<Entry> Entries(IEnumerable<Fact> facts) => Entries(facts.Select(f => ((string?)null, (Marked?)new Marked(f, WrittenCase.Internal))));

    /// <summary>The entries; where a fact is null nothing was written, and the clock went on.</summary>
    public static List<Entry> Entries(IEnumerable<(string? Item, Marked? Fact)> facts)
    {
        var head = Head.Empty(WrittenCase.CaseId);
        List<Entry> entries = [];
        var minute = 0;
        foreach (var fact in facts.Select(f => f.Fact).Prepend(new(new CaseOpened("A case", "", WrittenCase.Internal), WrittenCase.Internal)))
        {
            minute++;
            if (fact is null) continue;
            var entry = FactKinds.Draft(WrittenCase.CaseId, WrittenCase.Time(minute), WrittenCase.Ana, fact).After(head);
            head = entry.AsHead();
            entries.Add(entry);
        }
        return entries;
    }

    /// <summary>A fact as it stands in a twin: the same, something else, or nothing. A change of marking stays: without it the item would be another audience's.</summary>
    public static Marked? Changed(Marked marked, int how) => how switch
    {
        _ when marked.Fact is MarkingChanged => marked,
        0 => marked,
        1 => null,
        _ => marked.Fact switch
        {
            PartyNamed f => marked with { Fact = f with { Content = f.Content with { Name = "other" } } },
            SourceNamed f => marked with { Fact = f with { Content = f.Content with { Description = "other", Handlers = [] } } },
            PropositionStated f => marked with { Fact = f with { Content = new("other") } },
            RequestDrafted f => marked with { Fact = f with { Content = f.Content with { Includes = [], Partners = [] } } },
            _ => null,
        },
    };

    private static Fact? Case(Step step, string text) => step.What switch
    {
        14 => new CaseRetitled(text, text, text),
        15 => step.Target % 2 == 0 ? new CaseClosed(text) : new CaseReopened(text),
        16 => new AccessGranted(text, (CaseAccess)(step.Target % 3)),
        17 => new DefaultMarkingSet(MarkingOf(step.Mark), text),
        18 => new RequestClosed($"item-{step.Target}", Q, text),
        19 => new PartnerReminded($"item-{step.Target}", Q, text),
        _ => null,
    };

    private static (Fact Made, Func<int, string, bool, Fact> Change) Item(Step step, string id, string text, Func<int, string> other)
    {
        var any = other(step.Target);
        var partner = step.Target % 2 == 0 ? P : Q;
        var passage = new PassageRef(any, 0, text.Length, text);
        return (step.What % 14) switch
        {
            0 => Of(t => new Party(t, PartyKind.State, null, t), c => new PartyNamed(id, c), (c, r) => new PartyCorrected(id, c, r), r => new PartyWithdrawn(id, r)),
            1 => Of(t => new Incident(t, new("2026-02", true), null, null), c => new IncidentDescribed(id, c), (c, r) => new IncidentCorrected(id, c, r), r => new IncidentWithdrawn(id, r)),
            2 => Of(t => new Effect(any, t, t, null), c => new EffectRecorded(id, c), (c, r) => new EffectCorrected(id, c, r), r => new EffectWithdrawn(id, r)),
            3 => Of(t => new Document(t, t, t, "text/plain", 3, t, null, null, null, null, null, null, null), c => new DocumentTakenIn(id, c), (c, r) => new DocumentDescribed(id, c, r), r => new DocumentWithdrawn(id, r)),
            4 => Of(t => new Source(t, t, null, Standing.Official, null, [], null), c => new SourceNamed(id, c), (c, r) => new SourceCorrected(id, c, r), r => new SourceWithdrawn(id, r)),
            5 => Of(t => new Source(null, t, null, Standing.Anonymous, new("key", "nonce", "sealed-" + t), [WrittenCase.Ana], new(Reliability.B, WrittenCase.Ana, "", t)), c => new SourceNamed(id, c), (c, r) => new SourceGraded(id, c, r), r => new SourceWithdrawn(id, r)),
            6 => Of(t => new Proposition(t), c => new PropositionStated(id, c), (c, r) => new PropositionCorrected(id, c, r), r => new PropositionWithdrawn(id, r)),
            7 => Of(t => new Claim(other(step.Target + 1), any, Stance.Denies, Standing.Official, true, Nature.Fact, t, passage, null), c => new ClaimMade(id, c), (c, r) => new ClaimCorrected(id, c, r), r => new ClaimWithdrawn(id, r)),
            8 => Of(t => new Observable("domain-name", t + ".example", 3, passage, t), c => new ObservableSeen(id, c), (c, r) => new ObservableCorrected(id, c, r), r => new ObservableWithdrawn(id, r)),
            9 => Of(t => new Contact(partner, new("2026-03-01"), t, "call", t, t, t, any), c => new ContactHeld(id, c), (c, r) => new ContactCorrected(id, c, r), r => new ContactWithdrawn(id, r)),
            10 => Of(t => new Commitment(partner, t, true, null, any, passage), c => new CommitmentMade(id, c), (c, r) => new CommitmentCorrected(id, c, r), r => new CommitmentWithdrawn(id, r)),
            11 => Of(t => new Statement(t, new("2026-03-01"), t, [new(any, Stance.Asserts)]), c => new StatementMade(id, c), (c, r) => new StatementCorrected(id, c, r), r => new StatementWithdrawn(id, r)),
            12 => Of(t => new Request(t, t, [new("ask", t)], t, WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [P, Q], [any]), c => new RequestDrafted(id, c), (c, r) => new RequestRevised(id, c, r), r => new RequestWithdrawn(id, r)),
            _ => Of(t => new OriginJudgement(any, other(step.Target + 1), true, t), c => new OriginJudged(id, c), (_, r) => new OriginJudgementWithdrawn(id, r), r => new OriginJudgementWithdrawn(id, r)),
        };

        (Fact, Func<int, string, bool, Fact>) Of<T>(Func<string, T> content, Func<T, Fact> made, Func<T, string, Fact> corrected, Func<string, Fact> withdrawn) =>
            (made(content(text)), (n, t, withdraw) => withdraw ? withdrawn(t) : corrected(content(t), $"because {n}"));
    }
}
