using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Views;
using Demarche.Web;
using static Demarche.Web.Words;
using Finding = Demarche.Hypotheses.Finding;

namespace Demarche.Briefs;

/// <summary>
/// What a footnote says of what a sentence rests on. Of a claim: who takes which stance on what, in which words, in which document, when. A
/// denial never reads as an assertion. From one view, and no more than it shows.
/// </summary>
internal static class BriefCitation
{
    /// <summary>Characters of a text within a footnote; a quotation is to be read, not the whole letter.</summary>
    private const int LongestText = 300;

    /// <summary>A sentence or two, without level.</summary>
    public static string Of(View view, DeskFile desk, Item item)
    {
        var text = item.Content switch
        {
            Claim c => OfClaim(view, c) + (view.Sources.Find(c.Source)?.Content.Grade is { } grade ? " " + BriefWords.Graded(desk, grade)
                : ""),
            Statement s => Say("briefs.cite.statement", BriefWords.Subject(s.Speaker), HumanDate.When(s.At),
                Quoted(s.Text)) + Stances(view, s),
            Incident i => string.Join(' ', new[] { ("briefs.began", i.Began), ("briefs.ended", i.Ended),
                ("briefs.discovered", i.Discovered) }.Where(t => t.Item2 is not null).Select(t => Say(t.Item1, HumanDate.When(t.Item2!)))
                .Prepend(Say("briefs.cite.incident", Quoted(i.Description)))),
            Effect e => Say("briefs.cite.effect", view.Parties.Find(e.Victim) is { } victim
                ? Say("briefs.effect.on", Name(victim.Content.Name)) : "", At(e.At), Quoted(BriefWords.OfEffect(e))),
            Party p => Say("briefs.cite.party", Name(p.Name), Quoted(p.Role)),
            Source s => Say("briefs.cite.source", Name(s.PublicName)),
            Proposition p => Say("briefs.cite.proposition", Quoted(p.Text)),
            Observable o => Say("briefs.cite.observable", Quoted(o.Value)),
            Document d => Say("briefs.cite.document", Quoted(d.Title ?? d.Name)),
            Contact c => Say("briefs.cite.contact", Partner(desk, c.Partner), HumanDate.When(c.At),
                Quoted(c.Said.Length > 0 ? c.Said : c.Asked)),
            Commitment c => Say(c.Law ? "briefs.law" : "briefs.commitment", Partner(desk, c.Partner), Quoted(c.Text), At(c.Made)),
            CommitmentJudgement j => SayOf(j.State, "briefs.commitment", Name(desk.NameOf(item.History[0].Author)), Quoted(j.Reason)),
            Request r => Say("briefs.cite.request", Quoted(r.Title), HumanDate.Of(r.Due)),
            Reply r => Say("briefs.cite.reply", Partner(desk, r.Partner), HumanDate.When(r.Sent), Title(view, r.Request))
                + Answers(view, r),
            ReplyDraft r => Say("briefs.cite.reply.ours", Title(view, r.Request)) + Answers(view, r),
            IncomingRequest i => Say("briefs.cite.incoming", Partner(desk, i.Partner), HumanDate.When(i.Sent), Quoted(i.Title)),
            Notice n => Say(n.Kind == NoticeKind.Correction ? "briefs.cite.correction" : "briefs.cite.retraction", Quoted(n.Text)),
            PartnerNotice n => Say(n.Kind == NoticeKind.Correction ? "briefs.notices.corrected.theirs" : "briefs.notices.retracted.theirs",
                Partner(desk, n.Partner), HumanDate.When(n.Sent), Quoted(n.Text)),
            Tie t => Say("briefs.cite.tie", Quoted(TieWords.Line(view, t)), Quoted(t.Citation)),
            Interest i => Say(i.IsRedLine ? "briefs.cite.red-line" : "briefs.cite.interest",
                Name(view.Parties.Find(i.Party)?.Content.Name ?? ""), Quoted(i.Text), Quoted(i.Citation)),
            Finding f => Say("briefs.cite.finding", Name(f.Analyst), Quoted(f.Text)),
            Hypothesis h => Say("briefs.cite.hypothesis", Quoted(h.Text), Quoted(h.Question)),
            Assessment a => Say("briefs.cite.assessment", Name(desk.NameOf(item.History[0].Author)),
                SayOf(a.Likelihood, "briefs.judged", Quoted(AssessmentList.Text(view, a.About))), AssessmentWords.Of(a.Confidence),
                Quoted(a.Text)),
            Weighing w => Say("briefs.cite.weighing", Name(desk.NameOf(item.History[0].Author)),
                Quoted(view.Options.Find(w.Option)?.Content.Title ?? ""), Quoted(w.Reason)),
            Option o => Say("briefs.cite.option", Quoted(o.Title), OptionWords.Of(o.Kind)),
            Resolution r => Say("briefs.cite.decision", Quoted(r.Text), Quoted(r.Authority)),
            _ => Say("briefs.cite.other", CaseWords.Kind(item.Kind), Quoted(ItemLine.Of(view, desk, item).Text)),
        };
        return BriefWords.OneLine(text);
    }

