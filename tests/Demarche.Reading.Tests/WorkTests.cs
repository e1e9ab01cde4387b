using System.Text;

namespace Demarche.Reading.Tests;

/// <summary>
/// Reading costs as much per character however a text is made. Work is counted in steps and in bytes that were allocated, never by a clock: steps show
/// what is searched again and again, bytes show what is copied again and again.
/// </summary>
public class WorkTests
{
    private const int Size = 60_000;

    /// <summary>Texts made against one stage of the reader each.</summary>
    private static readonly (string Name, string MediaType, Func<int, string> Of)[] Hostile =
    [
        // Passages and furniture.
        ("lines of one sign", "text/plain", n => Filled("x\n\n", n)),
        ("one line without end", "text/plain", n => Filled("x ", n)),
        ("short lines below one of half the text", "text/plain", n => "A headline " + Filled("z", n / 2) + "\n\n" + Filled("Ports close in north\n\n", n / 2)),
        ("lines of furniture", "text/plain", n => Filled("Share this page now\n", n)),
        ("lines broken to a width", "text/plain", n => Filled("The cranes stopped in all of the ports of the north\n", n)),
        ("blocks of a page", "text/html", n => Filled("<p>The cranes stopped in all of the ports</p>", n)),
        ("a title of half the page", "text/html", n => $"<title>{Filled("ports of the north ", n / 2)}</title>{Filled("<p>The ports close</p>", n / 2)}"),
        ("classes of half the page", "text/html", n => Filled($"<div class='{Filled("aB-", 600)}'><p>The cranes stopped in all of the three ports.</p></div>", n)),
        ("white space before preformatted text", "text/html", n => $"<pre>{Filled(" ", n)}x</pre>"),
        ("white space after preformatted text", "text/html", n => $"<pre>x{Filled("\t", n)}</pre>"),
        ("spaces that do not break", "text/html", n => $"<p>{Filled("&nbsp;", n)}x</p>"),
        ("empty lines of preformatted text", "text/html", n => $"<pre>{Filled("\n", n)}x</pre>"),
        // Claims.
        ("speakers in one sentence", "text/plain", n => Filled("Officials said the network failed and the minister said she would resign, ", n)),
        ("speakers in one passage each", "text/plain", n => Filled("Officials said the network had failed in the north. The minister said she would resign.\n\n", n)),
        ("a new name in every sentence", "text/plain", n => Counted("Anna Q{0}x said the network failed in all of the ports.\n\n", n)),
        ("pronouns after many names", "text/plain", n => Counted("Anna Q{0}x said the network failed. She said it would fail again. They said so too.\n\n", n)),
        ("conditions after many claims", "text/plain", n => Filled("An official said it failed in the north. The official spoke on condition of anonymity.\n\n", n)),
        ("descriptions without end", "text/plain", n => Filled("an official, the chief, of the bureau, who spoke, ", n)),
        ("quotations that do not close", "text/plain", n => Filled("\"The ports failed, he said. ", n)),
        ("denials of evidence", "text/plain", n => Filled("The minister found no evidence of sabotage and officials saw no evidence of it, ", n)),
        // Times.
        ("days in one line", "text/plain", n => Filled("on Friday ", n)),
        ("days in sentences", "text/plain", n => Filled("The ports will close on Monday and three weeks ago. ", n)),
        // Observables.
        ("hosts", "text/plain", n => Filled("aaa.bbb.ccc.example, ", n)),
        ("digits", "text/plain", n => Filled("0123456789abcdef", n)),
        ("colons", "text/plain", n => Filled("1:", n)),
        ("addresses of brackets", "text/plain", n => Filled($"http://a.example/{Filled("a)", 1000)} ", n)),
        ("mailboxes", "text/plain", n => Filled("a.b@c.d.e.", n)),
        // Origins.
        ("a different word each time", "text/plain", n => Counted("word{0} ", n)),
    ];

    public static TheoryData<string> Names => [.. Hostile.Select(h => h.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Twice_the_text_costs_twice_the_work(string name)
    {
        var (_, type, of) = Hostile.Single(h => h.Name == name);
        // The first reading builds tables that later ones share.
        Cost(of(Size), type);
        var (one, two, four) = (Cost(of(Size), type), Cost(of(2 * Size), type), Cost(of(4 * Size), type));
        Assert.InRange(two.Steps, 0, (long)(2.2 * one.Steps));
        Assert.InRange(four.Steps, 0, (long)(2.2 * two.Steps));
        // Tables grow by doubling, so that bytes jump where steps do not.
        Assert.InRange(four.Bytes, 0, 5 * one.Bytes);
    }

    [Fact]
    public void What_costs_more_than_a_document_may_is_named_and_not_read()
    {
        // Each "said" looks back over descriptions without a speaker: hundreds of tokens for one.
        var sentence = $"{Filled("the, a, of, ", 500)} said, {Filled("the, a, of, ", 500)} said it failed. ";
        var work = new Work();
        var text = Filled(sentence + "\n\n", 30_000_000);
        var result = Reader.Read(Encoding.UTF8.GetBytes(text), "text/plain", null, work);
        Assert.InRange(work.Steps, ReadingLimits.ClaimSteps, ReadingLimits.ClaimSteps + 30L * text.Length);
        Assert.Contains(result.Problems, p => p.Message.Contains("too much work", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_passage_is_read_to_the_limit_and_the_rest_is_named()
    {
        var text = Filled("The minister said the ports had failed again. ", ReadingLimits.ClaimPassageCharacters + 5_000);
        var result = Reader.Read(Encoding.UTF8.GetBytes(text), "text/plain", null);
        Assert.InRange(result.Document!.Claims.Count, 400, 500);
        var problem = Assert.Single(result.Problems);
        Assert.Contains("characters are read for claims", problem.Message, StringComparison.Ordinal);
        Assert.InRange(int.Parse(problem.Where.Split(' ')[1], null), ReadingLimits.ClaimPassageCharacters - 100, ReadingLimits.ClaimPassageCharacters);
    }

    [Fact]
    public void A_sentence_without_end_is_named()
    {
        var result = Reader.Read(Encoding.UTF8.GetBytes(Filled("the minister said it failed and, ", 12_000) + "."), "text/plain", null);
        Assert.Contains(result.Problems, p => p.Message.Contains("A sentence of more than", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_with_many_attributions_is_read_in_part_and_the_rest_is_named()
    {
        var result = Reader.Read(Encoding.UTF8.GetBytes(Filled("The minister said the ports had failed and, ", 2_000) + "."), "text/plain", null);
        Assert.InRange(result.Document!.Claims.Count, 10, ReadingLimits.SentenceAttributions + 1);
        Assert.Contains(result.Problems, p => p.Message.Contains("attributions are read", StringComparison.Ordinal));
    }

    [Fact]
    public void The_longest_document_of_hosts_proposes_no_more_than_it_may()
    {
        var work = new Work();
        var found = ObservableFinder.Find(Filled("a1.example, ", 4_000_000), work);
        Assert.InRange(found.Count, ReadingLimits.Proposals, 2 * ReadingLimits.Proposals);
    }

    private static (long Steps, long Bytes) Cost(string text, string mediaType)
    {
        var work = new Work();
        var bytes = Encoding.UTF8.GetBytes(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reader.Read(bytes, mediaType, null, work);
        return (work.Steps, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Filled(string scrap, int length) => string.Concat(Enumerable.Repeat(scrap, Math.Max(1, length / scrap.Length)));

    // Names are in letters: a number would be read as one.
    private static string Counted(string format, int length)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < length; i++)
            text.Append(format.Replace("{0}", new string([.. new[] { i / 676 % 26, i / 26 % 26, i % 26, i / 17576 }.Select(d => (char)('a' + d))]), StringComparison.Ordinal));
        return text.ToString();
    }
}
