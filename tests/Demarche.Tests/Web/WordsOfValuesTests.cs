using System.Reflection;
using System.Text.RegularExpressions;
using Demarche.Tests.Architecture;
using Demarche.Web;

namespace Demarche.Tests.Web;

/// <summary>Every word that a page, a letter or an answer builds from a value is there, for each value that the code can have.</summary>
public sealed partial class WordsOfValuesTests
{
    [Fact]
    public void Every_value_of_every_enumeration_has_its_word_wherever_one_is_said_of_it()
    {
        var said = Calls().ToList();
        Assert.True(said.Count > 50, $"Only {said.Count} calls were found.");
        Assert.Contains(said, s => s == ("exchange.kind", typeof(Demarche.Releases.PackageKind)));
        var missing = said.Distinct().SelectMany(s => Enum.GetNames(s.Values).Select(n => $"{s.Family}.{Kebab(n)}")).Where(k => !Words.Has(k)).ToList();
        Assert.True(missing.Count == 0, "No words.en.json has: " + string.Join(", ", missing));
    }

    [Fact]
    public void Every_value_of_every_family_of_texts_has_its_word()
    {
        var families = Families().ToList();
        Assert.True(families.Count > 5);
        Assert.All(families, f => Assert.NotEmpty(f.Values()));
        var missing = families.SelectMany(f => f.Values().Select(v => $"{f.Name}.{v}")).Where(k => !Words.Has(k)).ToList();
        Assert.True(missing.Count == 0, "No words.en.json has: " + string.Join(", ", missing));
    }

    [Fact]
    public void No_key_is_put_together_where_no_test_sees_its_values()
    {
        foreach (var file in Repository.Files("src/Demarche", ".cs", ".razor").Where(f => f is not ("src/Demarche/Web/Words.cs" or "src/Demarche/Web/WordFamily.cs")))
        {
            var text = Repository.Read(file);
            Assert.False(PutTogether().IsMatch(text), $"{file} builds a key: {PutTogether().Match(text).Value}. Use SayOf for an enumeration or a WordFamily for texts.");
        }
    }

    [Fact]
    public void Every_text_in_the_code_that_looks_like_a_key_is_one()
    {
        var beginnings = Words.Keys.Select(k => k.Split('.')[0]).ToHashSet();
        var known = Words.Keys.SelectMany(k => Enumerable.Range(1, k.Count(c => c == '.')).Select(n => string.Join('.', k.Split('.').Take(n + 1)))).ToHashSet();
        List<string> unknown = [];
        foreach (var file in Repository.Files("src/Demarche", ".cs", ".razor"))
            unknown.AddRange(Key().Matches(Repository.Read(file)).Select(m => m.Groups[1].Value).Where(k => beginnings.Contains(k.Split('.')[0]) && !known.Contains(k)).Select(k => $"{k} in {file}"));
        Assert.True(unknown.Count == 0, string.Join('\n', unknown));
    }

    [Fact]
    public void A_word_that_is_missing_shows_its_key_and_is_never_a_fault()
    {
        Assert.Equal("web.there-is-no-such-word", Words.Say("web.there-is-no-such-word", 1));
        Assert.Contains("web.there-is-no-such-word", Words.Missing);
        Assert.Equal("exchange.there-is-none.monday", Words.SayOf(DayOfWeek.Monday, "exchange.there-is-none"));
    }

    /// <summary>The keys that are built of values.</summary>
    internal static IReadOnlySet<string> Built { get; } = Calls().SelectMany(s => Enum.GetNames(s.Values).Select(n => $"{s.Family}.{Kebab(n)}"))
        .Concat(Families().SelectMany(f => f.Values().Select(v => $"{f.Name}.{v}"))).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<WordFamily> Families() =>
        typeof(Words).Assembly.GetTypes().SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(WordFamily)).Select(f => (WordFamily)f.GetValue(null)!);

    // The family is the last text that is loaded before the call.
    private static IEnumerable<(string Family, Type Values)> Calls()
    {
        foreach (var type in typeof(Words).Assembly.GetTypes())
        {
            foreach (var method in Uses.Bodies(type))
            {
                string? family = null;
                foreach (var step in Uses.Steps(method))
                {
                    if (step is string text) family = Key().IsMatch($"\"{text}\"") ? text : family;
                    if (step is MethodInfo { Name: nameof(Words.SayOf), IsGenericMethod: true } say && say.DeclaringType == typeof(Words) && !say.GetGenericArguments()[0].IsGenericParameter)
                        yield return (Assert.IsType<string>(family), say.GetGenericArguments()[0]);
                }
            }
        }
    }

    private static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    [GeneratedRegex("""\bSay(Count)?\(\s*(\$"|"[^"]*"\s*\+|\([^)]*\)\s*\+)[^)]*\)""")]
    private static partial Regex PutTogether();

    [GeneratedRegex("\"([a-z][a-z-]*(?:\\.[a-z0-9-]+)+)\"")]
    private static partial Regex Key();
}
