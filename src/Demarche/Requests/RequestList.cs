using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Requests;

/// <summary>How far an ask has come with one partner. Silence is a state too: <see cref="Sent"/> or <see cref="Received"/> with a
/// date.</summary>
public enum Progress
{
    Drafted,
    Proposed,
    Refused,
    Approved,
    HeldBack,
    Stopped,
    Undeliverable,
    Sent,
    Received,
    Accepted,
    Partly,
    OnConditions,
    Postponed,
    Declined,
    NotCompetent,

    /// <summary>The partner asks back, and waits for us.</summary>
    Question,

    /// <summary>We answered the partner's question, and wait for the partner.</summary>
    Clarified,
    Answered,

    /// <summary>Of a partner as a whole: its asks are in different states. Never of one ask.</summary>
    Mixed,
    Closed,
}

/// <summary>A request's row for one partner.</summary>
/// <param name="Progress">A summary of <see cref="Asks"/>: what all are, mixed where they differ, a question where one waits for us.
/// Before any answer, how far the latest release has come.</param>
/// <param name="Since">Since when it has been so, UTC.</param>
/// <param name="IsOverdue">Whether an ask is.</param>
/// <param name="Reminded">When the partner was last reminded.</param>
/// <param name="Release">The latest release that carries it to the partner.</param>
/// <param name="Replies">What the partner answered, oldest first.</param>
/// <param name="HasGone">Whether bytes of it left for this partner, or may have left.</param>
/// <param name="Asks">Each ask with its own state, in the order of the request; those that it no longer asks last.</param>
/// <param name="Holds">The version that the partner was sent last; null where nothing left for it.</param>
public sealed record PartnerRow(
    string Partner, string Name, string? Suspicion, Progress Progress, string Since, bool IsOverdue, string? Reminded, Held<Release>? Release,
    IReadOnlyList<Held<Reply>> Replies, Held<Wording>? Wording, bool HasGone, IReadOnlyList<AskRow> Asks, SentVersion? Holds)
{
    /// <summary>When an answer is due by the version that left last, ISO 8601 UTC; by the one that stands where none left.</summary>
    public string Due { get; init; } = "";

    /// <summary>Asks of which we owe the partner the answer to a question.</summary>
    public IEnumerable<AskRow> AskUs => Asks.Where(a => a.AsksUs);

    /// <summary>What a reply says to each ask, with the words that this partner was asked when it answered.</summary>
    public IReadOnlyList<AnsweredAsk> AnswersIn(Held<Reply> reply)
    {
        var asked = AskedVersion.AnsweredBy(reply, Versions)?.Asks ?? [];
        return [.. reply.Content.Answers.Select(a => new AnsweredAsk(asked.Concat(Asks.Select(r => r.Ask)).FirstOrDefault(w => w.Id == a.Ask)?.Text, a))];
    }

    /// <summary>The versions of the request that left for this partner, oldest first.</summary>
    internal IReadOnlyList<AskedVersion> Versions { get; init; } = [];
}

/// <summary>What a reply says to one ask.</summary>
/// <param name="Asked">The words of the ask that it answers; null where the partner was never asked it.</param>
public sealed record AnsweredAsk(string? Asked, Answer Answer);

/// <summary>A request and its partners.</summary>
public sealed record RequestRow(Held<Request> Request, string Owner, IReadOnlyList<PartnerRow> Partners)
{
    /// <summary>How many asks of partners are overdue.</summary>
    public int Overdue => Partners.Sum(p => p.Asks.Count(a => a.IsOverdue));

    /// <summary>When what is overdue was due first, UTC; null where nothing is.</summary>
    public string? OverdueSince => Partners.SelectMany(p => p.Asks).Where(a => a.IsOverdue).Min(a => Requests.Asks.Normal(a.Due));

    /// <summary>When the first of the asks that wait for a partner is due, UTC; null where none does.</summary>
    public string? NextDue => Waits.Min(a => Requests.Asks.Normal(a.Due));

    /// <summary>How many asks are not answered for good and not overdue, and wait for a partner to whom they went.</summary>
    public int Waiting => Waits.Count();

    private IEnumerable<AskRow> Waits => Partners.SelectMany(p => p.Asks).Where(a => a.IsAsked && a.IsOpen && !a.IsOverdue && !a.AsksUs);
}

/// <summary>Requests as an audience sees them: a row per partner, and in it a row per ask.</summary>
public static class RequestList
{
    /// <param name="now">The time against which "overdue" is said, UTC.</param>
    public static IReadOnlyList<RequestRow> Of(View view, DeskFile desk, string now) => [.. view.Requests.All.Select(r => Row(view, desk, r, now))];

    /// <summary>The same, what lies longest past its time first; the rest as they were drafted, and what was withdrawn last.</summary>
    public static IReadOnlyList<RequestRow> WorstFirst(View view, DeskFile desk, string now) =>
    [
        .. Of(view, desk, now).OrderBy(r => r.Request.IsWithdrawn).ThenByDescending(r => r.Overdue > 0)
            .ThenBy(r => r.OverdueSince ?? "", StringComparer.Ordinal),
    ];

    public static RequestRow Row(View view, DeskFile desk, Held<Request> request, string now) => new(
        request, desk.NameOf(request.Content.Owner), [.. request.Content.Partners.Select(p => Row(view, desk, request, p, now))]);

    public static Held<Wording>? WordingFor(View view, string request, string partner) =>
        view.Wordings.Standing.FirstOrDefault(w => w.Content.Request == request && w.Content.Partner == partner);

