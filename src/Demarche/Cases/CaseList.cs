using Demarche.Options;
using Demarche.Requests;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Cases;

/// <summary>A case in a list, as the caller may know it.</summary>
/// <param name="OpenedBy">The name of who opened it.</param>
/// <param name="Changed">The last change that the caller may know of, UTC.</param>
/// <param name="Overdue">How many asks of partners are overdue.</param>
/// <param name="Awaiting">How many releases wait for approval.</param>
/// <param name="Reviews">How many decisions are to be looked at again by now.</param>
/// <param name="Held">How many of the caller's own releases are held back and wait for a decision.</param>
/// <param name="Wider">How many items are marked wider than what they rest on and wait for a person's word.</param>
public sealed record CaseRow(
    string Id, string Title, string Summary, Marking Default, bool IsOpen, string OpenedBy, string Opened, string Changed, int Overdue, int Awaiting, int Reviews,
    CaseAccess Access, int Wider = 0, int Held = 0)
{
    /// <summary>When what is overdue of partners was due first, UTC; null where nothing is.</summary>
    public string? OverdueSince { get; init; }

    /// <summary>How many asks of partners we owe an answer that is overdue.</summary>
    public int Owed { get; init; }

    /// <summary>When what we owe was due first, UTC; null where nothing is overdue.</summary>
    public string? OwedSince { get; init; }

    /// <summary>What partners ask back and nobody has answered.</summary>
    public IReadOnlyList<OpenQuestion> Questions { get; init; } = [];

    /// <summary>What somebody has to do in it, or waits for.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<CaseTask> Tasks { get; init; } = [];

    public static CaseRow Of(View view, DeskFile desk, CaseAccess access, string now)
    {
        // What is late in a closed case waits for nobody.
        IReadOnlyList<RequestRow> asked = view.IsOpen ? RequestList.Of(view, desk, now) : [];
        List<RequestRow> late = [.. asked.Where(r => r.Overdue > 0)];
        List<IncomingRow> owed = view.IsOpen ? [.. IncomingRow.All(view, desk, now).Where(r => r.Overdue > 0)] : [];
        return new(
            view.CaseId, view.Title.Title, view.Title.Summary, view.Default, view.IsOpen, desk.NameOf(view.OpenedBy), view.Opened,
            view.LastChange, late.Sum(r => r.Overdue),
            view.Releases.All.Count(r => r.Content.State == Releases.ReleaseState.Proposed), ResolutionRow.Due(view, desk, now).Count, access,
            view.IsOpen ? WiderList.Of(view).Count : 0, Releases.HeldRelease.For(view, desk).Count)
        {
            OverdueSince = late.Min(r => r.OverdueSince),
            Owed = owed.Sum(r => r.Overdue),
            OwedSince = owed.Min(r => Asks.Normal(r.Request.Content.Due)),
            Questions = view.IsOpen ? QuestionList.Of(view, desk, asked, now) : [],
            Tasks = [.. CaseTasks.Of(view, desk, asked, now)],
        };
    }
}

/// <summary>The cases that the caller may read: open ones first, and in each part the one that changed last first.</summary>
/// <param name="Shown">open, closed or all.</param>
/// <param name="CanOpen">Whether the caller may open a case.</param>
public sealed record CaseList(IReadOnlyList<CaseRow> Cases, string Shown, int Open, int Closed, bool CanOpen)
{
    public static CaseList Of(IEnumerable<CaseRow> rows, string? show, bool canOpen)
    {
        List<CaseRow> all = [.. rows.OrderByDescending(r => r.IsOpen).ThenByDescending(r => r.Changed, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal)];
        var shown = show is "closed" or "all" ? show : "open";
        return new([.. all.Where(r => shown == "all" || r.IsOpen == (shown == "open"))], shown, all.Count(r => r.IsOpen), all.Count(r => !r.IsOpen), canOpen);
    }

    /// <summary>The rows of every case that the caller has access to.</summary>
    public static async Task<IReadOnlyList<CaseRow>> RowsAsync(CaseBook book, DeskFile desk, Caller caller, CancellationToken ct) =>
    [
        .. (await book.AllAsync(ct))
            .Select(f => (File: f, Access: CaseRoutes.AccessOf(f, caller)))
            .Where(f => f.Access != CaseAccess.None)
            .Select(f => CaseRow.Of(ViewCache.For(f.File, caller.Audience), desk, f.Access, book.Now())),
    ];
}

/// <summary>What the caller has to do, and what is awaited.</summary>
/// <param name="Inbox">Packages in the caller's inbox that nobody has taken into a case or set aside; null for those who read no cases.</param>
/// <param name="Tasks">What is to be done: what is overdue first, then what is due soonest.</param>
/// <param name="Awaited">What is due from others, soonest first.</param>
/// <param name="Recent">The open cases that changed last.</param>
public sealed record Home(
    string Name, int? Inbox, IReadOnlyList<CaseTask> Tasks, IReadOnlyList<CaseTask> Awaited, IReadOnlyList<CaseRow> Recent, bool CanOpen)
{
    /// <summary>More than this is not listed at once: what is overdue comes first, and each case lists its own.</summary>
    public const int Most = 100;

    private const int Few = 8;

    public static Home Of(Caller caller, IReadOnlyList<Exchange.InboxRow> inbox, IReadOnlyList<CaseRow> rows)
    {
        List<Exchange.InboxRow> waiting = [.. inbox.Where(p => p.State == Exchange.ArrivalState.Waiting)];
        var tasks = CaseTasks.InOrder(waiting.Select(Read).Concat(rows.SelectMany(r => r.Tasks.Select(t => For(caller, r, t)))));
        return new(
            caller.Name, caller.Can(Capability.ReadCases) ? waiting.Count : null, [.. tasks.Where(t => !t.IsAwaited)], [.. tasks.Where(t => t.IsAwaited)],
            [.. CaseList.Of(rows, "open", false).Cases.Take(Few)], caller.Can(Capability.WriteCases));
    }

    private static CaseTask Read(Exchange.InboxRow row) => new(
        TaskKind.Read, row.Title, $"/inbox/{row.Id}", row.From, row.Suspicion, row.Due is { Length: > 0 } due ? due : null, row.IsOverdue, row.Arrived, row.Case, row.CaseTitle)
    { Package = row.Kind };

    // Nobody approves a release of their own.
    private static CaseTask For(Caller caller, CaseRow row, CaseTask task) => task.Kind != TaskKind.Approve
        || (caller.Can(Capability.ApproveReleases) && row.Access == CaseAccess.Write && task.By != caller.Id) ? task : task with { Kind = TaskKind.AwaitApproval };
}
