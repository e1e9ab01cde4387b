using System.Globalization;
using Demarche.Web;
using Microsoft.Extensions.Primitives;

namespace Demarche.Tests.Web;

public sealed class FormReaderTests
{
    private sealed record Line(string? Text);

    private sealed record Choice(IReadOnlyList<string>? Ids, IReadOnlyList<Line>? Lines);

    [Fact]
    public void More_rows_than_are_read_are_refused_and_none_is_dropped_unsaid()
    {
        Assert.Equal(FormReader.MostRows, Read(Ids(FormReader.MostRows)).Request!.Ids!.Count);
        Assert.Contains("500 rows", Read(Ids(FormReader.MostRows + 1)).Problem, StringComparison.Ordinal);
        Assert.Equal(FormReader.MostRows, Read(Lines(FormReader.MostRows)).Request!.Lines!.Count);
        Assert.Contains("500 rows", Read(Lines(FormReader.MostRows + 1)).Problem, StringComparison.Ordinal);
    }

    private static Read<Choice> Read(Dictionary<string, StringValues> fields) => FormReader.Read<Choice>(fields);

    private static Dictionary<string, StringValues> Ids(int count) => new() { ["ids"] = Enumerable.Range(0, count).Select(i => "id" + i.ToString(CultureInfo.InvariantCulture)).ToArray() };

    private static Dictionary<string, StringValues> Lines(int count) =>
        Enumerable.Range(0, count).ToDictionary(i => string.Create(CultureInfo.InvariantCulture, $"lines[{i}].text"), i => new StringValues("text"));
}
