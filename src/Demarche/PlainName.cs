using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Demarche.Reading;
using Demarche.Search;

namespace Demarche;

/// <summary>
/// A name or title as people read it: without signs that turn the order of what is read around, or that are not seen at all. With them a name from
/// outside looks like another's. The records that hold names from outside go through here when they are made, so that what an old journal holds
/// is shown plainly too. Longer texts keep their signs: they may quote an original.
/// </summary>
internal static class PlainName
{
    // Bidirectional embeddings, overrides, isolates and marks; zero-width signs; fillers that look like nothing; other ends
    // of a line; signs that choose how the one before looks; annotation anchors.
    private static readonly SearchValues<char> Disguises = SearchValues.Create(
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
        + "\u2028\u2029\u2800\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f\ufeff\uffa0\ufff9\ufffa\ufffb");

    private const char NonJoiner = '\u200c';
    private const char Joiner = '\u200d';

    /// <summary>From here on there are scripts, and pictures, that join letters or keep them apart by signs of their own.</summary>
    private const char FirstJoining = '\u0600';

    /// <summary>Tags (U+E0000 to U+E007F) carry whole texts that nobody sees. Their first half:</summary>
    private const char TagHalf = '\udb40';

    private static readonly SearchValues<char> Suspects = SearchValues.Create(All());

    /// <summary>Whether nothing of a name is hidden from its reader.</summary>
    public static bool IsPlain(string? name) => name is null || Of(name).Length == name.Length;

    /// <summary>Whether two names can't be told apart by eye: case, spaces, accents and letters of other scripts that look like Latin ones make no difference.</summary>
    public static bool LookAlike(string one, string other) =>
        Shape(one) == Shape(other) || Shape(Confusables.WithCapitalsAsTheyStand(one)) == Shape(Confusables.WithCapitalsAsTheyStand(other));

    private static string Shape(string name) => string.Join(' ', new string([.. Of(name).EnumerateRunes().Where(r => !Folding.IsAccent(r.Value)).SelectMany(Folding.Of)
        .Select(c => char.IsWhiteSpace(c) ? ' ' : Confusables.Latin(c))]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The name without such signs. Most names have none and come back as they are.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? Of(string? name)
    {
        if (name is null || !name.AsSpan().ContainsAny(Suspects)) return name;
        var plain = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (Disguises.Contains(c) || (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) continue;
            if (c is NonJoiner or Joiner && (plain.Length == 0 || plain[^1] < FirstJoining)) continue;
            if (c == TagHalf && i + 1 < name.Length && name[i + 1] is >= '\udc00' and <= '\udc7f')
            {
                i++;
                continue;
            }
            plain.Append(c);
        }
        return plain.ToString();
    }

    /// <summary>A text with such signs spelled out, as <c>[U+202E]</c>: where it has to be seen that they are there and what comes after them stays in its
    /// place.</summary>
    /// <param name="but">Signs that stay.</param>
    public static string Spelled(string text, string but = "")
    {
        if (!text.AsSpan().ContainsAny(Suspects)) return text;
        var spelled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (but.Contains(c, StringComparison.Ordinal)) spelled.Append(c);
            else if (c is NonJoiner or Joiner && spelled.Length > 0 && spelled[^1] >= FirstJoining) spelled.Append(c);
            else if (c == TagHalf && i + 1 < text.Length && text[i + 1] is >= '\udc00' and <= '\udc7f') Spell(char.ConvertToUtf32(c, text[++i]));
            else if (Suspects.Contains(c) && c != TagHalf) Spell(c);
            else spelled.Append(c);
        }
        return spelled.ToString();

        void Spell(int sign) => spelled.Append(CultureInfo.InvariantCulture, $"[U+{sign:X4}]");
    }

    private static string All()
    {
        var all = new StringBuilder().Append(NonJoiner).Append(Joiner).Append(TagHalf);
        for (var c = '\0'; c < '\uffff'; c++)
        {
            if (Disguises.Contains(c) || (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))) all.Append(c);
        }
        return all.ToString();
    }
}
