using System.Text.RegularExpressions;
using Demarche.Briefs;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>A text that this desk holds.</summary>
/// <param name="Item">In whose history it is; null for the case's own.</param>
/// <param name="What">How a finding calls it: <c>a claim</c>.</param>
/// <param name="Marking">What governs it, with members that are kept.</param>
internal sealed record HeldText(Item? Item, string What, OwnWords Words, Disclosure Disclosure, IReadOnlyList<Marking> Marking)
{
    /// <summary>What later versions of the item say and is compared in the same way: their words are no secret of this one.</summary>
    public IReadOnlyList<string> Later { get; init; } = [];

    /// <summary>Whether it is among what an item says or said, and not what somebody wrote about a change.</summary>
    public bool IsSaid { get; init; } = true;
}

/// <summary>
/// Every text of a case that its reader sees: of each item each version under the markings that govern it, the reasons of its changes, whether or not it was
/// withdrawn, and what the case says of itself. Texts of documents are read apart, because there is much of them (<see cref="CheckedCopy.DocumentRuns"/>).
/// </summary>
internal sealed partial class HeldTexts(CheckedCopy copy)
{
    private readonly Disclosures disclosures = new(copy);

    // What the desk itself writes into a brief: it is made from items, and each of these is compared by itself.
    private readonly Lazy<HashSet<string>> composed = new(() =>
        [.. BriefComposer.Compose(copy.View, copy.View, copy.Desk, null, copy.Composed.Created, out _).Text.Split('\n').SelectMany(SentencesOf)]);

    public IEnumerable<HeldText> All() => copy.View.Items().SelectMany(Of).Concat(OfTheCase());

    /// <summary>Those that the partner may read, in this package or elsewhere.</summary>
    public IEnumerable<HeldText> Told() => All().Where(t => t.Disclosure == Disclosure.Told);

    /// <summary>Those that it may not, or that are not for it.</summary>
    public IEnumerable<HeldText> Hidden() => copy.View.Items().SelectMany(HiddenOf).Concat(OfTheCase().Where(IsHidden));

    /// <summary>The words of the draft that this copy is made from, and of its wording for this partner, in every version.</summary>
    public IEnumerable<HeldText> OfTheDraft() => new[] { copy.View.Item(copy.Outgoing.About) }
        .Concat(copy.View.Wordings.Standing.Where(w => w.Content.Request == copy.Outgoing.About && w.Content.Partner == copy.Partner.Id).Select(w => copy.View.Item(w.Id)))
        .OfType<Item>().SelectMany(Of).Where(t => t.IsSaid);

    public Disclosure Of(string document) => copy.View.Item(document) is { } item ? disclosures.Of(item) : Disclosure.Withheld;

    private IEnumerable<HeldText> HiddenOf(Item item)
    {
        // Most items have one version: where it is told, nothing of it is hidden.
        if (item.History.Count == 1 && item.Fields.Count == 0 && item.Wider is null && disclosures.Of(item) is Disclosure.Told or Disclosure.Addressed) return [];
        return Of(item).Where(IsHidden);
    }

    private static bool IsHidden(HeldText text) => text.Disclosure is not (Disclosure.Told or Disclosure.Addressed);

    private IEnumerable<HeldText> Of(Item item)
    {
        var what = Article(item.Kind);
        // By what sort of words it is: a value that the item says no longer may stand in its quotation still, and there it is compared
        // as words.
        HashSet<(string Text, WordsOf Sort)> later = [];
        var disclosure = disclosures.Of(item);
        var kept = item.Fields.Values.Where(f => !Ruling.For(f, copy.Partner).Seen).ToList();
        // An item that goes may have a member that does not.
        if (disclosure == Disclosure.Told && kept.Count > 0)
        {
            foreach (var words in ItemWords.Of(Fields.Told(item.Content, item.Fields, copy.Partner))) yield return new(item, what, words, Disclosure.Told, [item.Marking]);
            disclosure = Disclosure.Withheld;
        }
        foreach (var words in TypedIn(item.Content))
        {
            if (words.Text is not { Length: > 0 } text) continue;
            later.Add((text, words.Sort));
            yield return new(item, what, words, disclosure, [item.Marking, .. kept]);
        }
        if (item.Wider is { } wider) yield return Reason(item, wider.Reason, item.Marking);
        if (item.History.Count == 1) yield break;
        var had = copy.Before.TryGetValue(item.Id, out var given) && given.Item.InOtherWords != true ? Telling.ChangeAt(item.History, given.Made).Content : null;
        for (var version = item.History.Count - 1; version >= 0; version--)
        {
            var change = item.History[version];
            var (marking, fields) = Versions.Governing(item.History, version, item.Marking);
            if (version > 0 && change.Reason is { Length: > 0 } reason) yield return Reason(item, reason, marking);
            if (ReferenceEquals(change.Content, item.Content)) continue;
            var then = ReferenceEquals(change.Content, had) ? Disclosure.Told : disclosures.OfVersion(item with { Content = change.Content, Marking = marking }, fields);
            IReadOnlyList<(string Text, WordsOf Sort)> known = [.. later];
            foreach (var words in TypedIn(change.Content))
            {
                if (words.Text is not { Length: > 0 } text || !later.Add((text, words.Sort))) continue;
                IReadOnlyList<string> judged = [.. known.Where(k => IsJudgedAs(k.Sort, words.Sort)).Select(k => k.Text)];
                yield return new(item, "an earlier version of " + what, words, then, [marking, .. fields.Values]) { Later = judged };
            }
        }
    }

