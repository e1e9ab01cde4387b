using Demarche.Views;

namespace Demarche.Releases;

/// <summary>What a partner has of an item, beside what stands here now.</summary>
public enum HoldingState
{
    /// <summary>Nothing has left for this partner yet.</summary>
    Nothing,

    /// <summary>What stands.</summary>
    Current,

    /// <summary>An earlier version; the partner may have the present one.</summary>
    Earlier,

    /// <summary>What no longer stands here, or what the partner may no longer have.</summary>
    Gone,

    /// <summary>It was retracted from this partner.</summary>
    Retracted,
}

/// <summary>An item that left for one partner, with every package that carried it.</summary>
/// <param name="As">The STIX id by which the partner knows it.</param>
/// <param name="Handed">The packages that were approved, oldest first; what of them has left, each says by its <see cref="Departure"/>.</param>
/// <param name="Retraction">The last retraction of it; null while there is none.</param>
/// <param name="Had">The last version that left for it, or may have left; while nothing has, the last that was approved.</param>
/// <param name="Now">What stands; null where the reader is not told.</param>
public sealed record Holding(
    string Partner, string Item, string Kind, string As, IReadOnlyList<Held<Release>> Handed, Held<Release>? Retraction, HoldingState State, Telling? Had, Telling? Now)
{
    /// <summary>Everything that left, by partner and then by the time at which it first did.</summary>
    public static IReadOnlyList<Holding> All(View view) => Of(view, static (_, _) => true);

    /// <summary>Whoever was sent an item, and in which packages, by itself or within something that rested on it when it went.</summary>
    public static IReadOnlyList<Holding> OfItem(View view, string item)
    {
        var carriers = Carriers(view, item);
        return Of(view, (given, made) => given.Item == item || (carriers.TryGetValue(given.Item, out var names) && names(made)));
    }

    /// <summary>Whether an item was retracted from a partner, or a retraction is on its way: no later version of its object may follow (STIX 2.1 section 3.6).</summary>
    public static bool IsRetracted(IEnumerable<Held<Release>> releases, string item, string partner) =>
        releases.Any(r => Retracts(r, item, partner) && (r.Content.HasGone || r.Content.IsOnItsWay));

    /// <summary>The retraction of an item that left for a partner, or may have left; null where there is none.</summary>
    public static Held<Release>? RetractionOf(IEnumerable<Held<Release>> releases, string item, string partner) =>
        releases.LastOrDefault(r => Retracts(r, item, partner) && r.Content.HasGone);

    /// <summary>Whether what this partner should have, or the word that it should have nothing, is on its way.</summary>
    public bool IsComing { get; init; }

    /// <summary>The packages that left, or may have left, oldest first.</summary>
    public IEnumerable<Held<Release>> Gone => Handed.Where(r => r.Content.HasGone);

    private static bool Retracts(Held<Release> release, string item, string partner) =>
        release.Content.Proposal is { Kind: PackageKind.Retraction } proposal && proposal.Partner == partner && proposal.Items.Any(i => i.Item == item);

    private static IReadOnlyList<Holding> Of(View view, Func<ReleasedItem, string, bool> isAsked)
    {
        var found = new OrderedDictionary<(string Partner, string Item), (ReleasedItem Given, List<Held<Release>> Handed, Held<Release>? Retraction)>();
        foreach (var release in view.Releases.All)
        {
            // What was never approved went nowhere.
            if (release.Content.SealedSha256 is null) continue;
            var proposal = release.Content.Proposal;
            // What went within another item's object, as a victim does within its effect, is had with that one.
            foreach (var given in ReleasedItem.OfTheirOwn(proposal.Items))
            {
                var key = (proposal.Partner, given.Item);
                var isRetraction = proposal.Kind == PackageKind.Retraction;
                if (found.TryGetValue(key, out var known))
                {
                    // A retraction that was stopped or held back took nothing back.
                    if (isRetraction) found[key] = release.Content.HasGone || release.Content.IsOnItsWay ? known with { Retraction = release } : known;
                    else known.Handed.Add(release);
                }
                else if (!isRetraction && isAsked(given, proposal.Created))
                {
                    found.Add(key, (given, [release], null));
                }
            }
        }
        var tellings = new Tellings(view);
        return [.. found.Select(f => Judged(view, tellings, f.Key.Partner, f.Value.Given, f.Value.Handed, f.Value.Retraction))];
    }

    private static Holding Judged(View view, Tellings tellings, string partner, ReleasedItem given, List<Held<Release>> handed, Held<Release>? retraction)
    {
        var gone = handed.FindLast(r => r.Content.HasGone);
        var had = tellings.Of(given.Item, (gone ?? handed[^1]).Content.Proposal.Created, partner);
        var now = tellings.Of(given.Item, null, partner);
        var state = gone is null ? HoldingState.Nothing
            : retraction?.Content.HasGone == true ? HoldingState.Retracted
            : !view.IsShownTo(partner, given.Item) ? HoldingState.Gone
            : had?.Whole == now?.Whole ? HoldingState.Current : HoldingState.Earlier;
        var isComing = retraction?.Content.IsOnItsWay == true
            || handed.Any(r => r.Content.IsOnItsWay && tellings.Of(given.Item, r.Content.Proposal.Created, partner)?.Whole == now?.Whole);
        return new(partner, given.Item, given.Kind, given.As, handed, retraction, state, had, now) { IsComing = isComing };
    }

    // A claim takes its proposition and its source with it, the words it quotes, and an effect its victim: as each named them when it went.
    private static Dictionary<string, Func<string, bool>> Carriers(View view, string item)
    {
        var carriers = new Dictionary<string, Func<string, bool>>();
        foreach (var claim in view.Claims.All)
        {
            bool Names(Claims.Claim c) => c.Proposition == item || c.Source == item || c.Passage?.Document == item;
            if (claim.History.Any(h => Names(h.Content))) carriers[claim.Id] = made => Names(Telling.At(claim, made)!);
        }
        foreach (var effect in view.Effects.All)
        {
            if (effect.History.Any(h => h.Content.Victim == item)) carriers[effect.Id] = made => Telling.At(effect, made)!.Victim == item;
        }
        return carriers;
    }
}
