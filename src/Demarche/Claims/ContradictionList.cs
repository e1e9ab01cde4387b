using Demarche.Views;

namespace Demarche.Claims;

/// <summary>Two sayings that can't both be right.</summary>
public sealed record Contradiction(string Proposition, string Text, Saying One, Saying Other);

/// <summary>What was said in public beside what was said off the record, on one proposition.</summary>
/// <param name="Same">Whether some stance stands on both sides.</param>
public sealed record TwoFaces(string Proposition, string Text, IReadOnlyList<Saying> InPublic, IReadOnlyList<Saying> InConfidence, bool Same);

/// <summary>A speaker who said several things of one proposition, oldest first.</summary>
public sealed record SpeakerTurn(string Proposition, string Text, string Source, string Speaker, IReadOnlyList<Saying> Sayings);

/// <summary>Who contradicts whom and when; what was said in public and what in confidence; who said something else before. Each origin once, copies never.</summary>
/// <param name="Cut">How many more contradictions there are than a page shows.</param>
public sealed record ContradictionList(
    IReadOnlyList<Contradiction> Contradictions, int Cut, IReadOnlyList<TwoFaces> Faces, IReadOnlyList<SpeakerTurn> Turns)
{
    /// <summary>A proposition with a hundred voices on each side has ten thousand pairs; nobody reads them.</summary>
    public const int MostPairs = 200;

    /// <param name="proposition">For one proposition alone; null for all.</param>
    public static ContradictionList Of(View view, string? proposition = null)
    {
        var groups = Saying.All(view).Where(s => proposition is null || s.Proposition == proposition).GroupBy(s => s.Proposition)
            .Select(g => (Id: g.Key, Text: view.Propositions.Find(g.Key)!.Content.Text, Sayings: g.ToList())).ToList();
        // The date of a contradiction is that of the later saying.
        var pairs = groups.SelectMany(g => g.Sayings.SelectMany((one, i) => g.Sayings.Skip(i + 1).Where(one.Contradicts).Select(other => new Contradiction(g.Id, g.Text, one, other))))
            .OrderBy(p => p.Other.SaidOn?.Value ?? "~", StringComparer.Ordinal).ToList();
        return new([.. pairs.Take(MostPairs)], Math.Max(0, pairs.Count - MostPairs), [.. groups.Select(g => BothFaces(g.Id, g.Text, g.Sayings)).OfType<TwoFaces>()],
            [.. groups.SelectMany(g => TurnsOf(g.Id, g.Text, g.Sayings))]);
    }

    private static TwoFaces? BothFaces(string id, string text, List<Saying> sayings)
    {
        List<Saying> open = [.. sayings.Where(s => s.OnRecord)], confidence = [.. sayings.Where(s => !s.OnRecord)];
        return open.Count == 0 || confidence.Count == 0 ? null : new(id, text, open, confidence, open.Select(s => s.Stance).Intersect(confidence.Select(s => s.Stance)).Any());
    }

    private static IEnumerable<SpeakerTurn> TurnsOf(string id, string text, List<Saying> sayings) => sayings.Where(s => s.SourceId is not null).GroupBy(s => s.SourceId!)
        .Where(g => g.Select(s => s.Stance).Distinct().Skip(1).Any()).Select(g => new SpeakerTurn(id, text, g.Key, g.First().Speaker, [.. g]));
}
