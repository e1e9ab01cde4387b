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
/// <param name="Ask">In the words that left for this partner last; as it stands where it never left. The id is ours: <see cref="AskId"/>
/// gives the one by which the partner knows it.</param>
/// <param name="Progress">From the answer to this very ask; where there is none, how far the ask has come on its way to the
/// partner.</param>
/// <param name="Since">Since when it has been so, UTC.</param>
/// <param name="Due">When an answer is due by the version that left last, ISO 8601 UTC.</param>
/// <param name="IsOpen">Whether something is still to come: it is neither done with the partner nor answered for good.</param>
/// <param name="IsOverdue">It went out, the due time has passed, and it is the partner who owes something: no question of the partner
/// waits for us.</param>
/// <param name="Answer">The last answer to it, in the words of <paramref name="Ask"/>.</param>
/// <param name="Ours">What we answer to the question that the partner asked back; null where it asked none or nobody has drafted
/// it.</param>
/// <param name="IsDropped">The partner was asked it, and a later version of the request no longer asks it.</param>
public sealed record AskRow(
    Ask Ask, Progress Progress, string Since, string Due, bool IsOpen, bool IsOverdue, AskAnswer? Answer, OurAnswer? Ours, bool IsDropped)
{
    /// <summary>Whether a question that the partner asked back waits for us.</summary>
    public bool AsksUs => IsOpen && Progress == Progress.Question;

    /// <summary>Whether it left for the partner.</summary>
    public bool IsAsked { get; init; }

    /// <summary>What the partner said last to other words of this ask, before it was asked anew; null where <see cref="Answer"/> stands
    /// or nothing was said.</summary>
    public AskAnswer? Earlier { get; init; }
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
        return live.Any(a => a.AsksUs) ? Progress.Question
            : live.Select(a => a.Progress).Distinct().Count() == 1 ? live[0].Progress
            : Progress.Mixed;
    }

    /// <summary>
    /// The last answer to an ask, and what was said last to other words of it. An answer to the ask itself stands until another one to it
    /// comes: what a later reply says of other asks, or of the whole, does not replace it. A reply that answers no ask by itself says the
    /// same to each ask of the version that it answers and that has no answer of its own.
    /// </summary>
    /// <param name="words">The words that left last.</param>
    /// <param name="versions">Of the request, as they left for this partner.</param>
    /// <param name="replies">Of this partner to the request, the oldest first.</param>
    internal static (AskAnswer? Answer, AskAnswer? Earlier) AnswerTo(Ask words, IReadOnlyList<AskedVersion> versions, IReadOnlyList<Held<Reply>> replies)
    {
        List<(AskAnswer Answer, bool IsToTheseWords)> own = [], whole = [];
        foreach (var reply in replies)
        {
            var version = AskedVersion.AnsweredBy(reply, versions);
            var asked = version?.Asks.FirstOrDefault(a => a.Id == words.Id);
            if (reply.Content.Answers.FirstOrDefault(a => a.Ask == words.Id) is { } answer)
                own.Add((Of(reply, answer.Disposition, answer.Text, false), asked is null || IsSame(asked, words)));
            else if (reply.Content.Answers.Count == 0 && (version is null || asked is not null))
                whole.Add((Of(reply, reply.Content.Disposition, reply.Content.Text, true), asked is null || IsSame(asked, words)));
        }
        var stands = own.LastOrDefault(o => o.IsToTheseWords).Answer ?? whole.LastOrDefault(w => w.IsToTheseWords).Answer;
        return (stands, stands is null ? own.LastOrDefault().Answer ?? whole.LastOrDefault().Answer : null);
    }

    // A change of spaces asks nothing new.
    internal static bool IsSame(Ask one, Ask other) => one.Text.AsSpan().Trim().SequenceEqual(other.Text.AsSpan().Trim());

    /// <summary>When a partner made a reply, as it says; a time that lies after the arrival is none, and the arrival counts.</summary>
    internal static string Made(Held<Reply> reply) =>
        Normal(reply.Content.Sent) is var sent && Times.Parse(sent) is not null && string.CompareOrdinal(sent, reply.Time) < 0 ? sent : reply.Time;

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
