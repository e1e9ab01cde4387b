using Demarche.Web;

namespace Demarche.Options;

/// <summary>An effect in the terms of VERIS, as a person says it.</summary>
/// <param name="Effect">The effect's id.</param>
/// <param name="Variety">As VERIS writes it.</param>
public sealed record TermsForm(string Effect, SecurityProperty Attribute, string Variety, LossRating Loss, string? Affected, MarkingForm? Marking)
{
    public EffectTerms ToTerms() => new(Effect, Attribute, Variety.Trim(), Loss, string.IsNullOrWhiteSpace(Affected) ? null : Affected.Trim());
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record TermsCorrectionForm(TermsForm Terms, string Reason, int? Seen);

/// <summary>One answer. A category of which no option is chosen is not answered.</summary>
/// <param name="Choice">The key of an option of the category.</param>
/// <param name="RestsOn">Ids of effects.</param>
public sealed record ImpactInputForm(ImpactCategory Category, string? Choice, IReadOnlyList<string>? RestsOn, string? Reason);

/// <summary>A person's answers to what NCISS asks.</summary>
public sealed record ScoreForm(IReadOnlyList<ImpactInputForm> Inputs, string? Note, MarkingForm? Marking)
{
    public ImpactScore ToScore() => new(
        [.. Inputs.Where(i => !string.IsNullOrWhiteSpace(i.Choice)).Select(i => new ImpactInput(i.Category, i.Choice!.Trim(), [.. (i.RestsOn ?? []).Distinct()], i.Reason?.Trim() ?? ""))],
        string.IsNullOrWhiteSpace(Note) ? null : Note.Trim());
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record ScoreCorrectionForm(ScoreForm Score, string Reason, int? Seen);
