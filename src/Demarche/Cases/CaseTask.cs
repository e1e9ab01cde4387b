using System.Text.Json.Serialization;
using Demarche.Options;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Cases;

/// <summary>What a task asks of its reader.</summary>
public enum TaskKind
{
    /// <summary>A package is in the inbox.</summary>
    Read,

    /// <summary>A partner asks something back.</summary>
    Question,

    /// <summary>A partner asked us.</summary>
    Answer,

    /// <summary>A partner's answer is overdue.</summary>
    Remind,

    /// <summary>A partner has time left: nothing to do but to know it.</summary>
    Await,

    /// <summary>It is approved and has not reached the partner.</summary>
    Deliver,

    /// <summary>A release waits for this reader's approval.</summary>
    Approve,

    /// <summary>A release waits for somebody else's approval.</summary>
    AwaitApproval,
    HeldBack,

    /// <summary>A release could not be delivered: it can be carried as a file.</summary>
    Carry,
    Review,

    /// <summary>A partner holds an earlier version of a request.</summary>
    Resend,

    /// <summary>A partner corrected or retracted what the case holds of it.</summary>
    Recall,

    /// <summary>Items that left have changed since: whoever had them must be told.</summary>
    Notify,
    Wider,
}

/// <summary>One thing that somebody has to do, or waits for: what, with whom, by when, and where it is done.</summary>
/// <param name="What">What it is about: the title of a request, a decision's words.</param>
/// <param name="Path">The page on which it is done.</param>
/// <param name="Partner">The partner's name; null where it is about none.</param>
/// <param name="Due">By when, ISO 8601 UTC; null where no time is set.</param>
/// <param name="Since">Since when it waits, ISO 8601 UTC.</param>
/// <param name="Case">The case; null while a package is in none.</param>
/// <param name="Count">Of how many answers or items it is.</param>
public sealed record CaseTask(
    TaskKind Kind, string What, string Path, string? Partner, string? Suspicion, string? Due, bool IsOverdue, string? Since, string? Case,
    string? CaseTitle, int Count = 1)
{
    /// <summary>Whether somebody has begun: our answer is drafted and has not left.</summary>
    public bool IsDrafted { get; init; }

    /// <summary>Of a package in the inbox, its kind.</summary>
    public PackageKind? Package { get; init; }

    /// <summary>Who proposed what waits for approval.</summary>
    [JsonIgnore]
    public string? By { get; init; }

    /// <summary>Whether it asks nothing of its reader now.</summary>
    public bool IsAwaited => Kind is TaskKind.Await or TaskKind.Deliver or TaskKind.AwaitApproval;
}

