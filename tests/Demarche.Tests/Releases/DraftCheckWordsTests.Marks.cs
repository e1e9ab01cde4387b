using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Observables;
using Demarche.Releases;
using Demarche.Sources;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>However a text is numbered or coded, it is the same text, and an innocent one with the same marks stays innocent.</summary>
public sealed partial class DraftCheckWordsTests
{
    private const string Innocent = "Some other birds sat on the western dyke in the rain";
    private const string Numbered = "5 servers in 3 towns";
    private const string LongNumbered = "Thieves carried 40 pumps out of 3 depots on 12 May and sold them";

    private static readonly string[] Roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"];

    /// <summary>What people and programs put before a point of a list; n counts from 1.</summary>
    private static readonly Dictionary<string, Func<int, string>> Markers = new()
    {
        ["1."] = n => $"{n}. ",
        ["1)"] = n => $"{n}) ",
        ["(1)"] = n => $"({n}) ",
        ["[1]"] = n => $"[{n}] ",
        ["1:"] = n => $"{n}: ",
        ["1 -"] = n => $"{n} - ",
        ["1 –"] = n => $"{n} – ",
        ["1.x"] = n => $"{n}.",
        ["1)x"] = n => $"{n})",
        ["[1]x"] = n => $"[{n}]",
        ["line 1."] = n => $"\n{n}. ",
        ["line 1)"] = n => $"\r\n  {n})\t",
        ["#1"] = n => $"#{n} ",
        ["[^1]"] = n => $"[^{n}] ",
        ["^1"] = n => $"^{n} ",
        ["§1"] = n => $"§{n} ",
        ["01."] = n => $"{n:00}. ",
        ["1.1."] = n => $"1.{n}. ",
        ["3.1.1."] = n => $"3.1.{n}. ",
        ["1a)"] = n => $"{n}a) ",
        ["1/"] = n => $"{n}/ ",
        ["|1|"] = n => $"|{n}| ",
        ["{1}"] = n => $"{{{n}}} ",
        ["a)"] = n => $"{(char)('a' + n)}) ",
        ["(a)"] = n => $"({(char)('a' + n)}) ",
        ["[a]"] = n => $"[{(char)('a' + n)}] ",
        ["a."] = n => $"{(char)('a' + n)}. ",
        ["A."] = n => $"{(char)('A' + n)}. ",
        ["a:"] = n => $"{(char)('a' + n)}: ",
        ["i."] = n => $"{Roman[n]}. ",
        ["(i)"] = n => $"({Roman[n]}) ",
        ["I."] = n => $"{Roman[n].ToUpperInvariant()}. ",
        ["Ⅰ."] = n => $"{(char)(0x2160 + (n % 12))}. ",
        ["aa)"] = n => $"{new string((char)('a' + n), 2)}) ",
        ["а) Cyrillic"] = n => $"{(char)('а' + n)}) ",
        ["α) Greek"] = n => $"{(char)('α' + n)}) ",
        ["١. Arabic"] = n => $"{(char)(0x660 + (n % 10))}. ",
        ["一、"] = n => $"{"一二三四五六七八九十"[n % 10]}、",
        ["（1）"] = n => $"（{n}）",
        ["•"] = _ => "• ",
        ["–"] = _ => "– ",
        ["line -"] = _ => "\n- ",
        ["line *"] = _ => "\n* ",
        ["‣"] = _ => "‣ ",
        ["①"] = n => $"{(char)(0x2460 + n)} ",
        ["¹"] = _ => "¹ ",
        ["⒈"] = n => $"{(char)(0x2488 + (n % 20))} ",
        ["[ ]"] = _ => "[ ] ",
        ["[x]"] = _ => "[x] ",
        ["(xl)"] = n => $"(xl{Roman[n]}) ",
        ["xxviii)"] = n => $"xx{Roman[n]}) ",
        ["(li)"] = n => $"(l{Roman[n]}) ",
        ["aaa)"] = n => $"{new string((char)('a' + n), 3)}) ",
        ["ab)"] = n => $"a{(char)('b' + n)}) ",
        ["(ab)"] = n => $"(a{(char)('b' + n)}) ",
        ["⒜"] = n => $"{(char)(0x249C + n)} ",
        ["<sup>"] = n => $"<sup>({n})</sup>",
    };

