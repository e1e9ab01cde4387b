using AngleSharp.Dom;

namespace Demarche.Reading;

/// <summary>What the page's elements are, by name, role and class, and how much prose and how many links each holds.</summary>
internal sealed class PageSurroundings
{
    private readonly Dictionary<IElement, Sums> sums = [];
    private readonly Dictionary<IElement, bool> around = [];
    private readonly int total;

    public PageSurroundings(List<HtmlBlock> blocks, bool[] prose)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var own = Of(blocks[i].Holder);
            own.Text += blocks[i].Range.Length;
            own.Links += blocks[i].LinkCharacters;
            own.Prose += prose[i] ? blocks[i].Range.Length : 0;
            total += prose[i] ? blocks[i].Range.Length : 0;
        }
        // Children stand after their parents in document order, so going backwards each sum is whole before it is passed up.
        foreach (var element in blocks[0].Holder.Owner!.All.Reverse())
        {
            if (!sums.TryGetValue(element, out var own) || element.ParentElement is not { } parent)
                continue;
            var above = Of(parent);
            above.Text += own.Text;
            above.Links += own.Links;
            above.Prose += own.Prose;
        }
    }

    public int Prose(IElement element) => sums.TryGetValue(element, out var own) ? own.Prose : 0;

    public double LinkShare(IElement element) => sums.TryGetValue(element, out var own) && own.Text > 0 ? (double)own.Links / own.Text : 0;

    /// <summary>The element or one above it stands around the story.</summary>
    public bool IsAround(IElement element)
    {
        var path = new List<IElement>();
        var answer = false;
        for (var above = element; above is not null; above = above.ParentElement)
        {
            if (around.TryGetValue(above, out answer))
                break;
            path.Add(above);
        }
        for (var i = path.Count - 1; i >= 0; i--)
        {
            answer = answer || MarksItself(path[i]);
            around[path[i]] = answer;
        }
        return answer;
    }

    public bool IsWithin(IElement element, IElement holder)
    {
        for (var above = element; above is not null; above = above.ParentElement)
        {
            if (above == holder)
                return true;
        }
        return false;
    }

    public double Weight(IElement element)
    {
        var names = Names(element);
        var weight = 1 - LinkShare(element);
        if (element.LocalName is "article" or "main" || element.GetAttribute("itemprop") == "articleBody")
            weight *= 1.5;
        if (HtmlNames.StoryWords.Any(w => names.Contains(w, StringComparison.OrdinalIgnoreCase)))
            weight *= 1.25;
        return weight;
    }

    private bool MarksItself(IElement element)
    {
        // A frame around most of the prose is the page itself, whatever its class says.
        if (Prose(element) * 2 > total)
            return false;
        if (HtmlNames.Around.Contains(element.LocalName) || element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true")
            return true;
        if (element.GetAttribute("role") is "navigation" or "complementary" or "contentinfo" or "search" or "banner" or "dialog" or "alert" or "menu")
            return true;
        if (element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase))
            return true;
        // Blog software writes an article's categories and tags into its class.
        if (element.LocalName is "article" or "main")
            return false;
        return ClassNames.MarkAround(element.ClassName) || ClassNames.MarkAround(element.Id);
    }

    private static string Names(IElement element) => $"{element.ClassName} {element.Id}".Trim();

    private Sums Of(IElement element)
    {
        if (!sums.TryGetValue(element, out var own))
            sums[element] = own = new Sums();
        return own;
    }

    private sealed class Sums
    {
        public int Text, Links, Prose;
    }
}
