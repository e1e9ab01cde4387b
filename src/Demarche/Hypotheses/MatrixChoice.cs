namespace Demarche.Hypotheses;

/// <summary>How inconsistency is counted. None of these is a likelihood, and the least is no culprit.</summary>
public enum Measure
{
    /// <summary>Heuer: how many rows speak against a hypothesis; I and II are one each.</summary>
    Count,

    /// <summary>PARC and Open Source ACH: I is one point, II two.</summary>
    Points,

    /// <summary>PARC: the points by the weight of the evidence.</summary>
    Weighted,
}

/// <summary>What stands for several raters who differ on a cell.</summary>
public enum Together { Mean, Mildest, Strictest }

/// <summary>Which rows to show.</summary>
public enum RowChoice { All, Rated, Unrated, Diagnostic, Disputed }

/// <summary>How a reader looks at the matrix. It lives in the address.</summary>
/// <param name="Question">Null for the first one.</param>
/// <param name="Rater">A person's id, for that person's ratings alone.</param>
/// <param name="After">The id of the last row before the page.</param>
public sealed record MatrixChoice(string? Question, Measure Measure, Together Together, string? Rater, Weights Weights, RowChoice Rows, string? After)
{
    public static MatrixChoice Usual { get; } = new(null, Measure.Points, Together.Mean, null, Weights.Usual, RowChoice.All, null);

    public static MatrixChoice Of(IQueryCollection query) => new(
        Given(query, "question"), Named<Measure>(query["measure"]) ?? Measure.Points, Named<Together>(query["together"]) ?? Together.Mean, Given(query, "rater"),
        Weights.Of(query), Named<RowChoice>(query["rows"]) ?? RowChoice.All, Given(query, "after"));

    /// <summary>The same among these raters: whoever is none of them is not chosen, so that no address makes a matrix of nobody's ratings.</summary>
    internal MatrixChoice Among(IReadOnlyList<string> raters) => Rater is null || raters.Contains(Rater) ? this : this with { Rater = null };

    /// <summary>The query string that says this.</summary>
    public string Address()
    {
        List<string> parts = [];
        if (Question is not null) parts.Add("question=" + Uri.EscapeDataString(Question));
        if (Measure != Measure.Points) parts.Add("measure=" + Word(Measure));
        if (Together != Together.Mean) parts.Add("together=" + Word(Together));
        if (Rater is not null) parts.Add("rater=" + Uri.EscapeDataString(Rater));
        if (Rows != RowChoice.All) parts.Add("rows=" + Word(Rows));
        parts.AddRange(Weights.Address());
        if (After is not null) parts.Add("after=" + Uri.EscapeDataString(After));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    internal static string Word<T>(T value) where T : struct, Enum => Claims.ClaimWords.Key(value);

    private static T? Named<T>(string? word) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => Word(v!.Value) == word);

    private static string? Given(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } given] ? given : null;
}
