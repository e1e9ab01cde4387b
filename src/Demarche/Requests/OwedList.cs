using Demarche.Releases;
using Demarche.Views;

namespace Demarche.Requests;

/// <summary>How far we are with one thing that a partner asked of us.</summary>
public enum OwedState
{
    Unanswered,
    Accepted,
    Partly,
    OnConditions,
    Postponed,
    Declined,
    NotCompetent,

    /// <summary>We asked back, and wait for the partner.</summary>
    Question,

    /// <summary>The partner answered the question that we asked back: it is for us to go on.</summary>
    TheyAnswered,
    Answered,
}

/// <summary>One thing that a partner asked of us, and what we said to it. The rules are those of what we ask: <see
/// cref="AskRow"/>.</summary>
/// <param name="State">From our last answer to it that left the desk.</param>
/// <param name="Text">That answer in words.</param>
/// <param name="Since">Since when it has been so, UTC.</param>
/// <param name="Due">By when the partner needs an answer, ISO 8601 UTC; empty where it named no time.</param>
/// <param name="IsOpen">Whether we still owe something.</param>
/// <param name="IsOverdue">The due time has passed, and it is open.</param>
/// <param name="Draft">Our reply that says it; null while nothing left.</param>
/// <param name="IsDrafted">Whether a later reply that answers it has not left yet.</param>
/// <param name="TheirAnswer">The partner's answer to our question, in words; null where we asked none or none came.</param>
public sealed record OwedAsk(
    Ask Ask, OwedState State, string Text, string Since, string Due, bool IsOpen, bool IsOverdue, string? Draft, bool IsDrafted, string? TheirAnswer);

/// <summary>What we owe partners who asked us. Pure; from what a reader sees.</summary>
public static class OwedList
{
    /// <param name="now">The time against which "overdue" is said, UTC.</param>
    public static IReadOnlyList<OwedAsk> Of(View view, Held<IncomingRequest> request, string now)
    {
        var partner = request.Content.Partner;
        // The partner knows an ask by one id in all versions of its request: what was said to it in one is said.
        HashSet<string> versions = [request.Id, .. VersionsOf(view, request).Select(v => v.Id)];
        var isReplaced = ReplacedBy(view, request) is not null;
        // What answers a question that they asked back about our question is no answer to what they asked first.
        var drafts = view.ReplyDrafts.All.Where(d => versions.Contains(d.Content.Request) && d.Content.Question is null).Select(d => (Draft: d, Gone: view.Releases.Gone(d.Id, partner))).ToList();
        var gone = drafts.Where(d => d.Gone.Count > 0).Select(d => (d.Draft, At: d.Gone[0].Content.SentAt ?? d.Gone[0].Changed)).OrderBy(d => d.At, StringComparer.Ordinal).ToList();
        List<Held<ReplyDraft>> waiting = [.. drafts.Where(d => d.Gone.Count == 0 && !d.Draft.IsWithdrawn).Select(d => d.Draft)];
        List<Held<Reply>> theirs = [.. view.Replies.All.Where(r => versions.Contains(r.Content.Request) && r.Content.Partner == partner)];
        return [.. request.Content.Asks.Select(Row)];

        OwedAsk Row(Ask ask)
        {
            var said = gone.LastOrDefault(d => d.Draft.Content.Answers.Any(a => a.Ask == ask.Id));
            if (said.Draft is null) said = gone.LastOrDefault(d => d.Draft.Content.Answers.Count == 0);
            var isDrafted = waiting.Any(d => d.Content.Answers.Count == 0 || d.Content.Answers.Any(a => a.Ask == ask.Id));
            if (said.Draft is not { } draft) return new(ask, OwedState.Unanswered, "", request.Time, request.Content.Due, !isReplaced, !isReplaced && IsLate(), null, isDrafted, null);
            var own = draft.Content.Answers.FirstOrDefault(a => a.Ask == ask.Id);
            var (disposition, text) = own is null ? (draft.Content.Disposition, draft.Content.Text) : (own.Disposition, own.Text);
            var isOpen = !isReplaced && !Asks.IsFinal(disposition);
            var back = disposition != Disposition.Question ? null
                : theirs.LastOrDefault(r => r.Content.Question == draft.Id && (r.Content.Answers.Count == 0 || r.Content.Answers.Any(a => a.Ask == ask.Id)));
            var answer = back?.Content.Answers.FirstOrDefault(a => a.Ask == ask.Id)?.Text is { Length: > 0 } words ? words : back?.Content.Text;
            return new(ask, back is null ? StateOf(disposition) : OwedState.TheyAnswered, text, back?.Time ?? said.At, request.Content.Due,
                isOpen, isOpen && IsLate(), draft.Id, isDrafted, answer);
        }

        bool IsLate() => Asks.HasPassed(request.Content.Due, now);
    }

