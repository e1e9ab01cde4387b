namespace Demarche.Stix;

/// <summary>
/// The versions of one object, as they were received (STIX 2.1 section 3.6). Only the object's creator may version it: who published it
/// first decides, so that nobody can replace another's object by sending a later one.
/// </summary>
/// <param name="Current">The most recent version; a revoked one stays, since revocation is permanent.</param>
/// <param name="Earlier">The versions before it, oldest first.</param>
/// <param name="Rejected">What claims to be a version and is none: by another creator, with another <c>created</c>, after the revocation, or
/// with other properties under the same <c>modified</c>. In the order of receipt.</param>
public sealed record ObjectHistory(StixObject Current, IReadOnlyList<StixObject> Earlier, IReadOnlyList<StixObject> Rejected)
{
    /// <summary>The histories of all objects, in the order in which each identifier was first received.</summary>
    /// <param name="received">In the order of receipt; an exact repetition counts once.</param>
    public static IReadOnlyList<ObjectHistory> Of(IEnumerable<StixObject> received) => [.. received.GroupBy(o => o.Id).Select(Of)];

    private static ObjectHistory Of(IGrouping<StixId, StixObject> received)
    {
        var first = received.First();
        var versions = new SortedDictionary<StixTimestamp, StixObject>();
        var rejected = new List<StixObject>();
        foreach (var candidate in received)
        {
            if (candidate.CreatedByRef != first.CreatedByRef || candidate.Created != first.Created) rejected.Add(candidate);
            else if (!versions.TryAdd(candidate.Version ?? default, candidate) && !candidate.HasSameContentAs(versions[candidate.Version ?? default])) rejected.Add(candidate);
        }
        var ordered = versions.Values.ToList();
        var revoked = ordered.FindIndex(v => v.Revoked);
        if (revoked >= 0)
        {
            rejected.AddRange(ordered.Skip(revoked + 1));
            ordered.RemoveRange(revoked + 1, ordered.Count - revoked - 1);
        }
        return new ObjectHistory(ordered[^1], ordered[..^1], rejected);
    }
}
