using Demarche.Views;

namespace Demarche.Cases;

/// <summary>A person's reason for what goes wider than what it rests on.</summary>
/// <param name="Reason">Null or empty where the person gives none.</param>
/// <param name="Reader">The person, who must see the basis to judge it.</param>
public sealed record WiderReason(string? Reason, Audience Reader);

/// <summary>
/// The rule that what is derived is at most as widely releasable as what it rests on, unless a person says why. It reads the case as it will be,
/// so no feature, import or command can go round it. Pure.
/// </summary>
internal static class WiderRule
{
    /// <summary>The form field of the reason.</summary>
    public const string Field = "marking.wider";

    private static readonly Decision.Refused MustNotBeWider = new("derived-must-not-be-wider",
        "This is marked wider than what it rests on. Choose a stricter marking, or write why it may go wider.", Field);

    private static readonly Decision.Refused PlaceMustStay = new("basis-must-not-be-lost",
        "This correction takes away what it was taken out of. Keep the place, or write why it may stand without it.", Field);

    // In the same words whatever the basis says: its marking is not told to somebody who may not see it.
    private static readonly Decision.Refused BasisMustBeSeen = new("basis-must-be-seen",
        "This is marked wider than what it rests on, and you may not see all of that. Ask somebody who may, or choose a stricter marking.", "marking");

    private static readonly Decision.Refused OriginatorsTerms = new("originators-terms-must-hold",
        "What this rests on came from a partner; only that partner can let it go wider (originator control). Ask them, or choose a marking that is as strict.", "marking");

    /// <summary>The decision with the person's reason in it where one is needed, or a refusal.</summary>
    /// <param name="before">The case as it is.</param>
    /// <param name="after">The case as it will be.</param>
    /// <param name="allowed">What is to be appended.</param>
    /// <param name="wider">The reason that the person gives.</param>
    public static Decision Judge(CaseFile before, CaseFile after, Decision.Allowed allowed, WiderReason? wider)
    {
        HashSet<string> judged = [];
        List<Marked> reasons = [];
        View? readers = null;
        foreach (var fact in allowed.Facts.Select(f => f.Fact))
        {
            if (fact is not IOfItem { Id: var id } || !judged.Add(id)) continue;
            foreach (var item in after.ItemsOf(id).Where(i => !i.IsWithdrawn))
            {
                var isSaid = fact is WiderMarkingJustified || allowed.Facts.Any(f => f.Fact is WiderMarkingJustified said && said.Item == id);
                var lost = Lost(before, after, item);
                if (lost.Count == 0 && (!IsWider(after, item) || (!isSaid && IsAsBefore(before, after, item)))) continue;
                if (wider is not null) readers ??= ViewCache.For(after, wider.Reader);
                // What a person is not told of a thing that stays at the desk is no reason to refuse that person anything.
                var content = RestsOn.CanLeave(item.Content) ? item.Content : readers?.Item(id)?.Content ?? item.Content;
                var kept = after.KeptBasis(id).Where(b => readers is null || RestsOn.CanLeave(item.Content) || readers.Item(b) is not null);
                List<Item?> bases = [.. RestsOn.Of(content).Concat(kept).Concat(lost).Distinct().Select(b => readers is null ? after.ItemOf(b) : readers.Item(b))];
                bool IsStricter(Item basis) => lost.Contains(basis.Id) || RestsOn.IsWider(item.Marking, content, basis.Marking);
                if (!RestsOn.IsLaxerThanStated(item.Marking, content) && !bases.Any(b => b is null || IsStricter(b))) continue;
                if (!isSaid && string.IsNullOrWhiteSpace(wider?.Reason)) return lost.Count > 0 ? PlaceMustStay : MustNotBeWider;
                if (bases.Contains(null)) return BasisMustBeSeen;
                // What bears the partner's terms itself is bound without the place; and what a file of the partner's labels one by one comes in under its own label.
                var isLabelled = isSaid && before.ItemOf(id) is null;
                if (bases.Any(b => b!.Marking.Originator is { } from && IsStricter(b) && (item.Marking.Originator != from || !(isLabelled || lost.Contains(b.Id))))) return OriginatorsTerms;
                if (isSaid) continue;
                if (Rules.TextMustBeGiven(wider!.Reason, Field, "why it may go wider") is { } unfit) return unfit;
                reasons.Add(new(new WiderMarkingJustified(id, wider.Reason!.Trim()), item.Marking));
            }
        }
        return reasons.Count == 0 ? allowed : allowed with { Facts = [.. allowed.Facts, .. reasons] };
    }

    // A correction of an item that was wider before does not make it so. It remains a task, and without a reason it does not go.
    private static bool IsAsBefore(CaseFile before, CaseFile after, Item item) => Was(before, item) is { } was
        && !item.Marking.IsWiderThan(was.Marking) && !RestsOn.Of(item.Content).Except(RestsOn.Of(was.Content)).Any()
        && !after.KeptBasis(item.Id).Except(before.KeptBasis(item.Id)).Any() && IsWider(before, was);

    // A document or a source that the content no longer names, where nothing that it still rests on is as strict: after that, anybody could mark it wider.
    private static List<string> Lost(CaseFile before, CaseFile after, Item item)
    {
        if (Was(before, item) is not { } was || ReferenceEquals(was.Content, item.Content)) return [];
        List<string> still = [.. RestsOn.Of(item.Content).Concat(after.KeptBasis(item.Id))];
        return [.. RestsOn.Of(was.Content).Except(still).Where(b => (before.Documents.Find(b)?.Marking ?? before.Sources.Find(b)?.Marking) is { } marking
            && RestsOn.IsWider(Widest, item.Content, marking) && !still.Any(s => after.MarkingOf(s) is { } other && !RestsOn.IsWider(other, item.Content, marking)))];
    }

    private static readonly Marking Widest = Marking.Of(Tlp.Clear);

    private static Item? Was(CaseFile before, Item item) => before.ItemsOf(item.Id).FirstOrDefault(i => i.Kind == item.Kind);

    private static bool IsWider(CaseFile file, Item item) => RestsOn.IsWider(item.Marking, item.Content, file.KeptBasis(item.Id), file.MarkingOf);
}
