using System.Text;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Sources;
using Demarche.Store;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Releases;

/// <summary>The one door out: composes what a partner may see, keeps the exact bytes, and seals them once a person has approved.</summary>
public sealed partial class ReleaseDesk(JournalStore store, CaseBook cases, DeskBook desk, OurKeys keys, SamePersons persons, TimeProvider time)
{
    /// <summary>The package as the partner would get it now; null where the draft says nothing to that partner.</summary>
    public async Task<CheckedCopy?> PreviewAsync(string caseId, Audience caller, string about, string partner, CancellationToken ct = default)
    {
        var file = await cases.FindAsync(caseId, ct);
        var list = await desk.OpenAsync(ct);
        return file is null || Compose(file, list, caller, about, partner, new(Id.New(), cases.Now(), keys.Current.Desk)) is not { } copy ? null
            : await WithDocumentsAsync(copy with { Persons = await persons.KnownToAsync(caller, file, list, ct) }, ct);
    }

    /// <summary>Freezes a package for each of these partners and asks for approval: for all of them, or for none and says for which one not.</summary>
    /// <param name="answers">Why each is to go in spite of what the check warns of.</param>
    public async Task<Acted> ProposeAsync(CaseCall call, string about, IReadOnlyList<string> partners, IReadOnlyList<WarningForm> answers)
    {
        var ct = call.Context.RequestAborted;
        var file = await desk.OpenAsync(ct);
        List<CheckedCopy> copies = [];
        List<ProposeRelease> requests = [];
        List<KeptDocument> plains = [];
        var canBeApproved = true;
        foreach (var partner in partners)
        {
            if (Outgoing.To(partner, about, call.View)?.MustBeCarried() is { } uncarried) return Refusal(Named(uncarried, partner));
            if (await PreviewAsync(call.CaseId, call.Caller.Audience, about, partner, ct) is not { } copy) return new Acted.NotFound();
            if (ReleaseDecisions.MustBeSmallEnough(copy.Composed) is { } large) return Refusal(Named(large, partner));
            copies.Add(copy);
            plains.Add(KeptDocument.Of(copy.Composed.Plain));
            canBeApproved &= Approvers.Exist(call.View, file, call.Caller.Id, about, copy.Composed);
        }
        // What two of them show together is weighed now: once the first has gone, the other could only be refused.
        var checks = copies.ConvertAll(copy => (Partner: copy.Partner.Id, Check: DraftCheck.Of(copy with { Beside = copies })));
        foreach (var (partner, check) in checks)
        {
            if (GivenAnswers.Outdated(partner, check, answers) is { } other)
            {
                var changed = Web.Words.Say("releases.check.outdated", other.Message);
                return Refusal(Named(new("finding-has-changed", changed, "reasons"), partner));
            }
        }
        foreach (var (copy, (_, check)) in copies.Zip(checks))
            requests.Add(new(Id.New(), ProposalOf(copy, GivenAnswers.Of(copy, check, checks, answers)), check));
        return await call.WriteAsync(
            view =>
            {
                List<Marked> facts = [];
                foreach (var request in requests)
                {
                    var decision = ReleaseDecisions.Propose(view, file, request);
                    if (decision is not Decision.Allowed allowed) return Named((Decision.Refused)decision, request.Proposal.Partner);
                    facts.AddRange(allowed.Facts);
                }
                return new Decision.Allowed(facts, requests[0].Id);
            },
            partners.Count == 1 ? "/releases/{0}" : "/ledger",
            !canBeApproved ? Web.Words.Say("releases.nobody-else") : partners.Count == 1 ? "The package waits for a second person." : "The packages wait for a second person.",
            _ => new StoreWrites { Documents = plains });

        // Of several partners, the one for whom nothing can be proposed is named: for the others nothing was.
        Decision.Refused Named(Decision.Refused refused, string partner) => partners.Count == 1 ? refused
            : refused with { Message = $"{file.Partners.Find(partner)?.Content.Name ?? partner}: {refused.Message} Nothing was proposed to anybody." };
    }

    /// <summary>Copies of a draft for these partners, to be weighed beside another one. Documents are not read for them.</summary>
    internal async Task<IReadOnlyList<CheckedCopy>> BesideAsync(CaseCall call, string about, IEnumerable<string> partners)
    {
        var ct = call.Context.RequestAborted;
        if (await cases.FindAsync(call.CaseId, ct) is not { } file) return [];
        var stamp = new Stamp(Id.New(), cases.Now(), keys.Current.Desk);
        return [.. partners.Select(p => Compose(file, call.Desk, call.Caller.Audience, about, p, stamp)).OfType<CheckedCopy>()];
    }

