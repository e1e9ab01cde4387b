using Demarche.Partners;

namespace Demarche.Releases;

/// <summary>What ought to make whoever proposes stop and say why: other keys, an earlier refusal, a suspect, a date that is over.</summary>
internal static class SecondThoughts
{
    /// <summary>
    /// So long a change of a partner's keys, or the end of a suspicion, is news in a case from which nothing has gone to it. A case can't know what has gone
    /// from others.
    /// </summary>
    private static readonly TimeSpan News = TimeSpan.FromDays(90);

    public static IEnumerable<Finding> Findings(CheckedCopy copy)
    {
        if (copy.Desk.Partners.Find(copy.Partner.Id) is not { } partner) yield break;
        var decided = copy.View.Releases.All.Where(r => r.Content.Proposal.Partner == partner.Id && r.Content.DecidedAt is not null).ToList();
        var gone = decided.LastOrDefault(r => r.Content.State != ReleaseState.Refused);
        // The time of the last package from this case; where there is none, all that is not old is news.
        var since = gone?.Content.DecidedAt ?? (Times.Parse(copy.Partner.At) is { } at ? Times.Text(at - News) : copy.Partner.At);
        if (KeysChanged(copy.Desk, partner, since, gone is not null) is { } changed) yield return new("keys-changed", Severity.Warning, null, changed);
        if (Refused(copy, decided, gone) is { } refused) yield return refused;
        if (partner.Content.Suspicion is { Length: > 0 } suspicion)
            yield return new("partner-is-suspect", Severity.Warning, null, $"This partner may itself have a part in an incident: {suspicion}");
        else if (Lifted(copy.Desk, partner, decided.Count > 0 ? gone?.Content.DecidedAt ?? "" : since) is { } lifted)
            yield return new("suspicion-was-lifted", Severity.Warning, null, lifted);
        if (Times.Parse(copy.Outgoing.Due) is { } due && Times.Parse(copy.Partner.At) is { } now && due < now)
            yield return new("answer-is-due-in-the-past", Severity.Warning, null, $"The answer is asked for by {Times.Text(due)[..16].Replace('T', ' ')} UTC, which is over.") { IsOfTheDraft = true };
    }

    /// <summary>What is said of a card that is not the one that was pinned at a time; null where it is, or where nothing was pinned before.</summary>
    private static string? KeysChanged(DeskFile desk, Held<Partner> partner, string since, bool hasGone)
    {
        var pins = partner.History.Where(c => c.Content is { Confirmed: true, Card: not null }).ToList();
        // A first pin replaces nothing.
        var then = (pins.LastOrDefault(c => string.CompareOrdinal(c.Time, since) <= 0) ?? pins.FirstOrDefault())?.Content.Card;
        if (then is null || partner.Content.Card is not { } now || (then.Fingerprint == now.Fingerprint && then.Address == now.Address)) return null;
        var pinned = pins.FirstOrDefault(c => c.Content.Card is { } card && card.Fingerprint == now.Fingerprint && card.Address == now.Address);
        var proposed = desk.Changes.All.LastOrDefault(c => c.Content is { Confirmer: not null, Card: { } card } && c.Content.Subject == partner.Id && card == now);
        var by = pinned is null || !partner.Content.Confirmed ? "and nobody has confirmed them"
            : (proposed is { Content.Confirmer: { } second } ? $"proposed by {desk.NameOf(proposed.Author)} and confirmed by {desk.NameOf(second)}"
            : pinned.What == "partner-keys-changed" ? "confirmed by its own statement, signed with the key that it gave up" : $"confirmed by {desk.NameOf(pinned.Author)} alone")
                + $" on {Day(pinned.Time)}";
        var what = then.Fingerprint == now.Fingerprint ? $"address changed, to {now.Address}," : "keys changed";
        return $"This partner's {what} {(hasGone ? "since your last package" : "lately, and nothing has gone to it from this case since")}, {by}. Whoever holds the new ones reads this package.";
    }

    /// <summary>The last refusal of this draft, or of another one with the same words or the same items, after which nothing of it was approved.</summary>
    private static Finding? Refused(CheckedCopy copy, IReadOnlyList<Held<Release>> decided, Held<Release>? gone)
    {
        var about = copy.Outgoing.About;
        var own = decided.LastOrDefault(r => r.Content.Proposal.About == about);
        if (own is { Content.State: ReleaseState.Refused }) return Of(own, "this");
        // Somebody has weighed this draft already.
        if (own is not null) return null;
        var (words, items) = (Words(copy), copy.Composed.Items.Select(i => i.Item).ToHashSet(StringComparer.Ordinal));
        foreach (var other in decided.Where(r => r.Content.State == ReleaseState.Refused).Reverse())
        {
            var proposal = other.Content.Proposal;
            if (decided.LastOrDefault(r => r.Content.Proposal.About == proposal.About) != other) continue;
            if (words.SharesWith(DraftWords.Of(copy.View, proposal.About, proposal.Partner))) return Of(other, "the same words, in another draft,");
            if (items.Count > 0 && items.SetEquals(proposal.Items.Select(i => i.Item))) return Of(other, "the same items, in another draft,");
        }
        return null;

        Finding Of(Held<Release> refused, string what) => new("was-refused-before", Severity.Warning, null,
            $"{copy.Desk.NameOf(refused.Content.DecidedBy ?? refused.Author)} refused {what} for this partner on {Day(refused.Content.DecidedAt!)}: “{refused.Content.Reason}”")
        { RestsOn = refused.Content.Proposal.About == about ? [] : [refused.Content.Proposal.About] };
    }

    private static DraftWords Words(CheckedCopy copy) => DraftWords.Of(
        [copy.Outgoing.Title, copy.Outgoing.Text, .. copy.Outgoing.Answers is { } answers ? answers.Select(a => a.Text) : copy.Outgoing.Asks.Select(a => a.Text)]);

    /// <summary>Who last lifted what was suspected of a partner; null where nobody did since a time.</summary>
    private static string? Lifted(DeskFile desk, Held<Partner> partner, string since)
    {
        for (var i = partner.History.Count - 1; i > 0; i--)
        {
            var (before, after) = (partner.History[i - 1], partner.History[i]);
            if (before.Content.Suspicion is not { Length: > 0 } suspicion || after.Content.Suspicion is { Length: > 0 }) continue;
            return string.CompareOrdinal(after.Time, since) <= 0 ? null
                : $"This partner was suspected: “{suspicion}” {desk.NameOf(after.Author)} lifted that on {Day(after.Time)}{(after.Reason is { Length: > 0 } why ? $": “{why}”" : ".")}";
        }
        return null;
    }

    private static string Day(string time) => Web.HumanDate.Of(time.Length > 10 ? time[..10] : time);
}
