using System.Text.RegularExpressions;
using Demarche.Leaks;
using Demarche.Tests.Architecture;

namespace Demarche.Tests.Leaks;

/// <summary>The table of the suite names every row once, with tests that exist; and every test of a row stands in it.</summary>
public sealed partial class TableTests
{
    private static IReadOnlyDictionary<string, string[]> Rows { get; } = Row().Matches(Repository.Read("docs/leaks.md"))
        .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Split('|', StringSplitOptions.TrimEntries));

    private static ILookup<string, Type> Classes { get; } = typeof(TableTests).Assembly.GetTypes().Where(t => Tests(t).Any()).ToLookup(t => t.Name);

    [Fact]
    public void Every_row_stands_in_the_table_once_with_its_test_and_its_control()
    {
        Assert.Equal(Enumerable.Range(1, 49).Select(n => $"L{n}"), Rows.Keys.Take(49));
        Assert.Equal(Rows.Keys.Order(Comparer<string>.Create((a, b) => int.Parse(a[1..], null) - int.Parse(b[1..], null))), Rows.Keys);
        Assert.All(Rows, r => Assert.True(r.Value is [{ Length: > 20 }, { Length: > 0 }, { Length: > 8 }, "yes" or "", ""], $"{r.Key}: {string.Join('|', r.Value)}"));
    }

    [Fact]
    public void Every_test_that_the_table_names_exists()
    {
        foreach (var (row, cells) in Rows)
        {
            var named = Named().Matches(cells[1]).Select(m => m.Groups[1].Value.Split('.')).ToList();
            Assert.NotEmpty(named);
            Assert.All(named, n => Assert.True(Classes[n[0]].Any(t => n.Length == 1 || Tests(t).Contains(n[1])), $"{row} names {string.Join('.', n)}, which is no test."));
        }
    }

    [Fact]
    public void Every_test_of_a_row_stands_in_that_row()
    {
        var tests = Classes.Select(c => c.Key).Concat(Classes.SelectMany(c => c).SelectMany(Tests)).Where(n => OfRow().IsMatch(n)).ToList();
        Assert.True(tests.Count > 45);
        Assert.All(tests, t => Assert.Contains($"{t}`", Rows[$"L{int.Parse(OfRow().Match(t).Groups[1].Value, null)}"][1], StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_looked_at_from_outside_is_what_the_table_says() =>
        Assert.Equal(Rows.Where(r => r.Value[3] == "yes").Select(r => r.Key).Order(StringComparer.Ordinal), LeakChecks.All.Select(c => c.Row).Append("L22").Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Tests(Type type) =>
        type.GetMethods().Where(m => m.GetCustomAttributes(typeof(FactAttribute), false).Length > 0).Select(m => m.Name);

    [GeneratedRegex(@"^\| (L\d+) \| (.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z0-9_.]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"^L(\d\d)_")]
    private static partial Regex OfRow();
}
