using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Demarche.Briefs;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Releases;

/// <summary>
/// The package as a person reads it: one HTML page that loads nothing and runs nothing. It says what the bundle says (docs/protocol/exchange.md,
/// X31), and says it by elements alone: a reader that drops every attribute and the style, as a desk does with a partner's letter, loses nothing.
/// </summary>
internal sealed class Letter
{
    // In the order of the bundle.
    private static readonly Dictionary<string, string> Headings = new()
    {
        ["incident"] = "The incident",
        ["effect"] = "Effects",
        ["party"] = "Parties",
        ["claim"] = "Claims: who says what",
        ["observable"] = "Observables",
        ["statement"] = "Public statements",
        ["proposition"] = "Propositions: what can be true or false",
    };

    private readonly StringBuilder html = new();
    private readonly Outgoing outgoing;
    private readonly Letterhead head;
    private readonly IReadOnlyList<LetterLine> lines;
    private readonly LetterItems items;

    // Values that go are hostile until shown otherwise, in a sentence as in the table.
    private readonly DefangedText defanged;

    private Letter(View partner, Outgoing outgoing, Letterhead head, IReadOnlyList<LetterLine> lines)
    {
        (this.outgoing, this.head, this.lines, items) = (outgoing, head, lines, new(partner, outgoing, head));
        defanged = new(lines.Where(l => l.Kind == "observable" && !outgoing.Rewordings.ContainsKey(l.Item)).Select(l => l.Item)
            .Concat(outgoing.Notices.Select(n => n.Item)).Distinct().Select(i => partner.Observables.Find(i)?.Content).OfType<Observables.Observable>());
    }

    /// <param name="partner">The partner's view.</param>
    /// <param name="tlp">The strictest level of what goes.</param>
    /// <param name="lines">What goes, in the order of the bundle.</param>
    public static string Write(View partner, Outgoing outgoing, Letterhead head, Tlp tlp, IReadOnlyList<LetterLine> lines) =>
        new Letter(partner, outgoing, head, lines).Write(tlp);

