using System.Collections.Concurrent;
using Demarche.Journal;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;

namespace Demarche.Cases;

public sealed partial class CaseFile
{
    /// <summary>From here on a case is read by all cores; below, sharing the work out would cost more than it saves.</summary>
    private const int ManyEntries = 4_000;

    private readonly Dictionary<string, CaseAccess> access = [];
    private readonly Dictionary<(string, string), Mark> closed = [];
    private readonly List<Reminder> reminders = [];
    private readonly List<CaseEvent> events = [];
    private readonly List<SealUse> sealUses = [];
    private readonly List<Agreement> agreements = [];
    private readonly Dictionary<string, IReadOnlyList<string>> bases = [];
    private readonly Dictionary<string, Entry> lastOf = [];
    private readonly SortedSet<string> embargoEnds = new(StringComparer.Ordinal);

    // Each kind of fact is one shelf's own; only a change of marking, whole or of a member, may find its item on any.
    private readonly Dictionary<Type, IShelf> takers = [];

    /// <summary>The case that these entries tell, from the first to the last.</summary>
    public static CaseFile Fold(string id, IReadOnlyList<Entry> entries)
    {
        var file = new CaseFile(id) { Head = Head.Empty(id) };
        file.Take(entries, Undone(entries));
        return file;
    }

    /// <summary>This case and what was appended to it. This one stays as it is, for those who read it.</summary>
    /// <returns>Null when an entry takes back an earlier one: then the whole journal must be folded anew.</returns>
    public CaseFile? With(IReadOnlyList<Entry> appended)
    {
        if (Undone(appended).Count > 0) return null;
        var file = new CaseFile(Id, s => s.Copy(), this)
        {
            Exists = Exists,
            Title = Title,
            Default = Default,
            IsOpen = IsOpen,
            Opened = Opened,
            OpenedBy = OpenedBy,
            Head = Head,
            Last = Last,
        };
        foreach (var (person, level) in access) file.access[person] = level;
        foreach (var (key, mark) in closed) file.closed[key] = mark;
        file.reminders.AddRange(reminders);
        file.events.AddRange(events);
        file.sealUses.AddRange(sealUses);
        file.agreements.AddRange(agreements);
        foreach (var (item, documents) in bases) file.bases[item] = documents;
        foreach (var (author, entry) in lastOf) file.lastOf[author] = entry;
        file.embargoEnds.UnionWith(embargoEnds);
        file.Take(appended, []);
        return file;
    }

    /// <summary>This case as if a release had only been proposed, and so had whatever else has not left yet: what counts before a delivery is what partners have.</summary>
    internal CaseFile BeforeDelivery(string release)
    {
        var file = With([])!;
        file.Releases.TakeBackToProposal(r => r.Id == release || r.Content.IsOnItsWay);
        return file;
    }

    // Only what stands before it: else a journal that no desk wrote could take back what is not written yet.
    private static HashSet<long> Undone(IReadOnlyList<Entry> entries) =>
    [
        .. entries.Where(e => e.Kind == "entry-undone")
            .Select(e => (Fact: FactKinds.Read(e) as EntryUndone, e.Number))
            .Where(u => u.Fact is { } fact && fact.Number < u.Number)
            .Select(u => u.Fact!.Number),
    ];

    private void Take(IReadOnlyList<Entry> entries, HashSet<long> undone)
    {
        // A case has few markings and many entries that bear one.
        var markings = new Dictionary<string, Marking>();
        var facts = Read(entries);
        for (var i = 0; i < entries.Count; i++)
        {
            var (entry, fact) = (entries[i], facts[i]);
            if (undone.Contains(entry.Number)) continue;
            Last = fact is EntryUndone or EntryRetained ? null : entry;
            if (Last is null) lastOf.Remove(entry.Author);
            else lastOf[entry.Author] = entry;
            if (!markings.TryGetValue(entry.Marking, out var marking)) markings[entry.Marking] = marking = Marking.FromJson(entry.Marking);
            foreach (var embargo in new[] { marking.Embargo, (fact as MarkingChanged)?.To.Embargo, (fact as FieldMarked)?.To.Embargo }.OfType<Embargo>())
            {
                if (Times.Parse(embargo.Until) is { } end) embargoEnds.Add(Times.Text(end));
            }
            Apply(fact, entry, marking);
        }
        if (entries.Count > 0) Head = entries[^1].AsHead();
    }

