using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Requests;

/// <summary>How far a request has come with one partner. Silence is a state too: <see cref="Sent"/> or <see cref="Received"/> with a date.</summary>
public enum Progress { Drafted, Proposed, Refused, Approved, HeldBack, Stopped, Undeliverable, Sent, Received, Accepted, Partly, Declined, Question, Answered, Closed }

/// <summary>A request's row for one partner.</summary>
/// <param name="Since">Since when it has been so, UTC.</param>
/// <param name="IsOverdue">It went out, the due time has passed, and no answer came.</param>
/// <param name="Reminded">When the partner was last reminded.</param>
/// <param name="Release">The latest release that carries it to the partner.</param>
/// <param name="Replies">What the partner answered, oldest first.</param>
/// <param name="HasGone">Whether bytes of it left for this partner, or may have left.</param>
public sealed record PartnerRow(
    string Partner, string Name, string? Suspicion, Progress Progress, string Since, bool IsOverdue, string? Reminded, Held<Release>? Release,
    IReadOnlyList<Held<Reply>> Replies, Held<Wording>? Wording, bool HasGone);

/// <summary>A request and its partners.</summary>
public sealed record RequestRow(Held<Request> Request, string Owner, IReadOnlyList<PartnerRow> Partners)
{
    public int Overdue => Partners.Count(p => p.IsOverdue);
}

/// <summary>Requests as an audience sees them, a row per partner.</summary>
public static class RequestList
{
    /// <param name="now">The time against which "overdue" is said, UTC.</param>
    public static IReadOnlyList<RequestRow> Of(View view, DeskFile desk, string now) => [.. view.Requests.All.Select(r => Row(view, desk, r, now))];

    public static RequestRow Row(View view, DeskFile desk, Held<Request> request, string now) => new(
        request, desk.NameOf(request.Content.Owner), [.. request.Content.Partners.Select(p => Row(view, desk, request, p, now))]);

    public static Held<Wording>? WordingFor(View view, string request, string partner) =>
        view.Wordings.Standing.FirstOrDefault(w => w.Content.Request == request && w.Content.Partner == partner);

    private static PartnerRow Row(View view, DeskFile desk, Held<Request> request, string partner, string now)
    {
        var release = view.Releases.Latest(request.Id, partner);
        List<Held<Reply>> replies = [.. view.Replies.All.Where(r => r.Content.Request == request.Id && r.Content.Partner == partner)];
        var (progress, since) = ProgressOf(request, release ?? view.Releases.Ended(request.Id, partner), replies, view.ClosedWith(request.Id, partner));
        // Nobody is late with an answer to what has not left this desk.
        var hasGone = view.Releases.HasGone(request.Id, partner);
        var overdue = hasGone && progress is Progress.Approved or Progress.HeldBack or Progress.Undeliverable or Progress.Sent or Progress.Received or Progress.Accepted
            && string.CompareOrdinal(Normal(request.Content.Due), now) < 0;
        var known = desk.Partners.Find(partner)?.Content;
        return new(partner, known?.Name ?? "a partner that is no longer listed", known?.Suspicion, progress, since, overdue,
            view.Reminders.LastOrDefault(r => r.Request == request.Id && r.Partner == partner)?.Time, release, replies,
            WordingFor(view, request.Id, partner), hasGone);
    }

    private static (Progress, string Since) ProgressOf(Held<Request> request, Held<Release>? release, List<Held<Reply>> replies, Mark? closed)
    {
        if (closed is not null) return (Progress.Closed, closed.Time);
        if (replies.Count > 0)
        {
            var last = replies[^1];
            return (last.Content.Disposition switch
            {
                Disposition.Accepted => Progress.Accepted,
                Disposition.Declined => Progress.Declined,
                Disposition.Partly => Progress.Partly,
                Disposition.Question => Progress.Question,
                _ => Progress.Answered,
            }, last.Time);
        }
        return release?.Content.State switch
        {
            null => (Progress.Drafted, request.Changed),
            // A second person here refused it; it goes once it is proposed again.
            ReleaseState.Refused => (Progress.Refused, release.Changed),
            ReleaseState.Stopped => (Progress.Stopped, release.Changed),
            ReleaseState.HeldBack => (Progress.HeldBack, release.Changed),
            ReleaseState.Proposed => (Progress.Proposed, release.Time),
            ReleaseState.Approved => (Progress.Approved, release.Changed),
            ReleaseState.Sent => (Progress.Sent, release.Content.SentAt!),
            ReleaseState.Received => (Progress.Received, release.Changed),
            _ => (Progress.Undeliverable, release.Changed),
        };
    }

    // A due time may be given with other precision than entries have; both are compared as instants.
    private static string Normal(string due) => Times.Parse(due) is { } time ? Times.Text(time) : due;
}