    /// <summary>The later version of a partner's request that was taken in too: it says what is owed. Null where there is none.</summary>
    public static Held<IncomingRequest>? ReplacedBy(View view, Held<IncomingRequest> request) =>
        VersionsOf(view, request).LastOrDefault(v => string.CompareOrdinal(Asks.Normal(v.Content.Sent), Asks.Normal(request.Content.Sent)) > 0);

    // A revised request is the same STIX object to whom it was sent before.
    private static IEnumerable<Held<IncomingRequest>> VersionsOf(View view, Held<IncomingRequest> request) => view.Incoming.All
        .Where(i => i.Id != request.Id && i.Content.Partner == request.Content.Partner && i.Content.Object.Length > 0 && i.Content.Object == request.Content.Object)
        .OrderBy(i => Asks.Normal(i.Content.Sent), StringComparer.Ordinal);

    private static OwedState StateOf(Disposition disposition) => disposition switch
    {
        Disposition.Accepted => OwedState.Accepted,
        Disposition.Partly => OwedState.Partly,
        Disposition.OnConditions => OwedState.OnConditions,
        Disposition.Postponed => OwedState.Postponed,
        Disposition.Declined => OwedState.Declined,
        Disposition.NotCompetent => OwedState.NotCompetent,
        Disposition.Question => OwedState.Question,
        _ => OwedState.Answered,
    };
}

/// <summary>A partner's request in a line.</summary>
/// <param name="Replied">Our latest reply that left the desk.</param>
/// <param name="Asks">What it asks, with what we said to each.</param>
public sealed record IncomingRow(Held<IncomingRequest> Request, string Partner, string? Suspicion, Held<Release>? Replied, IReadOnlyList<OwedAsk> Asks)
{
    /// <summary>The later version of the same request, which says what is owed; null where this is the last.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>How many asks are overdue.</summary>
    public int Overdue => Asks.Count(a => a.IsOverdue);

    /// <summary>How many asks we still owe an answer.</summary>
    public int Open => Asks.Count(a => a.IsOpen);

    /// <summary>What lies longest past its time first, then what is due soonest, then what is done.</summary>
    public static IReadOnlyList<IncomingRow> All(View view, DeskFile desk, string now) =>
    [
        .. view.Incoming.All.Select(i => Of(view, desk, i, now)).OrderByDescending(r => r.Overdue > 0).ThenByDescending(r => r.Open > 0)
            .ThenBy(r => r.Request.Content.Due.Length == 0).ThenBy(r => Requests.Asks.Normal(r.Request.Content.Due), StringComparer.Ordinal).ThenBy(r => r.Request.Time, StringComparer.Ordinal),
    ];

    public static IncomingRow Of(View view, DeskFile desk, Held<IncomingRequest> request, string now)
    {
        var drafts = view.ReplyDrafts.All.Where(d => d.Content.Request == request.Id).Select(d => d.Id).ToHashSet();
        var partner = desk.Partners.Find(request.Content.Partner)?.Content;
        return new(request, partner?.Name ?? "a partner that is no longer listed", partner?.Suspicion,
            view.Releases.All.LastOrDefault(r => drafts.Contains(r.Content.Proposal.About) && r.Content.HasGone), OwedList.Of(view, request, now))
        {
            ReplacedBy = OwedList.ReplacedBy(view, request)?.Id,
        };
    }
}