    // Reading bodies is most of the work of a large case. Each is read by itself, and they are applied in their order.
    private static Fact[] Read(IReadOnlyList<Entry> entries)
    {
        var facts = new Fact[entries.Count];
        if (facts.Length < ManyEntries)
        {
            for (var i = 0; i < facts.Length; i++) facts[i] = FactKinds.Read(entries[i]);
        }
        else
        {
            Parallel.ForEach(Partitioner.Create(0, facts.Length), range =>
            {
                for (var i = range.Item1; i < range.Item2; i++) facts[i] = FactKinds.Read(entries[i]);
            });
        }
        return facts;
    }

    private void Apply(Fact fact, Entry entry, Marking marking)
    {
        void Used(string source, string reason, string? request = null) => sealUses.Add(new(entry.Time, entry.Author, entry.Kind, source, reason, request));
        void Happened(string about, string? reason) => events.Add(new(entry.Time, entry.Author, entry.Kind, about, reason) { Marking = marking });
        switch (fact)
        {
            case CaseOpened opened when !Exists:
                (Exists, IsOpen, Opened, OpenedBy) = (true, true, entry.Time, entry.Author);
                (Title, Default) = (new(opened.Title, opened.Summary), opened.Default);
                access[entry.Author] = CaseAccess.Write;
                Happened(opened.Title, null);
                break;
            case CaseRetitled retitled:
                Title = new(retitled.Title, retitled.Summary);
                Happened(retitled.Title, retitled.Reason);
                break;
            case DefaultMarkingSet set:
                Default = set.Default;
                Happened(set.Default.Label, set.Reason);
                break;
            case CaseClosed shut:
                IsOpen = false;
                Happened("", shut.Reason);
                break;
            case CaseReopened again:
                IsOpen = true;
                Happened("", again.Reason);
                break;
            case AccessGranted granted:
                access[granted.Person] = granted.Access;
                Happened(granted.Person, granted.Access.ToString().ToLowerInvariant());
                break;
            case RequestClosed with:
                closed[(with.Request, with.Partner)] = new(entry.Time, entry.Author, with.Reason) { Entry = entry.Number, Marking = marking };
                break;
            case PartnerReminded reminded:
                reminders.Add(new(reminded.Request, reminded.Partner, entry.Time, entry.Author, reminded.How) { Entry = entry.Number, Marking = marking });
                break;
            case SourceIdentityOpened identity:
                Used(identity.Source, identity.Reason, identity.BreakGlass);
                break;
            case SourceIdentityErased erased:
                Used(erased.Source, erased.Reason);
                break;
            case SourceHandlersChanged handlers:
                Used(handlers.Source, handlers.Reason);
                // The first handlers are named by this entry alone, so that readers of the source see no change. Any others come with a
                // correction as well.
                if (Sources.Find(handlers.Source) is { Content: { IsProtected: true, Handlers.Count: 0 } })
                    Sources.Amend(handlers.Source, s => s with { Handlers = handlers.Added });
                break;
            case HandlerAgreed agreed:
                agreements.Add(new(agreed.Release, entry.Author, entry.Time));
                foreach (var source in agreed.Sources) Used(source, agreed.Reason);
                break;
            case AgreementTakenBack back:
                agreements.RemoveAll(a => a.Release == back.Release && a.Person == entry.Author);
                foreach (var source in back.Sources) Used(source, back.Reason);
                break;
            case BasisRecorded basis:
                bases[basis.Item] = [.. KeptBasis(basis.Item).Union(basis.Documents)];
                break;
            case UnknownFact:
                break;
            default:
                Shelve(fact, entry, marking);
                break;
        }
    }

    private void Shelve(Fact fact, Entry entry, Marking marking)
    {
        if (takers.TryGetValue(fact.GetType(), out var taker))
        {
            taker.Apply(fact, entry.Time, entry.Author, entry.Kind, marking, entry.Number);
            return;
        }
        foreach (var shelf in shelves)
        {
            if (!shelf.Apply(fact, entry.Time, entry.Author, entry.Kind, marking, entry.Number)) continue;
            if (fact is not (MarkingChanged or FieldMarked or FieldUnmarked or VersionLifted or WiderMarkingJustified or EntryRetained)) takers[fact.GetType()] = shelf;
            return;
        }
    }
}
