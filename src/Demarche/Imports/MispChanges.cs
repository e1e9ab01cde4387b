using Demarche.Observables;
using Demarche.Reading;
using Demarche.Views;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Imports;

/// <summary>What an event says otherwise than what stands in the case. Nothing of it is mended: a person corrects, marks or
/// withdraws.</summary>
internal static class MispChanges
{
    /// <summary>What the event says of an observable that the case does not say; null where that is nothing.</summary>
    /// <param name="note">What the note of it would be.</param>
    /// <param name="marking">What its marking would be.</param>
    public static string? Of(Held<Observable> same, MispSighting sighting, string note, Marking marking)
    {
        List<string> said = [];
        if (marking.Tlp > same.Marking.Tlp) said.Add($"The event labels it {marking.Label}, which is stricter than {same.Marking.Label}: mark it, or say why not.");
        var values = sighting.Values.Where(v => !sighting.Has(v)).ToList();
        if (values.Count > 0) said.Add($"The event states of the same object: {string.Join(", ", values.Select(v => $"{ObservableWords.Of(v.Type)} {v.Value}"))}.");
        if (sighting.FirstSeen is { } first && first != same.Content.FirstSeen) said.Add($"The event says that it was first seen {first}.");
        if (sighting.LastSeen is { } last && last != same.Content.LastSeen) said.Add($"The event says that it was last seen {last}.");
        if (same.Content.Note != note) said.Add($"The event says of it: {note}");
        return said.Count == 0 ? null : string.Join(' ', said);
    }

    /// <summary>What an earlier version of the event said and this one does not, as far as it stands in the case.</summary>
    /// <param name="name">Under which name the versions are kept.</param>
    /// <param name="now">The id of this version.</param>
    public static IEnumerable<string> NoLongerSaid(View view, MispEvent e, string name, string now, MispSightings read)
    {
        if (e.Uuid is null) yield break;
        var earlier = view.Documents.All.Where(d => d.Content.Name == name && d.Id != now).Select(d => d.Id).ToHashSet();
        if (earlier.Count == 0) yield break;
        var said = read.All.SelectMany(s => s.Values).ToHashSet();
        HashSet<TypedValue> deleted = [.. e.Attributes.Concat(e.Objects.SelectMany(o => o.Attributes)).Where(a => a.WhyUnread is null)
            .SelectMany(a => MispMapping.Of(a, e.Objects.FirstOrDefault(o => o.Attributes.Contains(a))?.Name)).SelectMany(g => g)
            .Select(v => ObservableSyntax.Read(v.Type, v.Value).Value is { } value ? v with { Value = value } : v)];
        foreach (var item in view.Items().Where(i => i is { IsWithdrawn: false, Content: Observable }
            && view.BasesOf(i).Any(earlier.Contains)))
        {
            var seen = (Observable)item.Content;
            var own = new TypedValue(seen.Type, seen.Value);
            if (said.Contains(own) || (seen.Also ?? []).Any(v => MispMapping.IsHash(v) && said.Contains(v))) continue;
            yield return $"{seen.Value} stands in the case, as {item.Id}, from an earlier version of the event; this version "
                + (deleted.Contains(own) ? "deletes it" : "does not say it") + ". It was left as it is: withdraw it if it no longer holds.";
        }
    }
}
