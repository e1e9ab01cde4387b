using System.Runtime.CompilerServices;
using Demarche.Claims;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>What became here of a partner's word that something it gave us has changed or no longer holds.</summary>
public enum RecallState
{
    /// <summary>A person has to decide: the item stands as it was.</summary>
    Open,

    /// <summary>A person decided that the item stays as it is, and wrote why.</summary>
    Kept,

    /// <summary>The item was withdrawn here, or corrected after a correction came.</summary>
    Followed,
}

/// <summary>An item of this case that the partner who gave it corrected or retracted.</summary>
/// <param name="Item">Our item's id.</param>
/// <param name="Notice">The partner's notice, as this case noted it.</param>
/// <param name="Judgement">The decision that the item stays as it is; null where nobody took one, or it was withdrawn.</param>
public sealed record Recall(string Item, Held<PartnerNotice> Notice, Held<NoticeJudgement>? Judgement, RecallState State)
{
    public NoticeKind Kind => Notice.Content.Kind;

    /// <summary>What the partner says now in place of the item; null in a retraction, and where an earlier program noted it.</summary>
    public string? Now => Notice.Content.Now?.FirstOrDefault(w => w.Item == Item)?.Text;
}

/// <summary>
/// What partners corrected or retracted of what this case holds, and what was decided of it. Pure, and from one view alone: whoever may not
/// see the notice or the item is told of neither.
/// </summary>
public sealed class RecallList
{
    private static readonly ConditionalWeakTable<View, RecallList> Lists = [];
    private readonly Dictionary<string, Recall> standing;

    private RecallList(View view)
    {
        All = [.. view.PartnerNotices.Standing.SelectMany(n => n.Content.Concerns.Distinct().Select(i => Of(view, n, i))).OfType<Recall>()];
        standing = All.Where(r => r.State != RecallState.Followed).GroupBy(r => r.Item)
            .ToDictionary(g => g.Key, g => g.LastOrDefault(r => r.Kind == NoticeKind.Retraction) ?? g.Last());
    }

    /// <summary>A recall for each item that a notice is about, in the order in which the notices came.</summary>
    public IReadOnlyList<Recall> All { get; }

    /// <summary>Those that wait for a person's decision.</summary>
    public IEnumerable<Recall> Open => All.Where(r => r.State == RecallState.Open);

    /// <summary>Kept with the view that it belongs to, which never changes.</summary>
    public static RecallList Of(View view) => Lists.GetValue(view, static v => new(v));

    /// <summary>What its partner says of an item that stands here as it was; null where there is nothing of the kind. A retraction comes before
    /// corrections, and a later notice before earlier ones.</summary>
    public Recall? Find(string item) => standing.GetValueOrDefault(item);

    private static Recall? Of(View view, Held<PartnerNotice> notice, string id)
    {
        if (view.Item(id) is not { } item) return null;
        var judgement = view.NoticeJudgements.Standing.LastOrDefault(j => j.Content.Notice == notice.Id && j.Content.Item == id);
        var isFollowed = item.IsWithdrawn || (notice.Content.Kind == NoticeKind.Correction && IsCorrectedSince(view, item, notice));
        return new(id, notice, judgement, isFollowed ? RecallState.Followed : judgement is not null ? RecallState.Kept : RecallState.Open);
    }

    // What a claim says, its proposition and its source say too.
    private static bool IsCorrectedSince(View view, Item item, Held<PartnerNotice> notice)
    {
        var since = notice.History[0].From.Entry;
        IEnumerable<Item?> said = item.Content is Claim c ? [item, view.Item(c.Proposition), view.Item(c.Source)] : [item];
        return said.OfType<Item>().Any(i => i.History.Any(h => h.From.Entry > since && h.What.EndsWith("-corrected", StringComparison.Ordinal)));
    }
}
