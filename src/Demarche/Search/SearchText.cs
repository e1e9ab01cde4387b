using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Store;
using Demarche.Views;
using Finding = Demarche.Hypotheses.Finding;

namespace Demarche.Search;

/// <summary>An item's own words, as whoever sees it may find it by them.</summary>
/// <param name="Texts">Each by itself: no phrase runs from one into the next.</param>
/// <param name="RestsOn">What has to be seen with it.</param>
internal sealed record SearchText(Item Item, IReadOnlyList<string?> Texts, IReadOnlyList<Item> RestsOn)
{
    /// <summary>A row that is no passage; below it stand those of members that have a marking of their own.</summary>
    public const int Whole = -1;

    public const string Passage = "passage";

    /// <summary>Who sees it: the markings that all have to be seen, one to a line.</summary>
    public string Class => ClassWith(null);

    /// <summary>When it or what it rests on last changed: whoever finds it sees all of these.</summary>
    public string Time => RestsOn.Append(Item).Select(i => i.Changed).Max(StringComparer.Ordinal)!;

    /// <summary>Null for what can't be found: withdrawn, of a kind that is not searched, or resting on what is withdrawn or not there.</summary>
    /// <param name="item">The item.</param>
    /// <param name="items">All items of an id.</param>
    public static SearchText? Of(Item item, Func<string, IEnumerable<Item>> items)
    {
        Item? Standing<T>(string id) => items(id).FirstOrDefault(i => i is { Content: T, IsWithdrawn: false });
        // What has to be seen with an item, in that order; nothing where one of them is withdrawn or not there.
        SearchText? On(Item?[] restsOn, params string?[] taken) => restsOn.Contains(null) ? null : new(item, [.. taken, .. ItemWords.Of(item.Content).Select(w => w.Text)], restsOn!);
        Item?[] Said(string claim) => Standing<Claim>(claim) is { Content: Claim c } held ? [held, Standing<Proposition>(c.Proposition), Standing<Source>(c.Source)] : [null];
        // The reply in which a question stands, and the one before it where that answers a question in its turn.
        Item?[] Asked(string reply, HashSet<string> path) => !path.Add(reply) || (Standing<Reply>(reply) ?? Standing<ReplyDraft>(reply)) is not { } held ? [null]
            : (held.Content is Reply r ? r.Question : ((ReplyDraft)held.Content).Question) is { } before ? [held, .. Asked(before, path)] : [held];
        if (item.IsWithdrawn) return null;
        return item.Content switch
        {
            Claim c => Standing<Proposition>(c.Proposition) is { Content: Proposition said } on && Standing<Source>(c.Source) is { Content: Source who } by ? On([on, by], said.Text, who.PublicName) : null,
            Tie t => Standing<Party>(t.From) is { Content: Party from } first && Standing<Party>(t.To) is { Content: Party to } second ? On([first, second], from.Name, to.Name) : null,
            Interest i => Standing<Party>(i.Party) is { Content: Party whose } by ? On([by], whose.Name) : null,
            Wording w => On([Standing<Request>(w.Request)]),
            Reply r => On(r.Question is { } asked ? [Standing<IncomingRequest>(r.Request), .. Asked(asked, [])] : [Standing<Request>(r.Request)]),
            ReplyDraft d => On(d.Question is { } back ? [Standing<Request>(d.Request) ?? Standing<IncomingRequest>(d.Request), .. Asked(back, [])] : [Standing<IncomingRequest>(d.Request)]),
            Rating r => On([Standing<Hypothesis>(r.Hypothesis), .. (Standing<Finding>(r.Evidence) is { } finding ? [finding] : Said(r.Evidence))]),
            Assessment a => On([Standing<Hypothesis>(a.About) ?? Standing<Proposition>(a.About)]),
            EffectTerms t => On([Standing<Effect>(t.Effect)]),
            Weighing w => On([Standing<Option>(w.Option), Standing<Interest>(w.Interest), Standing<Interest>(w.Interest) is { Content: Interest { Party: var party } } ? Standing<Party>(party) : null]),
            Proportionality p => On([Standing<Option>(p.Option)]),
            CommitmentJudgement j => On([Standing<Commitment>(j.Commitment)]),
            // The paths of judgements on documents, of copies and of notices are their documents and drafts, which are found.
            OriginJudgement or RejectedProposal or SamePerson or Rewording or Notice or PartnerNotice or NoticeJudgement or Release => null,
            _ => On([]),
        };
    }

    /// <summary>
    /// An item's rows for whom it is seen whole or in part: one without the members that have a marking of their own, and one for each of these,
    /// with its words alone. Words of two such members are found together by nobody.
    /// </summary>
    public static IEnumerable<IndexRow> RowsOf(Item item, Func<string, IEnumerable<Item>> items, DocumentReading? reading)
    {
        item = item with { Content = Carried.ToAll(item) };
        var marked = Fields.Of(item.Content.GetType()).Where(item.Fields.ContainsKey).ToList();
        // A marking of a member that this program doesn't know hides the whole item.
        if (marked.Count < item.Fields.Count) yield break;
        Item Without(IEnumerable<string> fields) => item with { Content = Fields.Without(item.Content, [.. fields]) };
        if (Of(Without(marked), items) is not { } open) yield break;
        foreach (var row in open.Rows(reading)) yield return row;
        for (var i = 0; i < marked.Count; i++)
        {
            if (Of(Without(marked.Where((_, at) => at != i)), items) is not { } more) continue;
            List<string?> texts = [.. more.Texts.Where((text, at) => at >= open.Texts.Count || text != open.Texts[at])];
            if (texts.Count > 0)
                yield return new(item.Id, item.Kind, Whole - 1 - i, more.ClassWith(item.Fields[marked[i]]), more.Time, SearchWords.Row(texts));
        }
    }

    private string ClassWith(Marking? field) =>
        string.Join('\n', RestsOn.Append(Item).Select(i => i.Marking).Append(field).OfType<Marking>().Select(m => m.ToScope()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>The row of the whole item, and those of a document's passages.</summary>
    public IEnumerable<IndexRow> Rows(DocumentReading? reading)
    {
        List<string> words = SearchWords.Row(Texts);
        if (Item.Content is Observable o) words.AddRange([IndexRow.Gap, .. o.Telling().Select(v => Sighting(v.Type, v.Value))]);
        yield return new(Item.Id, Item.Kind, Whole, Class, Time, words);
        if (reading is null) yield break;
        foreach (var piece in Pieces(reading))
            yield return new(Item.Id, Passage, piece.Start, Class, Time, SearchWords.Row([reading.Text[piece.Start..piece.End]]));
    }

    /// <summary>A document's passages as its page shows them.</summary>
    public static IEnumerable<(int Start, int End)> Pieces(DocumentReading reading) =>
        reading.Passages.SelectMany(p => DocumentText.Pieces(p, reading.Text)).Where(p => p.End > p.Start).Select(p => (p.Start, p.End)).DistinctBy(p => p.Start);

    /// <summary>The word of a value, the same in every case that saw it. Nobody can type it.</summary>
    public static string Sighting(string type, string value) =>
        "=v" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(type + "\n" + value)));
}
