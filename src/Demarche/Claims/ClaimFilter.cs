namespace Demarche.Claims;

/// <summary>Which claims to show. It lives in the address, so that going back brings it back.</summary>
/// <param name="Words">What the proposition's text contains, in whatever case; null for any.</param>
/// <param name="After">The key of the last row before the page: a claim's id.</param>
public sealed record ClaimFilter(Stance? Stance, string? Source, string? Proposition, string? Words, bool Withdrawn, bool Contradicted, string? After)
{
    /// <summary>Longer ones are cut: a filter is compared with every row.</summary>
    public const int MostWords = 200;

    public static ClaimFilter Of(IQueryCollection query) => new(
        Named(query["stance"]), Given(query["source"]), Given(query["proposition"]), Given(query["words"]) is { } words ? Cut.To(words.Trim(), MostWords) : null,
        query["withdrawn"] == "true", query["contradicted"] == "true", Given(query["after"]));

    public bool IsAny => Stance is not null || Source is not null || Proposition is not null || Words is not null || Withdrawn || Contradicted;

    /// <summary>The query string of this filter from after a row on; empty for everything from the start.</summary>
    public string Address(string? after)
    {
        List<string> parts = [];
        if (Stance is { } stance) parts.Add("stance=" + Word(stance));
        if (Source is not null) parts.Add("source=" + Uri.EscapeDataString(Source));
        if (Proposition is not null) parts.Add("proposition=" + Uri.EscapeDataString(Proposition));
        if (Words is not null) parts.Add("words=" + Uri.EscapeDataString(Words));
        if (Withdrawn) parts.Add("withdrawn=true");
        if (Contradicted) parts.Add("contradicted=true");
        if (after is not null) parts.Add("after=" + Uri.EscapeDataString(after));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    public bool Lets(Claim claim) => (Stance is null || claim.Stance == Stance) && (Source is null || claim.Source == Source)
        && (Proposition is null || claim.Proposition == Proposition);

    /// <summary>A stance as addresses and forms write it.</summary>
    internal static string Word(Stance stance) => stance switch
    {
        Claims.Stance.Asserts => "asserts",
        Claims.Stance.Suggests => "suggests",
        Claims.Stance.Denies => "denies",
        Claims.Stance.NoEvidenceFor => "no-evidence-for",
        _ => "asked-about",
    };

    private static Stance? Named(string? word) => Enum.GetValues<Stance>().Cast<Stance?>().FirstOrDefault(s => Word(s!.Value) == word);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
