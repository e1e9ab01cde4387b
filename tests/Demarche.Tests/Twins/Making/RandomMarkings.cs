using Demarche.Markings;

namespace Demarche.Tests.Twins;

/// <summary>Markings of every sort that a desk can write: the one place to extend when a marking says more.</summary>
internal static class RandomMarkings
{
    private static readonly Stix.Tlp[] Levels = [Stix.Tlp.Clear, Stix.Tlp.Green, Stix.Tlp.Amber, Stix.Tlp.Amber, Stix.Tlp.AmberStrict, Stix.Tlp.Red];
    private static readonly string[][] Lists = [[Seats.P, Seats.Q], [Seats.P, Seats.Q], [Seats.P], [Seats.P], [Seats.Q], []];
    private static readonly string[][] Compartments = [[], [], [], [], [], [], [Seats.Crypto], [Seats.Delta], [Seats.Crypto, Seats.Delta]];
    private static readonly string?[] Originators = [null, null, null, null, null, Seats.P, Seats.Q];

    private static readonly Embargo[] Embargoes =
    [
        new("2026-03-02T09:00:00.000Z", "UTC", [Seats.P], []), new("2026-03-02T11:00:00.000Z", "UTC", [Seats.Q], []),
        new("2026-03-02T11:00:00.000Z", "UTC", [Seats.Q], [Seats.Q]), new("2026-03-02T11:00:00.000Z", "UTC", [], []),
    ];

    public static Marking Any(Dice dice) =>
        dice.OneIn(40) ? Marking.Nobody : new(dice.Of(Levels), dice.Of(Lists), dice.Of(Compartments), dice.Of(Originators),
            dice.OneIn(10) ? [dice.OneIn(2) ? Seats.P : Seats.Q] : null, dice.OneIn(10) ? dice.Of(Embargoes) : null, dice.OneIn(6) ? dice.Of(Enum.GetValues<Pap>()) : null, dice.OneIn(3) ? true : null);

    /// <summary>A marking that lets an audience see an item.</summary>
    public static Marking Showing(Dice dice, Audience audience)
    {
        for (var i = 0; i < 20; i++)
        {
            var marking = Any(dice);
            if (Ruling.For(marking, audience).Seen) return marking;
        }
        return Marking.Of(Stix.Tlp.Clear);
    }

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
