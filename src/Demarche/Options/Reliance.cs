using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Options;

public enum RelianceKind
{
    /// <summary>A request to the partner is open.</summary>
    Request,

    /// <summary>The partner answered, and did not decline.</summary>
    Reply,

    /// <summary>The option itself names the partner.</summary>
    Option,
}

/// <summary>The entry by which a case relies on a partner.</summary>
/// <param name="Item">The request's, the reply's or the option's id.</param>
/// <param name="Text">In a line.</param>
/// <param name="Path">Where it stands, after the case's address.</param>
/// <param name="Progress">How far the request has come with the partner; null for what an option names.</param>
public sealed record Reliance(RelianceKind Kind, string Item, string Text, string Path, Progress? Progress);

/// <summary>A partner on whom the case or an option relies, and by what.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, by which it belongs to a party.</param>
/// <param name="Suspicion">Why it may itself have a part in the incident; null where nobody says so.</param>
public sealed record ReliedPartner(string Partner, string Name, string? Country, string? Suspicion, IReadOnlyList<Reliance> By)
{
    /// <summary>What the case as a whole relies on: requests that stand and that the partner neither declined nor is done with, nor somebody here refused to send.</summary>
    /// <param name="now">UTC.</param>
    public static ILookup<string, Reliance> OfRequests(View view, DeskFile desk, string now) =>
        (from row in RequestList.Of(view, desk, now)
         where !row.Request.IsWithdrawn
         from partner in row.Partners
         where partner.Progress is not (Progress.Closed or Progress.Declined or Progress.NotCompetent or Progress.Refused)
         select (partner.Partner, Entry: EntryOf(row, partner))).ToLookup(r => r.Partner, r => r.Entry);

    /// <summary>Those on whom an option relies: through the requests of the case, and those whom it names.</summary>
    public static IReadOnlyList<ReliedPartner> Of(DeskFile desk, ILookup<string, Reliance> requests, Held<Option> option) =>
    [
        .. requests.Select(r => r.Key).Union(option.Content.ReliesOn).Select(id =>
            {
                var partner = desk.Partners.Find(id)?.Content;
                IEnumerable<Reliance> named = option.Content.ReliesOn.Contains(id) ? [new(RelianceKind.Option, option.Id, option.Content.Title, $"/options/{option.Id}", null)] : [];
                return new ReliedPartner(id, partner?.Name ?? "a partner that is no longer listed", partner?.Country, partner?.Suspicion, [.. requests[id], .. named]);
            }).OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Partner, StringComparer.Ordinal),
    ];

    /// <summary>Whether it speaks for a party: both are of one country.</summary>
    public bool IsOf(Parties.Party party) => Country is { Length: > 0 } country && string.Equals(country, party.Country, StringComparison.OrdinalIgnoreCase);

    private static Reliance EntryOf(RequestRow row, PartnerRow partner) => partner.Replies is [.., var last]
        ? new(RelianceKind.Reply, last.Id, row.Request.Content.Title, $"/requests/{row.Request.Id}#{partner.Partner}", partner.Progress)
        : new(RelianceKind.Request, row.Request.Id, row.Request.Content.Title, $"/requests/{row.Request.Id}#{partner.Partner}", partner.Progress);
}
