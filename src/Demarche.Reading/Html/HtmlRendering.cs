using System.Runtime.InteropServices;
using AngleSharp.Dom;

namespace Demarche.Reading;

/// <summary>
/// The page's text in one pass over the tree, without recursion. White space is squeezed as a browser does, except in preformatted
/// text; a block ends at the edge of a block element and at two line breaks in a row; blocks are parted by one empty line.
/// </summary>
internal sealed class HtmlRendering
{
    // A list, because its characters are looked at one by one: a StringBuilder walks its pieces for each.
    private readonly List<char> text = [];
    private readonly Work work;
    private readonly List<HtmlBlock> blocks = [];
    private int start;
    private int links;
    private int linkDepth;
    private int preDepth;
    private bool space;
    private IElement holder;

    private HtmlRendering(IElement root, Work work) => (holder, this.work) = (root, work);

    public static (string Text, List<HtmlBlock> Blocks) Of(IElement root, Work work)
    {
        var rendering = new HtmlRendering(root, work);
        rendering.Walk(root);
        rendering.Close();
        return (new string(CollectionsMarshal.AsSpan(rendering.text).TrimEnd()), rendering.blocks);
    }

    // Children by index: the tree finds a next sibling by searching the parent's list, which is quadratic in a long list.
    private void Walk(IElement root)
    {
        var open = new Stack<(IElement Element, int Next)>();
        if (Enter(root))
            open.Push((root, 0));
        while (open.TryPop(out var at))
        {
            if (at.Next == at.Element.ChildNodes.Length)
            {
                Leave(at.Element);
                continue;
            }
            open.Push((at.Element, at.Next + 1));
            switch (at.Element.ChildNodes[at.Next])
            {
                case IText data:
                    Append(data.Data);
                    break;
                case IElement child when Enter(child):
                    open.Push((child, 0));
                    break;
            }
        }
    }

    private bool Enter(IElement element)
    {
        var name = element.LocalName;
        if (HtmlNames.Unseen.Contains(name))
            return false;
        if (name == "br")
            Break();
        else if (name == "a")
            linkDepth++;
        else if (name is "td" or "th")
            Cell();
        else if (name is "pre" or "textarea")
            preDepth++;
        if (HtmlNames.Blocks.Contains(name))
        {
            Close();
            holder = element;
        }
        return true;
    }

    private void Leave(IElement element)
    {
        var name = element.LocalName;
        if (name == "a")
            linkDepth--;
        else if (name is "pre" or "textarea")
            preDepth--;
        if (!HtmlNames.Blocks.Contains(name))
            return;
        Close();
        holder = element.ParentElement ?? element;
    }

    private void Append(string data)
    {
        work.Did(data.Length);
        foreach (var c in data)
        {
            if (preDepth > 0 && c == '\n')
            {
                Break();
            }
            else if (c is ' ' or '\n' or '\t' or '\r' or '\f' && preDepth == 0)
            {
                space = true;
            }
            else
            {
                if (space && text.Count > start && text[^1] is not ('\n' or '\t'))
                    text.Add(' ');
                space = false;
                text.Add(c);
                links += linkDepth > 0 ? 1 : 0;
            }
        }
    }

    private void Break()
    {
        space = false;
        if (text.Count > start && text[^1] == '\n' && preDepth == 0)
            Close();
        else if (text.Count > start)
            text.Add('\n');
    }

    private void Cell()
    {
        space = false;
        if (text.Count > start && text[^1] is not ('\t' or '\n'))
            text.Add('\t');
    }

    private void Close()
    {
        space = false;
        var from = start;
        var to = text.Count;
        work.Did(to - from);
        while (to > from && char.IsWhiteSpace(text[to - 1]))
            to--;
        while (from < to && char.IsWhiteSpace(text[from]))
            from++;
        if (to > from)
        {
            if (from > start)
            {
                text.RemoveRange(start, from - start);
                to -= from - start;
            }
            text.RemoveRange(to, text.Count - to);
            blocks.Add(new HtmlBlock(new TextRange(start, to), holder, links));
            text.AddRange("\n\n");
        }
        else
        {
            text.RemoveRange(start, text.Count - start);
        }
        start = text.Count;
        links = 0;
    }
}
