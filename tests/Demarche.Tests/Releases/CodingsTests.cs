using Demarche.Releases;

namespace Demarche.Tests.Releases;

/// <summary>Undoing codings and folding cost by the length of a text, whatever stands in it.</summary>
public sealed class CodingsTests
{
    public static TheoryData<string> Hostile =>
    [
        "<!--", "<!-- -", "<", "</", "<a ", "<a b=", "<a/", "<!", "-->", "<!--->", "&", "&#", "&#x", "&a",
        "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "&amp;", "&amp;amp;#38;#60;!--", "%", "%u", "%4", "%25", "%D2%E5", "%253C!--", "=",
        "= ", "=\t", "=\r", "=\n", "=3D", "=3", "=\n=3", "\\", "\\u", "\\u{", "\\u{0", "\\12", "\\101", "\\54 ", "\\textbf",
        "\\textbf{", "\\x5c", "U+", "U+0041", "+", "](", "](a", "]((", "]()", "](()", "[x](", "[", "[b", "[b ", "[b=", "[/",
        "[color=red]", "[]", "1.", "1.2.3.", "1", "a1", "1a", "d4", "1 ", "1.1 ", "(", "(a", "(ab) ", ")", "a) ", "- ", "-",
        "\u00AD ", "\u00AD", " ", "\n", "一", "一 ", "ﷺ", "①", "⒜", "ⓐ", "𝟏", "\uFE0F", "\u0301", "\uD800", "i ", "x", "a ",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void The_work_grows_with_the_length_of_the_text_and_no_more(string pattern)
    {
        const int Length = 6_000;
        foreach (var between in new[] { "", "x", " ", ">", "\n" })
        {
            // As one row, behind an end that looks like one, and before it.
            foreach (var (before, behind) in new[] { ("", ""), ("<!--", ""), ("[b ", "]"), ("](", ")"), ("<a ", ">") })
            {
                long Work(int times) => WorkOf(before + string.Concat(Enumerable.Repeat(pattern + between, times)) + behind);
                var times = Length / (pattern.Length + between.Length);
                var (once, four) = (Work(times), Work(4 * times));
                var what = $"“{before}{pattern}{between}…{behind}”";
                Assert.True(four <= (4.2 * once) + 500, $"{what} costs {once}, and four times as long {four}.");
                Assert.True(once <= 150L * (Length + 50), $"{what} costs {once} for {Length} characters.");
            }
        }
    }

    [Fact]
    public void Layers_within_layers_cost_by_their_length()
    {
        const string Layers = "&amp;amp;amp;amp;amp;amp;lt;!--%25252525253C!--=3D3D3D3D3D\\u005cu005cu005cu003c";
        static string Nested(int times) => string.Concat(Enumerable.Repeat(Layers, times));
        Assert.True(WorkOf(Nested(400)) <= (4.2 * WorkOf(Nested(100))) + 500);
    }

    [Fact]
    public void A_text_of_numbers_has_no_longer_runs_than_any_other_one()
    {
        // Numbers in a row are one word; an endless row of them is not.
        static string Numbers(int count) => string.Join(' ', Enumerable.Range(100, count));
        var runs = new Runs([new(_ => "The letter", null, $"{Numbers(3_000)} the old sluice and the new one")]);
        var shared = runs.Shared($"{Numbers(3_000)} the old sluice and the new one");
        Assert.True(shared.Max(r => r.Length) < 400, $"{shared.Max(r => r.Length)}");
    }

    private static long WorkOf(string text)
    {
        var forms = Codings.Forms(text, out var work);
        var folded = new FoldedText();
        foreach (var form in forms)
        {
            folded.Read(form);
            while (folded.Thin())
            {
            }
            folded.Read(form, withoutNumbers: true).ThinTo(FoldedText.Thinnest);
        }
        return work + folded.Steps;
    }
}
