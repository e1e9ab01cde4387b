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
            : copy with { Persons = await persons.KnownToAsync(caller, file, list, ct) };
    }

    /// <summary>Freezes the package for one partner and asks for approval.</summary>
    /// <param name="answers">Why it is to go in spite of what the check warns of.</param>
    public async Task<Acted> ProposeAsync(CaseCall call, string about, string partner, IReadOnlyList<WarningForm> answers)
    {
        var ct = call.Context.RequestAborted;
        if (Outgoing.To(partner, about, call.View)?.MustBeCarried() is { } uncarried) return Refusal(uncarried);
        if (await PreviewAsync(call.CaseId, call.Caller.Audience, about, partner, ct) is not { } copy) return new Acted.NotFound();
        var (composed, check) = (copy.Composed, DraftCheck.Of(copy));
        if (ReleaseDecisions.MustBeSmallEnough(composed) is { } large) return Refusal(large);
        IReadOnlyList<AnsweredWarning> warnings = [.. from warning in check.Warnings
            let answer = answers.FirstOrDefault(a => a.Partner == partner && a.Rule == warning.Rule && (a.Item ?? "") == (warning.Item ?? ""))?.Reason?.Trim()
            where !string.IsNullOrEmpty(answer)
            select new AnsweredWarning(warning.Rule, warning.Item, warning.Message, Cut.To(answer, Rules.LongestText), [.. warning.RestsOn.Distinct().Order(StringComparer.Ordinal)])];
        var proposal = new Proposal(composed.Kind, about, partner, composed.Package, composed.Created, composed.Sha256, composed.Items, warnings, composed.Objects);
        var (release, file) = (Id.New(), await desk.OpenAsync(ct));
        var waits = Approvers.Exist(call.View, file, call.Caller.Id, about, composed) ? "The package waits for a second person." : Web.Words.Say("releases.nobody-else");
        return await call.WriteAsync(view => ReleaseDecisions.Propose(view, file, new(release, proposal, check)), "/releases/{0}", waits,
            _ => new StoreWrites { Documents = [KeptDocument.Of(composed.Plain)] });
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
        var sealedSha256 = await store.KeepAsync(Encoding.ASCII.GetBytes(sealedPackage.Text), ct);
        var proposal = held.Content.Proposal;
        return await WithWordsAsync(call, async (words, list) =>
        {
            var isStale = false;
            var acted = await call.WriteWholeAsync(
                (view, whole) =>
                {
                    if (isStale = !words.AreThoseOf(whole)) return Calm;
                    var copy = Compose(whole, file, call.Caller.Audience, proposal.About, proposal.Partner, new(proposal.Package, proposal.Created, keys.Current.Desk));
                    return ReleaseDecisions.Approve(view, file, new(release, reason, call.Caller.Id, copy?.Composed.Sha256 ?? "", sealedSha256, sealedPackage.Text.Length,
                        copy is null ? new([], []) : DraftCheck.Of(copy))
                    {
                        Unweighed = copy is null ? null : Unweighed(release, proposal, call.Caller.Id, copy, words, whole, list),
                    });
                },
                "/releases/{0}", "Approved. The package is on its way.",
                _ => new StoreWrites { Work = [new(call.CaseId, release, proposal.Partner, sealedSha256, time.GetUtcNow())] });
            return (acted, isStale);
        });
    }

    /// <summary>The package that a release approved; null where none was.</summary>
    public async Task<Package?> FindPackageAsync(string caseId, string release, CancellationToken ct = default)
    {
        var held = (await cases.FindAsync(caseId, ct))?.Releases.Find(release);
        if (held?.Content.SealedSha256 is not { } sha256 || await store.FindAsync(sha256, ct) is not { } bytes) return null;
        var proposal = held.Content.Proposal;
        return new Package(caseId, release, proposal.Package, proposal.Partner, Encoding.ASCII.GetString(bytes), sha256);
    }

    /// <summary>What a partner would get by a draft that <paramref name="caller"/> sends. Pure: bytes differ only where one of the two may see the difference.</summary>
    internal static CheckedCopy? Compose(CaseFile file, DeskFile list, Audience caller, string about, string partner, Stamp stamp)
    {
        var audience = list.AudienceOf(partner, stamp.Created);
        var (own, partners) = (ViewCache.For(file, caller), View.For(file, audience));
        if (Outgoing.To(partner, about, own) is not { } outgoing || outgoing.MustBeCarried() is not null) return null;
        outgoing = outgoing with
        {
            Retracted = [.. outgoing.Includes.Where(i => Holding.IsRetracted(own.Releases.All, i, partner))],
            SeenInPart = [.. outgoing.Includes.Where(i => !own.SeesAllOf(i, audience))],
        };
        var to = list.Partners.Find(partner)?.Content;
        var head = new Letterhead(stamp.Package, stamp.Created, stamp.FromDesk, list.Settings.Name, to?.Card?.Desk ?? "", to?.Name ?? "");
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
