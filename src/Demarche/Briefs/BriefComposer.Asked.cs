using Demarche.Contacts;
using Demarche.Releases;
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
        if (partner is null) WhoAskedUs();
        foreach (var commitment in view.Commitments.Standing.Where(Shared)) WriteCommitment(commitment);
    }

    private IEnumerable<RequestRow> Requested() => RequestList.Of(view, desk, now)
        .Where(r => !r.Request.IsWithdrawn && own.Requests.Find(r.Request.Id) is { IsWithdrawn: false });

    private IEnumerable<IncomingRow> AskedOfUs() => IncomingRow.All(view, desk, now).Where(r => r.ReplacedBy is null && Shared(r.Request));

    private void WriteAsked(RequestRow row, PartnerRow asked)
    {
        var (request, name) = (row.Request, BriefWords.Name(NameOf(asked.Partner)));
        // In the words that left for the partner last; what was revised since is not what was asked.
        // No partner sees our releases and the versions that went in them; whoever composes for it does.
        var (whole, wording) = partner is null ? (request, asked.Wording)
            : (own.Requests.Find(request.Id)!, RequestList.WordingFor(own, request.Id, asked.Partner));
        IReadOnlyList<Held<Release>> gone = partner is null ? view.Releases.Gone(request.Id, asked.Partner)
            : [.. Given(request.Id, asked.Partner)];
        var sent = gone.Count > 0 ? SentVersion.At(whole, gone[^1].Content.Proposal.Created)! : request.Content;
        var words = AskedVersion.Of(whole, wording, gone).SelectMany(v => v.Asks).GroupBy(a => a.Id).ToDictionary(a => a.Key, a => a.Last());
        var title = Quoted(sent.Title);
        // To whom else a request went is no partner's business, nor how far it has come here.
        if (partner is not null) Sentence(Say("briefs.asked-you", name, title), request.Id);
        else if (asked.Holds is { } holds) Sentence(Say(Due("briefs.asked-of", sent.Due), name, HumanDate.When(holds.SentAt), title,
            HumanDate.When(sent.Due)) + HowItStands(request.Id, asked, holds), request.Id);
        else if (asked.Replies.Any(Shared)) Sentence(Say("briefs.asked-answered", name, title), request.Id);
        else Sentence(Say("briefs.asked-not", name, title, SayOf(asked.Progress, "requests.progress")), request.Id);
        HashSet<string> ofTheWhole = [];
        foreach (var ask in asked.Asks)
        {
            var text = Quoted(words.GetValueOrDefault(ask.Ask.Id, ask.Ask).Text);
            if (ask.Earlier is { } earlier && IsShared(earlier.Reply)) WriteEarlier(request, asked, name, ask, earlier);
            if (ask.Answer is { } answer)
            {
                // A reply that answers no ask by itself says one thing of all of them.
                if (IsShared(answer.Reply) && (!answer.IsOfTheWhole || ofTheWhole.Add(answer.Reply)))
                    WriteAnswer(request, name, answer.IsOfTheWhole ? title : text, ask);
            }
            else if (partner is null && asked.HasGone && !ask.IsDropped && ask.Progress != Progress.Closed)
            {
                Point(!ask.IsAsked ? Say("briefs.ask.unsent", name, text)
                    : Say(ask.IsOverdue ? "briefs.ask.overdue" : "briefs.ask.silent", name, text, HumanDate.When(ask.Due)), request.Id);
            }
        }
        foreach (var (reply, told) in asked.Replies.Where(Shared).SelectMany(r => asked.AnswersIn(r).Select(a => (r, a))).Where(t => t.a is { Asked: null, Answer.Text.Length: > 0 }))
            Point(Say("briefs.ask.unplaced", name, HumanDate.When(reply.Content.Sent), Quoted(told.Answer.Text)), reply.Id);
        foreach (var reply in asked.Replies.Where(r => Shared(r) && r.Content.Text.Length > 0 && !ofTheWhole.Contains(r.Id)))
            Point(Say("briefs.wrote", name, HumanDate.When(reply.Content.Sent), Quoted(reply.Content.Text)), reply.Id);
    }

    // Whether what left has come, and what became of it here since.
    private string HowItStands(string request, PartnerRow asked, SentVersion holds)
    {
        List<string> said = [];
        if (asked.Replies.Count == 0 && view.Releases.Find(holds.Release)?.Content.Departure == Departure.MayHaveLeft)
            said.Add(Say("briefs.asked.no-receipt"));
        if (holds.IsEarlier) said.Add(Say("briefs.asked.revised"));
        if (view.ClosedWith(request, asked.Partner) is not null) said.Add(Say("briefs.asked.closed"));
        return string.Concat(said.Select(s => " " + s));
    }

    // What is due and what was: a time that has passed is no longer to come.
    private string Due(string key, string due) =>
        // A day is over when the next one has begun.
        (due.Length > 10 ? Asks.HasPassed(due, now) : due.Length == 10 && string.CompareOrdinal(due, now[..10]) < 0) ? key + ".past" : key;

    private bool IsShared(string reply) => view.Replies.Find(reply) is { } held && Shared(held);

    private void WriteAnswer(Held<Request> request, string name, string asked, AskRow ask)
    {
        var answer = ask.Answer!;
        var words = SayOf(answer.Disposition, "briefs.ask", name, asked, HumanDate.When(answer.Sent));
        var said = answer.Text.Length > 0 ? Say("briefs.ask.words", words, Quoted(answer.Text)) : words + ".";
        // Of our own answers, and of what is late, a partner is told by us and not by a brief.
        if (partner is null && ask.Ours is { SentAt: { } sent } ours) said += " " + (ours.Text.Length > 0
            ? Say("briefs.ask.ours", HumanDate.When(sent), Quoted(ours.Text)) : Say("briefs.ask.ours.silent", HumanDate.When(sent)));
        // While a question waits for us, nobody there is late.
        if (partner is null && ask.IsOverdue && !ask.AsksUs) said += " " + Say("briefs.ask.late", HumanDate.When(ask.Due));
        Point(said, answer.Reply, request.Id);
    }

    // What was said to other words, with those.
    private void WriteEarlier(Held<Request> request, PartnerRow asked, string name, AskRow ask, AskAnswer earlier)
    {
        var words = asked.AnswersIn(view.Replies.Find(earlier.Reply)!).FirstOrDefault(a => a.Answer.Ask == ask.Ask.Id)?.Asked;
        var said = SayOf(earlier.Disposition, "briefs.ask", name, words is null ? Quoted(request.Content.Title) : Quoted(words), HumanDate.When(earlier.Sent));
        Point((earlier.Text.Length > 0 ? Say("briefs.ask.words", said, Quoted(earlier.Text)) : said + ".") + " " + Say("briefs.ask.reworded"), earlier.Reply, request.Id);
    }

    private bool IsOnItsWay(string request, string to) => Given(request, to).Any();

    private IEnumerable<Held<Release>> Given(string request, string to) => own.Releases.All.Where(r =>
        (r.Content.HasGone || r.Content.IsOnItsWay) && r.Content.Proposal is var proposal && proposal.About == request
            && proposal.Partner == to);

    private void WhoAskedUs()
    {
        foreach (var row in AskedOfUs())
        {
            var request = row.Request;
            var due = Times.Parse(request.Content.Due) is null ? "" : " " + Say(Due("briefs.asked-us.due", request.Content.Due),
                HumanDate.When(request.Content.Due));
            Sentence(Say("briefs.asked-us", BriefWords.Name(NameOf(request.Content.Partner)), HumanDate.When(request.Content.Sent),
                Quoted(request.Content.Title)) + due, request.Id);
            foreach (var ask in row.Asks)
            {
                // What we said stands in our reply, and what was said to it in theirs.
                var ours = view.ReplyDrafts.Find(ask.Draft);
                if (ask.Draft is not null && (ours is null || !Shared(ours))) continue;
                var theirs = ask.State == OwedState.TheyAnswered
                    ? view.Replies.Standing.LastOrDefault(r => r.Content.Question == ask.Draft && Shared(r)) : null;
                if (ask.State == OwedState.TheyAnswered && theirs is null) continue;
                var words = SayOf(ask.State, "briefs.we", Quoted(ask.Ask.Text), HumanDate.When(ask.Since));
                var text = theirs is not null ? ask.TheirAnswer : ask.Text;
                Point(text is { Length: > 0 } ? Say("briefs.ask.words", words, Quoted(text)) : words + ".",
                    [.. new[] { theirs?.Id, ours?.Id, request.Id }.OfType<string>()]);
            }
        }
    }

    // With what people here judge of it: no partner reads that.
    private void WriteCommitment(Held<Commitment> commitment)
    {
        var c = commitment.Content;
        if (desk.Partners.Find(c.Partner)?.Content.Name is not { } name) return;
        List<string> on = [commitment.Id];
        var words = Say(c.Law ? "briefs.law" : "briefs.commitment", BriefWords.Name(name), Quoted(c.Text),
            c.Made is { } made ? " " + HumanDate.When(made) : "");
        foreach (var judged in partner is not null ? [] : view.CommitmentJudgements.Standing.Where(j => Shared(j)
            && j.Content.Commitment == commitment.Id))
        {
            words += " " + SayOf(judged.Content.State, "briefs.commitment", BriefWords.Name(desk.NameOf(judged.Author)),
                Quoted(judged.Content.Reason));
            on.Add(judged.Id);
        }
        Sentence(words, on);
    }

    // What we owe others first, then what others owe us, then what waits here; each with who keeps it.
    private void WhatIsOwed()
    {
        var requests = Requested().ToList();
        var rows = requests.SelectMany(r => r.Partners.Select(p => (r.Request, Asked: p, Name: BriefWords.Name(NameOf(p.Partner)),
            Title: Quoted(r.Request.Content.Title), Keeper: " " + Say("briefs.steps.keeper", BriefWords.Name(r.Owner))))).ToList();
        HashSet<string> asking = [];
        foreach (var row in rows)
        {
            // A question to the whole of a request is one, however many asks it holds up.
            foreach (var ask in row.Asked.AskUs.Where(a => IsShared(a.Answer!.Reply)).DistinctBy(a => a.Answer!.IsOfTheWhole
                ? a.Answer.Reply : a.Ask.Id))
            {
                asking.Add(ask.Answer!.Reply);
                var about = ask.Answer.IsOfTheWhole ? row.Title : Quoted(ask.Ask.Text);
                Point((ask.Answer.Text.Length > 0 ? Say("briefs.steps.question", row.Name, Quoted(ask.Answer.Text), about)
                    : Say("briefs.steps.question.silent", row.Name, about)) + row.Keeper, ask.Answer.Reply, row.Request.Id);
            }
        }
        // Questions about the whole beside answers to each ask, about what we did not ask, and about questions of ours.
        foreach (var question in QuestionList.Of(view, desk, requests, now).Where(q => !asking.Contains(q.Reply) && IsShared(q.Reply)))
            Point(question.Text.Length > 0 ? Say("briefs.steps.question", BriefWords.Name(question.Partner), Quoted(question.Text),
                Quoted(question.Title)) : Say("briefs.steps.question.silent", BriefWords.Name(question.Partner), Quoted(question.Title)),
                question.Reply);
        foreach (var row in AskedOfUs())
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
        foreach (var (request, asked, name, title, keeper) in rows.Where(r => r.Asked.HasGone))
        {
            // What the partner has to answer: neither what it asks us first, nor what it was never asked.
            List<AskRow> owed = [.. asked.Asks.Where(a => a.IsOpen && !a.AsksUs && a.Progress != Progress.Drafted)];
            if (owed.Find(a => a.IsOverdue) is { } late)
                Point(Say("briefs.steps.remind", name, title, HumanDate.When(late.Due)) + keeper, request.Id);
            else if (owed.Count > 0) Point(Say("briefs.steps.await", name, title, HumanDate.Of(owed[0].Due)) + keeper, request.Id);
            if (asked is { Holds: { IsEarlier: true, IsComing: false }, Progress: not Progress.Closed })
                Point(Say("briefs.steps.revised", name, title) + keeper, request.Id);
        }
        foreach (var (request, asked, name, title, keeper) in rows.Where(r => !r.Asked.HasGone))
        {
            if (asked.Progress == Progress.Proposed) Point(Say("briefs.steps.approve", title, name) + keeper, request.Id);
            if (asked.Progress == Progress.Undeliverable) Point(Say("briefs.steps.undelivered", title, name) + keeper, request.Id);
        }
    }
}
