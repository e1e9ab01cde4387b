using System.Text.RegularExpressions;
using Demarche.Exchange;

namespace Demarche.Tests;

public sealed partial class CutTests
{
    [Theory]
    [InlineData(298)]
    [InlineData(299)]
    [InlineData(300)]
    public void A_cut_text_never_ends_in_half_a_character(int before)
    {
        var cut = Cut.To(new string('x', before) + "\U0001F600\U0001F600\U0001F600", 300, "…");
        Assert.InRange(cut.Length, 299, 300);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.DoesNotContain(cut.ToCharArray(), c => char.IsHighSurrogate(c) && cut.IndexOf(c) + 1 < cut.Length && !char.IsLowSurrogate(cut[cut.IndexOf(c) + 1]));
    }

    /// <summary>Cuts of text that is all ASCII, or that ends where a sign stands: each with what it cuts.</summary>
    private static readonly string[] Safe =
    [
        "hash", "Hash", "Root", "Published", "published", "time", "Time", "Due", "Created", "Changed", "Sent", "Sha256", "Id.New()", "now[..10]", "field[..^\"value\".Length]", "mark[", "list[", "line[", "box[", "own[", "rows[", "name[",
        "path[", "parent", "description[", "text[..^1]", "text[..end]", "text[..4]", "longer[", "value[..at]", "value[..bar]", "number[..^2]", "item[..bracket]", "text[..dated.Index]", "Typed[", "whole[..^note.Length]",
        "value.Value[", "clean[", "Substring(match.Index", "Substring(tag.Index", "Substring(problem.At",
        "words[..^ending.Length]", "entries[..", "path[..Math.Max(1,", "field[..field.LastIndexOf('[')]", "Note))).AsSpan(0, 12)", "TieTable.IsHead(", "AsSpan(0, half)", "parts[0].AsSpan(0, 4)", "GetAddressBytes()", "Convert.ToHexStringLower(",
        "inner[..^3]", "[..^\":value\".Length]", "value[..colon]", "letters.AsSpan(0, length)", "word[..1]", "run[..most]",
    ];

    [Fact]
    public void No_code_cuts_text_another_way()
    {
        var cuts = Architecture.Repository.Files("src/Demarche", ".cs", ".razor").Where(f => !f.EndsWith("/Cut.cs", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(Path.Combine(Architecture.Repository.Root, f)).Select(l => (File: f, Line: l.Trim())))
            .Where(l => !l.Line.StartsWith("//", StringComparison.Ordinal) && Slice().IsMatch(l.Line)).ToList();
        Assert.True(cuts.Count > 20);
        Assert.Empty(cuts.Where(c => !Safe.Any(s => c.Line.Contains(s, StringComparison.Ordinal))).Select(c => $"{c.File}: {c.Line}"));
        // A limit of characters is Cut's alone to apply.
        Assert.Empty(cuts.Where(c => Limit().IsMatch(c.Line) && !c.Line.Contains("own[..ImportLimits.RowsOfIncident]", StringComparison.Ordinal) && !c.Line.Contains("path[..Math.Max(1,", StringComparison.Ordinal)).Select(c => $"{c.File}: {c.Line}"));
    }

    [GeneratedRegex(@"\w\)?\[\.\.|\.Substring\(|AsSpan\(0,")]
    private static partial Regex Slice();

    [GeneratedRegex(@"\[\.\.\(?[A-Z]\w*\.?(Longest|Characters|Limit|Most|Max)\w*|\[\.\.(Longest|Most|Max)\w*")]
    private static partial Regex Limit();

    [Fact]
    public void What_a_partner_wrote_at_length_can_be_journalled_wherever_it_is_cut() =>
        Assert.NotEmpty(Demarche.Journal.CanonicalJson.Of<object>(PackageReading.Cut(new string('x', Demarche.Cases.Rules.LongestText - 2) + "\U0001F600\U0001F600")));
}
