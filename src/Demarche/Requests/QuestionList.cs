using Demarche.Views;

namespace Demarche.Requests;

/// <summary>A partner's question that waits for our answer.</summary>
/// <param name="Reply">The reply in which it stands.</param>
/// <param name="Title">Of the request that it is about.</param>
/// <param name="Text">The question, in the partner's words; of several the first.</param>
/// <param name="Since">When it arrived, UTC.</param>
/// <param name="Due">When the answer to our request is due, ISO 8601 UTC; empty where the partner asked us.</param>
/// <param name="IsOverdue">Whether an ask that waits for it is overdue.</param>
/// <param name="IsDrafted">Whether somebody has drafted our answer, which has not left yet.</param>
public sealed record OpenQuestion(string Reply, string Partner, string? Suspicion, string Title, string Text, string Since, string Due, bool IsOverdue, bool IsDrafted);

/// <summary>What partners ask back and nobody has answered. Pure; from what a reader sees.</summary>
public static class QuestionList
{
    /// <param name="rows">Our requests as the same reader sees them.</param>
    public static IReadOnlyList<OpenQuestion> Of(View view, DeskFile desk, IReadOnlyList<RequestRow> rows)
    {
        List<OpenQuestion> open = [];
        foreach (var row in rows.Where(r => !r.Request.IsWithdrawn))
        {
            foreach (var partner in row.Partners)
            {
                foreach (var asks in partner.AskUs.GroupBy(a => a.Answer!.Reply))
                {
                    var first = asks.First().Answer!;
                    open.Add(new(asks.Key, partner.Name, partner.Suspicion, row.Request.Content.Title, first.Text, first.Time, row.Request.Content.Due,
                        asks.Any(a => a.IsOverdue), asks.Any(a => a.Ours is not null)));
                }
            }
        }
        // Questions about our questions: the partner who asked us wants to know what we mean.
        foreach (var reply in view.Replies.All.Where(r => r.Content.Question is not null && Answerable.AsksBack(r.Content)))
        {
            if (view.Incoming.Find(reply.Content.Request) is not { } asked) continue;
            var drafts = view.ReplyDrafts.Standing.Where(d => d.Content.Question == reply.Id).ToList();
            if (drafts.Any(d => view.Releases.HasGone(d.Id, reply.Content.Partner))) continue;
            var known = desk.Partners.Find(reply.Content.Partner)?.Content;
            var text = Answerable.QuestionsOf(view, reply.Content).FirstOrDefault()?.Text ?? reply.Content.Text;
            open.Add(new(reply.Id, known?.Name ?? "a partner that is no longer listed", known?.Suspicion, asked.Content.Title, text, reply.Time, "", false, drafts.Count > 0));
        }
        return [.. open.OrderByDescending(q => q.IsOverdue).ThenBy(q => q.IsOverdue ? Asks.Normal(q.Due) : "", StringComparer.Ordinal)
            .ThenBy(q => q.Since, StringComparer.Ordinal).ThenBy(q => q.Reply, StringComparer.Ordinal)];
    }
}
