using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Parties;
using Demarche.Reading;
using Demarche.Statements;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Releases;

/// <summary>
/// What the words of a copy give away of what its partner may not see: its very words, a value in it, a name. Words are compared whatever their case, spacing
/// and punctuation, values whether defanged or not. The words of an item that goes were let go by its marking; what is written for the copy was not.
/// </summary>
internal static class GivenAway
{
    /// <summary>So many words in a row are not chance. Common phrases of offices are shorter.</summary>
    private const int Run = 6;

    /// <summary>A withheld text that is shorter than a run counts when all of it stands there, if it is at least this long.</summary>
    private const int ShortestWhole = 4;

    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var everywhere = Places(copy).Where(p => !string.IsNullOrWhiteSpace(p.Text)).ToList();
        var places = everywhere.Where(p => p.IsWrittenForTheCopy).ToList();
        var runs = new Runs(places);
        var values = new Dictionary<string, Place>();
        // Many items say the same; the first one that holds a value is named.
        foreach (var place in everywhere.DistinctBy(p => p.Text))
        {
            foreach (var value in ValuesIn(place.Text)) values.TryAdd(value, place);
        }
        var (open, standing) = (new Rulings(copy.Partner), copy.View.Items().Where(i => !i.IsWithdrawn).ToList());
        var isSeen = standing.ConvertAll(i => copy.Going.Contains(i.Id) || IsOpen(copy, i, open));
        var seen = new PartnersItems(standing.Where((_, n) => isSeen[n]).Select(i => Told(copy, i)));
        List<Finding> found = [];
        for (var n = 0; n < standing.Count; n++)
        {
            if (!isSeen[n] || IsKeptInPart(copy, standing[n])) Add(found, copy, standing[n], runs, values, seen);
        }
        return found;
    }

    private static void Add(
        List<Finding> list, CheckedCopy copy, Item hidden, Runs runs, Dictionary<string, Place> values, PartnersItems seen)
    {
        if (hidden.Content is Observable { Value: var value } && values.TryGetValue(value.ToLowerInvariant(), out var at) && !seen.HasValue(value))
        {
            list.Add(new("withheld-value-given-away", Severity.Block, at.Item,
                $"{at.Name} holds {value}, which this partner may not see{Because(hidden, copy.Partner)}. Take it out, reword it in this copy, or change its marking."));
        }
        foreach (var text in Texts(hidden.Content))
        {
            if (runs.Find(text) is not { } found || seen.HasText(text)) continue;
            list.Add(new("withheld-words-given-away", Severity.Block, found.Item,
                $"{found.Name} repeats words of {Article(hidden.Kind)} that this partner may not see{Because(hidden, copy.Partner)}: “{Cut.To(text, 80, "…")}”. Say it in other words, or change its marking."));
            break;
        }
        var name = hidden.Content switch { Party p => p.Name, Sources.Source { Name: { } named } => named, _ => null };
        if (name is { Length: > 2 } && runs.FindWhole(name) is { } place && !seen.HasText(name))
        {
            list.Add(new("names-somebody-withheld", Severity.Warning, place.Item, $"{place.Name} names {name}, who stands in this case and is withheld from this partner.") { RestsOn = [hidden.Id] });
        }
    }

    // What rests on something hidden is hidden too: a claim whose source is.
    private static bool IsOpen(CheckedCopy copy, Item item, Rulings open) =>
        open.Sees(item.Marking) && (item.Content is not Claim claim
            || open.Sees(copy.View.Propositions.Find(claim.Proposition)?.Marking) && open.Sees(copy.View.Sources.Find(claim.Source)?.Marking));

    // An item that goes may have a member that does not.
    private static bool IsKeptInPart(CheckedCopy copy, Item item) => item.Fields.Count > 0 && item.Fields.Any(f => !Ruling.For(f.Value, copy.Partner).Seen);

    private static Item Told(CheckedCopy copy, Item item) =>
        IsKeptInPart(copy, item) ? item with { Content = Fields.Told(item.Content, item.Fields, copy.Partner) } : item;

    private static IEnumerable<Place> Places(CheckedCopy copy)
    {
        var said = copy.Outgoing;
        yield return new(_ => "The title", null, said.Title);
        yield return new(_ => "The letter", null, said.Text);
        yield return new(_ => "The legal basis", null, said.LegalBasis ?? "");
        foreach (var (n, ask) in said.Asks.Index()) yield return new(_ => $"Ask {n + 1}", null, said.Kind == PackageKind.Request ? ask.Text : "");
        foreach (var answer in said.Answers ?? []) yield return new(_ => "An answer", null, answer.Text);
        foreach (var reworded in said.Rewordings.Values) yield return new(_ => "The rewording of an item", reworded.Content.Item, reworded.Content.Text);
        foreach (var (item, going) in copy.Held.Where(h => !copy.IsReworded(h.Given.Item)))
        {
            foreach (var text in Texts(Told(copy, going).Content)) yield return new(p => $"The {p.Kind} “{Cut.To(p.Text, 40, "…")}”", item.Item, text, going.Kind);
            // A host that is withheld stands in the URL that goes.
            if (going.Content is Observable seen) yield return new(p => $"The observable {Cut.To(p.Text, 80, "…")}", item.Item, seen.Value, going.Kind);
            if (going.Content is Claim claim) yield return new(_ => "The proposition of a claim", item.Item, copy.View.Propositions.Find(claim.Proposition)?.Content.Text ?? "", going.Kind);
        }
    }

    private static string[] Texts(object content) => content switch
    {
        Claim { Passage.Quote: { } quote } => [quote],
        Proposition p => [p.Text],
        Observable o => [o.Note ?? "", o.Passage?.Quote ?? ""],
        Incident i => [i.Description],
        Effect e => [e.Description],
        Statement s => [s.Text],
        Contacts.Contact c => [c.Asked, c.Said],
        Contacts.Commitment c => [c.Text],
        Requests.Reply r => [r.Text, .. r.Answers.Select(a => a.Text)],
        _ => [],
    };

    private static IEnumerable<string> ValuesIn(string text)
    {
        foreach (var found in Reader.ObservablesIn(text))
        {
            yield return found.Value.ToLowerInvariant();
            // A host that is withheld stands in the URL and in the mailbox too.
            if (found.Type == ObservableTypes.Url && Uri.TryCreate(found.Value, UriKind.Absolute, out var url)) yield return url.Host.ToLowerInvariant();
            if (found.Type == ObservableTypes.Email) yield return found.Value[(found.Value.LastIndexOf('@') + 1)..].ToLowerInvariant();
        }
    }

    private static List<string> WordsOf(string text)
    {
        List<string> words = [];
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i])) start = start < 0 ? i : start;
            else if (start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }
        return words;
    }

    private static string Because(Item hidden, Audience.Partner partner) =>
        hidden.Fields.Values.Prepend(hidden.Marking).Select(m => Ruling.For(m, partner)).FirstOrDefault(r => !r.Seen) is { Reasons: [var reason, ..] } ? $" ({reason.TrimEnd('.')})" : "";

    private static string Article(string kind) => (kind[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + kind.Replace('-', ' ');

    /// <param name="Named">How a finding calls it: asked for only where something was found.</param>
    /// <param name="Item">The item in whose words it stands; null for the letter's own.</param>
    /// <param name="Kind">What goes in its own words; null for what is written for the copy.</param>
    private sealed record Place(Func<Place, string> Named, string? Item, string Text, string? Kind = null)
    {
        public string Name => Named(this);

        public bool IsWrittenForTheCopy => Kind is null;
    }

    /// <summary>The runs of words in what is written for the copy. A large case withholds much, so a text is cut into runs only where its words stand here at all.</summary>
    private sealed class Runs
    {
        private readonly Dictionary<string, Place> places = [];
        private readonly List<(Place Place, string Plain)> wholes = [];
        private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> vocabulary;

        // By a word's length a bit for its first letter: most words of a case are told by it to stand nowhere here.
        private readonly ulong[] beginnings = new ulong[64];

        public Runs(IEnumerable<Place> written)
        {
            foreach (var place in written)
            {
                var said = WordsOf(place.Text);
                words.UnionWith(said);
                wholes.Add((place, $" {string.Join(' ', said)} "));
                for (var i = 0; i + Run <= said.Count; i++) places.TryAdd(string.Join(' ', said.GetRange(i, Run)), place);
            }
            foreach (var word in words) beginnings[word.Length % 64] |= Beginning(word[0]);
            vocabulary = words.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        /// <summary>Where a run of a text stands, or all of a short one.</summary>
        public Place? Find(string text)
        {
            if (!HasInARow(text, ShortestWhole)) return null;
            var said = WordsOf(text);
            if (said.Count < Run) return said.Count < ShortestWhole ? null : FindWhole(text);
            for (var i = 0; i + Run <= said.Count; i++)
            {
                if (places.TryGetValue(string.Join(' ', said.GetRange(i, Run)), out var place)) return place;
            }
            return null;
        }

        public Place? FindWhole(string text) =>
            !HasInARow(text, 1) ? null : wholes.FirstOrDefault(w => w.Plain.Contains($" {string.Join(' ', WordsOf(text))} ", StringComparison.Ordinal)).Place;

        private static ulong Beginning(char letter) => 1UL << (char.ToUpperInvariant(letter) % 64);

        private bool HasInARow(string text, int count)
        {
            var (row, start) = (0, -1);
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length && char.IsLetterOrDigit(text[i])) start = start < 0 ? i : start;
                else if (start >= 0)
                {
                    row = (beginnings[(i - start) % 64] & Beginning(text[start])) != 0 && vocabulary.Contains(text.AsSpan(start, i - start)) ? row + 1 : 0;
                    if (row == count) return true;
                    start = -1;
                }
            }
            return false;
        }
    }

    /// <summary>What this partner may see, or is given now: the same words and values in it are no secret. Asked for only where something was found.</summary>
    private sealed class PartnersItems(IEnumerable<Item> items)
    {
        private readonly Lazy<HashSet<string>> values = new(() => [.. items.Select(i => i.Content).OfType<Observable>().Select(o => o.Value.ToLowerInvariant())]);
        private readonly Lazy<HashSet<string>> texts = new(() => [.. items.SelectMany(i => Texts(i.Content)).Select(Plain)]);
        private readonly Lazy<HashSet<string>> names = new(() => [.. items.Select(i => i.Content switch { Party p => p.Name, Sources.Source { Name: { } n } => n, _ => "" })]);

        public bool HasValue(string value) => values.Value.Contains(value.ToLowerInvariant());

        public bool HasText(string text) => texts.Value.Contains(Plain(text)) || names.Value.Contains(text);

        private static string Plain(string text) => string.Join(' ', WordsOf(text));
    }
}
