using Demarche.Cases;
using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Options;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Tests.Twins;

/// <summary>
/// What an audience may not see, said apart from the view that must keep it: an item that its marking hides, what rests on a hidden item, and
/// outside the desk whatever is nobody's business there. What an audience wrote itself, and what is addressed to it, it knows.
/// </summary>
internal sealed class Secrets(CaseFile file, Audience audience)
{
    private readonly Dictionary<string, bool> known = [];

    public static string? ReaderOf(Audience audience) => audience is Audience.AtDesk person ? person.Id : null;

    public bool Hides(Line line)
    {
        if (line.Draft.Author == ReaderOf(audience)) return false;
        if (line.Undoes is null && line.Fact is null) return true;
        // That a handler agreed is told to that handler alone.
        if (line.Fact is HandlerAgreed) return true;
        // What is done with an identity is told to those who handle the source.
        if (UsedSeal(line.Fact) is { } source) return audience is not Audience.AtDesk || HidesItem(source) || !IsHandled(source);
        if (audience is not Audience.AtDesk && line.Fact is RequestClosed or PartnerReminded) return true;
        return line.Item is { } item ? HidesItem(item) : audience is not Audience.AtDesk;
    }

    private bool IsHandled(string source) => file.Sources.Find(source)?.Content.Handlers.Contains(ReaderOf(audience)!) == true;

    private static string? UsedSeal(Fact? fact) => fact switch
    {
        SourceIdentityOpened f => f.Source,
        SourceIdentityErased f => f.Source,
        SourceHandlersChanged f => f.Source,
        _ => null,
    };

    public bool HidesItem(string id) => known.TryGetValue(id, out var hidden) ? hidden : known[id] = IsHidden(id);

    /// <summary>Whether something that is named is hidden: an item, or a member of one, as <c>item/member</c>.</summary>
    public bool HidesNamed(string name) => name.Split('/') is [var item, var field] ? HidesField(item, field) : HidesItem(name);

    /// <summary>Whether a member of an item is hidden: with its item, or by a marking of its own.</summary>
    public bool HidesField(string item, string field) => HidesItem(item)
        || (file.ItemOf(item) is { } held && held.Fields.TryGetValue(field, out var marking) && !Ruling.For(marking, audience).Seen);

    private bool IsHidden(string id)
    {
        if (file.ItemOf(id) is not { } item) return true;
        bool IsWith(string partner) => audience is Audience.AtDesk || audience is Audience.Partner p && p.Id == partner;
        // The words addressed to a partner are told by the release, whatever the draft's own marking.
        if (audience is Audience.Partner to && IsAddressed(item.Content, to.Id)) return false;
        if (item.Content is Release release) return audience is not Audience.AtDesk || HidesItem(release.Proposal.About);
        if (!Ruling.For(item.Marking, audience).Seen) return true;
        if (audience is not Audience.AtDesk && item.IsWithdrawn) return true;
        if (item.Fields.Keys.Except(Fields.Of(item.Content.GetType())).Any(f => !Ruling.For(item.Fields[f], audience).Seen)) return true;
        // Where it was taken from is kept from somebody, or from everybody by a program of tomorrow: whether it goes must not tell.
        if (audience is not Audience.AtDesk && item.Wider is null && item.Content is Claim or Observable or Commitment && item.Fields.ContainsKey("passage")) return true;
        if (audience is not Audience.AtDesk && item.Wider is null && BasisOf(item.Content).OfType<string>().Where(b => b.Length > 0)
            .Any(b => HidesItem(b) || file.Documents.Find(b) is not { } document || document.Marking.Tlp > item.Marking.Tlp || document.Fields.ContainsKey("tomorrow"))) return true;
        return item.Content switch
        {
            Claim c => HidesItem(c.Proposition) || HidesItem(c.Source),
            OriginJudgement o => HidesItem(o.First) || HidesItem(o.Second),
            RejectedProposal r => audience is not Audience.AtDesk || HidesItem(r.Document),
            SamePerson => true,
            Wording w => !IsWith(w.Partner) || HidesItem(w.Request),
            Reply r => !IsWith(r.Partner) || HidesItem(r.Request),
            IncomingRequest i => !IsWith(i.Partner),
            Contact c => !IsWith(c.Partner),
            ReplyDraft d => HidesItem(d.Request),
            Notice or PartnerNotice or Brief => audience is not Audience.AtDesk,
            Rewording r => !IsWith(r.Partner) || HidesItem(r.Draft) || HidesItem(r.Item),
            Tie t => audience is not Audience.AtDesk || HidesItem(t.From) || HidesItem(t.To),
            Interest i => audience is not Audience.AtDesk || HidesItem(i.Party),
            Hypothesis or Demarche.Hypotheses.Finding => audience is not Audience.AtDesk,
            Rating r => audience is not Audience.AtDesk || HidesItem(r.Hypothesis) || HidesItem(r.Evidence),
            Assessment a => audience is not Audience.AtDesk || HidesItem(a.About),
            EffectTerms t => audience is not Audience.AtDesk || HidesItem(t.Effect),
            ImpactScore or Option or Response or Resolution => audience is not Audience.AtDesk,
            Weighing w => audience is not Audience.AtDesk || HidesItem(w.Option) || HidesItem(w.Interest),
            Proportionality p => audience is not Audience.AtDesk || HidesItem(p.Option),
            CommitmentJudgement j => audience is not Audience.AtDesk || HidesItem(j.Commitment),
            _ => false,
        };
    }

    // What goes outside the desk goes with what it was taken out of, unless somebody wrote why it may go alone.
    private static IEnumerable<string?> BasisOf(object content) => content switch
    {
        Claim c => [c.Passage?.Document],
        Observable o => [o.Passage?.Document],
        Commitment c => [c.Passage?.Document],
        _ => [],
    };

    private bool IsAddressed(object content, string partner) => content switch
    {
        Request r => r.Partners.Contains(partner),
        Wording w => w.Partner == partner && file.Requests.Find(w.Request)?.Content.Partners.Contains(partner) == true,
        IncomingRequest i => i.Partner == partner,
        ReplyDraft d => file.Incoming.Find(d.Request)?.Content.Partner == partner,
        Brief b => b.Partner == partner,
        Rewording r => r.Partner == partner,
        // What went to it, it has: that something was retracted from it, too.
        Release r => r.Proposal.Partner == partner && r.SealedSha256 is not null,
        _ => false,
    };
}
