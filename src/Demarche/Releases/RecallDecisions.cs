using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Releases;

/// <param name="Id">The new decision's id.</param>
/// <param name="Seen">The item's revision that the person saw.</param>
public sealed record KeepRecalled(string Id, string Notice, string Item, string Reason, int? Seen);

public sealed record WithdrawNoticeJudgement(string Id, string Reason, int? Seen);

/// <summary>What is allowed of what partners corrected or retracted: a person withdraws or corrects the item, or decides that it stays.</summary>
public static class RecallDecisions
{
    public static Decision Keep(View view, KeepRecalled request)
    {
        var recall = RecallList.Of(view).All.FirstOrDefault(r => r.Notice.Id == request.Notice && r.Item == request.Item);
        if (CaseMustBeOpen(view) is { } closed) return closed;
        if (recall is null || view.Item(request.Item) is not { } item) return Decision.Refuse("item-must-exist", "There is no such notice about such an item in this case.");
        // Why it stays is said of both.
        var marking = item.Marking.And(recall.Notice.Marking);
        return Must(recall.State != RecallState.Followed, "a-recall-must-be-open", "This item was corrected or withdrawn since. There is nothing to decide any more.")
            ?? Must(recall.State != RecallState.Kept, "a-recall-is-decided-once", "Somebody decided this already. Withdraw that decision first.")
            ?? Must(request.Seen is not { } seen || seen == item.Revision, "form-must-be-fresh",
                $"Somebody changed this item at {item.Changed} while you were writing. Look at it again, then write.")
            ?? TextMustBeGiven(request.Reason, "reason", "why it stays")
            ?? MarkingMustHold(view, marking)
            ?? Decision.Allow(new NoticeJudged(request.Id, new(request.Notice, request.Item, request.Reason.Trim())), marking, request.Item);
    }

    public static Decision Withdraw(View view, WithdrawNoticeJudgement request)
    {
        var held = view.NoticeJudgements.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "decision") ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
            ?? Decision.Allow(new NoticeJudgementWithdrawn(request.Id, request.Reason), held!.Marking, held.Content.Item);
    }
}
