using Demarche.Releases;

namespace Demarche.Exchange;

/// <summary>Why an object of a package is not offered for taking.</summary>
public enum NotOffered
{
    /// <summary>The desk has no place in a case for its type.</summary>
    NoPlace,

    /// <summary>It is of a type that has a place, and says nothing that the desk reads as a value.</summary>
    NoValue,

    /// <summary>Its pattern is more than a list of values, or is in another language than STIX patterning.</summary>
    Pattern,

    /// <summary>Its sender revoked it.</summary>
    Revoked,

    /// <summary>The package has a newer version of it.</summary>
    Older,

    /// <summary>It stands in the package already, under the same id and time.</summary>
    Twice,

    /// <summary>It names whoever made an object of the package, or one of the two desks.</summary>
    Sender,

    /// <summary>It says how others are marked, extended or translated.</summary>
    Definition,

    /// <summary>It has the words of the package, which are shown by themselves.</summary>
    Words,
}

/// <summary>How something that arrived relates to what the reader's case holds.</summary>
public enum HeldAs
{
    /// <summary>It was taken in, from this package or an earlier one, or the case says the very same already.</summary>
    Same,

    /// <summary>The case holds an earlier version of it: taking it corrects that one.</summary>
    Earlier,

    /// <summary>The case holds a later version of it.</summary>
    Later,

    /// <summary>The case holds the same value or name, and says something else of it.</summary>
    Alike,
}

/// <summary>Something in a package that a person may take into a case.</summary>
/// <param name="As">Its STIX id.</param>
/// <param name="Kind">What it would become: claim, observable, party… or its STIX type where it can't become anything.</param>
/// <param name="Words">In a line: all that taking it records, or, where it can't be taken, what it says.</param>
/// <param name="Tlp">Its own level; the package's where it has none.</param>
/// <param name="Facts">What taking it writes; empty where the desk has no place for it but the kept bytes.</param>
/// <param name="Item">The id it would have in the case.</param>
public sealed record ArrivalItem(string As, string Kind, string Words, Tlp Tlp, IReadOnlyList<Fact> Facts, string Item)
{
    // From outside, and shown as a name: whatever it was written with, it is read as it looks.
    public string Words { get; init => field = PlainName.Of(value); } = PlainName.Of(Words);

    /// <summary>What may be done with it; null where its sender does not say.</summary>
    public Pap? Pap { get; init; }

    /// <summary>Markings of it that no case keeps, in their sender's words.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Why it is not offered; null where it is.</summary>
    public NotOffered? Because { get; init; }

    /// <summary>How the reader's case holds it; null where it does not.</summary>
    public HeldAs? Held { get; init; }

    /// <summary>The item of the case that <see cref="Held"/> is about.</summary>
    public string? HeldItem { get; init; }

    /// <summary>Whether a person may take it.</summary>
    public bool CanTake => Facts.Count > 0 && Held is not (HeldAs.Same or HeldAs.Later);

    /// <summary>What taking it records, part by part.</summary>
    internal IReadOnlyList<LetterItem> Said { get; init; } = [];

    /// <summary>The marking that it is taken in under.</summary>
    public Marking MarkingFrom(string originator) => new GivenMarking(Tlp, Pap, Terms).From(originator);
}

/// <summary>What a package brings, as proposals. Pure; nothing becomes part of a case without a person.</summary>
public static class ArrivalItems
{
    private static readonly string[] Kinds = ["incident", "effect", "party", "claim", "proposition", "observable", "statement"];

    /// <param name="arrival">The arrival's id; ids in the case are derived from it, so that taking twice brings nothing in twice.</param>
    /// <param name="to">The id of the desk it is for.</param>
    public static IReadOnlyList<ArrivalItem> Of(PackageContent content, string arrival, string to) =>
        // The order of a bundle says nothing; a person reads kind by kind.
        [.. new ArrivalReading(content, arrival, to).Items().OrderBy(i => i.Facts.Count == 0).ThenBy(i => Array.IndexOf(Kinds, i.Kind))
            .ThenBy(i => i.Words, StringComparer.Ordinal)];

    /// <summary>The objects of a package that are nothing to take: with the items, and with what these are made of, they are all of them.</summary>
    public static IReadOnlyList<ArrivalItem> Aside(PackageContent content, string to) => new ArrivalReading(content, "", to).Aside();
}
