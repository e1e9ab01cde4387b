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

    /// <summary>How many items partners corrected or retracted and nobody has decided on.</summary>
    public int Recalled { get; init; }

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
            OverdueSince = late.Min(r => Asks.Normal(r.Request.Content.Due)),
            Owed = owed.Sum(r => r.Overdue),
            OwedSince = owed.Min(r => Asks.Normal(r.Request.Content.Due)),
            Questions = view.IsOpen ? QuestionList.Of(view, desk, asked) : [],
            Recalled = view.IsOpen ? Releases.RecallList.Of(view).Open.Count() : 0,
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

/// <summary>What waits for the caller.</summary>
/// <param name="Inbox">Packages in the caller's inbox that nobody has taken into a case or set aside.</param>
/// <param name="Overdue">Cases with overdue answers.</param>
/// <param name="Awaiting">Cases with releases that wait for approval.</param>
/// <param name="Reviews">Cases with decisions that are to be looked at again.</param>
/// <param name="Held">Cases with releases of the caller that are held back.</param>
/// <param name="Recent">The open cases that changed last.</param>
public sealed record Home(
    string Name, int? Inbox, IReadOnlyList<CaseRow> Overdue, IReadOnlyList<CaseRow> Awaiting, IReadOnlyList<CaseRow> Reviews, IReadOnlyList<CaseRow> Held, IReadOnlyList<CaseRow> Recent,
    bool CanOpen, bool CanApprove)
{
    /// <summary>Cases with items that are marked wider than what they rest on.</summary>
    public IReadOnlyList<CaseRow> Wider { get; init; } = [];

    /// <summary>Cases in which we owe partners an answer that is overdue, what is longest past its time first.</summary>
    public IReadOnlyList<CaseRow> Owed { get; init; } = [];

    /// <summary>Cases in which partners ask something back that nobody has answered.</summary>
    public IReadOnlyList<CaseRow> Questions { get; init; } = [];

    /// <summary>Cases with items that partners corrected or retracted and on which somebody has to decide.</summary>
    public IReadOnlyList<CaseRow> Recalled { get; init; } = [];

    /// <summary>Requests in the inbox that nobody has taken into a case and that name a time for the answer, what is longest past its
    /// time first.</summary>
    public IReadOnlyList<Exchange.InboxRow> Arrivals { get; init; } = [];

    private const int Few = 8;

    public static Home Of(Caller caller, IReadOnlyList<Exchange.InboxRow> inbox, IReadOnlyList<CaseRow> rows)
    {
        var list = CaseList.Of(rows, "open", false).Cases;
        var waiting = inbox.Count(p => p.State == Exchange.ArrivalState.Waiting);
        List<Exchange.InboxRow> arrivals = [.. inbox.Where(p => p is { State: Exchange.ArrivalState.Waiting, Due.Length: > 0 })
            .OrderBy(p => Asks.Normal(p.Due!), StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal)];
        return new(
            caller.Name, caller.Can(Capability.ReadCases) ? waiting : null, [.. list.Where(r => r.Overdue > 0).OrderBy(r => r.OverdueSince, StringComparer.Ordinal)],
            [.. list.Where(r => r.Awaiting > 0)], [.. list.Where(r => r.Reviews > 0)], [.. rows.Where(r => r.Held > 0)], [.. list.Take(Few)], caller.Can(Capability.WriteCases), caller.Can(Capability.ApproveReleases))
        {
            Wider = [.. list.Where(r => r.Wider > 0)],
            Owed = [.. list.Where(r => r.Owed > 0).OrderBy(r => r.OwedSince, StringComparer.Ordinal)],
            Questions = [.. list.Where(r => r.Questions.Count > 0)],
            Recalled = [.. list.Where(r => r.Recalled > 0)],
            Arrivals = arrivals,
        };
    }
}
