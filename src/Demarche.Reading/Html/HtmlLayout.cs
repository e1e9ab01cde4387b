namespace Demarche.Reading;

internal static class HtmlLayout
{
    public static Layout? Of(string html, List<ReadProblem> problems, Work work)
    {
        using var document = HtmlTree.Parse(html, problems);
        if (document?.DocumentElement is not { } root)
            return null;
        var (text, blocks) = HtmlRendering.Of(document.Body ?? root, work);
        if (blocks.Count == 0)
        {
            problems.Add(new ReadProblem("whole page", "The page has no text outside scripts and styles."));
            return null;
        }
        if (blocks.Count > ReadingLimits.Passages)
        {
            problems.Add(new ReadProblem($"character {blocks[ReadingLimits.Passages].Range.Start}", $"More than {ReadingLimits.Passages} blocks of text."));
            return null;
        }
        var stated = HtmlFacts.Stated(document);
        var story = MainText.Story(text, blocks, stated.Title, work);
        var passages = blocks.Select((b, i) => new Passage(story[i] ? PassageKind.Body : PassageKind.Furniture, b.Range.Start, b.Range.End, text.Substring(b.Range.Start, b.Range.Length))).ToList();
        return new Layout(text, passages, HtmlFacts.Completed(stated, passages));
    }
}
