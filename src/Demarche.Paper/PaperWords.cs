namespace Demarche.Paper;

/// <summary>The words that the writers add themselves, in the paper's language. {0} and {1} are filled in.</summary>
public sealed record PaperWords
{
    public static PaperWords English { get; } = new();

    public string Page { get; init; } = "{0} of {1}";

    public string Notes { get; init; } = "Notes";

    public string Source { get; init; } = "Source: {0}";

    /// <summary>Above the tables that say the same as the pictures.</summary>
    public string PicturesAsTables { get; init; } = "The pictures as tables";

    public string AsTable { get; init; } = "The same as a table";

    /// <summary>Twelve short names, January first.</summary>
    public IReadOnlyList<string> Months { get; init; } = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public string About { get; init; } = "about {0}";

    public string OnTheDay { get; init; } = "on the day";

    public string WithinTheTime { get; init; } = "some time within";

    public string AboutThen { get; init; } = "about then";

    public string When { get; init; } = "When";

    public string Who { get; init; } = "Who";

    public string What { get; init; } = "What";

    public string Where { get; init; } = "Where";

    public string Number { get; init; } = "Number";

    public string From { get; init; } = "From";

    public string To { get; init; } = "To";

    public string Tie { get; init; } = "Tie";

    internal static string Fill(string pattern, params ReadOnlySpan<string> values)
    {
        for (var i = 0; i < values.Length; i++) pattern = pattern.Replace("{" + (char)('0' + i) + "}", values[i], StringComparison.Ordinal);
        return pattern;
    }
}
