namespace Demarche.Options;

/// <summary>What sort of response it is.</summary>
public enum OptionKind
{
    /// <summary>Something is said in public.</summary>
    Statement,

    /// <summary>A government formally asks or tells another something.</summary>
    Demarche,
    Sanction,
    Indictment,
    Expulsion,

    /// <summary>Something is done in networks.</summary>
    TechnicalMeasure,

    /// <summary>Nothing is done, and that is a choice.</summary>
    None,
    Other,
}

public enum Reversibility
{
    Reversible,
    Partly,
    Irreversible,
}

/// <summary>A possible response, with what one has to know to choose it.</summary>
/// <param name="Title">In a line.</param>
/// <param name="Text">What would be done, in words.</param>
/// <param name="Against">The party that it is aimed at; its id.</param>
/// <param name="LegalBasis">On what ground; empty where nobody has said.</param>
/// <param name="MustAgree">Who must agree, in words.</param>
/// <param name="Cost">What it costs whom, in words.</param>
/// <param name="Time">When it would be done, in words; so <see cref="Place"/> and <see cref="Manner"/>.</param>
/// <param name="Answers">Ids of the effects that it answers.</param>
/// <param name="ReliesOn">Ids of the partners without whom it can't be done.</param>
public sealed record Option(
    OptionKind Kind, string Title, string Text, [Markable] string? Against, [Markable] string LegalBasis, Reversibility Reversibility, [Markable] string MustAgree,
    [Markable] string Cost, [Markable] string Time, [Markable] string Place, [Markable] string Manner, IReadOnlyList<string> Answers, IReadOnlyList<string> ReliesOn);

/// <summary>What an option does to an interest or a red line.</summary>
public enum Bearing
{
    Crosses,
    Strains,
    Neutral,
    Serves,
}

/// <summary>A person's judgement of an option against a party's interest or red line.</summary>
/// <param name="Option">The option's id.</param>
/// <param name="Interest">The interest's id.</param>
public sealed record Weighing(string Option, string Interest, Bearing Bearing, string Reason);

/// <summary>A person's judgement whether an option is in proportion to what was done. No formula decides.</summary>
/// <param name="Option">The option's id.</param>
/// <param name="Text">The judgement, in words.</param>
public sealed record Proportionality(string Option, string Text, string Reason);

/// <summary>A response that somebody really made to the incident of the case.</summary>
/// <param name="By">Who made it, in words.</param>
/// <param name="At">When, as precisely as known.</param>
/// <param name="Text">What was done.</param>
/// <param name="Citation">Where it stands, in words that let a reader look it up.</param>
public sealed record Response(OptionKind Kind, string By, ApproximateTime? At, string Text, string Citation);

[Kind("option-proposed")]
public sealed record OptionProposed(string Id, Option Content) : Added<Option>(Id, Content);

[Kind("option-corrected")]
public sealed record OptionCorrected(string Id, Option Content, string Reason) : Corrected<Option>(Id, Content, Reason);

[Kind("option-withdrawn")]
public sealed record OptionWithdrawn(string Id, string Reason) : Withdrawn<Option>(Id, Reason);

[Kind("option-weighed")]
public sealed record OptionWeighed(string Id, Weighing Content) : Added<Weighing>(Id, Content);

[Kind("option-weighing-corrected")]
public sealed record OptionWeighingCorrected(string Id, Weighing Content, string Reason) : Corrected<Weighing>(Id, Content, Reason);

[Kind("option-weighing-withdrawn")]
public sealed record OptionWeighingWithdrawn(string Id, string Reason) : Withdrawn<Weighing>(Id, Reason);

[Kind("proportionality-judged")]
public sealed record ProportionalityJudged(string Id, Proportionality Content) : Added<Proportionality>(Id, Content);

[Kind("proportionality-corrected")]
public sealed record ProportionalityCorrected(string Id, Proportionality Content, string Reason) : Corrected<Proportionality>(Id, Content, Reason);

[Kind("proportionality-withdrawn")]
public sealed record ProportionalityWithdrawn(string Id, string Reason) : Withdrawn<Proportionality>(Id, Reason);

[Kind("response-recorded")]
public sealed record ResponseRecorded(string Id, Response Content) : Added<Response>(Id, Content);

[Kind("response-corrected")]
public sealed record ResponseCorrected(string Id, Response Content, string Reason) : Corrected<Response>(Id, Content, Reason);

[Kind("response-withdrawn")]
public sealed record ResponseWithdrawn(string Id, string Reason) : Withdrawn<Response>(Id, Reason);
