using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;

namespace Demarche.Tests.Twins;

/// <summary>A random case: small, but dense, so that most entries touch what others say.</summary>
internal sealed class RandomJournal
{
    private const int Fewest = 10;
    private const int Most = 40;

    private static readonly Type[] First =
    [
        typeof(DocumentTakenIn), typeof(SourceNamed), typeof(PropositionStated), typeof(PartyNamed), typeof(ClaimMade),
        typeof(RequestDrafted), typeof(RequestTakenIn), typeof(ObservableSeen),
    ];

    private static readonly Type[] Central = [typeof(ClaimMade), typeof(ClaimMade), typeof(PropositionStated), typeof(SourceNamed), typeof(RequestDrafted)];
    private static readonly Type[] Changing = [.. FactMaker.Kinds.Except(FactMaker.Adding)];
    private static readonly Type[] Correcting = [.. Changing.Where(k => FactMaker.ContentOf(k, typeof(Corrected<>)) is not null)];

    private readonly Dice dice;
    private int key;
    private int minute;

    public RandomJournal(Dice dice, Audience audience)
    {
        this.dice = dice;
        Maker = new(dice);
        Add(new(new CaseOpened("A case", "What happened", Marking.Of(Stix.Tlp.Amber)), Marking.Of(Stix.Tlp.Amber)), Seats.Ana, "2026-03-01T07:00:00.000Z");
        foreach (var person in Seats.People)
            Add(new(new AccessGranted(person, dice.OneIn(3) ? CaseAccess.Read : CaseAccess.Write), Marking.Of(Stix.Tlp.Amber)), Seats.Ana, "2026-03-01T07:30:00.000Z");
        var count = Fewest + dice.Below(Most - Fewest + 1);
        for (var i = 0; i < count; i++)
        {
            if (dice.OneIn(20) && Lines[^1].Undoes is null) Lines.Add(Undo(Lines[^1]));
            else if (dice.OneIn(50)) Lines.Add(Unknown(Author()));
            else if (dice.OneIn(8)) Sanitise(audience);
            else if (Maker.Make(i < First.Length && !dice.OneIn(4) ? First[i] : KindOf()) is { } fact) Add(new(fact, MarkingFor(audience)), Author(), Now());
        }
        if (Maker.Make(typeof(RequestDrafted)) is { } last) Add(new(last, MarkingFor(audience)), Author(), Now());
    }

    public List<Line> Lines { get; } = [];

    public FactMaker Maker { get; }

    public string Author() => dice.Of(Seats.People);

    public Line Make(Marked marked, string author) => Line.Of(key++, marked, RandomValues.Time(dice), author);

    /// <summary>The author takes the line back.</summary>
    public Line Undo(Line line) => new(key++, line.Item, new EntryUndone(0), line.Draft) { Undoes = line.Key };

    /// <summary>An entry of a kind that this program doesn't know.</summary>
    public Line Unknown(string author) => new(key++, null, null, new EntryDraft(Line.Case, RandomValues.Time(dice), author, "kind-of-tomorrow", 1, RandomMarkings.Any(dice).ToJson(), "{}"));

    public Type Correction() => dice.Of(Correcting);

    // Claims and what they rest on come more often, however many kinds there are: a case is about them.
    private Type KindOf() => dice.OneIn(2) ? dice.OneIn(3) ? dice.Of(Central) : dice.Of(FactMaker.Adding) : dice.OneIn(3) ? dice.Of([typeof(ReleaseProposed), typeof(MarkingChanged), typeof(FieldMarked), typeof(ClaimMade)]) : dice.Of(Changing);

    // An item is marked stricter, corrected, and marked wider again; now and then a version is lifted.
    private void Sanitise(Audience audience)
    {
        if (Maker.Make(Correction()) is not { } fact || Line.ItemOf(fact) is not { } item) return;
        Add(new(new MarkingChanged(item, RandomMarkings.Hiding(dice, audience), "Stricter."), RandomMarkings.Any(dice)), Author(), Now());
        Add(new(fact, MarkingFor(audience)), Author(), Now());
        if (dice.OneIn(5)) return;
        Add(new(new MarkingChanged(item, RandomMarkings.Showing(dice, audience), "Wider."), MarkingFor(audience)), Author(), Now());
        if (dice.OneIn(3)) Add(new(new VersionLifted(item, 0, null, "Lifted."), RandomMarkings.Any(dice)), Author(), Now());
    }

    // Several things happen in one moment, and none before another that stands above it.
    private string Now()
    {
        minute += dice.Below(3) * 5;
        return $"2026-03-01T{8 + (minute / 60):00}:{minute % 60:00}:00.000Z";
    }

    // More is seen than hidden, else nothing that rests on two other items would ever be seen.
    private Marking MarkingFor(Audience audience)
    {
        var marking = RandomMarkings.Any(dice);
        for (var i = 0; i < 2 && !Ruling.For(marking, audience).Seen && !dice.OneIn(4); i++) marking = RandomMarkings.Any(dice);
        return marking;
    }

    private void Add(Marked marked, string author, string time)
    {
        var line = Line.Of(key++, marked, time, author);
        if (marked.Fact is VersionLifted lift && Lines.Where(l => l.Item == lift.Item && l.Undoes is null).Select(l => l.Key).ToList() is { Count: > 0 } versions)
            line = line with { Lifts = dice.Of(versions) };
        // A marking that can't be read is seen by nobody.
        Lines.Add(dice.OneIn(60) && key > 9 ? line with { Draft = line.Draft with { Marking = """{"tlp":"secret"}""" } } : line);
    }
}
