using Demarche.Views;

namespace Demarche.Cases;

/// <summary>What a derived item rests on, in a line.</summary>
public sealed record BasisLine(string Id, ItemLine Line, Marking Marking);

/// <summary>An item that is marked wider than what it rests on.</summary>
/// <param name="IsStale">As <see cref="WiderItem.IsStale"/>.</param>
public sealed record WiderRow(string Item, string Kind, ItemLine Line, Marking Marking, bool IsStale, IReadOnlyList<BasisLine> Basis);

/// <summary>The items of a case that wait for somebody's word because they are marked wider than what they rest on.</summary>
/// <param name="Total">How many there are; the page shows the first <see cref="Most"/>.</param>
public sealed record WiderTasks(IReadOnlyList<WiderRow> Rows, int Total)
{
    /// <summary>More rows are no list that a person goes through at once; what is settled makes room for the rest.</summary>
    public const int Most = 200;

    /// <param name="basis">Only what rests on this item; null for everything.</param>
    public static WiderTasks Of(View view, DeskFile desk, string? basis = null)
    {
        List<WiderItem> all = [.. WiderList.Of(view).Where(w => basis is null || w.Basis.Contains(basis))];
        return new([.. all.Take(Most).Select(w => new WiderRow(
            w.Item.Id, w.Item.Kind, ItemLine.Of(view, desk, w.Item), w.Item.Marking, w.IsStale,
            [.. w.Basis.Select(view.Item).OfType<Item>().Select(b => new BasisLine(b.Id, ItemLine.Of(view, desk, b), b.Marking))]))], all.Count);
    }
}
