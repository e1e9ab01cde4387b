using Demarche.Claims;
using Demarche.Observables;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>What a package says of an item, as it stood at some time.</summary>
/// <param name="Whole">Everything of it that goes into a package; two tellings are one version where these are the same.</param>
/// <param name="Text">In a line, for people.</param>
/// <param name="Passages">The sentences that somebody could repeat.</param>
public sealed record Telling(string Whole, string Text, IReadOnlyList<string> Passages)
{
    /// <summary>
    /// An item as it stood. A package is approved only if it is the same bytes when composed again, so what stood when the package was made is
    /// what went.
    /// </summary>
    /// <param name="asOf">UTC; null for now.</param>
    /// <param name="partner">To whom it is told: an effect names its victim to those alone who may know of it.</param>
    /// <returns>Null for an item that goes with no package, or that this view does not show.</returns>
    public static Telling? Of(View view, string item, string? asOf, string partner)
    {
        if (Told(view, view.Claims.Find(item), asOf, partner) is { } claim) return OfClaim(view, claim, asOf, partner);
        if (Told(view, view.Observables.Find(item), asOf, partner) is { } seen)
            return Put($"{ObservableWords.English(seen.Type)}: {seen.Value}", [.. seen.Telling().Select(v => v.Value), seen.Note ?? ""],
                [seen.Type, seen.Value, $"{seen.Credibility}", seen.Note, .. Beside(seen)]);
        if (Told(view, view.Propositions.Find(item), asOf, partner) is { } proposition) return Put(proposition.Text, [proposition.Text]);
        if (Told(view, view.Statements.Find(item), asOf, partner) is { } statement)
            return Put($"{statement.Speaker}: {statement.Text}", [statement.Text], statement.Speaker, statement.At.ToString(), statement.Text);
        if (Told(view, view.Incidents.Find(item), asOf, partner) is { } incident)
            return Put(incident.Description, [incident.Description], incident.Description, $"{incident.Began}", $"{incident.Ended}", $"{incident.Discovered}");
        if (Told(view, view.Parties.Find(item), asOf, partner) is { } party) return Put($"{party.Name}: {party.Role}", [$"{party.Name}: {party.Role}"], party.Name, party.Kind.ToString(), party.Country, party.Role);
        if (Told(view, view.Effects.Find(item), asOf, partner) is { } effect)
        {
            var victim = effect.Victim is { } id && view.IsShownTo(partner, id) ? At(view.Parties.Find(id), asOf) : null;
            return Put($"{effect.Kind}: {effect.Description}", [effect.Description], effect.Kind, effect.Description, $"{effect.At}", victim?.Name, victim?.Kind.ToString());
        }
        return null;
    }

    /// <summary>What an item said at a time; what it said first where it came in later.</summary>
    internal static T? At<T>(Held<T>? held, string? asOf) where T : class =>
        held is null ? null : asOf is null ? held.Content : AtTime(held.History, asOf);

    private static T AtTime<T>(IReadOnlyList<Change<T>> history, string asOf) => ChangeAt(history, asOf).Content;

    internal static Change<T> ChangeAt<T>(IReadOnlyList<Change<T>> history, string asOf)
    {
        for (var i = history.Count - 1; i > 0; i--)
        {
            if (string.CompareOrdinal(history[i].Time, asOf) <= 0) return history[i];
        }
        return history[0];
    }

    // What it said to this partner: a member that was kept from it then did not go.
    internal static T? Told<T>(View view, Held<T>? held, string? asOf, string partner) where T : class
    {
        if (held is null) return null;
        var (content, fields) = asOf is null ? (held.Content, held.Fields) : (ChangeAt(held.History, asOf) is var change ? (change.Content, change.Fields) : default);
        return fields.Count == 0 ? content : Fields.Told(content, fields, view.Recipient(partner));
    }

    private static Telling? OfClaim(View view, Claim claim, string? asOf, string partner) =>
        At(view.Propositions.Find(claim.Proposition), asOf) is { } proposition && Told(view, view.Sources.Find(claim.Source), asOf, partner) is { } source
            ? OfClaim(claim, proposition, source) : null;

    internal static Telling OfClaim(Claim claim, Proposition proposition, Sources.Source source) =>
        Put($"{source.PublicName} {ClaimWords.Of(claim.Stance)}: {proposition.Text}", [proposition.Text, claim.Passage?.Quote ?? ""],
            proposition.Text, source.Name, source.Description, source.Organisation, source.IsOrganisation.ToString(), claim.Standing.ToString(), claim.Stance.ToString(), claim.OnRecord.ToString(),
            claim.Nature.ToString(), $"{claim.SaidOn}", claim.Passage?.Quote);

    private static IEnumerable<string?> Beside(Observable seen) => seen is { Role: null, FirstSeen: null, LastSeen: null, Also: null } ? []
        : [$"{seen.Role}", $"{seen.FirstSeen}", $"{seen.LastSeen}", .. (seen.Also ?? []).Select(v => $"{v.Type}: {v.Value}")];

    private static Telling Put(string text, IReadOnlyList<string> passages, params IReadOnlyList<string?> whole) =>
        new(string.Join('\n', whole.Count > 0 ? whole : [text]), text, [.. passages.Where(p => p.Length > 0)]);
}

/// <summary>The tellings of a whole ledger, which says the same of the same claims many times: each is written once. Not for several threads at once.</summary>
internal sealed class Tellings(View view)
{
    // By reference: a version of an item is one record.
    private readonly Dictionary<Claim, List<(Proposition Proposition, Sources.Source Source, Telling Telling)>> claims = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc cref="Telling.Of"/>
    public Telling? Of(string item, string? asOf, string partner)
    {
        if (Telling.Told(view, view.Claims.Find(item), asOf, partner) is not { } claim) return Telling.Of(view, item, asOf, partner);
        if (Telling.At(view.Propositions.Find(claim.Proposition), asOf) is not { } proposition || Telling.Told(view, view.Sources.Find(claim.Source), asOf, partner) is not { } source) return null;
        if (!claims.TryGetValue(claim, out var tellings)) claims[claim] = tellings = [];
        foreach (var known in tellings)
        {
            if (ReferenceEquals(known.Proposition, proposition) && ReferenceEquals(known.Source, source)) return known.Telling;
        }
        var telling = Telling.OfClaim(claim, proposition, source);
        tellings.Add((proposition, source, telling));
        return telling;
    }
}
