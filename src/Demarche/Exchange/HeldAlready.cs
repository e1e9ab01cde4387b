using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Views;

namespace Demarche.Exchange;

/// <summary>
/// What the reader's case holds already of what a package brings: taken from an earlier package of the same partner, or saying the same. It is read from
/// the reader's view, so nobody learns from it of anything hidden from them.
/// </summary>
internal sealed class HeldAlready
{
    /// <summary>Earlier packages of one partner in one case that are compared: each costs a digest for every object.</summary>
    public const int MostEarlier = 100;

    private readonly View view;
    private readonly Arrival arrival;
    private readonly IReadOnlyList<Held<Arrival>> earlier;
    private readonly Dictionary<string, string> lines = [];
    private readonly Dictionary<string, string> keys = [];

    /// <param name="earlier">The other packages of this partner that the case has taken, the newest first.</param>
    public HeldAlready(View view, Arrival arrival, IEnumerable<Held<Arrival>> earlier)
    {
        (this.view, this.arrival, this.earlier) = (view, arrival, [.. earlier.Take(MostEarlier)]);
        Look(view.Incidents);
        Look(view.Effects);
        Look(view.Parties);
        Look(view.Claims);
        Look(view.Propositions);
        Look(view.Observables);
        Look(view.Statements);
    }

    /// <summary>The item, and what taking it would write where the case has a part of it.</summary>
    public ArrivalItem Of(ArrivalItem item)
    {
        if (item.Facts.Count == 0) return item;
        if (view.Item(item.Item) is not null) return item with { Held = HeldAs.Same, HeldItem = item.Item };
        if (lines.TryGetValue(Line(item.Kind, item.Words), out var same)) return item with { Held = HeldAs.Same, HeldItem = same };
        foreach (var package in earlier)
        {
            if (Find(package.Id, item.As) is { } held && held.Kind == item.Kind) return Version(item, held, package.Content);
        }
        var joined = Joined(item);
        if (joined.Facts.Count == 0) return item with { Held = HeldAs.Same, HeldItem = Alike(item.Facts) };
        return Alike(joined.Facts) is { } alike ? joined with { Held = HeldAs.Alike, HeldItem = alike } : joined;
    }

    private ArrivalItem Version(ArrivalItem item, Item held, Arrival package)
    {
        var isKnown = held.History.Any(c => Line(item.Kind, ArrivalWords.Of(view, c.Content) ?? "") == Line(item.Kind, item.Words));
        if (isKnown || !held.CanBeChanged) return item with { Held = HeldAs.Same, HeldItem = held.Id };
        if (string.CompareOrdinal(package.Sent, arrival.Sent) > 0) return item with { Held = HeldAs.Later, HeldItem = held.Id };
        // A part with a marking of its own may be one that the reader does not see: whoever corrects it would say something of it.
        if (held.Fields.Count > 0) return item with { Held = HeldAs.Alike, HeldItem = held.Id };
        var reason = $"A newer version in package {arrival.Package}.";
        item = Joined(item);
        List<Fact> facts = [.. item.Facts.Select(f => Correction(f, held, reason) ?? f)];
        var stricter = held.Marking with
        {
            Tlp = held.Marking.Tlp > item.Tlp ? held.Marking.Tlp : item.Tlp,
            Pap = GivenMarking.Stricter(held.Marking.Pap, item.Pap),
        };
        if (stricter != held.Marking) facts.Insert(0, new MarkingChanged(held.Id, stricter, reason));
        return item with { Facts = facts, Held = HeldAs.Earlier, HeldItem = held.Id };
    }

    // What we know of it by our own work stays: where it stands in a document, and what a statement says of propositions.
    private static Fact? Correction(Fact fact, Item held, string reason) => (fact, held.Content) switch
    {
        (IncidentDescribed f, Incident) => new IncidentCorrected(held.Id, f.Content, reason),
        (EffectRecorded f, Effect) => new EffectCorrected(held.Id, f.Content, reason),
        (PartyNamed f, Party) => new PartyCorrected(held.Id, f.Content, reason),
        (ClaimMade f, Claim c) => new ClaimCorrected(held.Id, f.Content with { Cue = c.Cue, Passage = Ours(c.Passage) ?? f.Content.Passage }, reason),
        (PropositionStated f, Proposition) => new PropositionCorrected(held.Id, f.Content, reason),
        (ObservableSeen f, Observable o) => new ObservableCorrected(held.Id, f.Content with { Passage = o.Passage }, reason),
        (StatementMade f, Statement s) => new StatementCorrected(held.Id, f.Content with { Stances = s.Stances }, reason),
        _ => null,
    };