    private string Write(Tlp tlp)
    {
        var label = Marking.Of(tlp).Label;
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n").Append("<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append("<title>").Append(Text(outgoing.Title)).Append("</title>\n").Append(LetterStyle.Element)
            .Append("\n</head>\n<body class=\"").Append(LetterStyle.ClassOf(tlp)).Append("\">\n<main>\n");
        Paragraph($"<strong>{Text(label)}</strong>");
        html.Append("<h1>").Append(Text(outgoing.Title)).Append("</h1>\n<table>\n");
        Row("This is", LetterWords.Of(outgoing.Kind));
        Row("From", head.FromName);
        Row("To", head.ToName);
        Row("Date", HumanDate.Of(head.Created));
        if (Due is { } due) Row("Answer needed by", due);
        if (outgoing.LegalBasis is { Length: > 0 } basis) Row("Legal basis", basis);
        if (outgoing.Whole is { } whole) Row("Our answer as a whole", whole);
        if (outgoing.Pap is { } pap) Row("What may be done with it", $"{pap.Label()}, {Words.SayOf(pap, "web.marking.pap")}");
        html.Append("</table>\n");
        if (outgoing.Kind == PackageKind.Brief)
        {
            Brief();
        }
        else
        {
            foreach (var paragraph in outgoing.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                Paragraph(Lines(paragraph.Trim()));
            if (outgoing.Kind == PackageKind.Request) Asks();
            else if (outgoing.Kind == PackageKind.Reply) Answers();
            else About();
            Enclosed();
        }
        Paragraph($"<strong>{Text(label)}</strong>");
        html.Append("<hr>\n");
        var answered = outgoing.AnsweredPackage is { } package ? $", about package {Own(LetterItem.Apart(package))}" : "";
        Paragraph($"<small>Package {Text(head.Package)}{answered}</small>");
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private string? Due => Times.Parse(outgoing.Due) is { } day ? HumanDate.Of(Times.Text(day)) : outgoing.Due;

    private void Brief()
    {
        var cited = new Citations(outgoing, lines);
        foreach (var block in BriefText.Read(outgoing.Text))
        {
            if (block is BriefBlock.Heading heading) Heading(2, heading.Text);
            else if (block is BriefBlock.Paragraph paragraph) Paragraph(Text(cited.Words(paragraph.Runs)));
            else if (block is BriefBlock.Points points)
            {
                html.Append("<ul>\n");
                foreach (var point in points.Items) html.Append("<li>").Append(Text(cited.Words(point))).Append("</li>\n");
                html.Append("</ul>\n");
            }
        }
        var rests = cited.InOrder().Select(l => (Line: l, Item: items.Of(l))).ToList();
        if (rests.Count == 0) return;
        Heading(2, "What this rests on");
        Hint(rests.Select(r => r.Item));
        Table("No., level", "What");
        foreach (var (n, rest) in rests.Index()) Item($"[{Number(n + 1)}]", rest.Line, rest.Item);
        html.Append("</table>\n");
    }

    private void Asks()
    {
        Heading(2, "What we ask");
        Table(["No.", "What we ask", .. Due is null ? Array.Empty<string>() : ["Answer needed by"]]);
        foreach (var (n, ask) in outgoing.Asks.Index())
            Cells([Number(n + 1), Lines(ask.Text), .. Due is { } due ? [Text(due)] : Array.Empty<string>()]);
        html.Append("</table>\n");
    }

    private void Answers()
    {
        if (outgoing.Answers!.Count == 0) return;
        Heading(2, "Our answers");
        Table("No.", "You asked", "We answer");
        foreach (var (n, answer) in outgoing.Answers.Index())
        {
            var said = answer.Text.Length > 0 ? $"<p>{Lines(answer.Text)}</p>" : "";
            var asked = outgoing.Asks.FirstOrDefault(a => a.Id == answer.Ask)?.Text ?? answer.Ask;
            Cells(Number(n + 1), Lines(asked), $"<p><strong>{Text(LetterWords.Of(answer.Disposition))}</strong></p>{said}");
        }
        html.Append("</table>\n");
    }

    // What is retracted is named and not said again.
    private void About()
    {
        var isRetraction = outgoing.Kind == PackageKind.Retraction;
        Heading(2, isRetraction ? "What no longer holds" : "What is corrected");
        Table(isRetraction ? ["No.", "What", "When you had it"] : ["No.", "What we said", "When you had it", "What holds now"]);
        var going = lines.GroupBy(l => l.Item).ToDictionary(g => g.Key, g => items.Of(g.First()));
        foreach (var (n, had) in outgoing.Notices.GroupBy(o => o.Item).Index())
        {
            var last = had.MaxBy(o => o.Sent, StringComparer.Ordinal)!;
            var what = last.Before is { } before ? Body(before) : $"<p>{Text(last.Kind)}</p>";
            var when = string.Concat(had.GroupBy(o => (o.Sent, o.Package)).Select(g =>
                $"<p>{Text(HumanDate.Of(g.Key.Sent))}<br><small>in package {Text(g.Key.Package)}, "
                + $"as {string.Join(", ", g.Select(o => Text(o.As)))}</small></p>"));
            if (isRetraction) Cells(Number(n + 1), what, when);
            else Cells(Number(n + 1), what, when, going.TryGetValue(had.Key, out var now) ? Body(now) : "");
        }
        html.Append("</table>\n");
    }

    private void Enclosed()
    {
        if (lines.Count == 0) return;
        Heading(2, "Enclosed");
        var going = lines.Select((l, n) => (Number: Number(n + 1), Line: l, Item: items.Of(l))).ToList();
        Hint(going.Select(g => g.Item));
        foreach (var kind in going.GroupBy(g => g.Line.Kind))
        {
            Heading(3, Headings[kind.Key]);
            Table("No., level", "What");
            foreach (var (number, line, item) in kind) Item(number, line, item);
            html.Append("</table>\n");
        }
    }

    private void Hint(IEnumerable<LetterItem> going)
    {
        if (going.Any(i => i.IsDefanged)) Paragraph(Text(Defanged.Hint));
    }

    private void Item(string number, LetterLine line, LetterItem item) =>
        Cells($"{number}<br><small>{Text(line.Label)}</small>", Body(item));

    private string Body(LetterItem item) =>
        $"<p>{Own(item.Lead)}{(item.IsParaphrase ? $" <em>({LetterItem.Paraphrase})</em>" : "")}</p>"
        + (item.Quote is { } quote ? $"<blockquote><p>“{Lines(quote)}”</p></blockquote>" : "")
        + (item.Facts.Count > 0 ? $"<p>{string.Join("; ", item.Facts.Select(Own))}</p>" : "");

    private void Table(params IReadOnlyList<string> columns)
    {
        html.Append("<table>\n<thead><tr>");
        foreach (var column in columns) html.Append("<th scope=\"col\">").Append(Text(column)).Append("</th>");
        html.Append("</tr></thead>\n");
    }

    private void Cells(params IReadOnlyList<string> cells)
    {
        html.Append("<tr>");
        foreach (var cell in cells) html.Append("<td>").Append(cell).Append("</td>");
        html.Append("</tr>\n");
    }

    private void Row(string name, string value) =>
        html.Append("<tr><th scope=\"row\">").Append(Text(name)).Append("</th><td>").Append(Lines(value)).Append("</td></tr>\n");

    private void Heading(int level, string text) =>
        html.Append("<h").Append(Number(level)).Append('>').Append(Text(text)).Append("</h").Append(Number(level)).Append(">\n");

    private void Paragraph(string inner) => html.Append("<p>").Append(inner).Append("</p>\n");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The encoder writes an end of line as a reference.
    private string Lines(string text) => string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(Text));

    // Each block of a page is ordered by itself: no sign in one text reaches the next, and signs that turn its own order round are spelled out.
    private string Text(string text) => HtmlEncoder.Default.Encode(PlainName.Spelled(defanged.Of(text)));

    // Words of ours with others' in them, which are set apart where they could change the order of ours.
    private string Own(string text) => string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(l =>
        HtmlEncoder.Default.Encode(defanged.Of(l))
            .Replace(HtmlEncoder.Default.Encode(LetterItem.Begins), "<bdi>", StringComparison.Ordinal)
            .Replace(HtmlEncoder.Default.Encode(LetterItem.Ends), "</bdi>", StringComparison.Ordinal)));
}
