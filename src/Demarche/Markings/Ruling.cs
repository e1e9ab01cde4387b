namespace Demarche.Markings;

/// <summary>Whether an audience may see what bears a marking, and the reasons.</summary>
/// <param name="Seen">True only where every rule allows it.</param>
/// <param name="Reasons">Why, in sentences; when refused, each rule that refused.</param>
public sealed record Ruling(bool Seen, IReadOnlyList<string> Reasons)
{
    /// <summary>The one place that decides who may see what. Nothing is seen unless a rule says so.</summary>
    public static Ruling For(Marking marking, Audience audience) => audience switch
    {
        Audience.Desk => new(true, ["The desk counts and checks over the whole case."]),
        Audience.AtDesk person => AtDesk(marking, person),
        Audience.Partner partner => ForPartner(marking, partner.Id),
        Audience.Public => ForPublic(marking),
        _ => new(false, ["The audience is unknown."]),
    };

    private static Ruling AtDesk(Marking marking, Audience.AtDesk person)
    {
        List<string> against = [.. marking.Compartments.Where(c => !person.Compartments.Contains(c))
            .Select(c => c == Marking.UnknownCompartment
                ? "Its marking is missing or unknown, and an unknown marking is seen by nobody."
                : $"The reader is not in the compartment {c}.")];
        if (marking.Tlp == Tlp.Red && !person.ReadsRed)
            against.Add("TLP:RED is for the named recipients of the case; the reader's role is not one of them.");
        return against.Count > 0 ? new(false, against) : new(true, [$"{marking.Label} within this desk."]);
    }

    private static Ruling ForPartner(Marking marking, string partner)
    {
        if (marking.Compartments.Count > 0) return new(false, ["What stands in a compartment goes to no partner."]);
        if (marking.Originator == partner) return new(true, ["The partner gave it to us."]);
        if (marking.Originator is not null && marking.Tlp >= Tlp.Amber && !marking.ReleasableTo.Contains(partner))
            return new(false, [$"Another partner gave it to us as {marking.Label}, which ends at this desk unless that partner consents (originator control)."]);
        if (marking.Tlp == Tlp.Clear) return new(true, ["TLP:CLEAR: anybody may see it."]);
        return marking.ReleasableTo.Contains(partner)
            ? new(true, [$"{marking.Label}, releasable to this partner."])
            : new(false, [$"{marking.Label} and not marked releasable to this partner."]);
    }

    private static Ruling ForPublic(Marking marking) => marking switch
    {
        { Compartments.Count: > 0 } => new(false, ["What stands in a compartment is never public."]),
        { Tlp: Tlp.Clear } => new(true, ["TLP:CLEAR: anybody may see it."]),
        _ => new(false, [$"{marking.Label} is not for the public."]),
    };
}
