using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Releases;

/// <param name="Id">The new notice's id.</param>
/// <param name="Marking">Null for the case's default.</param>
public sealed record DraftNotice(string Id, Notice Notice, Marking? Marking);

public sealed record WithdrawNotice(string Id, string Reason, int? Seen);

/// <summary>What is allowed of corrections and retractions.</summary>
public static class NoticeDecisions
{
    /// <summary>More items than this belong in several notices.</summary>
    public const int MostItems = 200;

    public static Decision Draft(View view, DraftNotice request)
    {
        var (notice, marking) = (request.Notice, request.Marking ?? view.Default);
        return CaseMustBeOpen(view) ?? MarkingMustHold(view, marking) ?? TextMustBeGiven(notice.Text, "text", "what those who had it are told")
            ?? Must(notice.Items.Count is > 0 and <= MostItems, "notice-must-name-items", $"Tick what it is about, at most {MostItems} items.", "includes")
            ?? EachMustBeDue(view, notice)
            ?? Decision.Allow(new NoticeDrafted(request.Id, notice), marking, request.Id);
    }

    public static Decision Withdraw(View view, WithdrawNotice request)
    {
        var held = view.Notices.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "notice") ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
            ?? Must(!view.Releases.HasGone(request.Id), "what-was-sent-stays", "This notice went out already. Write another one.")
            ?? Decision.Allow(new NoticeWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    private static Decision.Refused? EachMustBeDue(View view, Notice notice)
    {
        var due = Holding.All(view).Where(h => Noticed.Needed(h) == notice.Kind).Select(h => h.Item).ToHashSet();
        return Must(notice.Items.All(due.Contains), "notice-must-reach-somebody",
            "No partner has another version of one of these items, as far as you may know.", "includes");
    }
}
