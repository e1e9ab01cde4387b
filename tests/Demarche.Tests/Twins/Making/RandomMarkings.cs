using Demarche.Markings;

namespace Demarche.Tests.Twins;

/// <summary>Markings of every sort that a desk can write: the one place to extend when a marking says more.</summary>
internal static class RandomMarkings
{
    private static readonly Stix.Tlp[] Levels = [Stix.Tlp.Clear, Stix.Tlp.Green, Stix.Tlp.Amber, Stix.Tlp.Amber, Stix.Tlp.AmberStrict, Stix.Tlp.Red];
    private static readonly string[][] Lists = [[Seats.P, Seats.Q], [Seats.P, Seats.Q], [Seats.P], [Seats.P], [Seats.Q], []];
    private static readonly string[][] Compartments = [[], [], [], [], [], [], [Seats.Crypto], [Seats.Delta], [Seats.Crypto, Seats.Delta]];
    private static readonly string?[] Originators = [null, null, null, null, null, Seats.P, Seats.Q];

    public static Marking Any(Dice dice) =>
        dice.OneIn(40) ? Marking.Nobody : new(dice.Of(Levels), dice.Of(Lists), dice.Of(Compartments), dice.Of(Originators));

    /// <summary>A marking that hides an item from an audience.</summary>
    public static Marking Hiding(Dice dice, Audience audience)
    {
        for (var i = 0; i < 20; i++)
        {
            var marking = Any(dice);
            if (!Ruling.For(marking, audience).Seen) return marking;
        }
        return Marking.Nobody;
    }
}
