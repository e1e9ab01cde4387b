using Demarche.Stix;

namespace Demarche.Releases;

/// <summary>What a package says of who may have a thing in it, and of what they may do with it. Whom else this desk may tell stays here.</summary>
/// <param name="Pap">Null where nobody says.</param>
internal readonly record struct SentMarking(Tlp Tlp, Pap? Pap)
{
    public static SentMarking Of(Marking marking) => new(marking.Tlp, marking.Pap);

    /// <summary>The labels, for people.</summary>
    public string Label => Pap is { } pap ? $"{Marking.Of(Tlp).Label} {pap.Label()}" : Marking.Of(Tlp).Label;

    /// <summary>The definitions that mark an object so.</summary>
    public IReadOnlyList<StixId> Ids => Pap is { } pap ? [Tlp.MarkingId(), pap.MarkingId()] : [Tlp.MarkingId()];

    /// <summary>The stricter of both.</summary>
    public SentMarking And(SentMarking other) => new(Tlp > other.Tlp ? Tlp : other.Tlp, Pap is null || other.Pap > Pap ? other.Pap : Pap);

    public SentMarking And(Marking? other) => other is null ? this : And(Of(other));
}
