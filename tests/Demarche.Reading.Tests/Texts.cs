using System.Text;

namespace Demarche.Reading.Tests;

internal static class Texts
{
    public static ReadDocument Read(string text, string? mediaType = null)
    {
        var result = Reader.Read(Encoding.UTF8.GetBytes(text), mediaType, null);
        Assert.NotNull(result.Document);
        return result.Document;
    }

    public static List<string> Body(this ReadDocument document) => [.. document.Passages.Where(p => p.Kind == PassageKind.Body).Select(p => p.Text)];

    public static List<string> Furniture(this ReadDocument document) => [.. document.Passages.Where(p => p.Kind == PassageKind.Furniture).Select(p => p.Text)];

    /// <summary>Every range is the slice that it says.</summary>
    public static void AssertRanges(ReadDocument document)
    {
        var last = 0;
        foreach (var p in document.Passages)
        {
            Assert.True(p.Start >= last && p.End > p.Start, $"Passage at {p.Start} overlaps or is empty.");
            Assert.Equal(p.Text, document.Text[p.Start..p.End]);
            last = p.End;
        }
        foreach (var o in document.Observables)
            Assert.Equal(o.Written, document.Text[o.Start..o.End]);
        foreach (var t in document.Times)
            Assert.Equal(t.Written, document.Text[t.Start..t.End]);
        foreach (var c in document.Claims)
        {
            Assert.Equal(c.Content, document.Text[c.ContentStart..c.ContentEnd]);
            Assert.Equal(c.SpeakerWritten, document.Text[c.SpeakerStart..c.SpeakerEnd]);
            Assert.True(c.Start <= c.ContentStart && c.ContentEnd <= c.End && c.Start <= c.SpeakerStart && c.SpeakerEnd <= c.End);
            Assert.True(c.ContentStart <= c.PropositionStart && c.PropositionEnd <= c.ContentEnd && c.PropositionStart <= c.PropositionEnd);
        }
    }
}
