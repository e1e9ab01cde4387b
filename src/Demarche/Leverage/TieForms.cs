using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Web;

namespace Demarche.Leverage;

/// <summary>A tie, as a person records it.</summary>
/// <param name="From">The party that is tied; its id.</param>
/// <param name="To">The party that it is tied to; its id.</param>
/// <param name="At">What the figure is of, or since when the tie holds.</param>
/// <param name="Citation">Where it stands.</param>
/// <param name="Source">The case's source that says so.</param>
/// <param name="Passage">Where it stands in a document of the case.</param>
public sealed record TieForm(
    string From, string To, TieKind Kind, string? Figure, string? Unit, ApproximateTime? At, ApproximateTime? Until, string Citation, string? Source, QuoteForm? Passage,
    string? Note, MarkingForm? Marking)
{
    public Tie ToTie(PassageRef? passage)
    {
        var figure = Given(Figure);
        return new(From, To, Kind, figure, figure is null ? null : Given(Unit) ?? UnitOf(Kind), At, Until, Citation.Trim(), Given(Source), passage, Given(Note));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? UnitOf(TieKind kind) => kind switch
    {
        TieKind.ExportsShare or TieKind.ImportsShare => TieSet.Percent,
        TieKind.LandBorder => TieSet.Kilometres,
        _ => null,
    };
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record TieCorrectionForm(TieForm Tie, string Reason, int? Seen);

/// <summary>Rows of the shelf to take into the case.</summary>
/// <param name="Of">The party whose shelf it is; null for all that the files of the case say.</param>
/// <param name="All">Every row that is not in the case and that nothing in it differs from.</param>
/// <param name="Rows">The keys of chosen rows.</param>
public sealed record TakeForm(string? Of, bool All, IReadOnlyList<string>? Rows, MarkingForm? Marking);

/// <summary>What a party wants or will not accept, as a person records it.</summary>
public sealed record InterestForm(string Party, string Text, bool IsRedLine, string Citation, string? Source, QuoteForm? Passage, MarkingForm? Marking)
{
    public Interest ToInterest(PassageRef? passage) =>
        new(Party, Text.Trim(), IsRedLine, Citation.Trim(), string.IsNullOrWhiteSpace(Source) ? null : Source.Trim(), passage);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record InterestCorrectionForm(InterestForm Interest, string Reason, int? Seen);