    /// <summary>
    /// The words by which a sentence can be known to speak of it, as people typed them: its own texts, and those of what it is about. For
    /// the check that compares a sentence with what it rests on.
    /// </summary>
    public static string WordsOf(View view, Item item)
    {
        IEnumerable<string?> also = item.Content switch
        {
            Claim c => [view.Propositions.Find(c.Proposition)?.Content.Text, BriefWords.Speaker(view, c),
                view.Sources.Find(c.Source)?.Content.Description, DocumentOf(view, c.Passage), At(c.SaidOn)],
            Statement s => [.. s.Stances.Select(x => view.Propositions.Find(x.Proposition)?.Content.Text), At(s.At)],
            Incident i => [At(i.Began), At(i.Ended), At(i.Discovered)],
            Assessment a => [AssessmentList.Text(view, a.About)],
            Resolution r => [.. r.Options.Select(o => view.Options.Find(o)?.Content.Title)],
            Reply r => [Title(view, r.Request), .. AsksOf(view, r).Select(a => a.Text)],
            _ => [],
        };
        return string.Join('\n', ItemWords.Of(item.Content).Select(w => w.Text).Concat(also).Where(t => t is { Length: > 0 }));
    }

    private static string OfClaim(View view, Claim claim)
    {
        var quote = claim.Passage?.Quote is { Length: > 0 } words ? ": " + Quoted(words) : "";
        var where = new[] { DocumentOf(view, claim.Passage) is { } document ? Quoted(document) : claim.Passage is null
            ? Say("briefs.cite.told") : "", claim.SaidOn is { } said ? HumanDate.Of(said) : Say("briefs.cite.undated") };
        return Say("briefs.cite.claim", BriefWords.Speaker(view, claim), SayOf(claim.Stance, "briefs.cite.stance",
            Quoted(view.Propositions.Find(claim.Proposition)?.Content.Text ?? "")), quote,
            string.Join(", ", where.Where(w => w.Length > 0)));
    }

    private static string? DocumentOf(View view, PassageRef? passage) => view.Documents.Find(passage?.Document)?.Content is { } document
        ? document.Title ?? document.Name : null;

    private static string Stances(View view, Statement statement)
    {
        var taken = statement.Stances.Select(s => view.Propositions.Find(s.Proposition) is { } p
            ? SayOf(s.Stance, "briefs.line", Quoted(p.Content.Text)) : "").Where(s => s.Length > 0).ToList();
        return taken.Count == 0 ? "" : " " + Say("briefs.cite.stances", BriefWords.Listed(taken));
    }

    /// <summary>What a reply answers, by its title: a request of ours, or of the partner's where it answers a question of ours.</summary>
    public static string Title(View view, string request) =>
        (view.Requests.Find(request)?.Content.Title ?? view.Incoming.Find(request)?.Content.Title) is { } title
            ? Quoted(title) : Say("briefs.cite.request.gone");

    private static string Answers(View view, Reply reply) =>
        " " + Say("briefs.cite.answers", Answered(AsksOf(view, reply), reply.Answers, reply.Disposition, reply.Text));

    private static string Answers(View view, ReplyDraft reply) => " " + Say("briefs.cite.answers.ours", Answered(
        view.Requests.Find(reply.Request)?.Content.Asks ?? view.Incoming.Find(reply.Request)?.Content.Asks ?? [], reply.Answers,
        reply.Disposition, reply.Text));

    private static string Answered(IReadOnlyList<Ask> asks, IReadOnlyList<Answer> answers, Disposition disposition, string text)
    {
        string Said(string words) => words.Length > 0 ? $" ({Quoted(words)})" : "";
        var said = answers.Where(a => asks.Any(k => k.Id == a.Ask))
            .Select(a => Say("briefs.cite.answer", Quoted(asks.First(k => k.Id == a.Ask).Text),
                SayOf(Asks.ProgressOf(a.Disposition), "requests.progress"), Said(a.Text))).ToList();
        if (said.Count == 0) said.Add(Say("briefs.cite.answer.whole", SayOf(Asks.ProgressOf(disposition), "requests.progress"),
            Said(text)));
        return BriefWords.Listed(said);
    }

    // As the partner was asked, where it was asked in words of its own.
    private static List<Ask> AsksOf(View view, Reply reply) =>
    [
        .. RequestList.WordingFor(view, reply.Request, reply.Partner)?.Content.Asks ?? [],
        .. view.Requests.Find(reply.Request)?.Content.Asks ?? view.Incoming.Find(reply.Request)?.Content.Asks ?? [],
    ];

    private static string At(ApproximateTime? time) => time is null ? "" : " " + HumanDate.When(time);

    private static string Partner(DeskFile desk, string id) => Name(desk.Partners.Find(id)?.Content.Name ?? Say("briefs.partner.gone"));

    private static string Name(string name) => BriefWords.Name(name).TrimEnd('.');

    private static string Quoted(string words) => BriefWords.Quoted(Cut.To(BriefWords.OneLine(words), LongestText, "…"));
}
