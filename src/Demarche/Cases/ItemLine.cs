using Demarche.Briefs;
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
using Finding = Demarche.Hypotheses.Finding;

namespace Demarche.Cases;

/// <summary>An item in a line, and where it stands.</summary>
/// <param name="Text">Its own words, cut short.</param>
/// <param name="Path">After the case's address.</param>
public sealed record ItemLine(string Text, string Path)
{
    private const int Longest = 120;

    public static ItemLine Of(View view, DeskFile desk, Item item)
    {
        string Partner(string id) => desk.Partners.Find(id)?.Content.Name ?? "";
        string Document(string id) => view.Documents.Find(id)?.Content is { } d ? d.Title ?? d.Name : "";
        var (text, path) = item.Content switch
        {
            Incident i => (i.Description, $"#{item.Id}"),
            Effect e => ($"{e.Kind}: {e.Description}", $"#{item.Id}"),
            Party p => (p.Name, $"#{item.Id}"),
            Document d => (d.Title ?? d.Name, $"/documents/{item.Id}"),
            OriginJudgement o => ($"{Document(o.First)} / {Document(o.Second)}", "/documents"),
            RejectedProposal r => (Document(r.Document), $"/documents/{r.Document}"),
            Source s => (s.PublicName, $"/sources#{item.Id}"),
            Proposition p => (p.Text, $"/claims#{item.Id}"),
            Claim c => ($"{view.Sources.Find(c.Source)?.Content.PublicName}: {view.Propositions.Find(c.Proposition)?.Content.Text}", $"/claims#{item.Id}"),
            Observable o => (o.Value, $"/observables#{item.Id}"),
            Contact c => ($"{Partner(c.Partner)}, {Web.HumanDate.Of(c.At)}", $"/contacts#{item.Id}"),
            Commitment c => ($"{Partner(c.Partner)}: {c.Text}", $"/contacts#{item.Id}"),
            Statement s => (s.Text, $"/statements#{item.Id}"),
            Request r => (r.Title, $"/requests/{item.Id}"),
            Wording w => ($"{Partner(w.Partner)}: {w.Text}", $"/requests/{w.Request}"),
            Reply { Question: not null } r => ($"{Partner(r.Partner)}: {r.Text}", $"/incoming/{r.Request}#{item.Id}"),
            Reply r => ($"{Partner(r.Partner)}: {r.Text}", $"/requests/{r.Request}"),
            IncomingRequest i => ($"{Partner(i.Partner)}: {i.Title}", $"/requests#{item.Id}"),
            ReplyDraft { Question: { } question } d => (d.Text, $"/replies/{question}/answer"),
            ReplyDraft d => (d.Text, "/requests"),
            Rewording r => ($"{Partner(r.Partner)}: {r.Text}", $"/drafts/{r.Draft}/preview#{r.Partner}"),
            Brief b => (b.Title, $"/briefs/{item.Id}"),
            Notice n => (n.Text, "/notices#" + item.Id),
            PartnerNotice n => ($"{Partner(n.Partner)}: {n.Text}", "/notices#" + item.Id),
            NoticeJudgement j => (j.Reason, $"/partner-notices#{j.Item}"),
            Release r => (Partner(r.Proposal.Partner), $"/ledger#{item.Id}"),
            Tie t => (TieWords.Line(view, t), $"/ties#{item.Id}"),
            Interest i => ($"{view.Parties.Find(i.Party)?.Content.Name}: {i.Text}", $"/interests#{item.Id}"),
            Finding f => (f.Text, $"/findings#{item.Id}"),
            Hypothesis h => (h.Text, $"/hypotheses#{item.Id}"),
            Rating r when view.Hypotheses.Find(r.Hypothesis)?.Content is { } rated =>
                ($"{r.Consistency}: {rated.Text}", (EvidenceList.Of(view).Find(r.Evidence) is { } row ? $"/matrix/{row.Id}" : "/matrix") + $"?question={Uri.EscapeDataString(rated.Question)}"),
            Assessment a => (a.Text, $"/assessments#{item.Id}"),
            EffectTerms t => ($"{view.Effects.Find(t.Effect)?.Content.Kind}: {t.Attribute}, {t.Variety}", $"/effects-scored#{item.Id}"),
            ImpactScore => (OptionWords.Score(item.Content), $"/effects-scored#{item.Id}"),
            Option o => (o.Title, $"/options/{item.Id}"),
            Weighing w => ($"{view.Options.Find(w.Option)?.Content.Title}: {w.Reason}", $"/options/{w.Option}#{item.Id}"),
            Proportionality p => ($"{view.Options.Find(p.Option)?.Content.Title}: {p.Text}", $"/options/{p.Option}#{item.Id}"),
            Response r => ($"{r.By}: {r.Text}", $"/responses#{item.Id}"),
            Resolution r => (r.Text, $"/decisions#{item.Id}"),
            CommitmentJudgement j => ($"{view.Commitments.Find(j.Commitment)?.Content.Text}: {j.Reason}", $"/contacts#{item.Id}"),
            _ => ("", ""),
        };
        return new(Cut.To(text, Longest, "…"), path);
    }
}
