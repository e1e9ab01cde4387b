using System.Text;

namespace Demarche.Paper.Checking;

/// <summary>
/// Makes any string into text that every format can hold. What goes is seen to go: a replacement character stands in its place.
/// Ranges: XML 1.0 section 2.2 (characters), Unicode chapters 9 and 23 (controls, bidirectional overrides and embeddings, tags, noncharacters).
/// </summary>
internal static class Scrub
{
    public const char Replacement = '\uFFFD';

    public static string Line(string text, Remarks remarks) => Text(text, remarks).Trim();

    /// <summary>White space at the ends stays, for the sake of the runs beside it.</summary>
    public static string Text(string text, Remarks remarks)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                remarks.Replaced(text[i], Remarks.NotText);
                clean.Append(Replacement);
            }
            else if (rune.Value is '\t' or '\n' or '\r' or 0x20 or 0x85 or 0x2028 or 0x2029)
            {
                if (clean.Length == 0 || clean[^1] != ' ') clean.Append(' ');
            }
            else if (ReasonAgainst(rune.Value) is { } reason)
            {
                remarks.Replaced(rune, reason);
                clean.Append(Replacement);
            }
            else
            {
                clean.Append(text, i, used);
            }
            i += used;
        }
        return clean.ToString();
    }

    private static string? ReasonAgainst(int value) => value switch
    {
        < 0x20 or (>= 0x7F and < 0xA0) or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xFFF9 and <= 0xFFFB) => Remarks.NotText,
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x206F) or (>= 0xE0000 and <= 0xE0FFF) => Remarks.TurnsText,
        _ when (value & 0xFFFE) == 0xFFFE => Remarks.NotText,
        _ => null,
    };
}
