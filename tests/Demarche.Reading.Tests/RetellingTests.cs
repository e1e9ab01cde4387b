using System.Text.Json;

namespace Demarche.Reading.Tests;

/// <summary>Which passages a text carries, word for word and reworded.</summary>
public sealed class RetellingTests(ITestOutputHelper output)
{
    private static readonly Set Fixture = JsonSerializer.Deserialize<Set>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "retellings.json")), new JsonSerializerOptions(JsonSerializerDefaults.Web))!;

    private static IReadOnlyList<string> Released { get; } = [.. Fixture.Released.Select(r => r.Text)];

    [Fact]
    public void Most_rewordings_are_found_and_hardly_anything_else_is()
    {
        var (close, wrong) = Measure(s => s.Reworded);
        var (free, wrongOfFree) = Measure(s => [s.Freely]);
        List<string> strays = [.. wrong, .. wrongOfFree, .. Fixture.Others.SelectMany(o => Strays(o, -1))];
        var all = Fixture.Released.Sum(s => s.Reworded.Count);
        var (recall, freely, precision) = ((double)close / all, (double)free / Released.Count, (double)(close + free) / (close + free + strays.Count));
        var measured = $"{all} rewordings: recall {recall:0.000}; {Released.Count} free retellings: recall {freely:0.000}; {Fixture.Others.Count} other sentences: precision {precision:0.000}";
        output.WriteLine(measured);
        foreach (var stray in strays) output.WriteLine(stray);
        // A free retelling shares a few words with what it retells, and so does many another sentence: there being right goes before finding all.
        Assert.True(recall >= 0.9 && freely >= 0.6 && precision >= 0.9, $"{measured}\n{string.Join('\n', strays)}");
    }

    private static (int Found, List<string> Strays) Measure(Func<Sentence, IReadOnlyList<string>> texts)
    {
        var found = 0;
        List<string> strays = [];
        for (var i = 0; i < Released.Count; i++)
        {
            foreach (var text in texts(Fixture.Released[i]))
            {
                if (Retellings.Find(Released, text).Any(c => c.Passage == i)) found++;
                strays.AddRange(Strays(text, i));
            }
        }
        return (found, strays);
    }

    private static IEnumerable<string> Strays(string text, int but) => Retellings.Find(Released, text).Where(c => c.Passage != but)
        .Select(c => $"\"{text}\" was traced to \"{Released[c.Passage]}\" ({c.Share:0.00})");

    [Fact]
    public void A_sentence_in_its_own_words_is_word_for_word_wherever_it_stands()
    {
        var report = $"Our correspondent writes.\n\n\"{Released[1].TrimEnd('.')},\" a paper seen by this newspaper says. Nobody would comment.";
        var found = Assert.Single(Retellings.Find(Released, report));
        Assert.Equal((1, RetellingManner.WordForWord), (found.Passage, found.Manner));
        Assert.Contains("Eleven accounts", report[found.Start..found.End], StringComparison.Ordinal);
    }

    [Fact]
    public void Eight_words_on_end_of_a_long_sentence_are_word_for_word()
    {
        var released = "The intruders, who had rented the relay in Sudria through a broker, entered the control network of the cranes through an old supplier account that nobody had closed after the contract ended in the spring.";
        var found = Assert.Single(Retellings.Find([released], "They \"entered the control network of the cranes through an old\" account."));
        Assert.Equal(RetellingManner.WordForWord, found.Manner);
        Assert.True(found.Share < Retellings.WordForWordFrom);
    }

    [Fact]
    public void What_was_matched_is_told_term_by_term()
    {
        var found = Assert.Single(Retellings.Find(["The intruders rented 203.0.113.7 from Westmark for eleven weeks."], "Hackers leased 203[.]0[.]113[.]7 in Westmark for 11 weeks, we hear."));
        Assert.Equal(RetellingManner.Reworded, found.Manner);
        Assert.Contains(new SharedTerm("203.0.113.7", "203[.]0[.]113[.]7", SharedKind.Observable), found.Shared);
        Assert.Contains(new SharedTerm("Westmark", "Westmark", SharedKind.Name), found.Shared);
        Assert.Contains(new SharedTerm("eleven", "11", SharedKind.Number), found.Shared);
        Assert.Contains(new SharedTerm("intruders", "Hackers", SharedKind.Meaning), found.Shared);
    }

    [Fact]
    public void An_address_alone_carries_a_passage_that_is_an_address()
    {
        Assert.Single(Retellings.Find(["203.0.113.7"], "The relay stood at 203[.]0[.]113[.]7."));
        Assert.Empty(Retellings.Find(["203.0.113.7"], "The relay stood at 203.0.113.70."));
    }

    [Fact]
    public void One_sentence_that_is_told_in_two_is_found()
    {
        var found = Retellings.Find(Released, "The ministry was hit. Eleven accounts were read for three weeks. Then the mail in them was deleted.");
        Assert.Contains(found, f => f.Passage == 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("…“”‘’(((")]
    [InlineData("数据中心的服务器被用来掩盖攻击的来源。")]
    [InlineData("\ud800 broken \udc00 text")]
    public void Any_text_is_looked_at(string text)
    {
        Assert.Empty(Retellings.Find(Released, text));
        Assert.Empty(Retellings.Find([text], "Nothing of it."));
    }

    private sealed record Set(IReadOnlyList<Sentence> Released, IReadOnlyList<string> Others);

    private sealed record Sentence(string Text, IReadOnlyList<string> Reworded, string Freely);
}
