using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Demarche.Releases;

/// <summary>
/// One layer of codings of a text, undone in one pass. The work grows with the length of the text, whatever stands in it: what looks for an
/// end stops where the next beginning stands, or remembers that there is none. <see cref="Steps"/> counts each look at a character.
/// </summary>
internal sealed class CodedText(string text, bool alsoTags)
{
    private const int LongestEntity = 32, LongestTag = 31;

    // A tag of these stands within a word; any other one parts words.
    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
        "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    };

    // Square brackets around these are tags of forums, with or without a value; around any other word they are signs.
    private static readonly HashSet<string> InSquares = new(StringComparer.OrdinalIgnoreCase)
    {
        "b", "i", "u", "s", "center", "code", "color", "colour", "email", "font", "img", "left", "list", "quote", "right", "size", "spoiler",
        "sub", "sup", "url",
    };

    private static readonly SearchValues<char> Letters = SearchValues.Create("&%=\\+"), Tags = SearchValues.Create("&%=\\+<[]");

    private readonly List<byte> bytes = [];
    private readonly StringBuilder undone = new();
    private int done;
    private bool hasNoComments;
    private Encoding? cyrillic;

    public long Steps { get; private set; }

    /// <summary>The text with one layer undone; itself where there is none.</summary>
    public string Undone()
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny(alsoTags ? Tags : Letters);
            Steps += (next < 0 ? text.Length - at : next) + 1;
            if (next < 0) break;
            at += next;
            var end = EndOf(at);
            at = end > at ? end : at + 1;
        }
        return done == 0 ? text : undone.Append(text, done, text.Length - done).ToString();
    }

    // Where the coding that begins here ends, once it is undone; 0 if there is none.
    private int EndOf(int at) => text[at] switch
    {
        '=' => Bytes(at, '='),
        '%' => At(at + 1) == 'u' && Hex(at + 2, 4, 4) is { } code ? Point(at, at + 6, code) : Bytes(at, '%'),
        '\\' => Escape(at),
        '+' => PointByNumber(at),
        '&' => Entity(at),
        '<' => Comment(at) is > 0 and var end ? end : Tag(at),
        '[' => TagInSquares(at),
        _ => AddressBehind(at),
    };

    private char At(int at)
    {
        Steps++;
        return at >= 0 && at < text.Length ? text[at] : '\0';
    }

    private int Replace(int from, int end, string with)
    {
        undone.Append(text, done, from - done).Append(with);
        return done = end;
    }

    private int Point(int from, int end, int code)
    {
        // Half of a pair stands beside its other half.
        if (Rune.IsValid(code)) return Replace(from, end, new Rune(code).ToString());
        return code is > 0 and <= char.MaxValue ? Replace(from, end, ((char)code).ToString()) : 0;
    }

    /// <summary>A number of so many hexadecimal digits, as many as there are.</summary>
    private int? Hex(int at, int least, int most)
    {
        var end = at;
        while (end - at < most && char.IsAsciiHexDigit(At(end))) end++;
        if (end - at < least) return null;
        var digits = text.AsSpan(at, end - at);
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private int HexDigits(int at, int most)
    {
        var end = at;
        while (end - at < most && char.IsAsciiHexDigit(At(end))) end++;
        return end - at;
    }

    // Bytes in a row, over the ends of lines of mail too.
    private int Bytes(int from, char sign)
    {
        bytes.Clear();
        var at = from;
        while (At(at) == sign)
        {
            if (Hex(at + 1, 2, 2) is { } code)
            {
                bytes.Add((byte)code);
                at += 3;
            }
            else if (sign == '=' && EndOfMailLine(at) is > 0 and var line)
            {
                at = line;
            }
            else
            {
                break;
            }
        }
        return at > from ? Replace(from, at, Read()) : 0;
    }

    private int EndOfMailLine(int at)
    {
        at++;
        while (At(at) is ' ' or '\t') at++;
        if (At(at) == '\r') at++;
        return At(at) == '\n' ? at + 1 : 0;
    }

    // Bytes are UTF-8; old mail has one for each letter, of Cyrillic where most of them are no ASCII.
    private string Read()
    {
        var row = bytes.ToArray();
        try
        {
            return Codings.Strict.GetString(row);
        }
        catch (DecoderFallbackException)
        {
            var (high, small) = (row.Count(b => b >= 0xC0), row.Count(b => b >= 0xE0));
            // Small letters stand where the capitals of the other one do.
            if (high >= 3 && 2 * high > row.Length) cyrillic = 2 * small >= high ? Codings.Windows1251 : Codings.Koi8;
            return (high > 0 && cyrillic is not null ? cyrillic : Encoding.Latin1).GetString(row);
        }
    }

    private int Escape(int at)
    {
        switch (At(at + 1))
        {
            case 'u' when At(at + 2) == '{' && HexDigits(at + 3, 6) is > 0 and var length && At(at + 3 + length) == '}':
                return Point(at, at + 4 + length, Hex(at + 3, 1, 6)!.Value);
            case 'u' when Hex(at + 2, 4, 4) is { } code:
                return Point(at, at + 6, code);
            case 'U' when Hex(at + 2, 8, 8) is { } code:
                return Point(at, at + 10, code);
            case 'x' when Hex(at + 2, 2, 2) is { } code:
                return Point(at, at + 4, code);
        }
        // Three octal digits are the beginning of six others.
        if (HexDigits(at + 1, 6) == 6 && OfStyles(at) is > 0 and var six) return six;
        return Octal(at) is > 0 and var end ? end : OfStyles(at) is > 0 and var style ? style : alsoTags ? Command(at) : 0;
    }

    private int Octal(int from)
    {
        bytes.Clear();
        var at = from;
        static bool IsOctal(char digit, char most) => digit >= '0' && digit <= most;
        for (; At(at) == '\\' && IsOctal(At(at + 1), '3') && IsOctal(At(at + 2), '7') && IsOctal(At(at + 3), '7'); at += 4)
            bytes.Add((byte)(((text[at + 1] - '0') << 6) | ((text[at + 2] - '0') << 3) | (text[at + 3] - '0')));
        return at > from ? Replace(from, at, Read()) : 0;
    }

    // As in style sheets: a letter or a space by its number; a space ends it where it has fewer than six digits. Names of folders may be
    // hexadecimal digits too.
    private int OfStyles(int at)
    {
        var length = HexDigits(at + 1, 6);
        if (Hex(at + 1, 2, 6) is not { } code || !Rune.TryCreate(code, out var rune)) return 0;
        var isPlain = rune.Value == ' ' || (rune.IsAscii && Rune.IsLetter(rune));
        if (length == 2 ? !isPlain : text[at + 1] != '0' || !Rune.IsLetter(rune)) return 0;
        return Replace(at, at + 1 + length + (length < 6 && At(at + 1 + length) == ' ' ? 1 : 0), rune.ToString());
    }

    // A command of TeX before what it is about: \textbf{word}.
    private int Command(int at)
    {
        var end = at + 1;
        while (end - at <= LongestTag && char.IsAsciiLetter(At(end))) end++;
        return end > at + 1 && At(end) == '{' ? Replace(at, end + 1, "") : 0;
    }

    private int PointByNumber(int at)
    {
        if (at <= done || At(at - 1) != 'U' || char.IsAsciiLetterOrDigit(At(at - 2))) return 0;
        var length = HexDigits(at + 1, 6);
        if (length < 4 || char.IsAsciiLetterOrDigit(At(at + 1 + length))) return 0;
        return Point(at - 1, at + 1 + length, Hex(at + 1, 4, 6)!.Value);
    }

    private int Entity(int at)
    {
        var end = at + 1;
        if (At(end) != '#')
        {
            while (end - at < LongestEntity && char.IsAsciiLetterOrDigit(At(end))) end++;
            if (end < at + 3 || !char.IsAsciiLetter(text[at + 1]) || At(end) != ';') return 0;
            return HtmlEntityProvider.Resolver.GetSymbol(text[(at + 1)..(end + 1)]) is { } symbol ? Replace(at, end + 1, symbol) : 0;
        }
        int? code;
        if (At(++end) is 'x' or 'X')
        {
            var length = HexDigits(++end, 8);
            code = Hex(end, 1, 8);
            end += length;
        }
        else
        {
            var first = end;
            while (end - first < 9 && char.IsAsciiDigit(At(end))) end++;
            var digits = text.AsSpan(first, end - first);
            code = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        return code is { } point ? Point(at, end + (At(end) == ';' ? 1 : 0), point) : 0;
    }

    private int Comment(int at)
    {
        if (hasNoComments || At(at + 1) != '!' || At(at + 2) != '-' || At(at + 3) != '-') return 0;
        var end = text.AsSpan(at + 4).IndexOf("-->", StringComparison.Ordinal);
        Steps += end < 0 ? text.Length - at : end;
        hasNoComments = end < 0;
        return end < 0 ? 0 : Replace(at, at + 4 + end + 3, "");
    }

    // An address in angle brackets is no tag.
    private int Tag(int at)
    {
        var first = at + (At(at + 1) == '/' ? 2 : 1);
        var end = EndOfName(first);
        if (end == first) return 0;
        var name = text[first..end];
        if (char.IsWhiteSpace(At(end))) end = Next(end, "<>");
        else if (At(end) == '/') end++;
        return At(end) == '>' ? Replace(at, end + 1, Inline.Contains(name) ? "" : " ") : 0;
    }

    private int TagInSquares(int at)
    {
        var first = at + (At(at + 1) == '/' ? 2 : 1);
        var end = EndOfName(first);
        if (end == first || !InSquares.Contains(text[first..end])) return 0;
        if (At(end) is '=' or ' ') end = Next(end, "[]\n");
        // What has an address behind it is a word.
        return At(end) == ']' && At(end + 1) != '(' ? Replace(at, end + 1, "") : 0;
    }

    private int EndOfName(int first)
    {
        var end = first;
        while (end - first < LongestTag && IsOfName(At(end), end == first)) end++;
        return end;
    }

    private static bool IsOfName(char sign, bool isFirst) =>
        isFirst ? char.IsAsciiLetter(sign) : char.IsAsciiLetterOrDigit(sign) || sign == '-';

    // The address may have a pair of brackets in it, and a title behind it.
    private int AddressBehind(int at)
    {
        if (At(at + 1) != '(') return 0;
        var end = Next(at + 2, "()\n");
        if (At(end) == '(')
        {
            end = Next(end + 1, "()\n");
            if (At(end) != ')') return 0;
            end = Next(end + 1, "()\n");
        }
        return At(end) == ')' ? Replace(at, end + 1, "") : 0;
    }

    // Where one of some signs stands next; behind the text if none does.
    private int Next(int from, ReadOnlySpan<char> signs)
    {
        if (from >= text.Length) return text.Length;
        var next = text.AsSpan(from).IndexOfAny(signs);
        Steps += next < 0 ? text.Length - from : next;
        return next < 0 ? text.Length : from + next;
    }
}
