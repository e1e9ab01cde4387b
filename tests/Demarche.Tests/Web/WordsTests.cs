using System.Text.RegularExpressions;
using Demarche.Web;

namespace Demarche.Tests.Web;

public sealed partial class WordsTests
{
    [Fact]
    public void Every_key_that_a_source_says_is_in_a_file_of_words()
    {
        var said = Sources().SelectMany(s => Said().Matches(s.Text).Select(m => (s.Name, Key: m.Groups[2].Value, Counts: m.Groups[1].Value == "Count", IsPrefix: m.Groups[3].Value == "+")));
        Assert.All(said, s => Assert.True(
            s.IsPrefix ? Words.Keys.Any(k => k.StartsWith(s.Key, StringComparison.Ordinal))
            : s.Counts ? Words.Keys.Contains(s.Key + ".one") && Words.Keys.Contains(s.Key + ".other")
            : Words.Keys.Contains(s.Key), $"{s.Name} says \"{s.Key}\", which no words.en.json has"));
    }

    [Fact]
    public void Every_key_in_a_file_of_words_is_said_somewhere()
    {
        var all = Sources().ToList();
        var prefixes = all.SelectMany(s => Literal().Matches(s.Text).Select(m => m.Groups[1].Value)).ToHashSet();
        // Words for what came from outside, which may be any text.
        var outside = all.SelectMany(s => Any().Matches(s.Text).Select(m => m.Groups[1].Value + ".")).ToHashSet();
        Assert.All(Words.Keys, k => Assert.True(
            prefixes.Contains(k) || WordsOfValuesTests.Built.Contains(k) || outside.Any(o => k.StartsWith(o, StringComparison.Ordinal)) || prefixes.Contains(Regex.Replace(k, @"\.(one|other)\z", "")) || prefixes.Any(p => p.EndsWith('.') && k.StartsWith(p, StringComparison.Ordinal)),
            $"nothing says \"{k}\""));
    }

    [Fact]
    public void What_is_put_in_stands_where_the_sentence_has_its_number()
    {
        Assert.Equal("Error: {0}", Words.Say("web.form.title"));
        Assert.Equal("Error: r", Words.Say("web.form.title", "r"));
        Assert.Equal("1 day ago", Words.SayCount("web.time.days", 1));
        Assert.Equal("3 days ago", Words.SayCount("web.time.days", 3));
    }

    private static IEnumerable<(string Name, string Text)> Sources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Demarche.slnx"))) root = root.Parent;
        var source = Path.Combine(Assert.IsType<DirectoryInfo>(root).FullName, "src", "Demarche");
        return Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".razor" && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(source, f), File.ReadAllText(f)));
    }

    [GeneratedRegex("""\bSay(Count)?\("([a-z][a-z0-9.-]+)"\s*(\+)?""")]
    private static partial Regex Said();

    [GeneratedRegex("SayAny\\(\"([a-z.-]+)\"")]
    private static partial Regex Any();

    // Keys may also stand in a table and be said from there, or be put together behind a fixed beginning.
    [GeneratedRegex("\"([a-z][a-z0-9-]*\\.[a-z0-9.-]*)[\"{]")]
    private static partial Regex Literal();
}
