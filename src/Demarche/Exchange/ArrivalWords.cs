using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Views;

namespace Demarche.Exchange;

/// <summary>
/// What taking something in would write, and what the case holds, in the same words: so a person reads exactly what is recorded, and the two can be
/// compared.
/// </summary>
internal static class ArrivalWords
{
    /// <summary>All that these facts record, each item of them once; what a claim or an effect names is said with it.</summary>
    public static IReadOnlyList<LetterItem> Of(IReadOnlyList<Fact> facts)
    {
        T Named<T>(string id) where T : notnull => facts.OfType<Added<T>>().First(f => f.Id == id).Content;
        var main = facts.Where(f => f is ClaimMade or EffectRecorded).ToList();
        return [.. (main.Count > 0 ? main : facts).Select(f => f switch
        {
            ClaimMade { Content: var c } => LetterItem.Of(c, Named<Proposition>(c.Proposition), Named<Source>(c.Source), null),
            EffectRecorded { Content: var e } => LetterItem.Of(e, e.Victim is { } victim ? Named<Party>(victim) : null),
            IncidentDescribed i => LetterItem.Of(i.Content),
            PartyNamed p => LetterItem.Of(p.Content),
            PropositionStated p => LetterItem.Of(p.Content),
            ObservableSeen o => LetterItem.Of(o.Content, isExact: true),
            StatementMade s => LetterItem.Of(s.Content),
            _ => null,
        }).OfType<LetterItem>()];
    }

    /// <summary>What an item of the case says; null for one that a package does not bring.</summary>
    /// <param name="content">It, or an earlier version of it.</param>
    public static string? Of(View view, object content) => content switch
    {
        Claim c => view.Propositions.Find(c.Proposition) is { } said && view.Sources.Find(c.Source) is { } source
            ? LetterItem.Of(c, said.Content, source.Content, null).Line : null,
        Effect e => LetterItem.Of(e, view.Parties.Find(e.Victim)?.Content).Line,
        Incident i => LetterItem.Of(i).Line,
        Party p => LetterItem.Of(p).Line,
        Proposition p => LetterItem.Of(p).Line,
        Observable o => LetterItem.Of(o, isExact: true).Line,
        Statement s => LetterItem.Of(s).Line,
        _ => null,
    };

    /// <summary>By what two items are the same thing, whatever else is said of it; null where only all their words make them one.</summary>
    public static string? Key(object content) => content switch
    {
        Party p => $"party {p.Name}",
        Proposition p => $"proposition {p.Text.Trim()}",
        Observable o => $"observable {o.Type} {o.Value}",
        _ => null,
    };
}
