using System.Text;

namespace Demarche.Exchange;

/// <summary>
/// Writes a letter anew from the tags and texts of another: elements without attributes, each one closed where HTML closes it, so that whoever
/// parses what comes out finds exactly these elements. Nothing in a letter can end the element that the letter stands in (HTML, section 13.2.6:
/// what a parser does with tags that do not match).
/// </summary>
/// <remarks>Linear in the length of the letter. What is nested deeper than <see cref="Deepest"/> is written without its elements.</remarks>
internal sealed class LetterMarkup(int topHeading)
{
    public const int Deepest = 40;

    private static readonly HashSet<string> Inline = ["strong", "em", "b", "i", "bdi", "code", "span", "small"];
    private static readonly HashSet<string> Leaves = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt"];
    private static readonly HashSet<string> Structures = ["ul", "ol", "dl", "table", "thead", "tbody", "tr"];
    private static readonly HashSet<string> Rows = ["thead", "tbody", "tr", "th", "td"];

    private readonly StringBuilder html = new();
    private readonly List<string> open = [];

    private string Top => open.Count > 0 ? open[^1] : "";

    /// <summary>A text between tags. References to characters stay as they are: they can name a character, never begin a tag.</summary>
    public void Text(ReadOnlySpan<char> written)
    {
        if (written.IsWhiteSpace() && Structures.Contains(Top)) return;
        if (!written.IsEmpty) Enter();
        foreach (var c in written)
        {
            if (c == '<') html.Append("&lt;");
            else if (c == '>') html.Append("&gt;");
            else html.Append(c);
        }
    }

    /// <param name="name">One of the elements that letters are made of, in lower case.</param>
    public void Open(string name)
    {
        if (name.Length == 2 && name[0] == 'h' && char.IsAsciiDigit(name[1])) name = Heading(name);
        if (name == "br")
        {
            Enter();
            html.Append("<br>");
        }
        else if (Inline.Contains(name))
        {
            Enter();
            Push(name);
        }
        else if (Rows.Contains(name))
        {
            OpenRow(name);
        }
        else if (name is "li")
        {
            if (PopTo(["ul", "ol"], ["table"])) Push(name);
        }
        else if (name is "dt" or "dd")
        {
            if (PopTo(["dl"], ["table"])) Push(name);
        }
        else
        {
            // A block begins where a block may stand: not within a line, nor between the items of a list or the cells of a table.
            while (Inline.Contains(Top) || Leaves.Contains(Top)) Pop();
            Enter();
            if (name == "hr") html.Append("<hr>");
            else Push(name);
        }
    }

    /// <summary>Ends an element that is open here; whatever was opened within it ends with it. Any other end is no end of anything.</summary>
    public void Close(string name)
    {
        if (name.Length == 2 && name[0] == 'h' && char.IsAsciiDigit(name[1])) name = Heading(name);
        for (var at = open.Count - 1; at >= 0; at--)
        {
            if (open[at] == name)
            {
                while (open.Count > at) Pop();
                return;
            }
            if (Inline.Contains(name) && !Inline.Contains(open[at])) return;
            if (open[at] is "td" or "th" && name is not ("table" or "thead" or "tbody" or "tr")) return;
            if (open[at] == "table") return;
        }
    }

    public string Ended()
    {
        while (open.Count > 0) Pop();
        return html.ToString();
    }

    private void OpenRow(string name)
    {
        if (!open.Contains("table")) return;
        if (name is "thead" or "tbody")
        {
            if (PopTo(["table"], [])) Push(name);
            return;
        }
        if (name == "tr")
        {
            PopTo(["table", "thead", "tbody"], []);
            if (Top == "table") Push("tbody");
            if (Top is "thead" or "tbody") Push(name);
            return;
        }
        PopTo(["table", "thead", "tbody", "tr"], []);
        if (Top != "tr") OpenRow("tr");
        if (Top == "tr") Push(name);
    }

    // What stands in a list or a table and in none of its items has one of its own.
    private void Enter()
    {
        switch (Top)
        {
            case "ul" or "ol":
                Push("li");
                break;
            case "dl":
                Push("dd");
                break;
            case "table" or "thead" or "tbody" or "tr":
                OpenRow("td");
                break;
        }
    }

    // Ends what stands within the nearest of these. Where one of the others stands nearer, or none is there, it is false, and nothing ends.
    private bool PopTo(ReadOnlySpan<string> names, ReadOnlySpan<string> nearer)
    {
        var at = open.Count - 1;
        while (at >= 0 && !names.Contains(open[at]))
        {
            if (nearer.Contains(open[at])) return false;
            at--;
        }
        if (at < 0) return false;
        while (open.Count > at + 1) Pop();
        return true;
    }

    private void Push(string name)
    {
        if (open.Count >= LimitOf(name) || (Inline.Contains(name) && open.Contains(name))) return;
        open.Add(name);
        html.Append('<').Append(name).Append('>');
        // A parser drops the first end of line.
        if (name == "pre") html.Append('\n');
    }

    // Where a list or a table may begin, its items, its rows and a paragraph in them have room.
    private static int LimitOf(string name) => name is "li" or "dd" || Rows.Contains(name) ? int.MaxValue
        : Inline.Contains(name) || Leaves.Contains(name) ? Deepest : Deepest - 5;

    private void Pop()
    {
        html.Append("</").Append(open[^1]).Append('>');
        open.RemoveAt(open.Count - 1);
    }

    private string Heading(string name) => $"h{Math.Min(6, name[1] - '0' + topHeading - 1)}";
}
