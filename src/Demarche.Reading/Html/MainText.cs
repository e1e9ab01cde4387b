using AngleSharp.Dom;

namespace Demarche.Reading;

/// <summary>
/// Which blocks are the story. Prose (sentences outside links) votes for the elements that hold it, near ones more than far ones; the
/// element with most votes is the story's, widened while its parent holds notably more prose. Inside, links, buttons and phrases of furniture go.
/// </summary>
internal sealed class MainText
{
    private const int ShortestProse = 40;
    private const double MostLinks = 0.45;
    private const int VotingAncestors = 6;

    // A parent with this much more prose holds parts of a story that the page cut in pieces.
    private const double WideningFrom = 1.12;

    // With this share of the page's prose the story is whole; what else there is are teasers.
    private const double SettledFrom = 0.6;

    private readonly List<HtmlBlock> blocks;
    private readonly string text;
    private readonly bool[] prose;
    private readonly PageSurroundings surroundings;

    private MainText(string text, List<HtmlBlock> blocks)
    {
        this.text = text;
        this.blocks = blocks;
        prose = [.. blocks.Select(IsProse)];
        surroundings = new PageSurroundings(blocks, prose);
    }

    /// <param name="title">Every short block is looked for in it: a title of megabytes would be searched as often as the page has blocks.</param>
    public static bool[] Story(string text, List<HtmlBlock> blocks, string? title, Work work)
    {
        title = title is { Length: > ReadingLimits.FieldCharacters } ? title[..ReadingLimits.FieldCharacters] : title;
        work.Did(text.Length + (long)blocks.Count * (title?.Length ?? 0));
        var main = new MainText(text, blocks);
        var holder = main.Holder();
        return holder is null ? main.Everything() : main.Inside(holder, title);
    }

    private IElement? Holder()
    {
        var votes = new Dictionary<IElement, double>();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!prose[i] || surroundings.IsAround(blocks[i].Holder))
                continue;
            var block = blocks[i];
            var vote = 1 + block.Range.In(text).Count(',') + Math.Min(block.Range.Length / 100.0, 4);
            var element = block.Holder;
            for (var level = 0; level < VotingAncestors && element is not null; level++, element = element.ParentElement)
                votes[element] = votes.GetValueOrDefault(element) + vote / (level < 2 ? 1 : level < 3 ? 2 : level * 2);
        }
        if (votes.Count == 0)
            return null;
        var best = votes.OrderByDescending(v => v.Value * surroundings.Weight(v.Key)).First().Key;
        return Widened(best);
    }

    private IElement Widened(IElement element)
    {
        var own = surroundings.Prose(element);
        if (own >= surroundings.Prose(element.Owner!.DocumentElement) * SettledFrom)
            return element;
        for (var above = element.ParentElement; above is not null; above = above.ParentElement)
        {
            var more = surroundings.Prose(above);
            if (more >= own * WideningFrom && surroundings.LinkShare(above) < MostLinks)
                (element, own) = (above, more);
        }
        return element;
    }

    private bool[] Inside(IElement holder, string? title)
    {
        var story = new bool[blocks.Count];
        var (first, last) = (-1, -1);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!surroundings.IsWithin(blocks[i].Holder, holder) || surroundings.IsAround(blocks[i].Holder) || IsFurniture(blocks[i], title))
                continue;
            story[i] = true;
            if (!prose[i])
                continue;
            first = first < 0 ? i : first;
            last = i;
        }
        for (var i = 0; i < blocks.Count; i++)
            story[i] &= prose[i] || IsListed(blocks[i]) || (i > first && i < last);
        return story;
    }

    private bool[] Everything() => [.. blocks.Select(b => !surroundings.IsAround(b.Holder) && b.LinkShare < MostLinks)];

    private bool IsFurniture(HtmlBlock block, string? title)
    {
        var written = block.Range.In(text).ToString();
        if (block.LinkShare >= MostLinks && !(IsListed(block) && ObservableFinder.Any(written)) && (block.Range.Length < 200 || block.LinkShare > 0.7))
            return true;
        if (block.Holder.LocalName == "h1" || (title is not null && written.Length < 300 && title.Contains(Words.Squeezed(written), StringComparison.OrdinalIgnoreCase)))
            return true;
        return FurnitureWords.Marks(written) || StoryLines.Byline(written) is not null || StoryLines.DateLine(written) is not null;
    }

    private bool IsProse(HtmlBlock block) =>
        block.Range.Length >= ShortestProse && block.LinkShare < MostLinks && (Words.EndsSentence(block.Range.In(text)) || block.Range.Length >= 4 * ShortestProse);

    private static bool IsListed(HtmlBlock block) => block.Holder.LocalName is "li" or "tr" or "pre" or "dd" or "dt" or "blockquote";
}