    private static PartnerRow Row(View view, DeskFile desk, Held<Request> request, string partner, string now)
    {
        var release = view.Releases.Latest(request.Id, partner);
        var gone = view.Releases.Gone(request.Id, partner);
        // What the partner wrote last counts, whatever was carried here first.
        List<Held<Reply>> replies = [.. view.Replies.All.Where(r => r.Content.Request == request.Id && r.Content.Partner == partner)
            .OrderBy(Requests.Asks.Made, StringComparer.Ordinal)];
        var wording = WordingFor(view, request.Id, partner);
        var ways = new Ways(request, release ?? view.Releases.Ended(request.Id, partner), gone, view.ClosedWith(request.Id, partner));
        var versions = AskedVersion.Of(request, wording, gone);
        var due = versions is [.., var last] ? last.Due : request.Content.Due;
        var asks = AskRows(view, ways, wording, versions, due, partner, replies, now);
        var (progress, since) = ways.Closed is { } closed ? (Progress.Closed, closed.Time)
            : Requests.Asks.Whole(asks) is { } whole ? (whole, asks.Where(a => a.Answer is not null).Max(a => a.Since)!)
            : OnItsWay(request, ways.Latest);
        var known = desk.Partners.Find(partner)?.Content;
        return new(partner, known?.Name ?? "a partner that is no longer listed", known?.Suspicion, progress, since, asks.Any(a => a.IsOverdue),
            view.Reminders.LastOrDefault(r => r.Request == request.Id && r.Partner == partner)?.Time, release, replies, wording, gone.Count > 0,
            asks, SentVersion.Of(request, wording, gone, release))
        {
            Versions = versions,
            Due = due,
        };
    }

    /// <summary>By what a request is on its way to one partner.</summary>
    /// <param name="Latest">The latest release, whatever became of it.</param>
    /// <param name="Gone">Those of which bytes left, or may have left, oldest first.</param>
    private sealed record Ways(Held<Request> Request, Held<Release>? Latest, IReadOnlyList<Held<Release>> Gone, Mark? Closed);

    private static List<AskRow> AskRows(
        View view, Ways ways, Held<Wording>? wording, IReadOnlyList<AskedVersion> versions, string due, string partner, List<Held<Reply>> replies, string now)
    {
        var request = ways.Request;
        // Each ask that left, in the words in which it left last.
        Dictionary<string, Ask> asked = [];
        foreach (var ask in versions.SelectMany(v => v.Asks)) asked[ask.Id] = ask;
        var standing = wording?.Content.Asks ?? request.Content.Asks;
        var dropped = asked.Values.Where(a => standing.All(s => s.Id != a.Id)).OrderBy(a => a.Text, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal);
        return [.. standing.Select(a => Row(asked.GetValueOrDefault(a.Id) ?? a, false)), .. dropped.Select(a => Row(a, true))];

        AskRow Row(Ask ask, bool isDropped)
        {
            var (answer, earlier) = Requests.Asks.AnswerTo(ask, versions, replies);
            var ours = answer?.Disposition == Disposition.Question ? OurAnswerTo(view, ask.Id, answer, partner) : null;
            // Nobody is late with an answer to what has not left this desk, nor to what is no longer asked.
            var isOpen = ways.Closed is null && !isDropped && !request.IsWithdrawn && (answer is null || !Requests.Asks.IsFinal(answer.Disposition));
            var (progress, since) = ways.Closed is { } closed ? (Progress.Closed, closed.Time)
                : answer is not null ? ours?.SentAt is { } sent ? (Progress.Clarified, sent) : (Requests.Asks.ProgressOf(answer.Disposition), answer.Time)
                : asked.ContainsKey(ask.Id) ? OnItsWay(request, ways.Gone[^1])
                : ways.Latest is { Content.HasGone: true } ? (Progress.Drafted, request.Changed)
                : OnItsWay(request, ways.Latest);
            var isAsked = asked.ContainsKey(ask.Id) || answer is not null;
            var isLate = isOpen && progress != Progress.Question && isAsked && Requests.Asks.HasPassed(due, now);
            return new(ask, progress, since, due, isOpen, isLate, answer, ours, isDropped) { Earlier = earlier, IsAsked = isAsked };
        }
    }

    // The last draft that answers the reply in which the question stands, and says something to this ask or to the whole.
    private static OurAnswer? OurAnswerTo(View view, string ask, AskAnswer question, string partner)
    {
        var known = AskId.For(partner, view.Replies.Find(question.Reply)!.Content.Request, ask);
        List<Held<ReplyDraft>> drafts = [.. view.ReplyDrafts.Standing.Where(d => d.Content.Question == question.Reply
            && (d.Content.Answers.Count == 0 || d.Content.Answers.Any(a => a.Ask == known)))];
        // What left stands: a draft that says more later takes nothing back.
        if ((drafts.LastOrDefault(d => view.Releases.HasGone(d.Id, partner)) ?? drafts.LastOrDefault()) is not { } draft) return null;
        var gone = view.Releases.Gone(draft.Id, partner);
        var latest = view.Releases.Latest(draft.Id, partner);
        var text = draft.Content.Answers.FirstOrDefault(a => a.Ask == known)?.Text is { Length: > 0 } own ? own : draft.Content.Text;
        return new(draft.Id, text, latest?.Id, latest?.Content.State, gone.Count > 0 ? gone[0].Content.SentAt ?? gone[0].Changed : null);
    }

    private static (Progress, string Since) OnItsWay(Held<Request> request, Held<Release>? release) => release?.Content.State switch
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
