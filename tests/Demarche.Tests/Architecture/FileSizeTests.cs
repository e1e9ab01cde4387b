namespace Demarche.Tests.Architecture;

public sealed class FileSizeTests
{
    private const int Longest = 400;
    private const int Median = 60;
    private const int NinetiethPercentile = 200;

    /// <summary>Files that may be longer, each with the reason: lists that somebody looks a thing up in.</summary>
    private static readonly Dictionary<string, string> Vocabularies = [];

    [Fact]
    public void No_source_file_is_longer_than_a_person_reads()
    {
        var sizes = Sizes("src").Concat(Sizes("tests")).Concat(Sizes("bench")).ToList();
        Assert.True(sizes.Count > 100);
        Assert.Empty(sizes.Where(s => s.Lines > Longest && !Vocabularies.ContainsKey(s.File)).Select(s => $"{s.File} has {s.Lines} lines"));
        Assert.All(Vocabularies.Keys, v => Assert.Contains(sizes, s => s.File == v && s.Lines > Longest));
    }

    [Fact]
    public void Half_of_the_source_files_are_short_and_nine_of_ten_are_not_long()
    {
        var lines = Sizes("src").Select(s => s.Lines).Order().ToList();
        Assert.InRange(lines[lines.Count / 2], 1, Median);
        Assert.InRange(lines[lines.Count * 9 / 10], 1, NinetiethPercentile);
    }

    private static IEnumerable<(string File, int Lines)> Sizes(string folder) =>
        Repository.Files(folder, ".cs", ".razor").Select(f => (f, File.ReadLines(Path.Combine(Repository.Root, f)).Count()));
}