    private static Documents.PassageRef? Ours(Documents.PassageRef? passage) => passage is { Document.Length: > 0 } ? passage : null;

    /// <summary>
    /// The item without what the case has already: a claim is one more on the same proposition, an effect one more on the same victim. It never goes
    /// wider than what it is joined to: its level rises to that of the other, and to what only some at this desk may see it is not joined.
    /// </summary>
    private ArrivalItem Joined(ArrivalItem item)
    {
        var (facts, marking) = (item.Facts, item.MarkingFrom(arrival.Partner));
        Dictionary<string, string> instead = [];
        Marking? stricter = null;
        foreach (var fact in facts)
        {
            var found = fact switch
            {
                PropositionStated f when facts.Count > 1 => Of(view.Propositions, ArrivalWords.Key(f.Content), _ => true),
                PartyNamed f when facts.Count > 1 => Of(view.Parties, ArrivalWords.Key(f.Content), p => p.Content.Kind == f.Content.Kind),
                SourceNamed { Content: { IsProtected: false } s } => view.Sources.Standing.FirstOrDefault(h => h.CanBeChanged
                    && h.Marking.Originator == arrival.Partner && Fits(h.Marking)
                    && (h.Content.Name, h.Content.Organisation, h.Content.Standing) == (s.Name, s.Organisation, s.Standing))?.Id,
                ObservableSeen f when facts.Count > 1 => lines.GetValueOrDefault(Line("observable", ArrivalWords.Of(view, f.Content)!)),
                _ => null,
            };
            if (found is not null && InboxDecisions.IdOf(fact) is { } id && view.Item(id) is null)
            {
                instead[id] = found;
                if (fact is not ObservableSeen) stricter = Raised(stricter ?? marking, view.Item(found)!.Marking);
            }
        }
        string Id(string id) => instead.GetValueOrDefault(id, id);
        List<Fact> rest = [.. facts.Where(f => !instead.ContainsKey(InboxDecisions.IdOf(f) ?? "")).Select(f => f switch
        {
            ClaimMade { Content: var c } made => made with { Content = c with { Proposition = Id(c.Proposition), Source = Id(c.Source) } },
            EffectRecorded { Content: { Victim: { } victim } e } recorded => recorded with { Content = e with { Victim = Id(victim) } },
            _ => f,
        })];
        return stricter is null ? item with { Facts = rest } : item with { Facts = rest, Tlp = stricter.Tlp, Pap = stricter.Pap };

        bool Fits(Marking of) => !Raised(marking, of).IsWiderThan(of);

        string? Of<T>(Shelf<T> shelf, string? key, Func<Held<T>, bool> isIt) where T : notnull =>
            key is not null && shelf.Find(keys.GetValueOrDefault(key)) is { CanBeChanged: true } held && isIt(held) && Fits(held.Marking)
                ? held.Id : null;
    }

    private static Marking Raised(Marking marking, Marking to) =>
        marking with { Tlp = marking.Tlp > to.Tlp ? marking.Tlp : to.Tlp, Pap = GivenMarking.Stricter(marking.Pap, to.Pap) };

    private string? Alike(IReadOnlyList<Fact> facts) => facts.Select(f => f switch
    {
        PartyNamed p when facts.Count == 1 => ArrivalWords.Key(p.Content),
        ObservableSeen o => ArrivalWords.Key(o.Content),
        _ => null,
    }).Select(k => k is null ? null : keys.GetValueOrDefault(k)).FirstOrDefault(i => i is not null);

    private Item? Find(string package, string name) => view.Item(ArrivalReading.IdOf(package, name));

    private void Look<T>(Shelf<T> shelf) where T : notnull
    {
        var kind = Item.KindOf(typeof(T));
        foreach (var held in shelf.Standing)
        {
            if (ArrivalWords.Of(view, held.Content) is { } words) lines.TryAdd(Line(kind, words), held.Id);
            if (ArrivalWords.Key(held.Content) is { } key) keys.TryAdd(key, held.Id);
        }
    }

    private static string Line(string kind, string words) => $"{kind} {PlainName.Of(words)}";
}
