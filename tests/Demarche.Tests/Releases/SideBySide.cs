using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Stix;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Tests.Releases;

/// <summary>One fact, as each of the two says it.</summary>
/// <param name="What">Which one, for a report.</param>
/// <param name="InLetter">The words of the letter.</param>
/// <param name="InBundle">What stands in the bundle; any of these is enough.</param>
internal sealed record TwiceSaid(string What, string InLetter, params IReadOnlyList<string> InBundle);

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
    };

    private static readonly HashSet<string> Structure = ["type", "id", "spec_version", "created", "modified", "extension_type", "identity_class", "lang"];

    private readonly Composed composed;
    private readonly Outgoing outgoing;
    private readonly View partner;
    private readonly Letterhead head;
    private readonly IDocument letter;
    private readonly List<JsonElement> objects;
    private readonly List<string> differences = [];

    private SideBySide(View partner, Outgoing outgoing, Letterhead head, Composed composed, string letter, string bundle)
    {
        (this.partner, this.outgoing, this.head, this.composed) = (partner, outgoing, head, composed);
        this.letter = new HtmlParser().ParseDocument(letter);
        objects = [.. JsonSerializer.Deserialize<JsonElement>(bundle).GetProperty("objects").EnumerateArray()];
    }

    /// <summary>What one of the two says and the other does not, in sentences; empty where they say the same.</summary>
    /// <param name="letter">The letter of the package, or one that was meddled with.</param>
    /// <param name="bundle">Likewise.</param>
    public static IReadOnlyList<string> Differences(View partner, Outgoing outgoing, Letterhead head, Composed composed, string? letter = null, string? bundle = null)
    {
        var both = new SideBySide(partner, outgoing, head, composed, letter ?? composed.Letter, bundle ?? Bundle(composed));
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
        [.. letter.QuerySelectorAll("table").Where(t => t.QuerySelectorAll("thead th").Select(h => h.TextContent).SequenceEqual(["No.", "What", "Level"])).SelectMany(t => t.QuerySelectorAll("tbody tr"))];

    private void OfThePackage()
    {
        var words = Flat(string.Join(' ', letter.Body!.QuerySelectorAll("h1, h2, h3, p, td, th, li, blockquote").Select(Text)));
        var members = Flat(string.Join(" | ", objects.SelectMany(Leaves).Select(l => l.Value)));
        using var plain = JsonDocument.Parse(composed.Plain);
        var label = Marking.Of(composed.Tlp).Label;
        List<TwiceSaid> facts =
        [
            new("title", outgoing.Title, outgoing.Title), new("sender", head.FromName, head.FromName), new("addressee", head.ToName, head.ToName),
            new("date", HumanDate.Of(head.Created), head.Created), .. Paragraphs().Select(p => new TwiceSaid("words", p, p)),
        ];
        if (outgoing.LegalBasis is { Length: > 0 } basis) facts.Add(new("basis", basis, basis));
        if (Times.Parse(outgoing.Due) is { } due) facts.Add(new("due", HumanDate.Of(Times.Text(due)), Times.Text(due), StixTimestamp.Parse(Times.Text(due)).ToString()));
        if (outgoing.Disposition is { } whole) facts.Add(new("disposition", LetterWords.Of(whole), LetterWords.Of(whole)));
        foreach (var fact in facts)
            Compare(fact, words, fact.What is "title" or "date" ? members + " | " + Flat(plain.RootElement.GetProperty("title").GetString() + " " + plain.RootElement.GetProperty("created").GetString()) : members);
        if (!words.StartsWith(label, StringComparison.Ordinal)) differences.Add($"The letter does not begin with {label}.");
        if (plain.RootElement.GetProperty("tlp").GetString() != label) differences.Add($"The package is not {label}.");
        if (outgoing.Kind == PackageKind.Request) Numbered("What we ask", [.. outgoing.Asks.Select(a => (IReadOnlyList<string>)[a.Text])], members);
        if (outgoing.Kind == PackageKind.Reply)
            Numbered("Our answers", [.. outgoing.Answers!.Select(a => (IReadOnlyList<string>)[outgoing.Asks.FirstOrDefault(k => k.Id == a.Ask)?.Text ?? a.Ask, LetterWords.Of(a.Disposition), a.Text])], members);
        foreach (var notice in outgoing.Notices)
        {
            Compare(new("the object of a notice", notice.As, notice.As), words, members);
            Compare(new("the package of a notice", notice.Package, notice.Package), words, members);
            Compare(new("when it was sent", HumanDate.Of(notice.Sent), notice.Sent), words, members);
        }
        if (outgoing.Notices.Count == 0) return;
        var isRetraction = outgoing.Kind == PackageKind.Retraction;
        Numbered(isRetraction ? "What no longer holds" : "What is corrected", [.. outgoing.Notices.GroupBy(n => n.Item).Select(g => (IReadOnlyList<string>)[isRetraction ? g.First().Kind : "", .. g.Select(n => HumanDate.Of(n.Sent))])], null);
        // What is retracted is not said again.
        foreach (var (name, value) in objects.Where(o => o.TryGetProperty("revoked", out _)).SelectMany(Leaves).Where(l => !IsStructure(l.Name)))
            Unchecked($"The member {name} of what is retracted", value, ["Retracted.", "revoked true", "Retracted"]);
    }

    // Of the numbered table under a heading, row by row: an answer under another ask is another answer.
    private void Numbered(string heading, IReadOnlyList<IReadOnlyList<string>> rows, string? members)
    {
        var table = letter.QuerySelectorAll("h2").FirstOrDefault(h => h.TextContent == heading)?.NextElementSibling;
        var found = table?.QuerySelectorAll("tbody tr").Select(r => Flat(string.Join(' ', r.Children.Select(Text)))).ToList() ?? [];
        if (found.Count != rows.Count) differences.Add($"Under “{heading}” the letter has {found.Count} rows, and {rows.Count} go.");
        foreach (var (row, n) in rows.Select((r, n) => (r, n)))
        {
            var said = n < found.Count ? found[n] : "";
            if (!said.StartsWith(Flat($"{n + 1} {row[0]}"), StringComparison.Ordinal)) differences.Add($"Row {n + 1} under “{heading}” does not begin with its number and {row[0]}.");
            foreach (var words in row.Where(w => w.Length > 0)) Compare(new($"row {n + 1} under “{heading}”", words, words), said, members ?? words);
        }
    }

    private void OfTheItems()
    {
        var rows = Rows(letter).Select(r => Flat(string.Join(' ', r.Children.Skip(1).Select(Text)))).ToList();
        var own = ReleasedItem.OfTheirOwn(composed.Items).Where(_ => outgoing.Kind != PackageKind.Retraction).ToList();
        if (rows.Count != own.Count) differences.Add($"The letter has {rows.Count} things, and {own.Count} go.");
        foreach (var given in own)
        {
            var facts = Facts(given).Select(f => f with { InLetter = Flat(f.InLetter), InBundle = [.. f.InBundle.Select(Flat)] }).ToList();
            var row = rows.MaxBy(r => facts.Count(f => f.InLetter.Length > 0 && r.Contains(f.InLetter, StringComparison.Ordinal))) ?? "";
            rows.Remove(row);
            var leaves = ObjectsOf(given).SelectMany(Leaves).Select(l => (l.Name, Value: Flat(l.Value))).ToList();
            var members = string.Join(" | ", leaves.Select(l => l.Value));
            foreach (var fact in facts) Compare(fact with { What = $"{given.Kind} {given.Item}: {fact.What}" }, row, members);
            var label = Marking.Of(LevelOf(given)).Label;
            if (!row.EndsWith(label, StringComparison.Ordinal)) differences.Add($"{given.Kind} {given.Item} is {label}, and its row says “{row}”.");
            IReadOnlyList<string> known = [.. facts.SelectMany(f => f.InBundle.Prepend(f.InLetter)).Append(label).Where(f => f.Length > 0).Distinct().OrderByDescending(f => f.Length)];
            Unchecked($"The row of {given.Kind} {given.Item}", row, known);
            foreach (var (name, value) in leaves.Where(l => !IsStructure(l.Name))) Unchecked($"The member {name} of {given.Kind} {given.Item}", value, known);
        }
    }

    private void Unchecked(string where, string text, IReadOnlyList<string> known)
    {
        // A name may be the beginning of a description.
        if (known.Any(f => f.Contains(text, StringComparison.Ordinal))) return;
        foreach (var fact in known) text = text.Replace(fact, " ", StringComparison.Ordinal);
        var left = Word().Matches(text).Select(m => m.Value).Where(w => !Labels.Contains(w)).ToList();
        if (left.Count > 0) differences.Add($"{where} says more than is known of it: {string.Join(' ', left)}");
    }

    private void Compare(TwiceSaid fact, string words, string members)
    {
        if (fact.InLetter.Length == 0) return;
        if (!words.Contains(Flat(fact.InLetter), StringComparison.Ordinal)) differences.Add($"The letter does not say {fact.What}: {fact.InLetter}");
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

    private static bool IsStructure(string name) => Structure.Contains(name) || IsReference(name);

    private static IEnumerable<(string Name, string Value)> Leaves(JsonElement one) => Leaves("", one);

    private static IEnumerable<(string Name, string Value)> Leaves(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Leaves(m.Name, m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => Leaves(name, v)),
        JsonValueKind.String => [(name, value.GetString()!)],
        JsonValueKind.True or JsonValueKind.False => [(name, $"{name} {value.GetRawText()}")],
        _ => [(name, value.GetRawText())],
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
