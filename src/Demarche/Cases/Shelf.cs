using System.Diagnostics.CodeAnalysis;
using Demarche.Views;

namespace Demarche.Cases;

/// <summary>The items of one kind that a case holds. Owned by the fold that fills it; read-only to everyone else.</summary>
public sealed class Shelf<T> : IShelf where T : notnull
{
    private readonly Dictionary<string, Held<T>> items;
    private Held<T>[]? sorted;

    public Shelf() => items = [];

    private Shelf(Dictionary<string, Held<T>> items) => this.items = items;

    /// <summary>All items, withdrawn ones too, by the time they came in and then by id.</summary>
    public IReadOnlyList<Held<T>> All => sorted ??= InOrder(items.Values);

    /// <summary>The items that stand.</summary>
    public IEnumerable<Held<T>> Standing => All.Where(i => !i.IsWithdrawn);

    public int Count => items.Count;

    /// <summary>All items, for whoever looks through them once and has no use for their order.</summary>
    internal IEnumerable<Held<T>> InNoOrder => items.Values;

    public Held<T>? Find(string? id) => id is not null && items.TryGetValue(id, out var item) ? item : null;

    public bool Has(string id, [NotNullWhen(true)] out Held<T>? item) => items.TryGetValue(id, out item);

    bool IShelf.Apply(Fact fact, string time, string author, string kind, Marking marking, long entry)
    {
        switch (fact)
        {
            case Added<T> added:
                // An id that is taken can only come from a journal that no desk wrote; the first holder keeps it.
                items.TryAdd(added.Id, new(added.Id, added.Content, marking, [new(time, author, kind, added.Content, null) { From = new(entry, marking, author) }], false));
                break;
            case Corrected<T> corrected when items.TryGetValue(corrected.Id, out var item):
                items[item.Id] = Changed(item with { Content = corrected.Content, IsWithdrawn = false }, corrected.Reason, isWritten: true);
                break;
            case Withdrawn<T> withdrawn when items.TryGetValue(withdrawn.Id, out var item):
                items[item.Id] = Changed(item with { IsWithdrawn = true }, withdrawn.Reason);
                break;
            case MarkingChanged changed when items.TryGetValue(changed.Item, out var item):
                items[item.Id] = Changed(item with { Marking = changed.To }, changed.Reason);
                break;
            case WiderMarkingJustified justified when items.TryGetValue(justified.Item, out var item):
                items[item.Id] = Changed(item with { Wider = new(time, author, justified.Reason) }, justified.Reason);
                break;
            case FieldMarked marked when items.TryGetValue(marked.Item, out var item):
                items[item.Id] = Changed(item with { Fields = new Dictionary<string, Marking>(item.Fields) { [marked.Field] = marked.To } }, marked.Reason);
                break;
            case FieldUnmarked unmarked when items.TryGetValue(unmarked.Item, out var item):
                items[item.Id] = Changed(item with { Fields = item.Fields.Where(f => f.Key != unmarked.Field).ToDictionary() }, unmarked.Reason);
                break;
            case VersionLifted lifted when items.TryGetValue(lifted.Item, out var item):
                items[item.Id] = Changed(item with { History = [.. item.History.Select(c => c.From.Entry == lifted.Entry ? Lifted(c, lifted.Field) : c)] }, lifted.Reason, own: marking);
                break;
            case EntryRetained kept when items.TryGetValue(kept.Item, out var item):
                items[item.Id] = KeptUnder(item, kept);
                break;
            default:
                return false;
        }
        sorted = null;
        return true;

        // What brought the item in is kept with the item. A change of it is kept as a version, and the item is again as it was before.
        Held<T> KeptUnder(Held<T> item, EntryRetained kept)
        {
            var at = item.History.ToList().FindIndex(c => c.From.Entry == kept.Entry);
            if (at < 0) return item;
            var under = kept.UnderAny;
            if (at == 0) return Changed(item with { Marking = under, IsTakenBack = true }, null);
            var before = item.History[at - 1];
            return Changed(item with
            {
                Content = before.Content,
                Marking = before.From.Marking,
                Fields = before.Fields,
                IsWithdrawn = before.From.IsWithdrawn,
                Wider = before.From.Wider,
                History = [.. item.History.Select((c, i) => i == at ? c with { From = c.From with { Own = under } } : c)],
            }, null, own: under, writer: before.From.Writer);
        }

        Held<T> Changed(Held<T> item, string? reason, bool isWritten = false, Marking? own = null, string? writer = null) => item with
        {
            History =
            [
                .. item.History,
                new(time, author, kind, item.Content, reason)
                {
                    Fields = item.Fields,
                    From = new(entry, item.Marking, isWritten ? author : writer ?? item.History[^1].From.Writer, own) { IsWithdrawn = item.IsWithdrawn, Wider = item.Wider },
                },
            ],
        };

        Change<T> Lifted(Change<T> change, string? field) => change with
        {
            From = field is null ? change.From with { LiftedBy = entry }
                : change.From with { LiftedFields = new Dictionary<string, long>(change.From.LiftedFields) { [field] = entry } },
        };
    }

