namespace Demarche.Reading;

/// <summary>The kept text, its passages, and what the page says of itself.</summary>
internal sealed record Layout(string Text, IReadOnlyList<Passage> Passages, PageFacts Page);

internal sealed record PageFacts(string? Title, string? Byline, string? Agency, string? Publisher, Moment? Published, string? Language)
{
    public static PageFacts None { get; } = new(null, null, null, null, null, null);
}