    private static Proposal ProposalOf(CheckedCopy copy, IReadOnlyList<AnsweredWarning> answers)
    {
        var composed = copy.Composed;
        return new(composed.Kind, copy.Outgoing.About, copy.Partner.Id, composed.Package, composed.Created, composed.Sha256,
            composed.Items, answers, composed.Objects);
    }

    /// <summary>Approves a proposed package: it is composed once more, and goes only if it is still byte for byte what was seen.</summary>
    public async Task<Acted> ApproveAsync(CaseCall call, string release, string? reason)
    {
        var ct = call.Context.RequestAborted;
        var file = await desk.OpenAsync(ct);
        if (call.View.Releases.Find(release) is not { } held || file.Partners.Find(held.Content.Proposal.Partner) is not { } partner) return new Acted.NotFound();
        if (partner.Content is not { Confirmed: true, Card: { } card })
            return Refusal(ReleaseDecisions.Approve(call.View, file, new(release, reason, call.Caller.Id, "", "", 0, new([], []))));
        if (ReleaseDecisions.ApproverMustSeeAll(held) is { } blind) return Refusal(blind);
        var plain = await store.FindAsync(held.Content.Proposal.PlainSha256, ct);
        if (plain is null) return new Acted.Refused("bytes-must-be-kept", "The bytes of this package are not in the store. Refuse it and have it proposed again.");
        var sealedPackage = SealedPackage.Seal(plain, keys.Current, card);
        var kept = KeptDocument.Of(Encoding.ASCII.GetBytes(sealedPackage.Text));
        var proposal = held.Content.Proposal;
        var read = await WaitingAsync(call, proposal) is { } waiting ? await WithDocumentsAsync(waiting, ct) : null;
        return await WithWordsAsync(call, async (words, list) =>
        {
            var isStale = false;
            var acted = await call.WriteWholeAsync(
                (view, whole) =>
                {
                    if (isStale = !words.AreThoseOf(whole)) return Calm;
                    var copy = Compose(whole, file, call.Caller.Audience, proposal.About, proposal.Partner, new(proposal.Package, proposal.Created, keys.Current.Desk));
                    if (read is not null) copy = copy?.AsRead(read);
                    if (copy is not null) copy = copy with { IsBesideWhatWaits = false };
                    return ReleaseDecisions.Approve(view, file, new(release, reason, call.Caller.Id, copy?.Composed.Sha256 ?? "", kept.Sha256, sealedPackage.Text.Length,
                        copy is null ? new([], []) : DraftCheck.Of(copy), keys.Current.SigningKey.Thumbprint)
                    {
                        Unweighed = copy is null ? null : Unweighed(release, call.Caller.Id, copy, words, whole, list),
                    });
                },
                "/releases/{0}", "Approved. The package is on its way.",
                _ => new StoreWrites { Documents = [kept], Work = [new(call.CaseId, release, proposal.Partner, kept.Sha256, time.GetUtcNow())] });
            return (acted, isStale);
        });
    }

    /// <summary>What a partner would get by a draft that <paramref name="caller"/> sends. Pure: bytes differ only where one of the two may see the difference.</summary>
    /// <param name="named">The list that the desks' names are taken from, where it is not that of the rights.</param>
    internal static CheckedCopy? Compose(CaseFile file, DeskFile list, Audience caller, string about, string partner, Stamp stamp, DeskFile? named = null)
    {
        var audience = list.AudienceOf(partner, stamp.Created);
        var (own, partners) = (ViewCache.For(file, caller), View.For(file, audience));
        if (Outgoing.To(partner, about, own) is not { } outgoing || outgoing.MustBeCarried() is not null) return null;
        outgoing = outgoing with
        {
            Retracted = [.. outgoing.Includes.Where(i => Holding.IsRetracted(own.Releases.All, i, partner))],
            SeenInPart = [.. outgoing.Includes.Where(i => !own.SeesAllOf(i, audience))],
        };
        var to = (named ?? list).Partners.Find(partner)?.Content;
        var head = new Letterhead(stamp.Package, stamp.Created, stamp.FromDesk, (named ?? list).Settings.Name, to?.Card?.Desk ?? "", to?.Name ?? "");
        return new(own, list, outgoing, Composed.Of(partners, outgoing, head), audience);
    }

    /// <summary>What makes a package its own.</summary>
    /// <param name="Package">Its id, random.</param>
    /// <param name="Created">The time in it, UTC.</param>
    /// <param name="FromDesk">Our desk's id.</param>
    internal sealed record Stamp(string Package, string Created, string FromDesk);

    private static Acted Refusal(Decision decision) => decision is Decision.Refused refused
        ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
        : throw new InvalidOperationException("A release without a confirmed card was not refused.");
}
