using System.Globalization;
using System.Text.Json;
using Demarche.Web;

namespace Demarche.Options;

/// <summary>Options, scores and judgements in words.</summary>
public static class OptionWords
{
    /// <summary>A value as addresses, forms and tables write it.</summary>
    public static string Key<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static string Of(OptionKind kind) => Words.SayOf(kind, "options.kind");

    public static string Of(Reversibility reversibility) => Words.SayOf(reversibility, "options.reversibility");

    public static string Of(Bearing bearing) => Words.SayOf(bearing, "options.bearing");

    public static string Of(SecurityProperty attribute) => Words.SayOf(attribute, "options.attribute");

    public static string Of(LossRating loss) => Words.SayOf(loss, "options.loss");

    public static string Of(PriorityLevel level) => Words.SayOf(level, "options.level");

    public static string Of(CommitmentState state) => Words.SayOf(state, "options.commitment");

    public static string Number(decimal figure) => figure.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>“41.2”, or “between 30.1 and 52”.</summary>
    public static string Score(ImpactResult result) => result.Least == result.Most ? Number(result.Least) : Words.Say("options.between", Number(result.Least), Number(result.Most));

    /// <summary>“Medium”, or “Low to High”.</summary>
    public static string Level(ImpactResult result) => result.From == result.To ? Of(result.From) : Words.Say("options.level.between", Of(result.From), Of(result.To));

    internal static string Score(object score) => score is ImpactScore of && ImpactResult.Of(of.Inputs) is var result ? Words.Say("options.score.line", Score(result), Level(result)) : "";

    /// <summary>A category's values as its line shows them.</summary>
    public static string Value(ImpactLine line) => line.Least == line.Most ? line.Least.ToString(CultureInfo.InvariantCulture) : Words.Say("options.between", line.Least, line.Most);

    public static string Weighted(ImpactLine line) =>
        line.Least == line.Most ? line.LeastWeighted.ToString(CultureInfo.InvariantCulture) : Words.Say("options.between", line.LeastWeighted, line.MostWeighted);
}
