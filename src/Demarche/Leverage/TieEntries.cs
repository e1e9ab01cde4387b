using System.Globalization;
using System.Text.Json.Serialization;
using Demarche.Documents;

namespace Demarche.Leverage;

/// <summary>How two parties are tied. Kinds that run one way say who depends: the one that the tie is from.</summary>
public enum TieKind
{
    /// <summary>They share a land border; the figure is its length. Runs both ways.</summary>
    LandBorder,

    /// <summary>The share of its exports, in percent, that the first sends to the second.</summary>
    ExportsShare,

    /// <summary>The share of its imports, in percent, that the first gets from the second.</summary>
    ImportsShare,

    /// <summary>The first receives aid from the second.</summary>
    Aid,

    /// <summary>The first gets energy from the second.</summary>
    Energy,

    /// <summary>A treaty binds them. Runs both ways.</summary>
    Treaty,

    /// <summary>The first is a member of the second or takes part in it; the note says as what, where it is no full member. Runs both ways.</summary>
    Membership,

    /// <summary>One keeps a mission at the other. Runs both ways.</summary>
    DiplomaticRepresentation,

    /// <summary>They have a history together. Runs both ways.</summary>
    History,

    /// <summary>The first relies on the second for arms, training or protection.</summary>
    Military,

    /// <summary>The first is tied to the second in another way, which the note says.</summary>
    Other,

    /// <summary>They are at war. Runs both ways, and excludes each from moving the other.</summary>
    War,

    /// <summary>They have broken off their relations, or have none. Runs both ways, and excludes each from moving the other.</summary>
    BrokenRelations,

    /// <summary>The first is under sanctions of the second, which could lift them, and may have nothing left to withhold.</summary>
    Sanctions,
}

/// <summary>A tie between two parties of the case, as a source states it.</summary>
/// <param name="From">The party that is tied: whom the tie can move. A party's id.</param>
/// <param name="To">The party that it is tied to: who could move it. A party's id.</param>
/// <param name="Figure">As the source gives it, with a point for decimals: <c>54.9</c>. Text, so that no digit is lost or made up.</param>
/// <param name="Unit">Of the figure: <c>%</c>, <c>km</c>, <c>USD million</c>.</param>
/// <param name="At">What the figure is of, or since when the tie holds; null where no date is given: then it counts at any.</param>
/// <param name="Until">When it ended.</param>
/// <param name="Citation">Where it stands, in words that let a reader look it up.</param>
/// <param name="Source">The case's source that says so, where it is one.</param>
/// <param name="Listed">
/// Where it was taken from a list that names the largest partners first: how many partners that list names. Null where it is from none,
/// or nobody stated that.
/// </param>
public sealed record Tie(
    string From, string To, TieKind Kind, string? Figure, string? Unit, ApproximateTime? At, ApproximateTime? Until, string Citation,
    string? Source, PassageRef? Passage, string? Note, int? Listed = null)
{
    /// <summary>The figure as a number; null where there is none or it is none.</summary>
    [JsonIgnore]
    public decimal? Amount => AmountOf(Figure);

    /// <summary>A figure as a source may write it, without a sign.</summary>
    public static decimal? AmountOf(string? figure) =>
        decimal.TryParse(figure, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}

/// <summary>What a party wants, or will not accept.</summary>
/// <param name="Party">Whose it is. A party's id.</param>
/// <param name="IsRedLine">Whether it is a line that the party will not see crossed, rather than something it wants.</param>
/// <param name="Citation">Where it stands, or who says so.</param>
/// <param name="Source">The case's source that says so, where it is one.</param>
public sealed record Interest(string Party, string Text, bool IsRedLine, string Citation, string? Source, PassageRef? Passage);

[Kind("tie-recorded")]
public sealed record TieRecorded(string Id, Tie Content) : Added<Tie>(Id, Content);

[Kind("tie-corrected")]
public sealed record TieCorrected(string Id, Tie Content, string Reason) : Corrected<Tie>(Id, Content, Reason);

[Kind("tie-withdrawn")]
public sealed record TieWithdrawn(string Id, string Reason) : Withdrawn<Tie>(Id, Reason);

[Kind("interest-recorded")]
public sealed record InterestRecorded(string Id, Interest Content) : Added<Interest>(Id, Content);

[Kind("interest-corrected")]
public sealed record InterestCorrected(string Id, Interest Content, string Reason) : Corrected<Interest>(Id, Content, Reason);

[Kind("interest-withdrawn")]
public sealed record InterestWithdrawn(string Id, string Reason) : Withdrawn<Interest>(Id, Reason);