/// <summary>The tasks that follow from the state of a case. Pure; from what a reader sees.</summary>
public static class CaseTasks
{
    /// <param name="asked">Our requests as the same reader sees them.</param>
    /// <param name="now">The time against which "overdue" is said, UTC.</param>
    public static IEnumerable<CaseTask> Of(View view, DeskFile desk, IReadOnlyList<RequestRow> asked, string now)
    {
        var (root, title) = ($"/cases/{view.CaseId}", view.Title.Title);
        if (view.IsOpen)
        {
            foreach (var question in QuestionList.Of(view, desk, asked, now))
            {
                yield return new(TaskKind.Question, question.Title, $"{root}/replies/{question.Reply}/answer", question.Partner,
                    question.Suspicion, Time(question.Due), question.IsOverdue, question.Since, view.CaseId, title)
                { IsDrafted = question.IsDrafted };
            }
            foreach (var row in IncomingRow.All(view, desk, now).Where(r => r.Overdue + r.Waiting > 0))
            {
                yield return new(TaskKind.Answer, row.Request.Content.Title, $"{root}/incoming/{row.Request.Id}", row.Partner, row.Suspicion,
                    Time(row.Request.Content.Due), row.Overdue > 0, row.Request.Time, view.CaseId, title, row.Overdue > 0 ? row.Overdue : row.Waiting)
                { IsDrafted = row.Asks.Any(a => a is { IsOpen: true, IsDrafted: true }) };
            }
            var pairs = asked.Where(r => !r.Request.IsWithdrawn).SelectMany(r => r.Partners.Select(p => (r.Request, p)));
            foreach (var (request, partner) in pairs)
            {
                if (!partner.HasGone && partner.Progress == Progress.Approved)
                {
                    var isPast = Asks.HasPassed(request.Content.Due, now);
                    yield return new(isPast ? TaskKind.Carry : TaskKind.Deliver, request.Content.Title, "/outbox", partner.Name,
                        partner.Suspicion, Time(request.Content.Due), isPast, partner.Since, view.CaseId, title);
                }
                if (partner is { Holds: { IsEarlier: true, IsComing: false } holds, Progress: not Progress.Closed })
                {
                    yield return new(TaskKind.Resend, request.Content.Title, $"{root}/drafts/{request.Id}/preview#{partner.Partner}", partner.Name,
                        partner.Suspicion, null, false, holds.SentAt, view.CaseId, title);
                }
                var open = partner.Asks.Count(a => a is { IsAsked: true, IsOpen: true, AsksUs: false });
                if (open == 0) continue;
                var late = partner.Asks.Count(a => a.IsOverdue);
                yield return new(late > 0 ? TaskKind.Remind : TaskKind.Await, request.Content.Title, $"{root}/requests/{request.Id}", partner.Name,
                    partner.Suspicion, Time(partner.Due), late > 0, partner.Since, view.CaseId, title, late > 0 ? late : open);
            }
            foreach (var release in view.Releases.All.Where(r => r.Content.State == ReleaseState.Proposed))
                yield return OfRelease(view, desk, release, TaskKind.Approve, $"{root}/releases/{release.Id}");
            var undeliverable = view.Releases.All.Where(r => r.Content.State == ReleaseState.Undeliverable);
            foreach (var release in undeliverable.Where(r => !view.Releases.IsFollowed(r)))
                yield return OfRelease(view, desk, release, TaskKind.Carry, "/outbox");
        }
        foreach (var release in HeldRelease.For(view, desk))
            yield return OfRelease(view, desk, release, TaskKind.HeldBack, $"{root}/ledger?state=heldback");
        foreach (var row in ResolutionRow.Due(view, desk, now))
        {
            yield return new(TaskKind.Review, row.Decision.Content.Text, $"{root}/decisions#{row.Decision.Id}", null, null,
                row.Decision.Content.ReviewOn, true, row.Decision.Time, view.CaseId, title);
        }
        if (view.IsOpen && RecallList.Of(view).Open.Count() is > 0 and var recalled)
            yield return new(TaskKind.Recall, "", $"{root}/partner-notices", null, null, null, false, null, view.CaseId, title, recalled);
        if (view.IsOpen && NoticeList.Due(view) is > 0 and var due)
            yield return new(TaskKind.Notify, "", $"{root}/notices", null, null, null, false, null, view.CaseId, title, due);
        if (view.IsOpen && WiderList.Of(view).Count is > 0 and var wider)
            yield return new(TaskKind.Wider, "", $"{root}/wider", null, null, null, true, null, view.CaseId, title, wider);
    }

    /// <summary>What is overdue first, then what is due soonest, then what has waited longest.</summary>
    public static IReadOnlyList<CaseTask> InOrder(IEnumerable<CaseTask> tasks) =>
    [
        .. tasks.OrderByDescending(t => t.IsOverdue).ThenBy(t => t.Due is null)
            .ThenBy(t => t.Due is { } due ? Asks.Normal(due) : "", StringComparer.Ordinal).ThenBy(t => t.Since ?? "", StringComparer.Ordinal)
            .ThenBy(t => t.Path, StringComparer.Ordinal).ThenBy(t => t.Partner, StringComparer.Ordinal),
    ];

    private static CaseTask OfRelease(View view, DeskFile desk, Held<Release> release, TaskKind kind, string path)
    {
        var row = ReleaseRow.Of(view, desk, release);
        return new(kind, row.Title, path, row.Partner, row.Suspicion, null, false,
            kind == TaskKind.Approve ? release.Time : release.Changed, view.CaseId, view.Title.Title)
        { By = release.Author };
    }

    private static string? Time(string due) => due.Length == 0 ? null : due;
}