    // A statement is looked for whole and in parts, a remark in parts alone, and other sorts in ways of their own.
    private static bool IsJudgedAs(WordsOf later, WordsOf sort) => later == sort || (later, sort) == (WordsOf.Statement, WordsOf.Remark);

    // Of a brief, the sentences that a person typed. One that the desk composed stays the desk's when the case moves on: what it quotes is compared where it stands, and the
    // phrases that any brief has give nobody away.
    private IReadOnlyList<OwnWords> TypedIn(object content) => content is not Brief brief ? ItemWords.Of(content)
        : ItemWords.Of(brief with { Text = string.Join('\n', brief.Text.Split('\n').Select(line => string.Join(' ', SentencesOf(line).Where(s => !composed.Value.Contains(s)).Select(Typed)))) });

    private string Typed(string sentence)
    {
        foreach (var quoted in BriefWords.Quotations(sentence).Select(q => $"“{q}”").Where(elsewhere.Value.Contains).ToList()) sentence = sentence.Replace(quoted, "", StringComparison.Ordinal);
        return BriefWords.WithoutPhrases(sentence);
    }

    // As a brief would quote them.
    private readonly Lazy<HashSet<string>> elsewhere = new(() =>
        [.. copy.View.Items().Where(i => i.Content is not Brief).SelectMany(i => i.History.Select(c => c.Content).Prepend(i.Content)).SelectMany(ItemWords.Of)
            .Where(w => w.Text is { Length: > 0 }).Select(w => BriefWords.Quoted(BriefComposer.Shortened(w.Text!)))]);

    // Without the numbers of what they cite, which another composer gives otherwise.
    private static IEnumerable<string> SentencesOf(string line) => Ends().Split(Cites().Replace(line, "")).Select(s => s.Trim(' ', '-', '#')).Where(s => s.Length > 0);

    [GeneratedRegex(@"\s*\[\d+\]")]
    private static partial Regex Cites();

    [GeneratedRegex(@"(?<=[.!?])\s+")]
    private static partial Regex Ends();

    private HeldText Reason(Item item, string reason, Marking marking) =>
        new(item, "the reason of a change of " + Article(item.Kind), new(reason, WordsOf.Remark), disclosures.OfRemark(marking), [marking]) { IsSaid = false };

    private IEnumerable<HeldText> OfTheCase()
    {
        var view = copy.View;
        var disclosure = disclosures.OfRemark(view.Default);
        HeldText Text(string what, string text, Disclosure of) => new(null, what, new(text, WordsOf.Remark), of, [view.Default]) { IsSaid = false };
        // What a case is about is what a letter is about: that its title is repeated is weighed.
        foreach (var title in view.Events.Where(e => e.What is "case-opened" or "case-retitled").Select(e => e.About).Append(view.Title.Title).Distinct())
            yield return Text("the title of the case", title, disclosure == Disclosure.Told ? disclosure : Disclosure.StaysHere);
        yield return Text("the summary of the case", view.Title.Summary, disclosure);
        foreach (var reason in view.Events.Select(e => e.Reason).OfType<string>().Distinct()) yield return Text("the reason of a change of the case", reason, disclosure);
    }

    private static string Article(string kind) => (kind[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + kind.Replace('-', ' ');
}
