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

    bool IShelf.Apply(Fact fact, string time, string author, string kind, Marking marking)
    {
        switch (fact)
        {
            case Added<T> added:
                // An id that is taken can only come from a journal that no desk wrote; the first holder keeps it.
                items.TryAdd(added.Id, new(added.Id, added.Content, marking, [new(time, author, kind, added.Content, null)], false));
                break;
            case Corrected<T> corrected when items.TryGetValue(corrected.Id, out var item):
                items[item.Id] = item with
                {
                    Content = corrected.Content,
                    IsWithdrawn = false,
                    History = [.. item.History, new(time, author, kind, corrected.Content, corrected.Reason) { Fields = item.Fields }],
                };
                break;
            case Withdrawn<T> withdrawn when items.TryGetValue(withdrawn.Id, out var item):
                items[item.Id] = item with
                {
                    IsWithdrawn = true,
                    History = [.. item.History, new(time, author, kind, item.Content, withdrawn.Reason) { Fields = item.Fields }],
                };
                break;
            case MarkingChanged changed when items.TryGetValue(changed.Item, out var item):
                items[item.Id] = item with
                {
                    Marking = changed.To,
                    History = [.. item.History, new(time, author, kind, item.Content, changed.Reason) { Fields = item.Fields }],
                };
                break;
            case WiderMarkingJustified justified when items.TryGetValue(justified.Item, out var item):
                items[item.Id] = item with
                {
                    Wider = new(time, author, justified.Reason),
                    History = [.. item.History, new(time, author, kind, item.Content, justified.Reason) { Fields = item.Fields }],
                };
                break;
            case FieldMarked marked when items.TryGetValue(marked.Item, out var item):
                items[item.Id] = Remarked(item, new Dictionary<string, Marking>(item.Fields) { [marked.Field] = marked.To }, marked.Reason);
                break;
            case FieldUnmarked unmarked when items.TryGetValue(unmarked.Item, out var item):
                items[item.Id] = Remarked(item, item.Fields.Where(f => f.Key != unmarked.Field).ToDictionary(), unmarked.Reason);
                break;
            default:
                return false;
        }
        sorted = null;
        return true;

        Held<T> Remarked(Held<T> item, Dictionary<string, Marking> fields, string reason) => item with
        {
            Fields = fields,
            History = [.. item.History, new(time, author, kind, item.Content, reason) { Fields = fields }],
        };
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
    bool Apply(Fact fact, string time, string author, string kind, Marking marking);

    /// <summary>A correction with what its author may not see as it stands, and the member of that which it would have overwritten.</summary>
    (Fact Fact, string? Overwritten) Kept(Fact fact, View view);

    Marking? MarkingOf(string id);

    IEnumerable<Item> Items { get; }

    /// <summary>When an item last changed, UTC; empty where there is none.</summary>
    string LastChange { get; }

    Item? ItemOf(string id);

    IShelf Copy();
}
