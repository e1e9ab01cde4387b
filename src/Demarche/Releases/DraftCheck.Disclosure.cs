using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Releases;

/// <summary>What a partner may read of an item's words.</summary>
internal enum Disclosure
{
    /// <summary>It goes, its marking lets it go, or the partner said it.</summary>
    Told,

    /// <summary>We write it for this partner: it is what is checked, and no proof that the partner may read its words.</summary>
    Addressed,

    /// <summary>Its marking would let it go, and its kind goes to nobody: a person may tell it in words, and says why.</summary>
    StaysHere,

    /// <summary>We wrote it for somebody else.</summary>
    ForAnother,

    Withheld,
}

/// <summary>What one partner may read of the words of each item of a copy's case.</summary>
internal sealed class Disclosures(CheckedCopy copy)
{
    private readonly Rulings open = new(copy.Partner);
    private readonly Rulings published = new(new Audience.Public(copy.Partner.At));

    public Disclosure Of(Item item)
    {
        if (copy.Going.Contains(item.Id)) return Disclosure.Told;
        if (item.Id == copy.Outgoing.About) return Disclosure.Addressed;
        return item.Content switch
        {
            Claim c => Marked(open.Sees(item.Marking) && open.Sees(copy.View.Propositions.Find(c.Proposition)?.Marking) && open.Sees(copy.View.Sources.Find(c.Source)?.Marking)),
            Incident or Effect or Party or Document or Source or Proposition or Observable or Statement or Commitment => Marked(open.Sees(item.Marking)),
            Contact c => Marked(Is(c.Partner) && open.Sees(item.Marking)),
            Reply r => Marked(Is(r.Partner)),
            IncomingRequest r => Marked(Is(r.Partner)),
            PartnerNotice n => Marked(Is(n.Partner)),
            Request r => Written(item, r.Partners.Any(Is)),
            Wording w => Written(item, Is(w.Partner)),
            ReplyDraft d => Written(item, copy.View.Incoming.Find(d.Request)?.Content.Partner is { } asker && Is(asker)),
            Rewording r => Written(item, Is(r.Partner)),
            Notice n => Written(item, n.Items.Any(copy.Before.ContainsKey)),
            Brief { Partner: { } reader } => Written(item, Is(reader)),
            Brief or OriginJudgement or RejectedProposal or SamePerson or Release or Tie or Interest or Hypotheses.Finding or Hypothesis or Rating or Assessment or EffectTerms or ImpactScore
                or Option or Weighing or Proportionality or Response or Resolution or CommitmentJudgement => AtDesk(item),
            _ => throw new NotSupportedException($"Nobody has said which partners may read a {item.Kind}."),
        };
    }

    private bool Is(string partner) => partner == copy.Partner.Id;

    private static Disclosure Marked(bool isSeen) => isSeen ? Disclosure.Told : Disclosure.Withheld;

    // Our own letters go to whom they are addressed, however the draft is marked.
    private static Disclosure Written(Item draft, bool isForPartner) =>
        draft.Marking.Compartments.Count > 0 ? Disclosure.Withheld : isForPartner ? Disclosure.Addressed : Disclosure.ForAnother;

    private Disclosure AtDesk(Item item) =>
        !open.Sees(item.Marking) ? Disclosure.Withheld : published.Sees(item.Marking) ? Disclosure.Told : Disclosure.StaysHere;
}
