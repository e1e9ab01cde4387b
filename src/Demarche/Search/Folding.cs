using System.Collections.Frozen;
using System.Text;

namespace Demarche.Search;

/// <summary>Letters as they are searched: lower case, without accents, in their common form.</summary>
/// <remarks>A table of our own, because the program runs without a culture's data, where normalising changes nothing.</remarks>
internal static class Folding
{
    private static readonly FrozenDictionary<int, string> Table = Read();

    public static string Of(Rune letter) => Table.TryGetValue(letter.Value, out var plain) ? plain : Rune.ToLowerInvariant(letter).ToString();

    /// <summary>Combining accents, and the points of Hebrew and Arabic, which most writers leave out.</summary>
    public static bool IsAccent(int rune) => rune is (>= 0x300 and <= 0x36F) or (>= 0x591 and <= 0x5C7) or (>= 0x64B and <= 0x65F) or 0x670;

    private static FrozenDictionary<int, string> Read()
    {
        var table = new Dictionary<int, string>();
        using var reader = new StreamReader(typeof(Folding).Assembly.GetManifestResourceStream("Search/folding.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var space)) continue;
            foreach (var letter in line[(space + 1)..].EnumerateRunes()) table[letter.Value] = line[..space];
        }
        return table.ToFrozenDictionary();
    }
}
