using System.Globalization;
using System.Text;

namespace Demarche.Paper.Checking;

/// <summary>Counts what is replaced, and says it in one line per character and reason.</summary>
internal sealed class Remarks
{
    public const string NotText = "is no text and is replaced";
    public const string TurnsText = "turns the direction of text or hides in it, and is replaced";
    public const string NotInFont = "is not in the font of PDF and pictures and is replaced there";
    public const string RightToLeft = "is written from right to left, which PDF and pictures can't, and is replaced there";

    private readonly SortedDictionary<(string Reason, int Rune), int> counts = [];

    public void Replaced(Rune rune, string reason) => Replaced(rune.Value, reason);

    public void Replaced(int value, string reason) => counts[(reason, value)] = counts.GetValueOrDefault((reason, value)) + 1;

    public IReadOnlyList<string> All => [.. counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"U+{c.Key.Rune:X4} {c.Key.Reason} ({c.Value} times)"))];
}
