namespace Demarche.Reading;

/// <summary>
/// Copies of one original, found by what the bodies say. Thresholds are on sets of five-word runs: a copy of an ordinary wire story in
/// other furniture measures 0.95 and more, one with a paragraph cut about 0.9, two reports of one event by two writers below 0.1.
/// </summary>
public static class Origins
{
    /// <summary>Resemblance (Jaccard) from which two bodies are a copy.</summary>
    public const double CopyFrom = 0.9;

    /// <summary>Resemblance from which they are a near copy.</summary>
    public const double NearCopyFrom = 0.5;

    /// <summary>Share of the shorter body in the longer from which it is an excerpt.</summary>
    public const double ExcerptFrom = 0.8;

    // A greeting or a legal notice of a few words is in many texts that have nothing to do with one another.
    private const int FewestRunsOfExcerpt = 20;

    // Up to here comparing every pair costs less than the table by which those with something in common are found.
    private const int FewSketches = 64;

    /// <summary>Every document is in exactly one origin. Origins stand in the order of their first document.</summary>
    public static IReadOnlyList<Origin> Find(IReadOnlyList<ReadDocument> documents)
    {
        var sets = documents.Select(d => Shingles.Of([.. d.Passages.Where(p => p.Kind == PassageKind.Body)])).ToList();
        var groups = new Groups(documents.Count);
        var ties = Candidates(sets)
            .Select(c => (c.A, c.B, Relation: Relation(Shared(sets[c.A], sets[c.B]), sets[c.A].Count, sets[c.B].Count)))
            .Where(t => t.Relation is not null)
            .OrderBy(t => Groups.Weakness(t.Relation!)).ThenBy(t => t.A).ThenBy(t => t.B);
        foreach (var (a, b, relation) in ties)
            groups.Join(a, b, relation!);
        return [.. groups.All().Select(g => new Origin([.. g.Members.Select(i => documents[i].Id)], g.Relation))];
    }

    /// <summary>
    /// What two signatures say of their documents: estimated resemblance and containment, and the relation that follows, or null for
    /// none. Signatures of different versions, or of empty bodies, compare as zero. Within 0.05 of a threshold compare the documents.
    /// </summary>
    public static Resemblance Similarity(string signatureA, string signatureB)
    {
        return Signature.Read(signatureA) is { } a && Signature.Read(signatureB) is { } b ? Likeness(a, b) : new Resemblance(0, 0, null);
    }

    /// <summary>
    /// Every pair of signatures that are in a relation, as <see cref="Similarity"/> tells of each, without comparing those that have nothing in common.
    /// </summary>
    /// <param name="signatures">Null for a document that has none.</param>
    /// <returns>Places in the list, the first one smaller, each pair once, in no order to rely on.</returns>
    public static IEnumerable<RelatedPair> Related(IReadOnlyList<string?> signatures)
    {
        List<Sketch> sketches = [];
        List<int> places = [];
        foreach (var (place, signature) in signatures.Index())
        {
            if (signature is null || Signature.Read(signature) is not { } sketch)
                continue;
            sketches.Add(sketch);
            places.Add(place);
        }
        foreach (var (first, second) in sketches.Count <= FewSketches ? EachPair(sketches.Count) : Signature.Sharing(sketches))
        {
            if (Likeness(sketches[first], sketches[second]) is { Relation: not null } like)
                yield return new RelatedPair(places[first], places[second], like);
        }
    }

    private static IEnumerable<(int First, int Second)> EachPair(int count)
    {
        for (var second = 1; second < count; second++)
        {
            for (var first = 0; first < second; first++)
                yield return (first, second);
        }
    }

    private static Resemblance Likeness(Sketch a, Sketch b)
    {
        var (resemblance, containment) = a.Beside(b);
        return new Resemblance(resemblance, containment, Relation(resemblance, containment));
    }

    private static string? Relation(int shared, int a, int b)
    {
        if (shared == 0)
            return null;
        var smaller = Math.Min(a, b);
        var containment = (double)shared / smaller;
        return Relation((double)shared / (a + b - shared), smaller < FewestRunsOfExcerpt ? 0 : containment);
    }

    private static string? Relation(double resemblance, double containment) =>
        resemblance >= CopyFrom ? Relations.Copy
        : resemblance >= NearCopyFrom ? Relations.NearCopy
        : containment >= ExcerptFrom ? Relations.Excerpt
        : null;

    // Each run ties a document to the one before it that has the same run: enough to chain all copies, and never more pairs than runs.
    private static HashSet<(int A, int B)> Candidates(List<HashSet<ulong>> sets)
    {
        var latest = new Dictionary<ulong, int>();
        var candidates = new HashSet<(int A, int B)>();
        for (var i = 0; i < sets.Count; i++)
        {
            foreach (var run in sets[i])
            {
                if (latest.TryGetValue(run, out var before))
                    candidates.Add((before, i));
                latest[run] = i;
            }
        }
        return candidates;
    }

    private static int Shared(HashSet<ulong> a, HashSet<ulong> b)
    {
        var (few, many) = a.Count < b.Count ? (a, b) : (b, a);
        return few.Count(many.Contains);
    }
}

/// <summary>How alike two bodies are, each from 0 to 1, and the relation proposed (one of <see cref="Relations"/>) or null.</summary>
public sealed record Resemblance(double Jaccard, double Containment, string? Relation);

/// <summary>Two of a list that are in a relation.</summary>
public sealed record RelatedPair(int First, int Second, Resemblance Like);
