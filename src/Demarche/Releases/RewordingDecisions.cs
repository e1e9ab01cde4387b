using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Releases;

/// <param name="NewId">The id of a new rewording.</param>
/// <param name="Seen">The revision that the author saw; null for a new one.</param>
public sealed record RewordCopy(string NewId, Rewording Rewording, int? Seen);

public sealed record WithdrawRewording(string Draft, string Partner, string Item, string Reason, int? Seen);

/// <summary>What is allowed of the words of one partner's copy.</summary>
public static class RewordingDecisions
{
    public static Decision Reword(View view, RewordCopy request)
    {
        var said = request.Rewording with { Text = request.Rewording.Text.Trim() };
        var before = Find(view, said.Draft, said.Partner, said.Item);
        var refused = CaseMustBeOpen(view) ?? MustBeInTheCopy(view, said) ?? TextMustBeGiven(said.Text, "text", "what this partner reads in its place");
        if (refused is not null) return refused;
        if (before is null) return Decision.Allow(new CopyReworded(request.NewId, said), MarkingFor(view, said), said.Item);
        return (Decision?)AsSeen(before, request.Seen, "rewording")
            ?? Decision.Allow(new CopyRewordedAnew(before.Id, said, "Reworded"), before.Marking, said.Item);
    }

    public static Decision Withdraw(View view, WithdrawRewording request)
    {
        var held = Find(view, request.Draft, request.Partner, request.Item);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "rewording")
            ?? TextMustBeGiven(request.Reason, "reason", "why its own words may go after all")
            ?? Decision.Allow(new CopyRewordingWithdrawn(held!.Id, request.Reason), held.Marking, request.Item);
    }

    public static Held<Rewording>? Find(View view, string draft, string partner, string item) =>
        Of(view, draft, partner).FirstOrDefault(r => r.Content.Item == item);

    /// <summary>What stands in other words in a partner's copy of a draft.</summary>
    public static IEnumerable<Held<Rewording>> Of(View view, string draft, string partner) =>
        view.Rewordings.Standing.Where(r => r.Content.Draft == draft && r.Content.Partner == partner);

    private static Decision.Refused? MustBeInTheCopy(View view, Rewording said)
    {
        if (Outgoing.To(said.Partner, said.Draft, view) is not { } outgoing) return new("draft-must-stand", "There is no such draft for this partner.");
        var isSource = view.Sources.Find(said.Item) is { IsWithdrawn: false } source && source.Content.IsProtected
            && outgoing.Includes.Any(i => view.Claims.Find(i)?.Content.Source == said.Item);
        return Must(isSource || outgoing.Includes.Contains(said.Item) && view.Shows(said.Item), "item-must-go-with-the-draft",
            "Only what goes with this draft can be reworded in it.", "item");
    }

    // Other words for a thing are as secret at this desk as the draft, and as the thing itself.
    private static Marking MarkingFor(View view, Rewording said)
    {
        var (draft, item) = (view.Item(said.Draft)!.Marking, view.Item(said.Item)!.Marking);
        return (draft with
        {
            Tlp = item.Tlp > draft.Tlp ? item.Tlp : draft.Tlp,
            Compartments = [.. draft.Compartments.Union(item.Compartments).Order(StringComparer.Ordinal)],
        }).OnOurReading();
    }
}
