using Demarche.Releases;

namespace Demarche.Requests;

/// <summary>What a partner said to one ask.</summary>
/// <param name="Reply">The reply that it came in.</param>
/// <param name="Sent">When the partner made that reply, as it says, UTC.</param>
/// <param name="Time">When it arrived, UTC.</param>
/// <param name="IsOfTheWhole">The reply answered no ask by itself, and this is what it said of the request as a whole.</param>
public sealed record AskAnswer(Disposition Disposition, string Text, string Reply, string Sent, string Time, Marking Marking, bool IsOfTheWhole);

/// <summary>What we answer to a question that a partner asked back.</summary>
/// <param name="Draft">The reply draft that holds it.</param>
/// <param name="Text">To this ask; to all of the partner's reply where it says nothing to the ask by itself.</param>
/// <param name="Release">The latest release that carries it; null while nobody has proposed it.</param>
/// <param name="SentAt">When it left, UTC; null while it has not.</param>
public sealed record OurAnswer(string Draft, string Text, string? Release, ReleaseState? State, string? SentAt);

/// <summary>One ask of a request with one partner: the unit of which everything else is a summary.</summary>
/// <param name="Ask">As this partner is asked it; the id is ours. <see cref="AskId"/> gives the one by which the partner knows it.</param>
/// <param name="Progress">From the answer to this very ask; where there is none, how far the ask has come on its way to the
/// partner.</param>
/// <param name="Since">Since when it has been so, UTC.</param>
/// <param name="Due">When an answer is due, ISO 8601 UTC.</param>
/// <param name="IsOpen">Whether something is still to come: it is neither done with the partner nor answered for good.</param>
/// <param name="IsOverdue">It went out, the due time has passed, and it is open.</param>
/// <param name="Answer">The last answer to it.</param>
/// <param name="Ours">What we answer to the question that the partner asked back; null where it asked none or nobody has drafted
/// it.</param>
/// <param name="IsDropped">The partner was asked it, and a later version of the request no longer asks it.</param>
public sealed record AskRow(
    Ask Ask, Progress Progress, string Since, string Due, bool IsOpen, bool IsOverdue, AskAnswer? Answer, OurAnswer? Ours, bool IsDropped)
{
    /// <summary>Whether a question that the partner asked back waits for us.</summary>
    public bool AsksUs => Progress == Progress.Question;
}

/// <summary>How many asks of a row are in one state.</summary>
public sealed record AskCount(Progress Progress, int Count);

/// <summary>The rules by which the answers to single asks make up the state of an ask, of a partner, and of a reply as a whole.
/// Pure.</summary>
public static class Asks
{
    /// <summary>
    /// Whether nothing more is to come after such an answer: it was answered, declined, or the partner has no power to. Whatever only
    /// promises, splits, conditions, postpones or asks leaves the ask open, and its clock runs (docs/decisions/ask-by-ask.md).
    /// </summary>
    public static bool IsFinal(Disposition disposition) => disposition switch
    {
        Disposition.Answered or Disposition.Declined or Disposition.NotCompetent => true,
        Disposition.Accepted or Disposition.Partly or Disposition.OnConditions or Disposition.Postponed or Disposition.Question => false,
        _ => false,
    };

    public static Progress ProgressOf(Disposition disposition) => disposition switch
    {
        Disposition.Accepted => Progress.Accepted,
        Disposition.Partly => Progress.Partly,
        Disposition.OnConditions => Progress.OnConditions,
        Disposition.Postponed => Progress.Postponed,
        Disposition.Declined => Progress.Declined,
        Disposition.NotCompetent => Progress.NotCompetent,
        Disposition.Question => Progress.Question,
        _ => Progress.Answered,
    };

    /// <summary>What answers to single asks come to, for the one word that a reply says of the whole: a question counts first, and what
    /// differs is "in part".</summary>
    /// <param name="asked">How many asks there are; those that have no answer differ from every answer.</param>
    /// <returns>Null where no ask is answered.</returns>
    public static Disposition? Whole(IReadOnlyList<Disposition> answers, int asked) =>
        answers.Count == 0 ? null
        : answers.Contains(Disposition.Question) ? Disposition.Question
        : answers.Count == asked && answers.Distinct().Count() == 1 ? answers[0]
        : Disposition.Partly;

    /// <summary>The same of the states of asks, for the line of a partner; null where no ask has an answer.</summary>
    internal static Progress? Whole(IReadOnlyList<AskRow> asks)
    {
        List<AskRow> live = [.. asks.Where(a => !a.IsDropped || a.Answer is not null)];
        if (live.All(a => a.Answer is null)) return null;
        return live.Any(a => a.Progress == Progress.Question) ? Progress.Question
            : live.Select(a => a.Progress).Distinct().Count() == 1 ? live[0].Progress
            : Progress.Partly;
    }

    /// <summary>
    /// The last answer to an ask. One to the ask itself stands until another one to it comes: what a later reply says of other asks, or
    /// of the
    /// whole, does not replace it. A reply that answers no ask by itself says the same to each ask that has no answer of its own.
    /// </summary>
    /// <param name="replies">Of one partner to one request, the oldest first.</param>
    public static AskAnswer? AnswerTo(string ask, IReadOnlyList<Held<Reply>> replies)
    {
        foreach (var reply in replies.Reverse())
        {
            if (reply.Content.Answers.FirstOrDefault(a => a.Ask == ask) is { } own) return Of(reply, own.Disposition, own.Text, false);
        }
        return replies.LastOrDefault(r => r.Content.Answers.Count == 0) is { } whole ? Of(whole, whole.Content.Disposition, whole.Content.Text, true) : null;
    }

    /// <summary>What of a partner's replies answers an ask that no version of the request had.</summary>
    public static IReadOnlyList<AskAnswer> Unplaced(IReadOnlyList<AskRow> asks, IReadOnlyList<Held<Reply>> replies)
    {
        var known = asks.Select(a => a.Ask.Id).ToHashSet();
        return [.. from reply in replies from answer in reply.Content.Answers where !known.Contains(answer.Ask) select Of(reply, answer.Disposition, answer.Text, false)];
    }

    /// <summary>How many asks are in which state, in the order of the states.</summary>
    public static IReadOnlyList<AskCount> Count(IEnumerable<AskRow> asks) =>
        [.. asks.GroupBy(a => a.Progress).OrderBy(g => g.Key).Select(g => new AskCount(g.Key, g.Count()))];

    /// <summary>Whether a time has come, both being instants of whatever precision.</summary>
    internal static bool HasPassed(string due, string now) => Times.Parse(due) is not null && string.CompareOrdinal(Normal(due), now) < 0;

    // A due time may be given with other precision than entries have; both are compared as instants.
    internal static string Normal(string time) => Times.Parse(time) is { } instant ? Times.Text(instant) : time;

    private static AskAnswer Of(Held<Reply> reply, Disposition disposition, string text, bool isOfTheWhole) =>
        new(disposition, text, reply.Id, reply.Content.Sent, reply.Time, reply.Marking, isOfTheWhole);
}
