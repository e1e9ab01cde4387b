using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace Demarche.Reading;

/// <summary>Parses HTML under the limits of depth and size, which are watched while the tree grows.</summary>
internal sealed class HtmlTree
{
    private readonly List<ReadProblem> problems;
    private IElement? latest;
    private int elements;

    private HtmlTree(List<ReadProblem> problems) => this.problems = problems;

    /// <summary>Null when a limit was reached; the problem names line and column.</summary>
    public static IHtmlDocument? Parse(string html, List<ReadProblem> problems)
    {
        var tree = new HtmlTree(problems);
        var parser = new HtmlParser(new HtmlParserOptions { OnCreated = tree.Created });
        try
        {
            return parser.ParseDocument(html);
        }
        catch (LimitReachedException)
        {
            return null;
        }
    }

    // Called before the new element is attached; the one before it has its place by now.
    private void Created(IElement element, TextPosition position)
    {
        if (latest is not null)
        {
            elements += 1 + Copies(latest);
            if (elements > ReadingLimits.Elements)
                Stop(position, $"More than {ReadingLimits.Elements} elements.");
            if (Depth(latest) > ReadingLimits.NestingDepth)
                Stop(position, $"Nested more than {ReadingLimits.NestingDepth} elements deep.");
        }
        latest = element;
    }

    // Unclosed formatting elements are copied into what follows without being announced: they hang below the latest announced one.
    private static int Copies(IElement element)
    {
        var copies = 0;
        for (var below = element.LastElementChild; below is not null && copies <= ReadingLimits.NestingDepth; below = below.LastElementChild)
            copies++;
        return copies;
    }

    private static int Depth(INode node)
    {
        var depth = 0;
        for (var above = node; above is not null && depth <= ReadingLimits.NestingDepth; above = above.Parent)
            depth++;
        return depth;
    }

    private void Stop(TextPosition position, string message)
    {
        problems.Add(new ReadProblem($"line {position.Line}, column {position.Column}", message));
        throw new LimitReachedException();
    }

    // The parser has no other way to be stopped from inside; it never leaves this class.
    private sealed class LimitReachedException : Exception;
}
