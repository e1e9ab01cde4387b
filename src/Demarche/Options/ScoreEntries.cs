namespace Demarche.Options;

/// <summary>What of a system or of data an effect touched: the attributes of VERIS.</summary>
public enum SecurityProperty
{
    Confidentiality,
    Integrity,
    Availability,
}

/// <summary>How heavy the loss was, as VERIS rates it (<c>impact.loss.rating</c>).</summary>
public enum LossRating
{
    Major,
    Moderate,
    Minor,
    None,
    Unknown,
}

/// <summary>An effect in the terms of VERIS, the Vocabulary for Event Recording and Incident Sharing.</summary>
/// <param name="Effect">The effect's id.</param>
/// <param name="Variety">One of the varieties that VERIS lists for the attribute, as it writes it: <c>Interruption</c>.</param>
/// <param name="Affected">What or how many were affected, in words.</param>
public sealed record EffectTerms(string Effect, SecurityProperty Attribute, string Variety, LossRating Loss, [Markable] string? Affected);

/// <summary>What NCISS asks of an incident, one answer each.</summary>
public enum ImpactCategory
{
    FunctionalImpact,
    ObservedActivity,
    LocationOfObservedActivity,
    ActorCharacterization,
    InformationImpact,
    Recoverability,
    CrossSectorDependency,
    PotentialImpact,
}

/// <summary>One answer of a scorer.</summary>
/// <param name="Choice">The key of one of the category's options (<see cref="Nciss"/>).</param>
/// <param name="RestsOn">Ids of the effects that it rests on.</param>
/// <param name="Reason">Why this option, in the scorer's words.</param>
public sealed record ImpactInput(ImpactCategory Category, string Choice, IReadOnlyList<string> RestsOn, string Reason);

/// <summary>A person's answers to what NCISS asks. Categories may be missing: the score is then a range.</summary>
/// <param name="Note">What the scorer says of the whole.</param>
public sealed record ImpactScore(IReadOnlyList<ImpactInput> Inputs, [Markable] string? Note);

[Kind("effect-classified")]
public sealed record EffectClassified(string Id, EffectTerms Content) : Added<EffectTerms>(Id, Content);

[Kind("effect-classification-corrected")]
public sealed record EffectClassificationCorrected(string Id, EffectTerms Content, string Reason) : Corrected<EffectTerms>(Id, Content, Reason);

[Kind("effect-classification-withdrawn")]
public sealed record EffectClassificationWithdrawn(string Id, string Reason) : Withdrawn<EffectTerms>(Id, Reason);

[Kind("impact-scored")]
public sealed record ImpactScored(string Id, ImpactScore Content) : Added<ImpactScore>(Id, Content);

[Kind("impact-score-corrected")]
public sealed record ImpactScoreCorrected(string Id, ImpactScore Content, string Reason) : Corrected<ImpactScore>(Id, Content, Reason);

[Kind("impact-score-withdrawn")]
public sealed record ImpactScoreWithdrawn(string Id, string Reason) : Withdrawn<ImpactScore>(Id, Reason);
