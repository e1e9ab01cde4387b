using Demarche.Views;

namespace Demarche.Requests;

/// <summary>A partner's question that waits for our answer.</summary>
/// <param name="Reply">The reply in which it stands.</param>
/// <param name="Title">Of the request that it is about.</param>
/// <param name="Text">The question, in the partner's words; of several the first that waits.</param>
/// <param name="Since">When it arrived, UTC.</param>
/// <param name="Due">When the answer to our request is due, ISO 8601 UTC; empty where the partner asked us.</param>
/// <param name="IsOverdue">Whether the due time of what the partner can't answer before has passed.</param>
/// <param name="IsDrafted">Whether somebody has drafted our answer to all of it, which has not left yet.</param>
public sealed record OpenQuestion(string Reply, string Partner, string? Suspicion, string Title, string Text, string Since, string Due, bool IsOverdue, bool IsDrafted);

/// <summary>What partners ask back and nobody has answered: about an ask of ours, about the whole of a request, or about something that we
/// did not ask. Pure; from what a reader sees.</summary>
public static class QuestionList
{
    /// <param name="rows">Our requests as the same reader sees them.</param>
    /// <param name="now">The time against which "overdue" is said, UTC.</param>
    public static IReadOnlyList<OpenQuestion> Of(View view, DeskFile desk, IReadOnlyList<RequestRow> rows, string now)
    {
        List<OpenQuestion> open = [];
        foreach (var row in rows.Where(r => !r.Request.IsWithdrawn))
        {
            foreach (var partner in row.Partners.Where(p => p.Progress != Progress.Closed))
            {
                var dropped = partner.Asks.Where(a => a.IsDropped).Select(a => a.Ask.Id).ToHashSet();
                for (var i = 0; i < partner.Replies.Count; i++)
                {
                    var reply = partner.Replies[i];
                    if (Waits(view, reply, [.. partner.Replies.Skip(i + 1)], dropped) is not { } text) continue;
                    open.Add(new(reply.Id, partner.Name, partner.Suspicion, row.Request.Content.Title, text, reply.Time, partner.Due,
                        Asks.HasPassed(partner.Due, now), IsDrafted(view, reply)));
                }
            }
        }
        // Questions about our questions: the partner who asked us wants to know what we mean.
        foreach (var reply in view.Replies.All.Where(r => r.Content.Question is not null))
        {
            if (view.Incoming.Find(reply.Content.Request) is not { } asked || OwedList.ReplacedBy(view, asked) is not null) continue;
            List<Held<Reply>> later = [.. view.Replies.All.Where(r => r.Content.Question == reply.Content.Question && string.CompareOrdinal(Asks.Made(r), Asks.Made(reply)) > 0)];
            if (Waits(view, reply, later, []) is not { } text) continue;
            var known = desk.Partners.Find(reply.Content.Partner)?.Content;
            open.Add(new(reply.Id, known?.Name ?? "a partner that is no longer listed", known?.Suspicion, asked.Content.Title, text, reply.Time, "", false, IsDrafted(view, reply)));
        }
        return [.. open.OrderByDescending(q => q.IsOverdue).ThenBy(q => q.IsOverdue ? Asks.Normal(q.Due) : "", StringComparer.Ordinal)
            .ThenBy(q => q.Since, StringComparer.Ordinal).ThenBy(q => q.Reply, StringComparer.Ordinal)];
    }

    // The first question of a reply that waits for us, in words; null where none does. One about an ask waits until our answer to it has
    // left, the partner says something else to the ask, or it is asked no more.
    private static string? Waits(View view, Held<Reply> reply, List<Held<Reply>> later, HashSet<string> dropped)
    {
        if (!Answerable.AsksBack(reply.Content)) return null;
        List<Held<ReplyDraft>> left = [.. DraftsFor(view, reply).Where(d => view.Releases.HasGone(d.Id, reply.Content.Partner))];
        if (left.Any(d => d.Content.Answers.Count == 0)) return null;
        if (reply.Content.Answers.Count == 0) return left.Count == 0 && later.Count == 0 ? reply.Content.Text : null;
        var known = Answerable.QuestionsOf(view, reply.Content);
        var asked = reply.Content.Answers.Where(a => a.Disposition == Disposition.Question).Zip(known);
        return asked.Where(q => !dropped.Contains(q.First.Ask) && left.All(d => d.Content.Answers.All(a => a.Ask != q.Second.Id))
            && later.All(r => r.Content.Answers.All(a => a.Ask != q.First.Ask))).Select(q => q.First.Text).FirstOrDefault();
    }

    private static IEnumerable<Held<ReplyDraft>> DraftsFor(View view, Held<Reply> reply) => view.ReplyDrafts.All.Where(d => d.Content.Question == reply.Id);

    private static bool IsDrafted(View view, Held<Reply> reply) =>
        DraftsFor(view, reply).Any(d => !d.IsWithdrawn && !view.Releases.HasGone(d.Id, reply.Content.Partner));
}