    /// <summary>Lets an item say something else than its last entry, where a rule of the fold says so. Its history stays.</summary>
    internal void Put(string id, T content)
    {
        items[id] = items[id] with { Content = content };
        sorted = null;
    }

    /// <summary>
    /// Adds to all versions of an item what its readers are not told of. No version comes of it, and none differs from its neighbours
    /// by it.
    /// </summary>
    internal void Amend(string id, Func<T, T> amend)
    {
        var item = items[id];
        // Versions that carry the same words share them.
        var amended = new Dictionary<object, T>(ReferenceEqualityComparer.Instance);
        T Amended(T content) => amended.TryGetValue(content, out var known) ? known : amended[content] = amend(content);
        items[id] = item with
        {
            Content = Amended(item.Content),
            History = [.. item.History.Select(c => c with { Content = Amended(c.Content) })],
        };
        sorted = null;
    }

    (Fact Fact, string? Overwritten) IShelf.Kept(Fact fact, View view)
    {
        if (fact is not Corrected<T> corrected || view.Item(corrected.Id) is not { Withheld: { Count: > 0 } withheld } || Find(corrected.Id) is not { } held) return (fact, null);
        return (corrected with { Content = Fields.Keeping(corrected.Content, held.Content, withheld) }, Fields.Overwritten(corrected.Content, held.Content, withheld));
    }

    /// <summary>By the time they came in and then by id. A journal tells them in that order already, but for what came in one moment.</summary>
    internal static Held<T>[] InOrder(IEnumerable<Held<T>> held)
    {
        Held<T>[] items = [.. held];
        static int Order(Held<T> a, Held<T> b) => string.CompareOrdinal(a.Time, b.Time) is not 0 and var byTime ? byTime : string.CompareOrdinal(a.Id, b.Id);
        for (var i = 1; i < items.Length; i++)
        {
            if (Order(items[i - 1], items[i]) <= 0) continue;
            Array.Sort(items, Order);
            break;
        }
        return items;
    }

    Marking? IShelf.MarkingOf(string id) => Find(id)?.Marking;

    string IShelf.LastChange => items.Values.Select(i => i.Changed).Max(StringComparer.Ordinal) ?? "";

    IEnumerable<Item> IShelf.Items => All.Select(Item.Of);

    Item? IShelf.ItemOf(string id) => Find(id) is { } held ? Item.Of(held) : null;

    IShelf IShelf.Copy() => new Shelf<T>(new Dictionary<string, Held<T>>(items));

    /// <summary>The items that <paramref name="show"/> lets through, as it shows them.</summary>
    internal Shelf<T> Show(Func<Held<T>, Held<T>?> show)
    {
        var shown = new Shelf<T>();
        foreach (var item in items.Values)
        {
            if (show(item) is { } visible) shown.items[visible.Id] = visible;
        }
        return shown;
    }
}

internal interface IShelf
{
    /// <summary>Takes a fact in; false when it is not for this shelf.</summary>
    /// <param name="entry">The number of the entry that says it.</param>
    bool Apply(Fact fact, string time, string author, string kind, Marking marking, long entry);

    /// <summary>A correction with what its author may not see as it stands, and the member of that which it would have overwritten.</summary>
    (Fact Fact, string? Overwritten) Kept(Fact fact, View view);

    Marking? MarkingOf(string id);

    IEnumerable<Item> Items { get; }

    /// <summary>When an item last changed, UTC; empty where there is none.</summary>
    string LastChange { get; }

    Item? ItemOf(string id);

    IShelf Copy();
}
