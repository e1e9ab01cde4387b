using System.Buffers;
using System.Text;
using Demarche.Reading;

namespace Demarche.Releases;

/// <summary>
/// Undoes what programs write for a letter: entities and tags of HTML, tags of forums, commands of TeX, percent signs of addresses,
/// quoted-printable of mail, escapes of JSON, C and style sheets, code points by their numbers, addresses behind words of Markdown. Both
/// sides of a comparison are undone, so that what looks like a coding and is none is still itself.
/// </summary>
internal static class Codings
{
    /// <summary>So often a coding within a coding is undone.</summary>
    private const int Layers = 6;

    internal static readonly UTF8Encoding Strict = new(false, true);

    internal static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    internal static readonly Encoding Koi8 = CodePagesEncodingProvider.Instance.GetEncoding(20866)!;

    private static readonly SearchValues<char> Signs = SearchValues.Create("&%=\\<+]ΗΝΥΜ");

    /// <summary>
    /// A text with its letters as they are read; where there are tags or capitals of Greek in it, before that also with these. What looks
    /// like a tag may hold the words themselves, and Greek in capitals is Greek.
    /// </summary>
    public static IReadOnlyList<string> Forms(string text) => Forms(text, out _);

    /// <summary>The same, and how often a character was looked at: never more than some fixed number of times each.</summary>
    public static IReadOnlyList<string> Forms(string text, out long steps)
    {
        steps = text.Length;
        if (!text.AsSpan().ContainsAny(Signs)) return [text];
        var letters = Undone(text, false, ref steps);
        var bare = Confusables.WithCapitalsAsTheyStand(Undone(letters, true, ref steps));
        return bare == letters ? [letters] : [letters, bare];
    }

    private static string Undone(string text, bool alsoTags, ref long steps)
    {
        for (var layer = 0; layer < Layers; layer++)
        {
            var coded = new CodedText(text, alsoTags);
            var next = coded.Undone();
            steps += coded.Steps;
            if (next == text) break;
            text = next;
        }
        return text;
    }
}
