using Demarche.Partners;

namespace Demarche.Releases;

/// <summary>What ought to make whoever proposes stop and say why: other keys, an earlier refusal, a suspect, a date that is over.</summary>
internal static class SecondThoughts
{
    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        if (copy.Desk.Partners.Find(copy.Partner.Id) is not { } partner) yield break;
        var gone = copy.View.Releases.All.Where(r => r.Content.Proposal.Partner == partner.Id && r.Content.DecidedAt is not null).ToList();
        if (gone.LastOrDefault(r => r.Content.State != ReleaseState.Refused) is { } last && ChangedSince(copy.Desk, partner, last.Content.DecidedAt!) is { } changed)
            yield return new("keys-changed", Severity.Warning, null, changed);
        if (gone.LastOrDefault(r => r.Content.Proposal.About == copy.Outgoing.About) is { Content.State: ReleaseState.Refused } refused)
        {
            yield return new("was-refused-before", Severity.Warning, null,
                $"{copy.Desk.NameOf(refused.Content.DecidedBy!)} refused this for this partner on {refused.Content.DecidedAt![..10]}: “{refused.Content.Reason}”");
        }
        if (partner.Content.Suspicion is { Length: > 0 } suspicion)
            yield return new("partner-is-suspect", Severity.Warning, null, $"This partner may itself have a part in an incident: {suspicion}");
        if (Times.Parse(copy.Outgoing.Due) is { } due && Times.Parse(copy.Partner.At) is { } now && due < now)
            yield return new("answer-is-due-in-the-past", Severity.Warning, null, $"The answer is asked for by {Times.Text(due)[..16].Replace('T', ' ')} UTC, which is over.");
    }

    /// <summary>What is said of a card that is not the one of the last package; null where it is.</summary>
    private static string? ChangedSince(DeskFile desk, Held<Partner> partner, string last)
    {
        if (partner.History.LastOrDefault(c => string.CompareOrdinal(c.Time, last) <= 0)?.Content.Card is not { } then || partner.Content.Card is not { } now) return null;
        if (then.Fingerprint == now.Fingerprint && then.Address == now.Address) return null;
        var pinned = partner.History.First(c => c.Content is { Confirmed: true, Card: { } card } && card.Fingerprint == now.Fingerprint && card.Address == now.Address);
        var proposed = desk.Changes.All.LastOrDefault(c => c.Content is { Confirmer: not null, Card: { } card } && c.Content.Subject == partner.Id && card == now);
        var by = proposed is { Content.Confirmer: { } second } ? $"proposed by {desk.NameOf(proposed.Author)} and confirmed by {desk.NameOf(second)}"
            : pinned.What == "partner-keys-changed" ? "confirmed by its own statement, signed with the key that it gave up" : $"confirmed by {desk.NameOf(pinned.Author)} alone";
        var what = then.Fingerprint == now.Fingerprint ? $"address changed, to {now.Address}," : "keys changed";
        return $"This partner's {what} since your last package, {by} on {pinned.Time[..10]}. Whoever holds the new ones reads this package.";
    }
}
