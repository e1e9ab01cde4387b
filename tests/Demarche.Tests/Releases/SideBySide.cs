using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Demarche.Briefs;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Stix;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Tests.Releases;

/// <summary>One fact, as each of the two says it.</summary>
/// <param name="What">Which one, for a report.</param>
/// <param name="InLetter">The words of the letter.</param>
/// <param name="InBundle">What stands in the bundle; any of these is enough.</param>
internal sealed record TwiceSaid(string What, string InLetter, params IReadOnlyList<string> InBundle)
{
    /// <summary>What a member of the bundle is, whole, for a program that reads it; any of these is enough, and where there is none no member need be.</summary>
    public IReadOnlyList<string> Alone { get; init; } = [];
}

/// <summary>
/// Reads a letter as a person does, by its headings, rows and words, and a bundle as a program does, by its members, and says what stands in one of them alone. What there is
/// to say is read from the case, by this test's own words: neither of the two is believed.
/// </summary>
internal sealed partial class SideBySide
{
    // Words of forms and labels. Whatever else is left of a row or of a member, once its facts are taken out, is a fact that nobody checked.
    private static readonly HashSet<string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        "paraphrase", "date", "standing", "given", "as", "victim", "began", "ended", "discovered", "note", "first", "last", "seen", "said", "in", "public", "on", "it", "a",
        "at", "claim", "effect", "observable", "statement", "proposition", "party", "incident", "true", "false",
        "an", "value", "country",
    };

    private static readonly HashSet<string> Structure = ["type", "id", "spec_version", "created", "modified", "extension_type", "identity_class", "lang", "pattern_type", "valid_from", "published", "context", "asked_of", "ask_id"];

    private readonly Composed composed;
    private readonly Outgoing outgoing;
    private readonly View partner;
    private readonly Letterhead head;
    private readonly IDocument letter;
    private readonly List<JsonElement> objects;
    private readonly View? sender;
    private readonly List<string> differences = [];

    private SideBySide(View? sender, View partner, Outgoing outgoing, Letterhead head, Composed composed, string letter, string bundle)
    {
        (this.sender, this.partner, this.outgoing, this.head, this.composed) = (sender, partner, outgoing, head, composed);
        this.letter = new HtmlParser().ParseDocument(letter);
        objects = [.. JsonSerializer.Deserialize<JsonElement>(bundle).GetProperty("objects").EnumerateArray()];
    }

    /// <summary>What one of the two says and the other does not, in sentences; empty where they say the same.</summary>
    /// <param name="letter">The letter of the package, or one that was meddled with.</param>
    /// <param name="bundle">Likewise.</param>
    /// <param name="sender">In whose view it stands what was told before; null where nothing is corrected.</param>
    public static IReadOnlyList<string> Differences(
        View partner, Outgoing outgoing, Letterhead head, Composed composed, string? letter = null, string? bundle = null, View? sender = null)
    {
        var both = new SideBySide(sender, partner, outgoing, head, composed, letter ?? composed.Letter, bundle ?? Bundle(composed));
        both.OfThePackage();
        both.OfTheItems();
        return both.differences;
    }

    public static string Bundle(Composed composed)
    {
        using var plain = JsonDocument.Parse(composed.Plain);
        return plain.RootElement.GetProperty("bundle").GetRawText();
    }

    /// <summary>The rows of the letter that each say one thing that goes.</summary>
    public static IReadOnlyList<IElement> Rows(IDocument letter) =>
        [.. letter.QuerySelectorAll("table").Where(t => t.QuerySelectorAll("thead th").Select(h => h.TextContent).SequenceEqual(["No., level", "What"])).SelectMany(t => t.QuerySelectorAll("tbody tr"))];

    private void OfThePackage()
    {
        var words = Flat(string.Join(' ', letter.Body!.QuerySelectorAll("h1, h2, h3, p, td, th, li, blockquote").Select(Text)));
        var own = composed.Objects.Where(o => o.Item == outgoing.About).Select(o => o.As).ToHashSet();
        var leaves = objects.Where(o => own.Contains(Id(o))).SelectMany(Leaves).Select(l => (l.Name, Value: Flat(l.Value))).ToList();
        var members = string.Join(" | ", leaves.Select(l => l.Value));
        using var plain = JsonDocument.Parse(composed.Plain);
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("title", outgoing.Title), ("created", head.Created), ("tlp", Marking.Of(composed.Tlp).Label), ("from", head.FromDesk), ("to", head.ToDesk)])
            if (plain.RootElement.GetProperty(name).GetString() != value) differences.Add($"The package does not say {name}: {value}");
        List<TwiceSaid> facts =
        [
            new("title", outgoing.Title, outgoing.Title), InHead("From", head.FromName), InHead("To", head.ToName), .. Paragraphs().Select(p => new TwiceSaid("words", p, p)),
        ];
        if (outgoing.LegalBasis is { Length: > 0 } basis) facts.Add(InHead("Legal basis", basis));
        if (Times.Parse(outgoing.Due) is { } due) facts.Add(InHead("Answer needed by", HumanDate.Of(Times.Text(due)), Times.Text(due)));
        // Where answers to single asks differ, or some have none, no word of the whole says otherwise than they do.
        if (outgoing.Disposition is { } whole) facts.Add(InHead("Our answer as a whole",
            outgoing.Answers is not { Count: > 0 } answers || (answers.Count == outgoing.Asks.Count && answers.All(a => a.Disposition == whole)) ? LetterWords.Of(whole) : "Ask by ask, as below"));
        if (outgoing.Pap is { } pap) facts.Add(InHead("What may be done with it", $"PAP:{pap.ToString().ToUpperInvariant()}, {Demarche.Web.Words.English("web.marking.pap", Key(pap))}", ""));
        if (outgoing.Kind == PackageKind.Reply) facts.Add(new("what it answers", outgoing.AnsweredPackage!, outgoing.AnsweredPackage!));
        InHead("Date", HumanDate.Of(head.Created));
        foreach (var fact in facts) Compare(fact, words, members);
        var label = Marking.Of(composed.Tlp).Label;
        if (!words.StartsWith(label, StringComparison.Ordinal)) differences.Add($"The letter does not begin with {label}.");
        facts.AddRange(outgoing.Asks.Select(a => new TwiceSaid("ask", a.Text, a.Text)));
        facts.AddRange((outgoing.Answers ?? []).SelectMany(a => new TwiceSaid[] { new("answer", a.Text, a.Text), new("answer", LetterWords.Of(a.Disposition), Key(a.Disposition), a.Ask) }));
        foreach (var (ask, n) in outgoing.Asks.Select((a, n) => (a.Text, n)).Where(_ => outgoing.Kind == PackageKind.Request))
            Numbered("What we ask", n, outgoing.Asks.Count, [ask, .. Times.Parse(outgoing.Due) is { } day ? [HumanDate.Of(Times.Text(day))] : Array.Empty<string>()]);
        foreach (var (answer, n) in (outgoing.Answers ?? []).Select((a, n) => (a, n)))
            Numbered("Our answers", n, outgoing.Answers!.Count, [outgoing.Asks.FirstOrDefault(k => k.Id == answer.Ask)?.Text ?? answer.Ask, LetterWords.Of(answer.Disposition), answer.Text]);
        // What a program reads stands by itself, and for a person in words.
        var said = outgoing.Kind == PackageKind.Request ? outgoing.Asks.Select(a => a.Text).Append(outgoing.LegalBasis ?? "").Append(Times.Parse(outgoing.Due) is { } d ? Times.Text(d) : "")
            : (outgoing.Answers ?? []).SelectMany(a => new[] { a.Text, Key(a.Disposition), outgoing.Asks.FirstOrDefault(k => k.Id == a.Ask)?.Text ?? a.Ask }).Append(outgoing.Disposition is { } w ? Key(w) : "");
        foreach (var one in said.Where(t => t.Length > 0).Select(Flat))
            if (!leaves.Any(l => l.Value == one)) differences.Add($"No member of the bundle is by itself: {one}");
        if (outgoing.Disposition is { } answered) facts.Add(new("disposition", "", Key(answered)));
        // Beside the exact word stands the one that desks of before know.
        IEnumerable<Disposition> exact = [.. (outgoing.Answers ?? []).Select(a => a.Disposition), .. outgoing.Disposition is { } ofAll ? [ofAll] : Array.Empty<Disposition>()];
        facts.AddRange(exact.Select(d => new TwiceSaid("disposition", "", BeforeVersion12(d))));
        facts.AddRange(OfTheNotices(words, members));
        IReadOnlyList<string> known = Known([.. facts, .. Own().SelectMany(Facts), .. outgoing.Asks.Select(a => new TwiceSaid("", "", a.Id)),
            new("", "", head.Package), new("", "", $"This package, from {(head.FromName.Length > 0 ? head.FromName : head.FromDesk)} to {(head.ToName.Length > 0 ? head.ToName : head.ToDesk)}"), new("", "", LetterWords.Of(outgoing.Kind)), .. Phrases.Select(l => new TwiceSaid("", "", l)), .. Enumerable.Range(1, 200).Reverse().Select(n => new TwiceSaid("", "", $"{n}. ", $"[{n}]"))]);
        foreach (var (name, value) in leaves.Where(l => !IsStructure(l.Name))) Unchecked($"The member {name} of the package", value, known);
    }

    // What the container says in words of its own.
    private static readonly string[] Phrases = ["Legal basis:", "Answer needed by:", "Reply:", "The package that this answers", "demarche-package", "Rests on", "Correction", "Retraction", ", sent", "We said:",
        .. Enum.GetValues<Tlp>().Select(t => Marking.Of(t).Label), .. Enum.GetValues<Pap>().Select(p => $"PAP:{p.ToString().ToUpperInvariant()}")];

    private TwiceSaid InHead(string name, string value, string? inBundle = null)
    {
        var rows = letter.QuerySelectorAll("main > table").FirstOrDefault()?.QuerySelectorAll("tr").Where(r => Text(r.Children[0]) == name).Select(r => Flat(Text(r.Children[1]))) ?? [];
        if (value.Length > 0 && !rows.Contains(Flat(value))) differences.Add($"The head of the letter does not say {name}: {value}");
        return new(name, value, inBundle ?? value);
    }

    private IEnumerable<TwiceSaid> OfTheNotices(string words, string members)
    {
        var (isRetraction, items) = (outgoing.Kind == PackageKind.Retraction, outgoing.Notices.GroupBy(n => n.Item).ToList());
        foreach (var (had, n) in items.Select((g, n) => (g, n)))
        {
            foreach (var one in had)
            {
                foreach (var fact in (TwiceSaid[])[new("the object of a notice", one.As, one.As), new("the package of a notice", one.Package, one.Package), new("when it was sent", HumanDate.Of(one.Sent), one.Sent)])
                {
                    Compare(fact, words, members);
                    yield return fact;
                }
            }
            Numbered(isRetraction ? "What no longer holds" : "What is corrected", n, items.Count, [had.First().Before is null ? had.First().Kind : "", .. had.Select(o => HumanDate.Of(o.Sent))]);
            yield return new("kind", had.First().Kind, had.First().Kind);
            if (isRetraction) continue;
            var row = Cells("What is corrected", n);
            foreach (var fact in Facts(new(had.Key, had.First().Kind, "", 0))) Compare(fact with { What = $"what holds now, {fact.What}", InBundle = [fact.InLetter] }, row.ElementAtOrDefault(3) ?? "", Flat(fact.InLetter));
            if (had.First().Before is null || sender?.Item(had.Key) is not { } item) continue;
            var earlier = Telling.ChangeAt(item.History, had.Max(o => o.Sent)!).Content;
            foreach (var fact in ItemFacts.Of(earlier, partner, outgoing).Where(f => f.InLetter.Length > 0).Select(f => f with { What = $"what was told before, {f.What}", InBundle = [f.InLetter, .. f.InBundle] }))
            {
                Compare(fact, row.ElementAtOrDefault(1) ?? "", members);
                yield return fact;
            }
        }
        // What is retracted is not said again.
        foreach (var (name, value) in objects.Where(o => isRetraction && o.TryGetProperty("revoked", out _)).SelectMany(Leaves).Where(l => !IsStructure(l.Name)))
            Unchecked($"The member {name} of what is retracted", value, ["Retracted.", "revoked true", "Retracted", "[mutex:name = "]);
    }

    // Of the numbered table under a heading: an answer under another ask is another answer.
    private void Numbered(string heading, int row, int count, IReadOnlyList<string> cells)
    {
        var found = Table(heading).Count;
        if (found != count) differences.Add($"Under “{heading}” the letter has {found} rows, and {count} go.");
        var said = Flat(string.Join(' ', Cells(heading, row)));
        if (!said.StartsWith(Flat($"{row + 1} {cells[0]}"), StringComparison.Ordinal)) differences.Add($"Row {row + 1} under “{heading}” does not begin with its number and {cells[0]}.");
        foreach (var words in cells.Where(w => w.Length > 0)) Compare(new($"row {row + 1} under “{heading}”", words, words), said, Flat(words));
    }

    private List<IElement> Table(string heading) =>
        [.. letter.QuerySelectorAll("h2").FirstOrDefault(h => h.TextContent == heading)?.NextElementSibling?.QuerySelectorAll("tbody tr").ToList() ?? []];

    private List<string> Cells(string heading, int row) => [.. Table(heading).ElementAtOrDefault(row)?.Children.Select(c => Flat(Text(c))) ?? []];

    private static string BeforeVersion12(Disposition disposition) => disposition switch
    {
        Disposition.OnConditions or Disposition.Postponed => "partly",
        Disposition.NotCompetent => "declined",
        _ => Key(disposition),
    };

    private static string Key<T>(T value) where T : struct, Enum => Demarche.Web.Words.Key(value);

    private IEnumerable<ReleasedItem> Own() => ReleasedItem.OfTheirOwn(composed.Items).Where(_ => outgoing.Kind != PackageKind.Retraction);

    private static IReadOnlyList<string> Known(IEnumerable<TwiceSaid> facts) =>
        [.. facts.SelectMany(f => f.InBundle.Prepend(f.InLetter)).Select(Flat).Where(f => f.Length > 0).Distinct().OrderByDescending(f => f.Length)];

    private void OfTheItems()
    {
        var rows = Rows(letter).Select(r => Flat($"{string.Join(' ', r.Children.Skip(1).Select(Text))} {r.QuerySelector("small")?.TextContent}")).ToList();
        var own = Own().ToList();
        if (rows.Count != own.Count) differences.Add($"The letter has {rows.Count} things, and {own.Count} go.");
        foreach (var given in own)
        {
            var facts = Facts(given).Select(f => f with { InLetter = Flat(f.InLetter), InBundle = [.. f.InBundle.Select(Flat)] }).ToList();
            var row = rows.MaxBy(r => facts.Count(f => f.InLetter.Length > 0 && r.Contains(f.InLetter, StringComparison.Ordinal))) ?? "";
            rows.Remove(row);
            var leaves = ObjectsOf(given).SelectMany(Leaves).Select(l => (l.Name, Value: Flat(l.Value))).ToList();
            var members = string.Join(" | ", leaves.Select(l => l.Value));
            foreach (var fact in facts) Compare(fact with { What = $"{given.Kind} {given.Item}: {fact.What}" }, row, members);
            foreach (var fact in facts.Where(f => f.Alone.Count > 0 && !f.Alone.Any(a => leaves.Any(l => l.Value == Flat(a)))))
                differences.Add($"No member of {given.Kind} {given.Item} is by itself {fact.What}: {string.Join(" or ", fact.Alone)}");
            // What a machine looks for stands where a machine looks.
            if (given.Kind == "observable" && partner.Observables.Find(given.Item)?.Content is { } seen && !given.As.StartsWith("note--", StringComparison.Ordinal)
                && !objects.Where(o => Id(o) == given.As).SelectMany(Leaves).Any(l => l.Value.EndsWith(seen.Value.TrimStart('A', 'S'), StringComparison.OrdinalIgnoreCase)))
                differences.Add($"{given.As} does not hold {seen.Value}.");
            var (label, held) = (Marking.Of(LevelOf(given)).Label + (PapOf(given) is { } allowed ? $" PAP:{allowed.ToString().ToUpperInvariant()}" : ""), partner.Item(given.Item)!.Marking);
            if (LevelOf(given) < held.Tlp || (held.Pap is { } kept && !(PapOf(given) >= kept))) differences.Add($"{given.Kind} {given.Item} goes as {label}, and is stricter in the case.");
            if (!row.EndsWith(label, StringComparison.Ordinal)) differences.Add($"{given.Kind} {given.Item} is {label}, and its row says “{row}”.");
            var known = Known([.. facts, new("level", label)]);
            Unchecked($"The row of {given.Kind} {given.Item}", row, known);
            foreach (var (name, value) in leaves.Where(l => !IsStructure(l.Name))) Unchecked($"The member {name} of {given.Kind} {given.Item}", value, known);
        }
    }

    private void Unchecked(string where, string text, IReadOnlyList<string> known)
    {
        // A name may be the beginning of a description.
        if (known.Any(f => f.Contains(text, StringComparison.Ordinal))) return;
        foreach (var fact in known) text = Without(text, fact);
        var left = Word().Matches(text).Select(m => m.Value).Where(w => !Labels.Contains(w)).ToList();
        if (left.Count > 0) differences.Add($"{where} says more than is known of it: {string.Join(' ', left)}");
    }

    // Whole words: a state is no part of a statement.
    private static string Without(string text, string fact)
    {
        for (var at = text.IndexOf(fact, StringComparison.Ordinal); at >= 0; at = at + 1 < text.Length ? text.IndexOf(fact, at + 1, StringComparison.Ordinal) : -1)
        {
            var end = at + fact.Length;
            var isWithin = (at > 0 && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(fact[0])) || (end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(fact[^1]));
            if (!isWithin) text = $"{text[..at]} {text[end..]}";
        }
        return text;
    }

    private void Compare(TwiceSaid fact, string words, string members)
    {
        if (fact.InLetter.Length > 0 && !words.Contains(Flat(fact.InLetter), StringComparison.Ordinal)) differences.Add($"The letter does not say {fact.What}: {fact.InLetter}");
        if (!fact.InBundle.Any(b => members.Contains(Flat(b), StringComparison.Ordinal))) differences.Add($"The bundle does not say {fact.What}: {string.Join(" or ", fact.InBundle)}");
    }

    private IEnumerable<string> Paragraphs() => outgoing.Kind != PackageKind.Brief ? outgoing.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        : BriefText.Read(outgoing.Text).SelectMany(b => b switch
        {
            BriefBlock.Heading h => [h.Text],
            BriefBlock.Points p => p.Items.SelectMany(i => i.Where(r => r.Cite is null).Select(r => r.Text)),
            _ => BriefText.RunsOf(b).Where(r => r.Cite is null).Select(r => r.Text),
        });

    private IEnumerable<TwiceSaid> Facts(ReleasedItem given) => outgoing.Rewordings.GetValueOrDefault(given.Item) is { } reworded
        ? ItemFacts.Reworded(reworded.Content, given.Kind == "claim" ? partner.Claims.Find(given.Item)!.Content : null, head)
        : ItemFacts.Of(partner.Item(given.Item)!.Content, partner, outgoing);

    private Pap? PapOf(ReleasedItem given) => ObjectsOf(given)
        .SelectMany(o => o.TryGetProperty("object_marking_refs", out var refs) ? refs.EnumerateArray().Select(r => r.GetString()!) : [])
        .Select(r => PapMarkings.TryRead(StixId.Parse(r), out var pap) ? (Pap?)pap : null).Max();

    // The level of an item is the strictest of its objects.
    private Tlp LevelOf(ReleasedItem given) => ObjectsOf(given).SelectMany(o => o.TryGetProperty("object_marking_refs", out var refs) ? refs.EnumerateArray().Select(r => r.GetString()!) : [])
        .Select(r => TlpMarkings.TryRead(StixId.Parse(r), out var tlp, out _) ? tlp : Tlp.Clear).Max();

    // The object of an item, those that were written for it, and those that any of these names or that name it; the words of the package are no item's.
    private IEnumerable<JsonElement> ObjectsOf(ReleasedItem given)
    {
        HashSet<string> ids = [given.As, .. composed.Objects.Where(o => o.Item == given.Item).Select(o => o.As)];
        var others = composed.Objects.Where(o => o.Item == outgoing.About).Select(o => o.As).Concat(composed.Items.Where(i => i.Item != given.Item).Select(i => i.As)).Except(ids).ToHashSet();
        var ofTheCase = objects.Where(o => !others.Contains(Id(o)) && Id(o).Split("--")[0] is not ("extension-definition" or "marking-definition" or "grouping" or "report")
            && (o.TryGetProperty("created_by_ref", out _) || !Id(o).StartsWith("identity--", StringComparison.Ordinal))).ToList();
        for (var n = 0; n < 2; n++)
        {
            ids.UnionWith(ofTheCase.Where(o => ids.Contains(Id(o))).SelectMany(References));
            ids.UnionWith(ofTheCase.Where(o => given.Kind == "observable" && References(o).Any(r => r == given.As)).Select(Id));
        }
        return ofTheCase.Where(o => ids.Contains(Id(o)));
    }

    private static string Id(JsonElement one) => one.GetProperty("id").GetString()!;

    private static IEnumerable<string> References(JsonElement one) => Leaves(one).Where(l => IsReference(l.Name)).Select(l => l.Value);

    private static bool IsReference(string name) => name.EndsWith("_ref", StringComparison.Ordinal) || name.EndsWith("_refs", StringComparison.Ordinal);

    public static bool IsStructure(string name) => Structure.Contains(name) || IsReference(name);

    private static IEnumerable<(string Name, string Value)> Leaves(JsonElement one) => Leaves("", one);

    private static IEnumerable<(string Name, string Value)> Leaves(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Leaves(m.Name, m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => Leaves(name, v)),
        JsonValueKind.String => [(name, value.GetString()!)],
        // A number or a truth by itself says nothing.
        _ => [(name, $"{name} {value.GetRawText()}")],
    };

    private static string Text(IElement element)
    {
        foreach (var line in element.QuerySelectorAll("br").ToList()) line.ReplaceWith(element.Owner!.CreateTextNode(" "));
        return string.Join(' ', element.ChildNodes.Any(n => n is IElement { LocalName: "p" or "blockquote" }) ? element.ChildNodes.Select(n => n.TextContent) : [element.TextContent]);
    }

    private static string Flat(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"[\s\u200b]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();
}
