using Demarche.Releases;

namespace Demarche.Requests;

/// <summary>What differs between the version of a request that a partner holds and the one that stands.</summary>
public enum RequestChange { Title, Text, Asks, LegalBasis, Due, Includes }

/// <summary>The version of a request that a partner was sent last, as far as a reader sees the versions.</summary>
/// <param name="Release">The last release of it that left, or may have left.</param>
/// <param name="SentAt">When that one left, UTC.</param>
/// <param name="Changes">What the version that stands says otherwise; empty where the partner holds the version that stands.</param>
/// <param name="IsKnown">False where the reader does not see all that went: then nothing is said of changes.</param>
/// <param name="IsComing">Whether a later version is proposed to the partner or on its way.</param>
public sealed record SentVersion(string Release, string SentAt, IReadOnlyList<RequestChange> Changes, bool IsKnown, bool IsComing)
{
    /// <summary>Whether the partner holds an earlier version than the one that stands.</summary>
    public bool IsEarlier => Changes.Count > 0;

    /// <summary>Null where nothing left for this partner.</summary>
    internal static SentVersion? Of(Held<Request> request, Held<Wording>? wording, IReadOnlyList<Held<Release>> gone, Held<Release>? latest)
    {
        if (gone.Count == 0) return null;
        var last = gone[^1];
        var isKnown = ReleaseDecisions.IsSeenWhole(last);
        var at = last.Content.Proposal.Created;
        var (then, own) = (At(request, at)!, At(wording, at));
        var (now, ownNow) = (request.Content, wording?.Content);
        List<RequestChange> changes = [];
        if (isKnown)
        {
            if (then.Title != now.Title) changes.Add(RequestChange.Title);
            if ((own?.Text ?? then.Text) != (ownNow?.Text ?? now.Text)) changes.Add(RequestChange.Text);
            if (!(own?.Asks ?? then.Asks).SequenceEqual(ownNow?.Asks ?? now.Asks)) changes.Add(RequestChange.Asks);
            if (then.LegalBasis != now.LegalBasis) changes.Add(RequestChange.LegalBasis);
            if (Asks.Normal(then.Due) != Asks.Normal(now.Due)) changes.Add(RequestChange.Due);
            if (!then.Includes.ToHashSet().SetEquals(now.Includes)) changes.Add(RequestChange.Includes);
        }
        return new(last.Id, last.Content.SentAt ?? last.Changed, changes, isKnown, latest is not null && latest.Id != last.Id && !latest.Content.HasGone);
    }

    /// <summary>The version of a request that stood at a time: of those that the reader sees, which begin later where earlier ones are
    /// hidden.</summary>
    internal static Request? At(Held<Request>? item, string at) =>
        (item?.History.LastOrDefault(c => string.CompareOrdinal(c.Time, at) <= 0) ?? item?.History[0])?.Content;

    // A wording that came later was not there yet.
    internal static Wording? At(Held<Wording>? item, string at) => item?.History.LastOrDefault(c => string.CompareOrdinal(c.Time, at) <= 0)?.Content;
}

/// <summary>A version of a request as it left for one partner.</summary>
/// <param name="SentAt">UTC.</param>
/// <param name="Due">When an answer is due by it, ISO 8601 UTC.</param>
internal sealed record AskedVersion(string Package, string SentAt, IReadOnlyList<Ask> Asks, string Due)
{
    /// <param name="gone">The releases of it that left for the partner, oldest first.</param>
    public static IReadOnlyList<AskedVersion> Of(Held<Request> request, Held<Wording>? wording, IReadOnlyList<Held<Release>> gone)
    {
        return [.. gone.Select(Version)];

        AskedVersion Version(Held<Release> release)
        {
            var (proposal, then) = (release.Content.Proposal, SentVersion.At(request, release.Content.Proposal.Created)!);
            return new(proposal.Package, release.Content.SentAt ?? release.Changed, SentVersion.At(wording, proposal.Created)?.Asks ?? then.Asks, then.Due);
        }
    }

    /// <summary>The version that a reply answers: the one that it names, else the last that had left when it was made. Null where none
    /// left.</summary>
    public static AskedVersion? AnsweredBy(Held<Reply> reply, IReadOnlyList<AskedVersion> versions) =>
        versions.LastOrDefault(v => v.Package == reply.Content.About)
        ?? versions.LastOrDefault(v => string.CompareOrdinal(v.SentAt, Requests.Asks.Made(reply)) <= 0) ?? versions.FirstOrDefault();
}
