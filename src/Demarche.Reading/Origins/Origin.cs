namespace Demarche.Reading;

/// <summary>Documents that come from one original; in every count they count once.</summary>
/// <param name="Documents">Ids, in the order in which the documents were given.</param>
/// <param name="Relation">One of <see cref="Relations"/>: of several pairs, the weakest that holds the group together.</param>
public sealed record Origin(IReadOnlyList<string> Documents, string Relation);

public static class Relations
{
    /// <summary>One document, no other like it.</summary>
    public const string Single = "single";

    /// <summary>The same body but for a few words: similarity at least 0.9.</summary>
    public const string Copy = "copy";

    /// <summary>A body cut or added to: similarity at least 0.5.</summary>
    public const string NearCopy = "near-copy";

    /// <summary>At least 0.8 of the shorter body stands in the longer one.</summary>
    public const string Excerpt = "excerpt";
}
