using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Requests;
using Demarche.Store;

namespace Demarche.Search;

/// <summary>
/// The search index as a projection of the journals. What an append changes in it is worked out here and written in the append's own
/// transaction; a case whose rows are not those of its head is made anew before anybody searches it.
/// </summary>
public sealed class SearchIndex(JournalStore store, Readings readings)
{
    /// <summary>How rows are made. Whoever changes words, texts or classes changes this, and every case is indexed anew.</summary>
    internal const string Version = "4";

    /// <summary>Other writers may come first this often before an indexing gives way to the next search.</summary>
    private const int Tries = 4;

    // One at a time: an index that is made twice is made once for nothing.
    private readonly SemaphoreSlim indexing = new(1);

    /// <summary>What facts change in the index.</summary>
    /// <param name="before">The case without them.</param>
    /// <param name="after">The case with them.</param>
    /// <param name="facts">What is appended, and what it takes back.</param>
    /// <param name="kept">Bytes of documents that are kept with the append, and stand in no store yet.</param>
    /// <param name="ct">Gives up.</param>
    internal async Task<IndexChange> ChangeAsync(CaseFile before, CaseFile after, IEnumerable<Fact> facts, IReadOnlyList<KeptDocument> kept, CancellationToken ct)
    {
        HashSet<string> touched = [];
        foreach (var fact in facts)
        {
            if ((fact as IOfItem)?.Id is not { } id || !touched.Add(id)) continue;
            touched.UnionWith(Resting(before, id));
            touched.UnionWith(Resting(after, id));
        }
        var items = touched.Order(StringComparer.Ordinal).ToList();
        return new(Version, [.. items.Where(i => before.ItemsOf(i).Any())], await RowsAsync(after, items.SelectMany(after.ItemsOf), kept, ct));
    }

    /// <summary>Makes anew what is not as its journal stands: after an import, an upgrade, or when the index was dropped.</summary>
    /// <param name="book">Opens cases.</param>
    /// <param name="ct">Ends it between two cases.</param>
    /// <returns>How many cases were indexed.</returns>
    public async Task<int> CatchUpAsync(CaseBook book, CancellationToken ct)
    {
        if ((await store.UnindexedAsync(Version, ct)).All(id => id == DeskFile.JournalId)) return 0;
        if (!store.Writes) throw new OptionsProblem("The search index is not as the journals stand, and this verb changes nothing. Run demarche search rebuild, or start the desk.");
        await indexing.WaitAsync(ct);
        try
        {
            var done = 0;
            foreach (var id in await store.UnindexedAsync(Version, ct))
            {
                for (var i = 0; i < Tries; i++)
                {
                    if (await book.FindAsync(id, ct) is not { } file) break;
                    if (!await store.ReindexAsync(file.Head, new(Version, [], await RowsAsync(file, file.Items(), [], ct)), ct)) continue;
                    done++;
                    break;
                }
            }
            return done;
        }
        finally
        {
            indexing.Release();
        }
    }

    private async Task<IReadOnlyList<IndexRow>> RowsAsync(CaseFile file, IEnumerable<Item> items, IReadOnlyList<KeptDocument> kept, CancellationToken ct)
    {
        List<IndexRow> rows = [];
        foreach (var item in items)
        {
            rows.AddRange(SearchText.RowsOf(item, file.ItemsOf, item is { Content: Document document, IsWithdrawn: false } ? await readings.OfAsync(document, ct, kept) : null));
        }
        return [.. rows.OrderBy(r => r.Time, StringComparer.Ordinal).ThenBy(r => r.Item, StringComparer.Ordinal).ThenBy(r => r.Part)];
    }

    private static IEnumerable<string> AnswersTo(CaseFile file, string request) => file.Replies.InNoOrder.Where(r => r.Content.Request == request).Select(r => r.Id)
        .Concat(file.ReplyDrafts.InNoOrder.Where(d => d.Content.Request == request).Select(d => d.Id));

    // What rests on an item is found and seen with it, so it changes with it.
    private static IEnumerable<string> Resting(CaseFile file, string id)
    {
        foreach (var item in file.ItemsOf(id))
        {
            var resting = item.Content switch
            {
                Proposition or Sources.Source => ClaimsOf(file, id).Concat(ClaimsOf(file, id).SelectMany(c => RatingsOf(file, c))).Concat(AssessmentsOf(file, id)),
                Request => file.Wordings.InNoOrder.Where(w => w.Content.Request == id).Select(w => w.Id)
                    .Concat(AnswersTo(file, id)),
                Party => file.Ties.InNoOrder.Where(t => t.Content.From == id || t.Content.To == id).Select(t => t.Id)
                    .Concat(file.Interests.InNoOrder.Where(i => i.Content.Party == id).Select(i => i.Id))
                    .Concat(file.Weighings.InNoOrder.Where(w => file.Interests.Find(w.Content.Interest)?.Content.Party == id).Select(w => w.Id)),
                IncomingRequest => AnswersTo(file, id),
                // What answers a question rests on the reply that asks it, and so on: all that is said to one request.
                Reply r => AnswersTo(file, r.Request),
                ReplyDraft d => AnswersTo(file, d.Request),
                Claim or Finding => RatingsOf(file, id),
                Hypothesis => RatingsOf(file, id).Concat(AssessmentsOf(file, id)),
                Incidents.Effect => file.EffectTerms.InNoOrder.Where(t => t.Content.Effect == id).Select(t => t.Id),
                Option => file.Weighings.InNoOrder.Where(w => w.Content.Option == id).Select(w => w.Id)
                    .Concat(file.Proportionalities.InNoOrder.Where(p => p.Content.Option == id).Select(p => p.Id)),
                Leverage.Interest => file.Weighings.InNoOrder.Where(w => w.Content.Interest == id).Select(w => w.Id),
                Contacts.Commitment => file.CommitmentJudgements.InNoOrder.Where(j => j.Content.Commitment == id).Select(j => j.Id),
                _ => [],
            };
            foreach (var other in resting) yield return other;
        }
    }

    private static IEnumerable<string> ClaimsOf(CaseFile file, string id) =>
        file.Claims.InNoOrder.Where(c => c.Content.Proposition == id || c.Content.Source == id).Select(c => c.Id);

    private static IEnumerable<string> RatingsOf(CaseFile file, string id) =>
        file.Ratings.InNoOrder.Where(r => r.Content.Evidence == id || r.Content.Hypothesis == id).Select(r => r.Id);

    private static IEnumerable<string> AssessmentsOf(CaseFile file, string id) => file.Assessments.InNoOrder.Where(a => a.Content.About == id).Select(a => a.Id);
}
