using System.Text.Json;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Leverage;

/// <summary>Ties in words.</summary>
public static class TieWords
{
    /// <summary>A kind as addresses, forms and tables write it.</summary>
    public static string Key(TieKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public static string Key(Criterion criterion) => JsonNamingPolicy.KebabCaseLower.ConvertName(criterion.ToString());

    public static string Of(TieKind kind) => Words.SayOf(kind, "leverage.kind");

    /// <summary>The figure with its unit and date; null where there is no figure.</summary>
    public static string? Figure(string? figure, string? unit) => figure is null ? null : unit == TieSet.Percent ? $"{figure}\u202f%" : $"{figure}\u00a0{unit}";

    /// <summary>The tie as a sentence.</summary>
    public static string Sentence(string from, string to, TieKind kind, string? figure, string? unit) =>
        Figure(figure, unit) is { } said ? Words.SayOf(kind, "leverage.says.figure", from, to, said) : Words.SayOf(kind, "leverage.says", from, to);

    public static string Line(View view, Tie tie)
    {
        string Name(string party) => view.Parties.Find(party)?.Content.Name ?? "";
        return Sentence(Name(tie.From), Name(tie.To), tie.Kind, tie.Figure, tie.Unit) + (tie.At is { } at ? $" ({at.Value})" : "");
    }
}
