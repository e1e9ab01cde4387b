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
        Audience.AtDesk person when AtDesk(marking, person) is var ruling =>
            ruling.Seen ? ruling : marking.Or.Select(m => AtDesk(m, person)).FirstOrDefault(r => r.Seen) ?? ruling,
        Audience.Partner partner => ForPartner(marking, partner),
        Audience.Public anybody => ForPublic(marking, anybody.At),
        _ => new(false, ["The audience is unknown."]),
    };

    private static Ruling AtDesk(Marking marking, Audience.AtDesk person)
    {
        List<string> against = [.. marking.Compartments.Where(c => !person.Compartments.Contains(c))
            .Select(c => c == Marking.UnknownCompartment
                ? "Its marking is missing or unknown, and an unknown marking is seen by nobody."
                : NotIn(c))];
        if (marking.Tlp == Tlp.Red && !person.ReadsRed)
            against.Add("TLP:RED is for the named recipients of the case; the reader's role is not one of them.");
        return against.Count > 0 ? new(false, against) : new(true, [$"{marking.Label} within this desk."]);
    }

    private static string NotIn(string compartment) => $"The reader is not in the compartment {compartment}.";

    /// <summary>The same reasons as a person is told them who asks about another reader: a compartment that this person is not in is not named.</summary>
    internal Ruling ToldTo(Marking marking, Audience audience)
    {
        if (Seen || audience is not Audience.AtDesk me) return this;
        var unnamed = marking.Compartments.Where(c => !me.Compartments.Contains(c)).Select(NotIn).ToHashSet(StringComparer.Ordinal);
        return unnamed.Count == 0 ? this : this with { Reasons = [.. Reasons.Select(r => unnamed.Contains(r) ? "The reader is not in every compartment of it." : r).Distinct()] };
    }

    private static Ruling ForPartner(Marking marking, Audience.Partner partner)
    {
        bool Names(IReadOnlyList<string> list) => list.Contains(partner.Id) || list.Any(partner.Groups.Contains);
        if (marking.Compartments.Count > 0) return new(false, ["What stands in a compartment goes to no partner."]);
        if (Names(marking.Barred) || marking.Barred.Any(partner.WithdrawnGroups.Contains)) return new(false, ["It is marked not releasable to this partner, or to a group that it belongs to."]);
        if (marking.Originator == partner.Id && marking.Derived is not true) return new(true, ["The partner gave it to us."]);
        if (Kept(marking, partner.At) is { } kept && !marking.Embargo!.Participants.Contains(partner.Id)) return kept;
        if (marking.Tlp == Tlp.Clear) return new(true, ["TLP:CLEAR: anybody may see it."]);
        return !Names(marking.ReleasableTo) ? new(false, [WhyNot(marking, partner)])
            : new(true, [$"{marking.Label}, releasable to {(marking.ReleasableTo.Contains(partner.Id) ? "this partner" : "a group that this partner belongs to")}."]);
    }

    private static string WhyNot(Marking marking, Audience.Partner partner) =>
        marking.Originator is null || marking.Originator == partner.Id ? $"{marking.Label} and not marked releasable to this partner."
        : $"Another partner gave it to us as {marking.Label}, which ends at this desk unless that partner consents (originator control).";

    private static Ruling ForPublic(Marking marking, string at) => marking switch
    {
        { Compartments.Count: > 0 } => new(false, ["What stands in a compartment is never public."]),
        { Barred.Count: > 0 } => new(false, ["It is marked not releasable to somebody, and the public is everybody."]),
        _ when Kept(marking, at) is { } kept => kept,
        { Tlp: Tlp.Clear } => new(true, ["TLP:CLEAR: anybody may see it."]),
        _ => new(false, [$"{marking.Label} is not for the public."]),
    };

    private static Ruling? Kept(Marking marking, string at) => marking.Embargo is { } embargo && embargo.BindsAt(at)
        ? new(false, [$"It is under embargo until {embargo.Until} (agreed on in {embargo.Zone}) among those who keep it."]) : null;
}
