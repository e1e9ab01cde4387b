using Demarche.Requests;

namespace Demarche.Releases;

/// <summary>
/// What a copy gives away of what its partner may not read: its very words, a value in it, a name. It is compared with every text that this desk holds
/// and its reader sees (<see cref="HeldTexts"/>), folded (<see cref="FoldedText"/>). The words of an item that goes were let go by its marking, so that
/// they repeat what was withheld before is weighed; in what is written for the copy it is a block.
/// </summary>
internal sealed class GivenAway
{
    private readonly CheckedCopy copy;
    private readonly CopyTexts texts;
    private readonly HeldTexts held;
    private readonly PartnersTexts told;
    private readonly Lazy<Dictionary<string, HashSet<string>>> bases;
    private readonly Lazy<CopyTexts.Hosts> hosts;
    private readonly OpenNames names;
    private readonly PublicAlready known;
    private readonly List<Finding> list = [];

    private GivenAway(CheckedCopy copy)
    {
        (this.copy, texts, held) = (copy, new(copy), new(copy));
        (known, names) = (new(copy.View, copy.Partner.At), new(copy, texts));
        told = new(copy, held, texts, known);
        (bases, hosts) = (new(() => BasesOf(copy)), new(() => new(copy)));
    }

    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        var check = new GivenAway(copy);
        string? last = null;
        Finding? words = null, inItem = null;
        // Of each item one finding of each sort, the strictest.
        void End()
        {
            if (words is not null) check.list.Add(words);
            if (inItem is not null) check.list.Add(inItem);
            (words, inItem) = (null, null);
        }
        foreach (var text in check.held.Hidden())
        {
            if (text.Item?.Id != last || text.Item is null) End();
            last = text.Item?.Id;
            if (text.Words.Sort == WordsOf.Value) check.AddValue(text);
            else if (text.Words.Sort == WordsOf.Name) check.AddName(text);
            else if (text.Words.Sort != WordsOf.Reference)
            {
                if (words?.Severity != Severity.Block && check.Repeated(text) is { } found && found.Severity > (words?.Severity ?? (Severity)(-1))) words = found;
                inItem ??= check.RepeatedInAnItem(text);
            }
        }
        End();
        check.AddDocuments();
        return check.list;
    }

    private void AddValue(HeldText hidden)
    {
        var value = hidden.Words.Text!;
        if (texts.FindValue(value) is { } at && !told.HasValue(value, Since(hidden, value)))
        {
            list.Add(new("withheld-value-given-away", Severity.Block, at.Item,
                $"{at.Name} holds {value}, which this partner may not see{Because(hidden)}. Take it out, reword it in this copy, or change its marking."));
        }
        else if (PartOf(value, h => told.HasHost(h, Since(hidden, value))) is var (host, place))
        {
            list.Add(new("part-of-a-withheld-value", Severity.Warning, place.Item,
                $"{place.Name} holds {host}, which is a part of {value}. This partner may not see that{Because(hidden)}. Take it out, or write why it may go.")
            { RestsOn = Ids(hidden), Words = [place.Text] });
        }
    }

    // Its host, or a domain above that.
    private (string Host, Place Place)? PartOf(string value, Func<string, bool> isTold) =>
        texts.FindHost(value) is { } part && !isTold(part.Host) ? part : hosts.Value.Above(value, isTold);

    // One word may be anybody's, unless it is what a party or a source is called.
    private void AddName(HeldText hidden)
    {
        if (hidden is not { Disclosure: Disclosure.Withheld, Item.Content: var content, Words.Text: { Length: > 2 } name }) return;
        if (content is not (Parties.Party or Sources.Source) && !Runs.Plain(name).Contains(' ', StringComparison.Ordinal)) return;
        if (texts.Written.FindWhole(name) is { } place && !told.HasName(name) && !names.Hold(name))
            list.Add(new("names-somebody-withheld", Severity.Warning, place.Item,
                $"{place.Name} names {name}, who stands in this case and is withheld from this partner.")
            { RestsOn = Ids(hidden), Words = [place.Text] });
    }

    private Finding? Repeated(HeldText hidden)
    {
        var (text, isStatement) = (hidden.Words.Text!, hidden.Words.Sort == WordsOf.Statement);
        HashSet<string>? no = null;
        long? since = null;
        Place? cited = null;
        bool IsTold(string run) =>
            told.HasOrSaidRun(run, since ??= Since(hidden, text)) || (no ??= NoSecret(hidden)).Contains(run);
        // What the letter cites as its ground is weighed, wherever else it stands in it.
        bool IsCited(string run) => texts.Written.IsCited(run) && (cited ??= texts.Written.At(run)) is not null;
        if (texts.Written.Find(text, isStatement, run => IsTold(run) || IsCited(run)) is { } found) return Repeated(hidden, found, text);
        if (cited is null) return null;
        // All of a withheld text is no citation.
        return hidden.Disclosure != Disclosure.Withheld || texts.Written.FindWhole(text) is not null ? Repeated(hidden, cited, text)
            : Cited(hidden.What, Because(hidden), $": “{Cut.To(text, 80, "…")}”", Ids(hidden), copy.Outgoing.LegalBasis);
    }

    private static Finding Cited(string what, string because, string quote, string[] basis, string? ground) => new(
        "withheld-words-cited",
        Severity.Warning,
        null,
        $"The legal basis has words in common with {what} that this partner may not see{because}{quote}. "
        + "Say it in other words, or write why it may go: that it cites public law.")
    { RestsOn = basis, IsOfTheDraft = true, Words = [ground ?? ""] };

    // What came to be held later excuses nothing by itself: a twin of the hidden words could be written for that alone.
    private static long Since(HeldText hidden, string text) => hidden.Item is { } item ? CopyTexts.Since(item, text) : long.MaxValue;

    // What a wording has in common with the words for everybody was not written for its partner alone; what a later version says is judged with that one.
    private HashSet<string> NoSecret(HeldText hidden)
    {
        var all = hidden.Item?.Content is Wording wording && copy.View.Requests.Find(wording.Request) is { } request ? ItemWords.Of(request.Content).Select(w => w.Text ?? "") : [];
        return [.. all.Concat(hidden.Later).SelectMany(texts.Written.Shared)];
    }

    private Finding Repeated(HeldText hidden, Place found, string text)
    {
        var (what, quote) = (hidden.What, Cut.To(text, 80, "…"));
        return hidden.Disclosure switch
        {
            // What the case is called is no item's: the reason is the draft's, whoever reads it.
            Disclosure.StaysHere when hidden.Item is null => new("words-that-stay-here", Severity.Warning, found.Item,
                $"{found.Name} repeats words of {what}: “{quote}”. Say it in other words, or write why the copies may say it.")
            { IsOfTheDraft = true, Words = [found.Text] },
            Disclosure.StaysHere => new("words-that-stay-here", Severity.Warning, found.Item,
                $"{found.Name} repeats words of {what}, which goes to no partner: “{quote}”. Its marking allows telling it in words. Say it in other words, or write why this partner is told.")
            { RestsOn = Ids(hidden), Words = [found.Text] },
            Disclosure.ForAnother => new("words-for-somebody-else", Severity.Warning, found.Item,
                $"{found.Name} repeats words of {what} that was written for somebody else: “{quote}”. Say it in other words, or write why this partner may read it too.")
            { RestsOn = Ids(hidden), Words = [found.Text] },
            Disclosure.NotSent => new("words-not-sent", Severity.Warning, found.Item,
                $"{found.Name} repeats words of {what} for this partner that was taken back, or is stricter than this copy, and has not gone: “{quote}”. Say it in other words, or write why it may go.")
            { RestsOn = Ids(hidden), Words = [found.Text] },
            _ => new("withheld-words-given-away", Severity.Block, found.Item,
                $"{found.Name} repeats words of {what} that this partner may not see{Because(hidden)}: “{quote}”. Say it in other words, or change its marking."),
        };
    }

    // Somebody marked the item so that it goes. That its words were withheld before they came into it is for whoever approves to know.
    private Finding? RepeatedInAnItem(HeldText hidden)
    {
        if (hidden is not { Disclosure: Disclosure.Withheld, IsSaid: true, Item: { } item, Words: { Text: { } text, Sort: var sort } }) return null;
        long? since = null;
        Func<Place, bool>? isNotOf = null;
        long Since() => since ??= CopyTexts.Since(item, text);
        return texts.Going.Find(text, sort == WordsOf.Statement, run => told.HadRun(run, Since()), place => place.Since > Since() && (isNotOf ??= IsNotOf(item))(place)) is not { } found ? null
            : InAnItem(found, hidden.What, Because(hidden), Cut.To(text, 80, "…"), item.Id);
    }

    private static Finding InAnItem(Place found, string what, string because, string quote, string hidden) => new("withheld-words-in-an-item", Severity.Warning, found.Item,
        $"{found.Name} repeats words of {what} that this partner may not see{because}: “{quote}”. Reword it in this copy, or write why it may go.")
    { RestsOn = [hidden], Words = [found.Text] };

    // An item and its own earlier versions, and what rests on what: the rule for that is another one (Bases).
    private Func<Place, bool> IsNotOf(Item hidden)
    {
        var basis = RestsOn.Of(hidden.Content);
        return place => place.Item is { } id && bases.Value.TryGetValue(id, out var mine) && !mine.Contains(hidden.Id) && !basis.Contains(id);
    }

    // By the id of what goes: itself, and what it rests on or says.
    private static Dictionary<string, HashSet<string>> BasesOf(CheckedCopy copy)
    {
        Dictionary<string, HashSet<string>> bases = new(StringComparer.Ordinal);
        foreach (var (_, item) in copy.Held)
        {
            HashSet<string> mine = new(RestsOn.Of(item.Content), StringComparer.Ordinal) { item.Id };
            if (item.Content is Claims.Claim claim) mine.UnionWith([claim.Proposition, claim.Source]);
            bases[item.Id] = mine;
        }
        return bases;
    }

    private void AddDocuments()
    {
        foreach (var (id, runs) in copy.DocumentRuns.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (runs.Count == 0 || copy.View.Item(id) is not { } document || held.Of(id) != Disclosure.Withheld) continue;
            var because = Because([document.Marking]);
            if (copy.View.Documents.Find(id) is { } page && known.IsPublication(page))
            {
                if (runs.Select(r => texts.Written.At(r)).FirstOrDefault(p => p is not null) is { } said) list.Add(Published(page, said));
                continue;
            }
            bool IsGivenAway(string r) => texts.Written.At(r) is not null && !told.HasRun(r, document.History[0].From.Entry);
            var written = runs.Where(IsGivenAway).ToList();
            if (written.Count > 0 && written.TrueForAll(texts.Written.IsCited))
                list.Add(Cited("a document", because, "", [id], copy.Outgoing.LegalBasis));
            else if (written.Find(r => !texts.Written.IsCited(r)) is { } run)
                list.Add(new("withheld-words-given-away", Severity.Block, texts.Written.At(run)!.Item,
                    $"{texts.Written.At(run)!.Name} repeats words of a document that this partner may not see{because}. Say it in other words, or change its marking."));
            var since = document.History[0].From.Entry;
            var isNotOf = IsNotOf(document);
            bool Counts(Place place) => place.Since > since && isNotOf(place);
            if (runs.FirstOrDefault(r => texts.Going.At(r, Counts) is not null && !told.HadRun(r, since)) is { } taken && texts.Going.At(taken, Counts) is { } found)
                list.Add(new("withheld-words-in-an-item", Severity.Warning, found.Item,
                    $"{found.Name} repeats words of a document that this partner may not see{because}. Reword it in this copy, or write why it may go.")
                { RestsOn = [id], Words = [found.Text] });
        }
        if (copy.IsReadInPart)
            list.Add(new("documents-not-compared", Severity.Warning, null,
                "Not all documents of this case could be compared with this copy: there is too much text, one came in meanwhile, or its text is not in the store. Look again, or write why it may go.")
            {
                IsOfTheDraft = true,
                RestsOn = [.. copy.View.Documents.All.Select(d => d.Id).Where(d => !copy.DocumentRuns.ContainsKey(d))],
            });
    }

    private static Finding Published(Held<Documents.Document> page, Place found) => new("words-of-a-publication", Severity.Note, found.Item,
        $"{found.Name} repeats words of “{Bases.NameOf(page)}”, published by {page.Content.Publisher ?? page.Content.Agency}. "
        + "Our copy is not for this partner; its words are public.")
    { RestsOn = [page.Id] };

    private string Because(HeldText hidden) => Because(hidden.Marking);

    private string Because(IReadOnlyList<Marking> markings) =>
        markings.Select(m => Ruling.For(m, copy.Partner)).FirstOrDefault(r => !r.Seen) is { Reasons: [var reason, ..] } ? $" ({reason.TrimEnd('.')})" : "";

    private static string[] Ids(HeldText hidden) => hidden.Item is { } item ? [item.Id] : [];

    /// <summary>What this partner is told or may see: the same words and values in it are no secret. Asked for only where something was found.</summary>
    private sealed class PartnersTexts
    {
        private readonly Lazy<List<HeldText>> all;
        private readonly Lazy<HashSet<string>> names;
        private readonly Lazy<Dictionary<string, long>> values, hosts, runs, ours, since;

        public PartnersTexts(CheckedCopy copy, HeldTexts held, CopyTexts texts, PublicAlready known)
        {
            all = new(() => [.. held.Told()]);
            // What goes along, or went before, was weighed as such. What stands in the case and does not go excuses what came later; withdrawn, nothing.
            HashSet<string> goes = [.. copy.Composed.Items.Select(i => i.Item), .. copy.Before.Keys];
            long? Excuses(HeldText text) => text.Item is not { } item || goes.Contains(item.Id) ? -1 : item.IsWithdrawn ? null : CopyTexts.Since(item, text.Words.Text ?? "");
            Dictionary<string, long> Earliest(Func<HeldText, IEnumerable<string>> parts)
            {
                Dictionary<string, long> first = new(StringComparer.Ordinal);
                foreach (var text in all.Value)
                {
                    if (Excuses(text) is not { } entry) continue;
                    Note(first, parts(text), entry);
                }
                return first;
            }
            values = new(() => Earliest(t => t.Words is { Sort: WordsOf.Value, Text: { } value } ? CopyTexts.WithDomains(value) : []));
            hosts = new(() => Earliest(t => t.Words is { Sort: WordsOf.Value, Text: { } value } ? CopyTexts.With(value) : []));
            var documents = new Lazy<List<(string Id, IReadOnlyList<string> Runs)>>(() =>
                [.. copy.DocumentRuns.Where(d => held.Of(d.Key) == Disclosure.Told
                    || copy.View.Documents.Find(d.Key) is { } page && known.IsPublication(page)).Select(d => (d.Key, d.Value))]);
            runs = new(() =>
            {
                var first = Earliest(t => texts.Written.Shared(t.Words.Text ?? ""));
                foreach (var (id, read) in documents.Value.Where(d => copy.View.Item(d.Id) is { IsWithdrawn: false }))
                {
                    var entry = goes.Contains(id) ? -1 : copy.View.Item(id)!.History[0].From.Entry;
                    Note(first, read, entry);
                }
                return first;
            });
            // What this draft said before something came in that says the same was our own: a partner that quotes our question gives nothing away.
            ours = new(() =>
            {
                Dictionary<string, long> first = new(StringComparer.Ordinal);
                foreach (var draft in held.OfTheDraft())
                {
                    var entry = CopyTexts.Since(draft.Item!, draft.Words.Text ?? "");
                    Note(first, texts.Written.Shared(draft.Words.Text ?? ""), entry);
                }
                return first;
            });
            names = new(() => [.. all.Value.Select(t => Releases.Runs.Plain(t.Words.Text ?? ""))]);
            since = new(() =>
            {
                Dictionary<string, long> first = [];
                foreach (var text in all.Value.Where(t => t is { IsSaid: true, Item: not null, Words.Text.Length: > 0 }))
                {
                    if (texts.Going.Shared(text.Words.Text!) is not { Count: > 0 } shared) continue;
                    var entry = CopyTexts.Since(text.Item!, text.Words.Text!);
                    Note(first, shared, entry);
                }
                foreach (var (id, read) in documents.Value)
                {
                    var entry = copy.View.Item(id)!.History[0].From.Entry;
                    Note(first, read, entry);
                }
                return first;
            });
        }

        // Of each part the earliest entry that holds it.
        private static void Note(Dictionary<string, long> first, IEnumerable<string> parts, long entry)
        {
            foreach (var part in parts) first[part] = Math.Min(entry, first.GetValueOrDefault(part, long.MaxValue));
        }

        /// <summary>Whether the partner is given the value, or may see something that held it before an entry.</summary>
        public bool HasValue(string value, long before) => values.Value.TryGetValue(value.ToLowerInvariant(), out var first) && first < before;

        public bool HasHost(string host, long before) => hosts.Value.TryGetValue(host, out var first) && first < before;

        public bool HasRun(string run, long before) => runs.Value.TryGetValue(run, out var first) && first < before;

        /// <summary>The same, or this draft said it before an entry. Not for documents: somebody may have written from one before it was taken in.</summary>
        public bool HasOrSaidRun(string run, long before) => HasRun(run, before) || (before != long.MaxValue && ours.Value.TryGetValue(run, out var said) && said < before);

        /// <summary>Whether something that the partner may see said it before an entry.</summary>
        public bool HadRun(string run, long before) => since.Value.TryGetValue(run, out var first) && first < before;

        public bool HasName(string name) => names.Value.Contains(Releases.Runs.Plain(name));
    }
}
