using Demarche.Requests;
using Demarche.Web;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

public sealed partial class BriefComposer
{
    private void WhoWasAsked()
    {
        foreach (var row in Requested())
        {
            // What is drafted for a partner is not told before somebody approved it.
            foreach (var asked in row.Partners.Where(p => partner is null || (p.Partner == partner && IsOnItsWay(row.Request.Id,
                p.Partner)))) WriteAsked(row, asked);
        }
        foreach (var commitment in view.Commitments.Standing.Where(Shared))
        {
            if (desk.Partners.Find(commitment.Content.Partner)?.Content.Name is { } name)
                Sentence(Say(commitment.Content.Law ? "briefs.law" : "briefs.commitment", BriefWords.Name(name),
                    Quoted(commitment.Content.Text)), commitment.Id);
        }
    }

    private IEnumerable<RequestRow> Requested() => RequestList.Of(view, desk, now)
        .Where(r => !r.Request.IsWithdrawn && own.Requests.Find(r.Request.Id) is { IsWithdrawn: false });

    private void WriteAsked(RequestRow row, PartnerRow asked)
    {
        var (request, title, name) = (row.Request, Quoted(row.Request.Content.Title), BriefWords.Name(NameOf(asked.Partner)));
        // To whom else a request went is no partner's business, nor how far it has come here.
        if (partner is not null) Sentence(Say("briefs.asked-you", name, title), request.Id);
        else if (asked.Holds is { } holds) Sentence(Say("briefs.asked-of", name, HumanDate.When(holds.SentAt), title,
            HumanDate.When(request.Content.Due)), request.Id);
        else Sentence(Say("briefs.asked-not", name, title, SayOf(asked.Progress, "requests.progress")), request.Id);
        HashSet<string> ofTheWhole = [];
        foreach (var ask in asked.Asks)
        {
            if (ask.Answer is { } answer)
            {
                // A reply that answers no ask by itself says one thing of all of them.
                if (IsShared(answer) && (!answer.IsOfTheWhole || ofTheWhole.Add(answer.Reply))) WriteAnswer(request, name, ask, answer);
            }
            else if (partner is null && asked.HasGone && !ask.IsDropped && ask.Progress != Progress.Closed)
            {
                Point(Say(ask.IsOverdue ? "briefs.ask.overdue" : "briefs.ask.silent", name, Quoted(ask.Ask.Text), HumanDate.When(ask.Due)),
                    request.Id);
            }
        }
        foreach (var reply in asked.Replies.Where(r => Shared(r) && r.Content.Text.Length > 0 && !ofTheWhole.Contains(r.Id)))
            Point(Say("briefs.wrote", name, HumanDate.When(reply.Content.Sent), Quoted(reply.Content.Text)), reply.Id);
    }

    private bool IsShared(AskAnswer answer) => view.Replies.Find(answer.Reply) is { } reply && Shared(reply);

    private void WriteAnswer(Held<Request> request, string name, AskRow ask, AskAnswer answer)
    {
        var words = SayOf(answer.Disposition, "briefs.ask", name, answer.IsOfTheWhole
            ? Quoted(request.Content.Title) : Quoted(ask.Ask.Text));
        var said = answer.Text.Length > 0 ? Say("briefs.ask.words", words, Quoted(answer.Text)) : words + ".";
        // Of our own answers, and of what is late, a partner is told by us and not by a brief.
        if (partner is null && ask.Ours is { SentAt: { } sent } ours) said += " " + Say("briefs.ask.ours", HumanDate.When(sent),
            Quoted(ours.Text));
        if (partner is null && ask.IsOverdue) said += " " + Say("briefs.ask.late", HumanDate.When(ask.Due));
        Point(said, answer.Reply, request.Id);
    }

    private bool IsOnItsWay(string request, string to) =>
        own.Releases.All.Any(r => (r.Content.HasGone || r.Content.IsOnItsWay) && r.Content.Proposal is var proposal
            && proposal.About == request && proposal.Partner == to);

    // What we owe others first, then what others owe us, then what waits here.
    private void WhatIsOwed()
    {
        var requests = Requested().ToList();
        foreach (var question in QuestionList.Of(view, desk, requests, now).Where(q => view.Replies.Find(q.Reply) is { } reply && Shared(reply)))
            Point(Say("briefs.steps.question", BriefWords.Name(question.Partner), Quoted(question.Text), Quoted(question.Title)),
                question.Reply);
        foreach (var row in IncomingRow.All(view, desk, now).Where(r => Shared(r.Request)))
        {
            // What we asked back about is for the partner to answer first.
            foreach (var ask in row.Asks.Where(a => a.IsOpen && a.State != OwedState.Question))
            {
                var due = Times.Parse(ask.Due) is null ? null : HumanDate.When(ask.Due);
                Point(due is null ? Say("briefs.steps.owe", BriefWords.Name(NameOf(row.Request.Content.Partner)), Quoted(ask.Ask.Text))
                    : Say(ask.IsOverdue ? "briefs.steps.owe.overdue" : "briefs.steps.owe.due",
                    BriefWords.Name(NameOf(row.Request.Content.Partner)), Quoted(ask.Ask.Text), due), row.Request.Id);
            }
        }
        var rows = requests.SelectMany(r => r.Partners.Select(p => (r.Request, Partner: p))).ToList();
        foreach (var (request, asked) in rows.Where(r => r.Partner.IsOverdue))
            Point(Say("briefs.steps.remind", BriefWords.Name(NameOf(asked.Partner)), Quoted(request.Content.Title),
                HumanDate.When(request.Content.Due)), request.Id);
        foreach (var (request, asked) in rows.Where(r => r.Partner is { HasGone: true, IsOverdue: false } p
            && p.Asks.Any(a => a.IsOpen && !a.AsksUs)))
            Point(Say("briefs.steps.await", BriefWords.Name(NameOf(asked.Partner)), Quoted(request.Content.Title),
                HumanDate.Of(request.Content.Due)), request.Id);
        foreach (var (request, asked) in rows.Where(r => !r.Partner.HasGone && r.Partner.Progress == Progress.Proposed))
            Point(Say("briefs.steps.approve", Quoted(request.Content.Title), BriefWords.Name(NameOf(asked.Partner))), request.Id);
    }
}
