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

    /// <summary>We wrote it for this partner, it has not gone, and it was taken back or is stricter than this copy.</summary>
    NotSent,

    /// <summary>We wrote it for somebody else.</summary>
    ForAnother,

    Withheld,
}

/// <summary>What one partner may read of the words of each item of a copy's case.</summary>
internal sealed class Disclosures(CheckedCopy copy)
{
    private readonly Rulings open = new(copy.Partner);
    private readonly Rulings published = new(new Audience.Public(copy.Partner.At));

    // What the partner was sent is in its hands, whatever became of the draft.
    private readonly Lazy<HashSet<string>> sent = new(() =>
        [.. copy.View.Releases.All.Where(r => r.Content.Proposal.Partner == copy.Partner.Id && (r.Content.HasGone || r.Content.IsOnItsWay)).Select(r => r.Content.Proposal.About)]);

    public Disclosure Of(Item item)
    {
        if (copy.Going.Contains(item.Id)) return Disclosure.Told;
        if (item.Id == copy.Outgoing.About) return Disclosure.Addressed;
        // What is void and was told before can be told to be void.
        if (item.IsWithdrawn && copy.Before.ContainsKey(item.Id)) return Disclosure.Told;
        return OfKind(item);
    }

    /// <summary>What a partner may read of an earlier version, under the markings that govern it.</summary>
    public Disclosure OfVersion(Item version, IReadOnlyDictionary<string, Marking> fields)
    {
        if (fields.Values.Any(f => !open.Sees(f))) return Disclosure.Withheld;
        if (!copy.Going.Contains(version.Id)) return version.Id == copy.Outgoing.About ? Disclosure.Addressed : OfKind(version);
        return Marked(open.Sees(version.Marking));
    }

    /// <summary>What a partner may read of a text that goes with no package, under its marking.</summary>
    public Disclosure OfRemark(Marking marking) =>
        !open.Sees(marking) ? Disclosure.Withheld : published.Sees(marking) ? Disclosure.Told : Disclosure.StaysHere;

    private Disclosure OfKind(Item item)
    {
        return item.Content switch
        {
            Claim c => Marked(open.Sees(item.Marking) && open.Sees(copy.View.Propositions.Find(c.Proposition)?.Marking) && open.Sees(copy.View.Sources.Find(c.Source)?.Marking)),
            Incident or Effect or Party or Document or Source or Proposition or Observable or Statement or Commitment => Marked(open.Sees(item.Marking)),
            Contact c => Marked(Is(c.Partner) && open.Sees(item.Marking)),
            Reply r => Marked(Is(r.Partner)),
            IncomingRequest r => Marked(Is(r.Partner)),
            PartnerNotice n => Marked(Is(n.Partner)),
            Request r => Written(item, item.Id, r.Partners.Any(Is)),
            Wording w => Written(item, w.Request, Is(w.Partner)),
            ReplyDraft d => Written(item, item.Id, Answerable.Of(copy.View, d)?.Partner is { } asker && Is(asker)),
            Rewording r => Written(item, r.Draft, Is(r.Partner)),
            Notice n => Written(item, item.Id, n.Items.Any(copy.Before.ContainsKey)),
            Brief { Partner: { } reader } => Written(item, item.Id, Is(reader)),
            Brief or OriginJudgement or RejectedProposal or SamePerson or Release or Tie or Interest or Hypotheses.Finding or Hypothesis or Rating or Assessment or EffectTerms or ImpactScore
                or Option or Weighing or Proportionality or Response or Resolution or CommitmentJudgement or NoticeJudgement => AtDesk(item),
            _ => throw new NotSupportedException($"Nobody has said which partners may read a {item.Kind}."),
        };
    }

    private bool Is(string partner) => partner == copy.Partner.Id;

    private static Disclosure Marked(bool isSeen) => isSeen ? Disclosure.Told : Disclosure.Withheld;

    // Our own letters go to whom they are addressed, however the draft is marked: as long as they are to go, and at their level.
    private Disclosure Written(Item words, string draft, bool isForPartner) =>
        words.Marking.Compartments.Count > 0 ? Disclosure.Withheld
        : !isForPartner ? Disclosure.ForAnother
        : (words.IsWithdrawn || words.Marking.Tlp > copy.Outgoing.Tlp) && draft != copy.Outgoing.About && !sent.Value.Contains(draft) ? Disclosure.NotSent : Disclosure.Addressed;

    private Disclosure AtDesk(Item item) => OfRemark(item.Marking);
}
