using System.Collections.Concurrent;
using Demarche.Journal;
using Demarche.Search;
using Demarche.Store;
using Demarche.Views;

namespace Demarche.Cases;

/// <summary>Opens cases from the store and writes what decisions allow. The only writer of case journals.</summary>
public sealed class CaseBook(JournalStore store, TimeProvider time, SearchIndex? searched = null)
{
    /// <summary>A decision is taken anew this often when other writers come first; after that the person is told.</summary>
    private const int Tries = 8;

    // Nothing is appended without it: what a marking withholds is withheld from the search in the same transaction.
    private readonly SearchIndex index = searched ?? new(store, new(store));

    // Owned by this class; a case file is immutable once it is here.
    private readonly ConcurrentDictionary<string, CaseFile> files = new();

    /// <summary>The case as its journal stands now; null when there is none.</summary>
    public async Task<CaseFile?> FindAsync(string id, CancellationToken ct = default)
    {
        if (id == DeskFile.JournalId) return null;
        var file = await CurrentAsync(id, ct);
        return file.Exists ? file : null;
    }

    /// <summary>All cases, by the time they were opened, newest first.</summary>
    public async Task<IReadOnlyList<CaseFile>> AllAsync(CancellationToken ct = default)
    {
        List<CaseFile> all = [];
        foreach (var head in await store.HeadsAsync(ct))
        {
            if (head.Case == DeskFile.JournalId) continue;
            if (await CurrentAsync(head.Case, ct) is { Exists: true } file) all.Add(file);
        }
        return [.. all.OrderByDescending(f => f.Opened, StringComparer.Ordinal).ThenBy(f => f.Id, StringComparer.Ordinal)];
    }

    /// <summary>Takes a decision on the case as it stands and appends what it allows.</summary>
    /// <param name="id">The case.</param>
    /// <param name="author">Who acts.</param>
    /// <param name="decide">Pure; it may run more than once.</param>
    /// <param name="writes">Keys, work and documents that must exist together with the entries.</param>
    /// <param name="wider">A reason for what goes wider than what it rests on; null where nobody gives one.</param>
    public async Task<Outcome> WriteAsync(
        string id, string author, Func<CaseFile, Decision> decide, Func<Decision.Allowed, StoreWrites?>? writes = null, CancellationToken ct = default,
        WiderReason? wider = null)
    {
        for (var i = 0; i < Tries; i++)
        {
            var file = await CurrentAsync(id, ct);
            var decision = decide(file);
            if (decision is not Decision.Allowed said) return new(file, decision);
            // An undo brings back what these rules judged when it was written. Which entry it becomes depends on what its author may not see:
            // none of them is asked.
            var isUndo = Undo.IsOne(said);
            if (!isUndo && TakenBack.Judge(file, said) is { } stays) return new(file, stays);
            var allowed = isUndo ? said : Arising.WithBases(file, said);
            decision = allowed;
            var now = Now();
            var drafts = allowed.Facts.Select(f => FactKinds.Draft(id, now, author, f)).ToList();
            var (next, facts) = await AfterAsync(file, drafts, allowed, ct);
            // Nothing is appended without it, on whatever road it comes: what is derived is no wider than its basis, or somebody says why.
            var ruled = isUndo ? allowed : WiderRule.Judge(file, next, allowed, wider);
            if (ruled is not Decision.Allowed justified) return new(file, ruled);
            if (!ReferenceEquals(justified, allowed))
            {
                (decision, allowed) = (justified, justified);
                drafts = [.. allowed.Facts.Select(f => FactKinds.Draft(id, now, author, f))];
                (next, facts) = await AfterAsync(file, drafts, allowed, ct);
            }
            var with = writes?.Invoke(allowed) ?? new();
            with = with with { Index = await index.ChangeAsync(file, next, facts, with.Documents, ct) };
            if (await store.AppendAsync(file.Head, drafts, with, ct) is AppendResult.Appended)
            {
                // Another reader may have caught up already; either way what is kept is a fold of a prefix of the journal.
                files[id] = next;
                return new(await CurrentAsync(id, ct), decision);
            }
        }
        return new(await CurrentAsync(id, ct), Decision.Refuse("case-must-be-calm", "Many people are writing in this case at once. Try again."));
    }

    /// <summary>Takes back the author's own last entry, where nothing can rest on it yet.</summary>
    public Task<Outcome> UndoAsync(string id, Audience.AtDesk author, CancellationToken ct = default) =>
        WriteAsync(id, author.Id, file => Undo.Decide(file, ViewCache.For(file, author), author.Id), ct: ct);

    /// <summary>Now, as it stands in entries: UTC with milliseconds.</summary>
    public string Now() => Times.Text(time.GetUtcNow());

    /// <summary>The case as it will stand, and every fact that makes it so: what is said, and what is taken back.</summary>
    private async Task<(CaseFile Next, IEnumerable<Fact> Facts)> AfterAsync(CaseFile file, List<EntryDraft> drafts, Decision.Allowed allowed, CancellationToken ct)
    {
        var head = file.Head;
        List<Entry> entries = [];
        foreach (var draft in drafts)
        {
            entries.Add(draft.After(head));
            head = entries[^1].AsHead();
        }
        var facts = allowed.Facts.Select(f => f.Fact);
        if (file.With(entries) is { } next) return (next, facts);
        var whole = (await EntriesAsync(file.Id, 0, ct)).Where(e => e.Number <= file.Head.Number).Concat(entries).ToList();
        var undone = allowed.Facts.Select(f => f.Fact).OfType<EntryUndone>().Select(u => FactKinds.Read(whole[(int)u.Number - 1]));
        return (CaseFile.Fold(file.Id, whole), facts.Concat(undone));
    }

    private async Task<CaseFile> CurrentAsync(string id, CancellationToken ct)
    {
        var head = await store.HeadAsync(id, ct);
        if (files.TryGetValue(id, out var file))
        {
            if (file.Head == head) return file;
            if (file.Head.Number < head.Number && file.With(await EntriesAsync(id, file.Head.Number, ct)) is { } later) return files[id] = later;
        }
        var whole = CaseFile.Fold(id, await EntriesAsync(id, 0, ct));
        // What is not there is not kept: anybody signed in can ask for ids without end.
        return whole.Exists ? files[id] = whole : whole;
    }

    private async Task<List<Entry>> EntriesAsync(string id, long after, CancellationToken ct)
    {
        List<Entry> entries = [];
        await foreach (var entry in store.ReadAsync(id, after, ct)) entries.Add(entry);
        return entries;
    }
}

/// <summary>What came of a decision, and the case after it.</summary>
public sealed record Outcome(CaseFile File, Decision Decision)
{
    public Decision.Refused? Refusal => Decision as Decision.Refused;

    public string? Item => (Decision as Decision.Allowed)?.Item;
}
