namespace Demarche.Exchange;

/// <summary>Something in a package that a person may take into a case.</summary>
/// <param name="As">Its STIX id.</param>
/// <param name="Kind">What it would become: claim, observable, party… or its STIX type where it can't become anything.</param>
/// <param name="Words">What it says, as the partner wrote it.</param>
/// <param name="Tlp">Its own level; the package's where it has none.</param>
/// <param name="Facts">What taking it writes; empty where the desk has no place for it but the kept bytes.</param>
/// <param name="Item">The id it would have in the case.</param>
public sealed record ArrivalItem(string As, string Kind, string Words, Tlp Tlp, IReadOnlyList<Fact> Facts, string Item)
{
    // From outside, and shown as a name: whatever it was written with, it is read as it looks.
    public string Words { get; init => field = PlainName.Of(value); } = PlainName.Of(Words);
}

/// <summary>What a package brings, as proposals. Pure; nothing becomes part of a case without a person.</summary>
public static class ArrivalItems
{
    private static readonly string[] Kinds = ["incident", "effect", "party", "claim", "proposition", "observable", "statement"];

    /// <param name="arrival">The arrival's id; ids in the case are derived from it, so that taking twice brings nothing in twice.</param>
    /// <param name="to">The id of the desk it is for.</param>
    public static IReadOnlyList<ArrivalItem> Of(PackageContent content, string arrival, string to) =>
        // The order of a bundle says nothing; a person reads kind by kind.
        [.. new ArrivalReading(content, arrival, to).Items().OrderBy(i => i.Facts.Count == 0).ThenBy(i => Array.IndexOf(Kinds, i.Kind)).ThenBy(i => i.Words, StringComparer.Ordinal)];
}
