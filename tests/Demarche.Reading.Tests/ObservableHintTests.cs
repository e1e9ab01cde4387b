using CsCheck;

namespace Demarche.Reading.Tests;

public class ObservableHintTests
{
    private static readonly string[] Scraps =
    [
        ".", ".", ":", ":", "::", "[.]", "(.)", "{.}", "[dot]", "(DOT)", "[.", ".]", "[:]", "[@]", "@", " [at] ", "(AT)", "//", @"\\", "[:]\\\\", "[://]", "/24", "-", "_", " ", "\n", "é", "中", "\u0345", "\u0301", "٣", "😀",
        "a", "B", "d", "x9", "mail", "example", "exe", "192", "0", "255", "2001", "db8", "feed", "hxxp", "HTTPS", "sftp", "HKLM", "HKEY_USERS", "hklm", @"\", "cve", "CVE-2031-", "12345", "AS", "ASN", "As", "64500",
        "d41d8cd98f00b204", "E9800998ECF8427E", "0123456789abcdef",
    ];

    private static readonly Gen<string> Soup = Gen.Int[0, Scraps.Length - 1].Array[0, 12].Select(picks => string.Concat(picks.Select(p => Scraps[p])));

    [Fact]
    public void What_a_pattern_matches_has_its_hint() => Soup.Sample(IsHinted, iter: 100_000);

    [Fact]
    public void A_pattern_that_matches_any_characters_has_its_hint() => Gen.String[Gen.Char["ab:.[](){}@/\\HKASCVE019 \u0345\u212A"], 0, 24].Sample(IsHinted, iter: 100_000);

    [Fact]
    public void Of_ordinary_prose_no_pattern_is_asked() =>
        Assert.All(ObservableFinder.Hints, h => Assert.False(h.Hint("The cranes stopped: in all three of Norland's ports (it was Friday), he said. Nobody knew why.")));

    private static bool IsHinted(string text) => ObservableFinder.Hints.All(h => h.Hint(text) || !h.Pattern.IsMatch(text));
}
