using System.Text;
using System.Text.RegularExpressions;

namespace Demarche.Reading.Tests;

public class BadInputTests
{
    [Fact]
    public void An_empty_file_is_refused()
    {
        Assert.Contains("Empty", Refusal([]).Message, StringComparison.Ordinal);
        Assert.Contains("Empty", Refusal(" \r\n \n"u8.ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_large_is_refused_before_it_is_decoded()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var bytes = new byte[200 * 1024 * 1024];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var problem = Refusal(bytes);

        Assert.Contains("Too large", problem.Message, StringComparison.Ordinal);
        Assert.Equal($"byte {ReadingLimits.Bytes}", problem.Where);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < 1024 * 1024, "Decoded before refusing.");
        Assert.True(allocated > before);
    }

    [Fact]
    public void A_picture_or_an_archive_is_refused_by_name()
    {
        Assert.Contains("PNG", Refusal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]).Message, StringComparison.Ordinal);
        Assert.Contains("ZIP", Refusal([0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_byte_is_not_text_and_its_place_is_named() =>
        Assert.Equal("byte 5", Refusal("words\0and more words"u8.ToArray()).Where);

    [Fact]
    public void Text_that_breaks_its_declared_charset_is_read_with_a_problem_that_names_the_byte()
    {
        byte[] bytes = [.. "The caf"u8, 0xE9, .. " was closed on the day of the attack."u8];
        var result = Reader.Read(bytes, "text/plain; charset=utf-8", null);

        Assert.StartsWith("The café was", result.Document!.Text, StringComparison.Ordinal);
        Assert.Equal("byte 7", Assert.Single(result.Problems).Where);
    }

    [Fact]
    public void A_charset_that_nobody_knows_is_a_problem_and_not_the_end()
    {
        byte[] bytes = [.. "Gr"u8, 0xFC, .. "ner Strom stand still."u8];
        var result = Reader.Read(bytes, "text/plain; charset=x-nobody", null);

        Assert.StartsWith("Grüner", result.Document!.Text, StringComparison.Ordinal);
        Assert.Equal("charset", Assert.Single(result.Problems).Where);
    }

    [Fact]
    public void A_charset_declared_by_the_page_is_used()
    {
        byte[] page = [.. "<html><head><meta charset='koi8-r'></head><body><p>"u8, 0xEE, 0xCF, 0xD7, 0xCF, 0xD3, 0xD4, 0xD8, .. "</p></body></html>"u8];

        Assert.Equal("Новость", Reader.Read(page, "text/html", null).Document!.Text);
    }

    public static TheoryData<string, string> Bombs => new()
    {
        { "nested blocks", Repeated("<div>", 100_000) + "x" },
        { "nested formatting", Repeated("<b id=1><i>", 100_000) },
        { "misnested formatting", Repeated("<b><div></b>", 100_000) },
        { "nested tables", Repeated("<table><tr><td>", 60_000) },
        { "formatting copied into every paragraph", "<p>" + string.Concat(Enumerable.Range(0, 400).Select(i => $"<font size={i}>")) + Repeated("<p>x", 200_000) },
        { "paragraphs without end", Repeated("<p>a b c</p>", 300_000) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void An_HTML_bomb_is_refused_and_its_place_is_named(string kind, string html)
    {
        var problem = Refusal(Encoding.UTF8.GetBytes(html), "text/html");
        Assert.True(Regex.IsMatch(problem.Where, "^(line [0-9]+, column [0-9]+|character [0-9]+)$"), $"{kind}: {problem.Where}");
    }

    [Fact]
    public void Five_hundred_levels_are_still_read() =>
        Assert.Equal("deep", Texts.Read(Repeated("<div>", 500) + "deep", "text/html").Text);

    private static ReadProblem Refusal(byte[] bytes, string? mediaType = null)
    {
        var result = Reader.Read(bytes, mediaType, null);
        Assert.False(result.Succeeded);
        return Assert.Single(result.Problems);
    }

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
