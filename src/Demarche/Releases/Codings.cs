using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html;
using Demarche.Reading;

namespace Demarche.Releases;

/// <summary>
/// Undoes what programs write for a letter: entities and tags of HTML, percent signs of addresses, quoted-printable of mail, escapes of
/// JSON, code points by their numbers, addresses behind words of Markdown. Both sides of a comparison are undone, so that what looks like
/// a coding and is none is still itself.
/// </summary>
internal static partial class Codings
{
    /// <summary>So often a coding within a coding is undone.</summary>
    private const int Layers = 3;

    // A tag of these stands within a word; any other one parts words.
    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
        "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    };

    private static readonly SearchValues<char> Signs = SearchValues.Create("&%=\\<+]ΗΝΥΜ");

    /// <summary>
    /// A text with its letters as they are read; where there are tags or capitals of Greek in it, before that also with these. What looks
    /// like a tag may hold the words themselves, and Greek in capitals is Greek.
    /// </summary>
    public static IReadOnlyList<string> Forms(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs)) return [text];
        var letters = Undone(text, false);
        var bare = Confusables.WithCapitalsAsTheyStand(Undone(letters, true));
        return bare == letters ? [letters] : [letters, bare];
    }

    private static string Undone(string text, bool alsoTags)
    {
        for (var layer = 0; layer < Layers && Once(text, alsoTags) is var next && next != text; layer++) text = next;
        return text;
    }

    private static string Once(string text, bool alsoTags)
    {
        if (text.Contains('=')) text = MailBytes().Replace(MailLine().Replace(text, ""), m => Letters(m.Value, '='));
        if (text.Contains('%')) text = PercentBytes().Replace(PercentPoint().Replace(text, OfNumber), m => Letters(m.Value, '%'));
        if (text.Contains('\\')) text = Escape().Replace(text, OfNumber);
        if (text.Contains('+')) text = Point().Replace(text, OfNumber);
        if (text.Contains('&')) text = Named().Replace(Number().Replace(text, OfNumber), OfName);
        if (!alsoTags) return text;
        if (text.Contains('<')) text = Tag().Replace(Comment().Replace(text, ""), m => Inline.Contains(m.Groups["tag"].Value) ? "" : " ");
        if (text.Contains("](", StringComparison.Ordinal)) text = Behind().Replace(text, "");
        return text;
    }

    // Bytes are UTF-8; old mail has one for each letter.
    private static string Letters(string coded, char sign)
    {
        var bytes = Convert.FromHexString(coded.Replace(sign.ToString(), "", StringComparison.Ordinal));
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static readonly UTF8Encoding Strict = new(false, true);

    private static string OfName(Match match) => HtmlEntityProvider.Resolver.GetSymbol(match.Groups["name"].Value) ?? match.Value;

    private static string OfNumber(Match match)
    {
        var isHex = match.Groups["hex"].Success;
        var number = isHex ? match.Groups["hex"].Value : match.Groups["number"].Value;
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!int.TryParse(number, style, CultureInfo.InvariantCulture, out var code)) return match.Value;
        // Half of a pair stands beside its other half.
        return Rune.IsValid(code) ? new Rune(code).ToString() : code is > 0 and <= char.MaxValue ? ((char)code).ToString() : match.Value;
    }

    [GeneratedRegex(@"=[ \t]*\r?\n", RegexOptions.CultureInvariant)]
    private static partial Regex MailLine();

    [GeneratedRegex("(?:=[0-9A-Fa-f]{2})+", RegexOptions.CultureInvariant)]
    private static partial Regex MailBytes();

    [GeneratedRegex("(?:%[0-9A-Fa-f]{2})+", RegexOptions.CultureInvariant)]
    private static partial Regex PercentBytes();

    [GeneratedRegex("%u(?<hex>[0-9A-Fa-f]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex PercentPoint();

    [GeneratedRegex(@"\\(?:u\{(?<hex>[0-9A-Fa-f]{1,6})\}|u(?<hex>[0-9A-Fa-f]{4})|U(?<hex>[0-9A-Fa-f]{8})|x(?<hex>[0-9A-Fa-f]{2}))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex(@"(?<![A-Za-z0-9])U\+(?<hex>[0-9A-Fa-f]{4,6})(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Point();

    [GeneratedRegex("&#(?:[xX](?<hex>[0-9A-Fa-f]{1,8})|(?<number>[0-9]{1,9}));?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex("&(?<name>[A-Za-z][A-Za-z0-9]{1,31};)", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex("<!--.{0,2000}?-->", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Comment();

    // An address in angle brackets is no tag.
    [GeneratedRegex(@"</?(?<tag>[A-Za-z][A-Za-z0-9-]{0,30})(?:\s[^<>]{0,400})?\s?/?>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\]\([^()\s]{0,400}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();
}