    /// <summary>Those without any sign: they are known from six other words on.</summary>
    private static readonly Dictionary<string, Func<int, string>> Bare = new()
    {
        ["1"] = n => $"{n} ",
        ["1.1"] = n => $"1.{n} ",
        ["1st"] = n => $"{n}th ",
        ["a"] = n => $"{(char)('b' + n)} ",
        ["i"] = n => $"{Roman[n]} ",
        ["A1"] = n => $"A{n} ",
        ["2026"] = n => $"{2000 + n} ",
        ["o"] = _ => "o ",
        ["⒜x"] = n => $"{(char)(0x249C + n)}",
        ["ⓐx"] = n => $"{(char)(0x24D0 + n)}",
        ["1x"] = n => $"{n}",
        ["12x"] = n => $"{n + 10}",
        ["<sup>1</sup>"] = n => $"<sup>{n}</sup>",
        ["keycap"] = n => $"{n % 10}\uFE0F\u20E3",
        ["Arabic x"] = n => $"{(char)(0x660 + (n % 10))}",
        ["一"] = n => $"{"一二三四五六七八九十"[n % 10]} ",
        ["一x"] = n => $"{"一二三四五六七八九十"[n % 10]}",
    };

    public static TheoryData<string> MarkersOfLists => [.. Markers.Keys, .. Bare.Keys];

    private static string Marked(string text, Func<int, string> marker, Func<int, bool> before)
    {
        var n = 0;
        return string.Join(' ', text.Split(' ').Select((word, at) => before(at) ? marker(++n) + word : word));
    }

    private static bool Finds(string held, string letter) =>
        new Runs([new(_ => "The letter", null, letter)]).Find(held, true, _ => false) is not null;

    [Theory]
    [MemberData(nameof(MarkersOfLists))]
    public void Withheld_words_are_found_however_either_side_is_numbered(string style)
    {
        var marker = Markers.GetValueOrDefault(style) ?? Bare[style];
        foreach (var held in Markers.ContainsKey(style) ? [Broker, Sentence, LongNumbered, Numbered] : new[] { Broker, Sentence, LongNumbered })
        {
            var words = held.Split(' ').Length;
            // Before every word by itself, before every second, third … one, and before all of them from the second on.
            var places = Enumerable.Range(0, words).Select(p => new Func<int, bool>(at => at == p))
                .Concat(Enumerable.Range(2, 4).Select(step => new Func<int, bool>(at => at % step == 0)));
            foreach (var before in places)
            {
                var marked = Marked(held, marker, before);
                // 1.5 is a number.
                if (style == "1.x" && DecimalNumber().IsMatch(marked)) continue;
                Assert.True(Finds(held, marked), $"“{marked}” says “{held}”.");
                // A short text that is held with numbers of no list is those numbers too.
                if (Markers.ContainsKey(style)) Assert.True(Finds(marked, held), $"“{held}” says “{marked}”.");
                Assert.True(Finds(marked, marked), $"“{marked}” says itself.");
                Assert.False(Finds(held, Marked(Innocent, marker, before)));
                Assert.False(Finds(marked, Marked(Innocent, marker, before)));
            }
        }
    }

    [Theory]
    [InlineData("The1 logistics2 broker3 handed4 the5 maintenance6 password7 to8 a foreign9 courier10")]
    [InlineData("The<sup>1</sup> logistics<sup>2</sup> broker<sup>3</sup> handed<sup>4</sup> the<sup>5</sup> maintenance<sup>6</sup>")]
    [InlineData("The1logistics2broker3handed4the5maintenance6password7to8a9foreign10courier")]
    [InlineData("The logis12tics bro3ker han4ded the mainte56nance pass7word")]
    public void Numbers_within_words_hide_none(string letter)
    {
        Assert.True(Finds(Broker, $"We hear: {letter}."));
        Assert.True(Finds(letter, $"We hear: {Broker}."));
        Assert.False(Finds(Sentence, $"We hear: {letter}."));
    }

