using System.Globalization;
using System.Text;

namespace Demarche.Tests.Twins;

/// <summary>A failing pair as a person reads it: both journals, and where the audience is first told them apart.</summary>
internal static class TwinReport
{
    private const int Around = 160;

    public static string Of(Interference found)
    {
        var text = new StringBuilder();
        var twin = found.Twin;
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {twin.Seed}: {twin.Audience} is told two journals apart through the channel \"{found.Channel}\".");
        var differing = twin.Differing().ToHashSet();
        Journal(text, "One", twin.One, differing);
        Journal(text, "Two", twin.Two, differing);
        var at = found.First.AsSpan().CommonPrefixLength(found.Second);
        text.AppendLine(CultureInfo.InvariantCulture, $"Character {at}:");
        text.AppendLine("  one: …" + Piece(found.First, at)).AppendLine("  two: …" + Piece(found.Second, at));
        return text.ToString();
    }

    private static void Journal(StringBuilder text, string name, IReadOnlyList<Line> lines, HashSet<int> differing)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{name}:");
        foreach (var line in lines)
        {
            var says = line.Undoes is { } undone ? $"takes back #{undone}" : line.Draft.Body;
            text.AppendLine(CultureInfo.InvariantCulture, $" {(differing.Contains(line.Key) ? '*' : ' ')} #{line.Key} {line.Draft.Time[11..16]} {line.Draft.Author} {line.Draft.Kind} {says} under {line.Draft.Marking}");
        }
    }

    private static string Piece(string text, int at) => text[Math.Max(0, at - Around)..Math.Min(text.Length, at + Around)].ReplaceLineEndings(" ");
}
