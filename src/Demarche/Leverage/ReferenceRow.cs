using System.Security.Cryptography;
using System.Text;

namespace Demarche.Leverage;

/// <summary>A tie as a reference set or a file states it, before anybody took it into a case.</summary>
/// <param name="From">The end that is tied: a country's code, or a name.</param>
/// <param name="To">The end that it is tied to: a country's code, or a name.</param>
/// <param name="Quote">The words that it was read from, as they stand in the file; null where the set is not a document of the case.</param>
/// <param name="Listed">How many partners the list names that it stands in, the largest first; null where it stands in none, or not all
/// of that was read.</param>
/// <param name="After">Words that stand before the quote and nowhere earlier, where the quote may stand in several places.</param>
public sealed record ReferenceRow(string From, string To, TieKind Kind, string? Figure, string? Unit, ApproximateTime? At, string Citation, string? Note, string? Quote = null, string? After = null, int? Listed = null)
{
    /// <summary>The same row has the same key wherever it is read, so that a form can name it.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', From, To, Kind, Figure, Unit, At, Citation, Note))).AsSpan(0, 12));
}

/// <summary>What could not be read, and where. Nothing is made up in its place.</summary>
/// <param name="Where">A profile's field, or a line and column of a table.</param>
public sealed record Unread(string Where, string Problem)
{
    public override string ToString() => $"{Where}: {Problem}";
}

/// <summary>What a file states: its rows, and what in it could not be read.</summary>
public sealed record ReferenceReading(IReadOnlyList<ReferenceRow> Rows, IReadOnlyList<Unread> Unread);
