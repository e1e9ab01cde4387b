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
/// <param name="State">From our last answer to it, in these words, that left the desk.</param>
/// <param name="Text">That answer in words.</param>
/// <param name="Since">Since when it has been so, UTC.</param>
/// <param name="Due">By when the partner needs an answer, ISO 8601 UTC; empty where it named no time.</param>
/// <param name="IsOpen">Whether something is still to come.</param>
/// <param name="IsOverdue">The due time has passed, and it is we who owe something: no question of ours waits for the partner.</param>
/// <param name="Draft">Our reply that says it; null while nothing left.</param>
/// <param name="IsDrafted">Whether a later reply that answers it has not left yet.</param>
/// <param name="TheirAnswer">The partner's answer to our question, in words; null where we asked none or none came.</param>
public sealed record OwedAsk(
    Ask Ask, OwedState State, string Text, string Since, string Due, bool IsOpen, bool IsOverdue, string? Draft, bool IsDrafted, string? TheirAnswer)
{
    /// <summary>What we said last to other words of this ask; null where an answer to these words left, or none at all.</summary>
    public OwedEarlier? Earlier { get; init; }
}

/// <summary>What we said to an ask when it was worded otherwise.</summary>
/// <param name="At">When it left, UTC.</param>
public sealed record OwedEarlier(Disposition Disposition, string Text, string At);

/// <summary>What we owe partners who asked us. Pure; from what a reader sees.</summary>
public static class OwedList
{
    private sealed record Said(Held<ReplyDraft> Draft, string At);

    /// <param name="now">The time against which "overdue" is said, UTC.</param>
    public static IReadOnlyList<OwedAsk> Of(View view, Held<IncomingRequest> request, string now)
    {
        var partner = request.Content.Partner;
        // The partner knows an ask by one id in all versions of its request: what was said to the same words in one is said.
        Dictionary<string, IncomingRequest> versions = VersionsOf(view, request).Append(request).ToDictionary(v => v.Id, v => v.Content);
        var isReplaced = ReplacedBy(view, request) is not null;
        // What answers a question that they asked back about our question is no answer to what they asked first.
        var drafts = view.ReplyDrafts.All.Where(d => versions.ContainsKey(d.Content.Request) && d.Content.Question is null)
            .Select(d => (Draft: d, Gone: view.Releases.Gone(d.Id, partner))).ToList();
        var gone = drafts.Where(d => d.Gone.Count > 0).Select(d => new Said(d.Draft, d.Gone[0].Content.SentAt ?? d.Gone[0].Changed)).OrderBy(d => d.At, StringComparer.Ordinal).ToList();
        List<Held<ReplyDraft>> waiting = [.. drafts.Where(d => d.Gone.Count == 0 && !d.Draft.IsWithdrawn).Select(d => d.Draft)];
        List<Held<Reply>> theirs = [.. view.Replies.All.Where(r => versions.ContainsKey(r.Content.Request) && r.Content.Partner == partner).OrderBy(Asks.Made, StringComparer.Ordinal)];
        return [.. request.Content.Asks.Select(Row)];

        OwedAsk Row(Ask ask)
        {
            var isDrafted = waiting.Any(d => d.Content.Answers.Count == 0 || d.Content.Answers.Any(a => a.Ask == ask.Id));
            if (Last(ask, isToTheseWords: true) is not { } said)
            {
                var before = Last(ask, isToTheseWords: false);
                return new(ask, OwedState.Unanswered, "", request.Time, request.Content.Due, !isReplaced, !isReplaced && IsLate(), null, isDrafted, null)
                {
                    Earlier = before is null ? null : Answer(before.Draft, ask) is var (earlier, words) ? new(earlier, words, before.At) : null,
                };
            }
            var (disposition, text) = Answer(said.Draft, ask);
            var isOpen = !isReplaced && !Asks.IsFinal(disposition);
            var back = disposition != Disposition.Question ? null
                : theirs.LastOrDefault(r => r.Content.Question == said.Draft.Id && (r.Content.Answers.Count == 0 || r.Content.Answers.Any(a => a.Ask == ask.Id)));
            var answer = back?.Content.Answers.FirstOrDefault(a => a.Ask == ask.Id)?.Text is { Length: > 0 } own ? own : back?.Content.Text;
            var state = back is null ? StateOf(disposition) : OwedState.TheyAnswered;
            return new(ask, state, text, back?.Time ?? said.At, request.Content.Due,
                isOpen, isOpen && state != OwedState.Question && IsLate(), said.Draft.Id, isDrafted, answer);
        }

        Said? Last(Ask ask, bool isToTheseWords)
        {
            List<Said> to = [.. gone.Where(g => !isToTheseWords || IsToTheseWords(g, ask))];
            return to.LastOrDefault(d => d.Draft.Content.Answers.Any(a => a.Ask == ask.Id)) ?? to.LastOrDefault(d => d.Draft.Content.Answers.Count == 0);
        }

        bool IsToTheseWords(Said said, Ask ask) => versions[said.Draft.Content.Request].Asks.FirstOrDefault(a => a.Id == ask.Id) is { } asked && Asks.IsSame(asked, ask);

        bool IsLate() => Asks.HasPassed(request.Content.Due, now);
    }

    private static (Disposition Disposition, string Text) Answer(Held<ReplyDraft> draft, Ask ask) =>
        draft.Content.Answers.FirstOrDefault(a => a.Ask == ask.Id) is { } own ? (own.Disposition, own.Text) : (draft.Content.Disposition, draft.Content.Text);

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

    /// <summary>How many asks are not answered for good.</summary>
    public int Open => Asks.Count(a => a.IsOpen);

    /// <summary>How many asks wait for us and are not overdue yet.</summary>
    public int Waiting => Asks.Count(a => a.IsOpen && !a.IsOverdue && a.State != OwedState.Question);

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