    [Theory]
    [InlineData("between 2026-11-27 and 2026-11-30")]
    [InlineData("from 27 November 2026 10:00 UTC to 30 November 2026 11:30 UTC and on 2 December 2026")]
    [InlineData("2026-11-27T10:33:44.123Z")]
    [InlineData("on 2026-11-27T10:33:44Z, 2026-11-28T11:44:55Z and 2026-11-29T12:55:06Z")]
    [InlineData("+47 22 33 44 55 66")]
    [InlineData("tel. +47 22 33 44 55 66 or +47 22 33 44 55 77")]
    [InlineData("10.20.0.0 to 10.20.255.255")]
    [InlineData("from 10.20.0.0 to 10.20.255.255 and from 10.30.0.0 to 10.30.255.255")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")]
    public void Dates_times_and_numbers_alone_are_no_words_in_a_row(string numbers)
    {
        Assert.False(Finds($"The intruders were inside {numbers}, we think.", $"Please send logs {numbers}."));
        Assert.False(Finds($"The intruders were inside {numbers}", $"Send {numbers}"));
        // With words around them they are what they were.
        var said = $"The intruders were inside {numbers} by night and day again";
        Assert.True(Finds(said, $"We hear {said}."));
    }

    [Fact]
    public void What_is_numbered_is_found_by_the_check_and_named_where_it_stands()
    {
        var letter = "Please:\n1. The logistics broker handed the\n2. maintenance password to a foreign\n3. courier.";
        var finding = Assert.Single(Check(new PropositionStated("x", new(Broker)), Internal, letter));
        Assert.Equal(("withheld-words-given-away", Severity.Block), (finding.Rule, finding.Severity));
        Assert.StartsWith("The letter ", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Check(new PropositionStated("x", new(Broker)), ToBoth, letter));
        // What the partner may read anyway is no secret however it is numbered.
        var told = new Cases.WrittenCase(opened: false).Copied(Ground).Add(new PropositionStated("told", new(Broker)), ToBoth);
        var longer = new HypothesisStated("x", new(Broker + " at dawn", "", HypothesisKind.Means, false, false, []));
        Assert.Empty(Check(longer, Internal, letter, told));
    }

    [Theory]
    [InlineData(" 7 ")]
    [InlineData("\n7. ")]
    public void Words_that_are_spaced_out_and_numbered_are_found(string between)
    {
        string Written(string text) => string.Join(between, text.Split(' ').Select(w => string.Join(' ', w.ToCharArray())));
        foreach (var held in new[] { Broker, Sentence })
        {
            Assert.True(Finds(held, Written(held)));
            Assert.False(Finds(held, Written(Innocent)));
        }
    }

    [Fact]
    public void What_begins_as_very_much_else_does_is_found_however_much_was_looked_for_before()
    {
        string[] words = ["alpha", "bravo", "delta", "gamma", "kappa"];
        var pairs = words.SelectMany(one => words.Select(two => $"{one} {two}"));
        var filler = string.Join(' ', Enumerable.Repeat(pairs, 40).SelectMany(p => p));
        const string Held = "gamma gamma alpha kappa kappa bravo";
        Assert.False(Finds(Held, filler));
        Assert.True(Finds(Held, $"{filler}. {Held}."));
        var runs = new Runs([new(_ => "The letter", null, $"{filler}. {Held}.")]);
        for (var n = 0; n < 4_000; n++)
        {
            var other = string.Join(' ', Enumerable.Range(0, 6).Select(i => words[n / (int)Math.Pow(5, i) % 5]));
            if (other != Held) runs.Find(other, true, _ => false);
        }
        Assert.NotNull(runs.Find(Held, true, _ => false));
    }

    [Fact]
    public void Words_are_found_in_old_mail_with_one_byte_for_each_letter()
    {
        const string Held = "übergab der Makler das Kennwort für alle Türen über Nacht";
        foreach (var sign in new[] { '=', '%' })
        {
            var mail = Held.Replace("ü", sign + "FC", StringComparison.Ordinal);
            Assert.True(Finds(Held, mail));
            Assert.True(Finds(mail, Held));
            Assert.False(Finds(Held, mail.Replace(sign + "FC", sign + "E4", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Numbers_that_are_words_count_as_words()
    {
        Assert.True(Finds(Numbered, "We saw 5 servers in 3 towns."));
        Assert.False(Finds(Numbered, "We saw 7 servers in 2 towns."));
        Assert.False(Finds(Numbered, "We saw servers in towns."));
        Assert.False(Finds("Call 5 servers in 3 towns", "Call 7 servers in 2 towns."));
        Assert.True(Finds("The number is +41 22 730 12 34", "It is 41 22 730 12 34: the number is +41 22 730 12 34."));
    }

    [GeneratedRegex(@"\d\.\d")]
    private static partial Regex DecimalNumber();

    private static string Coded(string text, Func<char, string> code) =>
        EachLetter(text, c => char.IsAsciiLetter(c) ? code(c) : c.ToString());

    private static string Bytes(string text, char sign) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(b => sign + b.ToString("X2", CultureInfo.InvariantCulture)));

    private static readonly Dictionary<string, Func<string, string>> Codes = new()
    {
        ["entities"] = t => Coded(t, c => $"&#{(int)c};"),
        ["hexadecimal entities"] = t => Coded(t, c => $"&#x{(int)c:x};"),
        ["long entities"] = t => Coded(t, c => $"&#0000{(int)c};"),
        ["entities of entities"] = t => Coded(t, c => $"&amp;#{(int)c};"),
        ["entities without their end"] = t => Coded(t, c => $"&#x{(int)c:x} "),
        ["one entity a word"] = t => EachWord(t, w => $"&#{(int)w[0]};{w[1..]}"),
        ["spaces as entities"] = t => t.Replace(" ", "&nbsp;", StringComparison.Ordinal),
        ["tabs as entities"] = t => t.Replace(" ", "&Tab;&#9;&ensp;", StringComparison.Ordinal),
        ["soft hyphens as entities"] = t => EachWord(t, w => w.Length > 2 ? $"{w[..2]}&shy;{w[2..]}" : w),
        ["zero width as entities"] = t => EachWord(t, w => $"{w[..1]}&ZeroWidthSpace;&zwnj;&#8203;{w[1..]}"),
        ["percent"] = t => Bytes(t, '%'),
        ["percent a letter"] = t => EachWord(t, w => Bytes(w[..1], '%') + w[1..]),
        ["percent for spaces"] = t => t.Replace(" ", "%20", StringComparison.Ordinal),
        ["percent of percent"] = t => Bytes(t, '%').Replace("%", "%25", StringComparison.Ordinal),
        ["percent and u"] = t => Coded(t, c => $"%u{(int)c:x4}"),
        ["percent for hidden ones"] = t => EachWord(t, w => $"{w[..1]}%E2%80%8B{w[1..]}"),
        ["quoted-printable"] = t => Bytes(t, '='),
        ["quoted-printable for spaces"] = t => t.Replace(" ", "=20", StringComparison.Ordinal),
        ["quoted-printable lines"] = t => EachWord(t, w => $"{w[..1]}=\r\n{w[1..]}"),
        ["JSON"] = t => Coded(t, c => $"\\u{(int)c:x4}"),
        ["JavaScript"] = t => Coded(t, c => $"\\u{{{(int)c:x}}}"),
        ["bytes in C"] = t => Coded(t, c => $"\\x{(int)c:x2}"),
        ["code points"] = t => Coded(t, c => $"U+{(int)c:X4} "),
        ["bold within"] = t => EachWord(t, w => $"<b>{w[..1]}</b>{w[1..]}"),
        ["spans within"] = t => EachWord(t, w => $"{w[..1]}<span class=\"x y\">{w[1..]}</span>"),
        ["comments within"] = t => EachWord(t, w => $"{w[..1]}<!-- a note of many more words -->{w[1..]}"),
        ["breaks between"] = t => t.Replace(" ", "<br/>", StringComparison.Ordinal),
        ["sharp links"] = t => EachWord(t, w => $"[{w}](http://a.example/0_(b) \"a title\")"),
        ["long links"] = t => EachWord(t, w => $"[{w}](https://harbour.example/{new string('x', 900)})"),
        ["long attributes"] = t => EachWord(t, w => $"{w[..1]}<i title=\"{new string('x', 900)}\">{w[1..]}</i>"),
        ["long comments"] = t => EachWord(t, w => $"{w[..1]}<!-- {new string('x', 9000)} -->{w[1..]}"),
        ["squares"] = t => EachWord(t, w => $"[color=red]{w[..1]}[/color][b]{w[1..]}[/b]"),
        ["TeX"] = t => EachWord(t, w => $"\\textbf{{{w}}}"),
        ["octal"] = t => Coded(t, c => $"\\{Convert.ToString(c, 8).PadLeft(3, '0')}"),
        ["styles"] = t => Coded(t, c => $"\\{(int)c:x} "),
        ["long styles"] = t => Coded(t, c => $"\\{(int)c:x6}"),
        ["points of a list"] = t => EachWord(t, w => $"<li value=\"7\">{w}</li>"),
        ["links"] = t => EachWord(t, w => $"[{w}](https://harbour.example/tides)"),
        ["coded markers"] = t => Marked(t, n => $"&#{48 + (n % 10)};. ", at => at % 3 == 2),
        ["coded tags"] = t => EachWord(t, w => $"{w[..1]}&lt;i&gt;{w[1..]}&lt;/i&gt;"),
        ["Greek capitals"] = t => t.ToUpperInvariant().Replace('N', 'Ν').Replace('H', 'Η').Replace('M', 'Μ').Replace('Y', 'Υ'),
    };

    public static TheoryData<string> WaysOfCoding => [.. Codes.Keys];

    [Theory]
    [MemberData(nameof(WaysOfCoding))]
    public void Withheld_words_are_found_however_either_side_is_coded(string way)
    {
        foreach (var held in new[] { Broker, Sentence, LongNumbered })
        {
            var coded = Codes[way](held);
            Assert.True(Finds(held, $"We hear: {coded}."), $"“{coded}” says “{held}”.");
            // Where each letter stands by itself, the words of a held text are not known any more.
            if (way is not ("code points" or "entities without their end"))
                Assert.True(Finds(coded, $"We hear: {held}."), $"“{held}” says “{coded}”.");
            Assert.True(Finds(coded, coded));
            Assert.False(Finds(held, $"We hear: {Codes[way](Innocent)}."));
            // Tags and addresses that both hold are words that both hold.
            if (!Codes[way]("a b").AsSpan().ContainsAny("<](") && way != "coded tags")
                Assert.False(Finds(coded, $"We hear: {Codes[way](Innocent)}."));
        }
    }

    [Theory]
    [InlineData(1251)]
    [InlineData(20866)]
    public void Withheld_words_are_found_in_the_bytes_of_old_Cyrillic_mail(int codepage)
    {
        const string Said = "Злоумышленник вошёл в систему через учётную запись подрядчика порта";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codepage)!;
        string InBytes(string word, char sign) =>
            string.Concat(encoding.GetBytes(word).Select(b => sign + b.ToString("X2", CultureInfo.InvariantCulture)));
        foreach (var sign in "%=") Assert.True(Finds(Said, EachWord(Said, w => InBytes(w, sign))));
        Assert.True(Finds("Der Präsident schätzte die Größe der Straße", "Der Pr=E4sident sch=E4tzte die Gr=F6=DFe der Stra=DFe"));
    }

    [Fact]
    public void What_looks_like_a_coding_and_is_none_is_read_as_it_stands()
    {
        Assert.True(Finds(Broker, "<The logistics broker handed the maintenance password to a foreign courier>"));
        Assert.True(Finds(Broker, "The logistics <broker handed=\"the maintenance password to a foreign\"> courier"));
        Assert.True(Finds("The logistics <broker handed=\"the maintenance password to a foreign\"> courier", Broker));
        Assert.True(Finds("Set a=20 b=30 c%20 and tell nobody of it", "Set a=20 b=30 c%20 and tell nobody of it"));
        foreach (var text in new[]
        {
            "R&D costs 5 % more, x = y+z < 3 > 2, C:\\users\\u, &c.", "100%ab &#xFFFFFFFF; &#0; \\u{110000} %uZZZZ =ZZ <3 &unknown; U+FFFFFF", "<>&;%=\\]([",
        })
        {
            Assert.True(Finds(text + " and " + Broker, $"{text} and {Broker}"));
        }
        Assert.Same(Broker, Assert.Single(Codings.Forms(Broker)));
    }

    [Theory]
    [InlineData("domain-name", "evil-crane.example.org", "It is evil%2Dcrane%2Eexample%2Eorg.")]
    [InlineData("domain-name", "evil-crane.example.org", "It is evil&#45;crane&period;example.org.")]
    [InlineData("domain-name", "evil-crane.example.org", "It is evil-cr<b>a</b>ne.example.org.")]
    [InlineData("domain-name", "evil-crane.example.org", "It is evil-crane=2Eexample=2Eorg.")]
    [InlineData("domain-name", "evil-crane.example.org", "Go by https://harbour.example/go?to=https%3A%2F%2Fevil-crane.example.org%2Forders.")]
    [InlineData("ipv4-addr", "198.51.100.77", "Block 198&#46;51&#46;100&#46;77 now.")]
    [InlineData("ipv4-addr", "198.51.100.77", "Block %3198.51.100.%37%37 now.")]
    [InlineData("ipv4-addr", "198.51.100.77", "Block:\n1. 198.51.100.77\n2. nothing else")]
    [InlineData("file:hashes.MD5", "d41d8cd98f00b204e9800998ecf8427e", "Its hash is [1] d41d8cd98f00 [2] b204e9800998 [3] ecf8427e.")]
    public void A_withheld_value_is_found_however_it_is_coded(string type, string value, string letter)
    {
        var seen = new ObservableSeen("x", new(type, value, 2, null, null));
        Assert.Contains(Check(seen, Internal, letter), f => f.Rule == "withheld-value-given-away");
        Assert.Empty(Check(seen, ToBoth, letter));
        Assert.Empty(Check(seen, Internal, "Look at 1. harbour%2Dwatch.example, [2] 192.0.2&#46;1 and a) 20260301."));
    }

    [Theory]
    [InlineData("Ask An&#110;a Holm of the ministry.")]
    [InlineData("Ask An<i>n</i>a%20Holm of the ministry.")]
    [InlineData("Ask 1. Anna 2. Holm of the ministry.")]
    [InlineData("Ask An\u00AD\nna Holm of the ministry.")]
    [InlineData("Ask An\u2010\r\n  na Holm of the ministry.")]
    public void A_withheld_name_is_found_however_it_is_coded(string letter)
    {
        var named = new SourceNamed("x", new(null, "Somebody who was there", "Anna Holm", Standing.Official, null, [], null));
        Assert.Equal("names-somebody-withheld", Assert.Single(Check(named, Internal, letter)).Rule);
        Assert.Empty(Check(named, Internal, "Ask 1. Anna Lund 2. Eva Holm of the ministry."));
    }
}
