using Demarche.Views;

namespace Demarche.Releases;

/// <summary>
/// What a partner was told of an item that is corrected. It is said again only where the partner may still be told it: what was told in other
/// words, under a stricter level, or of something that is kept from the partner by now, is not repeated.
/// </summary>
internal static class EarlierWords
{
    /// <param name="view">The sender's view.</param>
    /// <param name="proposal">The package that carried it.</param>
    /// <returns>As a letter shows it, and in a line with exact values; null where it is not said again.</returns>
    public static (LetterItem Shown, string Exact)? Of(View view, Holding holding, Proposal proposal)
    {
        var (item, made, partner) = (holding.Item, proposal.Created, proposal.Partner);
        // Packages of before do not say which words an object had.
        if (proposal.Objects is not { } objects || IsReworded(item)
            || proposal.Items.Any(i => i.Item == item && i.InOtherWords != false)) return null;
        if (Again(view, view.Incidents.Find(item), made, partner) is { } incident) return Same(LetterItem.Of(incident));
        if (Again(view, view.Parties.Find(item), made, partner) is { } party) return Same(LetterItem.Of(party));
        if (Again(view, view.Statements.Find(item), made, partner) is { } statement) return Same(LetterItem.Of(statement));
        if (Again(view, view.Propositions.Find(item), made, partner) is { } proposition) return Same(LetterItem.Of(proposition));
        if (Again(view, view.Observables.Find(item), made, partner) is { } seen)
            return (LetterItem.Of(seen), LetterItem.Of(seen, isExact: true).Line);
        if (Again(view, view.Effects.Find(item), made, partner) is { } effect)
        {
            // The level of the package counts the victim that the effect names now, and no other.
            var isSame = view.Effects.Find(item)!.Content.Victim == effect.Victim;
            return Same(LetterItem.Of(effect, isSame ? Again(view, view.Parties.Find(effect.Victim), made, partner) : null));
        }
        return Again(view, view.Claims.Find(item), made, partner) is { } claim && !IsReworded(claim.Source)
            && Again(view, view.Propositions.Find(claim.Proposition), made, partner) is { } said
            && Again(view, view.Sources.Find(claim.Source), made, partner) is { } source
            ? Same(LetterItem.Of(claim, said, source, null)) : null;

        bool IsReworded(string id) => objects.Any(o => o.Item == id && o.InOtherWords);
    }

    private static (LetterItem, string) Same(LetterItem item) => (item, item.Line);

    // As it stood then. A version of which a part has a marking of its own is not said again: who decides on the package may not see that part.
    private static T? Again<T>(View view, Held<T>? held, string asOf, string partner) where T : class
    {
        if (held is null || !view.IsShownTo(partner, held.Id)) return null;
        var change = Telling.ChangeAt(held.History, asOf);
        var version = held.History.TakeWhile(c => !ReferenceEquals(c, change)).Count();
        var (marking, parts) = Versions.Governing(held.History, version, held.Marking);
        var isForThem = marking.Tlp <= held.Marking.Tlp && Ruling.For(marking, view.Recipient(partner)).Seen;
        return parts.Count == 0 && isForThem ? change.Content : null;
    }
}
