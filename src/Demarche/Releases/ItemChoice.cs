using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Parties;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Views;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Releases;

/// <summary>An item of the case that can go with a request or a reply, in words.</summary>
/// <param name="Kind">claim, observable, effect…</param>
public sealed record ItemChoice(string Id, string Kind, string Text, Marking Marking)
{
    /// <summary>Everything in a view that can go with a package, by kind and then by time.</summary>
    public static IReadOnlyList<ItemChoice> Of(View view) =>
    [
        .. From(view.Incidents, "incident", i => i.Description),
        .. From(view.Effects, "effect", e => $"{e.Kind}: {e.Description}"),
        .. From(view.Parties, "party", p => $"{p.Name}, {p.Role}"),
        .. From(view.Claims, "claim", c => Words(view, c)),
        .. From(view.Observables, "observable", Words),
        .. From(view.Statements, "statement", s => s.Text),
        .. From(view.Propositions, "proposition", p => p.Text),
    ];

    /// <summary>
    /// What a package holds, each item once, in words and in its order, as far as a reader sees it. It is read off the package and not off a list of what can
    /// go: an item of a kind that nobody has words for is a fault, never left out.
    /// </summary>
    public static IReadOnlyList<ItemChoice> Held(View view, IEnumerable<string> items) => [.. items.Distinct().Select(view.Item).OfType<Item>().Select(i => Of(view, i))];

    private static ItemChoice Of(View view, Item item) => new(item.Id, item.Kind, item.Content switch
    {
        Incident i => i.Description,
        Effect e => $"{e.Kind}: {e.Description}",
        Party p => $"{p.Name}, {p.Role}",
        Claim c => Words(view, c),
        Observable o => Words(o),
        Statement s => s.Text,
        Proposition p => p.Text,
        Source s => s.PublicName,
        _ => throw new NotSupportedException($"Nobody has said how a {item.Kind} that goes with a package is listed."),
    }, item.Marking);

    private static string Words(View view, Claim c) =>
        $"{view.Sources.Find(c.Source)!.Content.PublicName} {ClaimWords.Of(c.Stance)}: {view.Propositions.Find(c.Proposition)!.Content.Text}";

    private static string Words(Observable o) => $"{Observables.ObservableWords.Of(o.Type)}: {o.Value}";

    /// <summary>Why a partner is not given an item, in sentences.</summary>
    /// <param name="view">The reader's own view of the case.</param>
    /// <param name="audience">The partner.</param>
    public static IReadOnlyList<string> WhyWithheld(View view, string item, Audience.Partner audience)
    {
        List<string> reasons = [];
        void Ask(string what, Marking? marking)
        {
            if (marking is not null && Ruling.For(marking, audience) is { Seen: false } ruling) reasons.AddRange(ruling.Reasons.Select(r => $"{what}: {r}"));
        }

        Ask("The item", view.Item(item) is { IsWithdrawn: false } stands ? stands.Marking : null);
        if (view.Claims.Find(item)?.Content is { } claim)
        {
            Ask("Its proposition", view.Propositions.Find(claim.Proposition)?.Marking);
            Ask("Its source", view.Sources.Find(claim.Source)?.Marking);
        }
        if (view.Item(item) is { IsWithdrawn: false, Wider: null } held && view.IsWider(held)) reasons.Add(View.WiderThanItsBasis);
        if (Holding.IsRetracted(view.Releases.All, item, audience.Id)) reasons.Add("It was retracted from this partner, and a retracted object has no later version. Write it as a new item.");
        return reasons.Count > 0 ? reasons : ["It has been withdrawn, or you may not see it yourself."];
    }

    private static IEnumerable<ItemChoice> From<T>(Shelf<T> shelf, string kind, Func<T, string> words) where T : notnull =>
        shelf.Standing.Select(i => new ItemChoice(i.Id, kind, words(i.Content), i.Marking));
}
