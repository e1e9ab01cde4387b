using System.Globalization;
using System.Text;
using Demarche.Store;

namespace Demarche.Search;

/// <summary>A word as it is searched, and where it stands in its text.</summary>
internal readonly record struct SearchWord(string Text, int Start, int End);

/// <summary>
/// The one place that cuts text into words, for the index of both databases, for queries and for the marks on a hit. Lower case, without
/// accents. A letter of a script that sets no spaces is a word of its own. Defanged and live forms of an address give the same words.
/// </summary>
internal static class SearchWords
{
    /// <summary>Longer words are known by their beginning: a hash of SHA-512 is whole, a megabyte without a space is no key of an index.</summary>
    public const int LongestWord = 128;

    /// <summary>Words of one text that are indexed; PostgreSQL counts places in a text up to 16,383.</summary>
    public const int MostWords = 16_000;

    /// <summary>Places of one word in one text; PostgreSQL keeps 256.</summary>
    public const int MostPlaces = 255;

    private static readonly Dictionary<string, string> Refanged = new(StringComparer.Ordinal) { ["hxxp"] = "http", ["hxxps"] = "https", ["fxp"] = "ftp" };

    public static List<SearchWord> In(string text)
    {
        var words = new List<SearchWord>();
        var word = new StringBuilder();
        var start = 0;
        var alone = false;
        void End(int end)
        {
            if (word.Length == 0) return;
            var said = word.Length > LongestWord ? Cut.To(word.ToString(), LongestWord) : word.ToString();
            words.Add(new(Refanged.GetValueOrDefault(said, said), start, end));
            word.Clear();
        }
        for (var i = 0; i < text.Length;)
        {
            if (char.IsAscii(text[i]))
            {
                if (!char.IsAsciiLetterOrDigit(text[i]))
                {
                    End(i);
                    i += Defang(text, i);
                    continue;
                }
                if (alone) End(i);
                if (word.Length == 0) (start, alone) = (i, false);
                word.Append(char.ToLowerInvariant(text[i++]));
                continue;
            }
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (isMark && word.Length > 0)
            {
                if (!Folding.IsAccent(rune.Value)) word.Append(rune);
            }
            else if (!Rune.IsLetterOrDigit(rune))
            {
                End(i);
            }
            else
            {
                var isAlone = SetsNoSpaces(rune.Value);
                if (alone || isAlone) End(i);
                if (word.Length == 0) (start, alone) = (i, isAlone);
                word.Append(Folding.Of(rune));
            }
            i += length;
        }
        End(text.Length);
        return words;
    }

    /// <summary>The words of a row of the index. Between texts stands a gap; what is over a limit is a gap too, so that places stay as they are.</summary>
    public static List<string> Row(IEnumerable<string?> texts)
    {
        var words = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts.Where(t => !string.IsNullOrEmpty(t)))
        {
            if (words.Count > 0) words.Add(IndexRow.Gap);
            foreach (var word in In(text!))
            {
                if (words.Count >= MostWords) return words;
                var place = places[word.Text] = places.GetValueOrDefault(word.Text) + 1;
                words.Add(place > MostPlaces ? IndexRow.Gap : word.Text);
            }
        }
        return words;
    }

    // [dot], (at): a report's way of writing a separator. Anything else separates by itself.
    private static int Defang(string text, int at)
    {
        var close = text[at] switch { '[' => ']', '(' => ')', '{' => '}', _ => '\0' };
        if (close == '\0') return 1;
        foreach (var said in new[] { "dot", "at" })
        {
            if (string.Compare(text, at + 1, said, 0, said.Length, StringComparison.OrdinalIgnoreCase) == 0 && at + 1 + said.Length < text.Length && text[at + 1 + said.Length] == close)
                return said.Length + 2;
        }
        return 1;
    }

    private static bool SetsNoSpaces(int rune) => rune is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);
}
