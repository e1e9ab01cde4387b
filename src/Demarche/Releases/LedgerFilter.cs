namespace Demarche.Releases;

/// <summary>Which releases to show. It lives in the address, so that going back brings it back.</summary>
/// <param name="Item">Only what carried this item, by itself or within something that rested on it.</param>
/// <param name="From">Only what was proposed on this day or later, ISO 8601 as precise as wanted.</param>
/// <param name="Until">Only what was proposed on this day or earlier.</param>
/// <param name="Before">The key of the last row before the page: a time.</param>
public sealed record LedgerFilter(string? Partner, string? Item, ReleaseState? State, PackageKind? Kind, string? From, string? Until, string? Before)
{
    /// <summary>Longer than any time; what else stands in an address is not our concern.</summary>
    private const int LongestTime = 40;

    public static LedgerFilter Of(IQueryCollection query) => new(
        Given(query["partner"]), Given(query["item"]), Named<ReleaseState>(query["state"]), Named<PackageKind>(query["kind"]),
        Time(query["from"]), Time(query["until"]), Time(query["before"]));

    public bool IsAny => Partner is not null || Item is not null || State is not null || Kind is not null || From is not null || Until is not null;

    /// <summary>The query string of this filter from a row on; empty for everything from the newest.</summary>
    public string Address(string? before)
    {
        (string Name, string? Value)[] parts =
        [
            ("partner", Partner), ("item", Item), ("state", State?.ToString().ToLowerInvariant()), ("kind", Kind?.ToString().ToLowerInvariant()),
            ("from", From), ("until", Until), ("before", before),
        ];
        var given = string.Join('&', parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return given.Length == 0 ? "" : "?" + given;
    }

    /// <summary>Whether a release passes, apart from its item and the page.</summary>
    public bool Lets(Held<Release> release) =>
        (Partner is null || release.Content.Proposal.Partner == Partner) && (State is null || release.Content.State == State)
        && (Kind is null || release.Content.Proposal.Kind == Kind) && (From is null || string.CompareOrdinal(release.Time, From) >= 0)
        && (Until is null || string.CompareOrdinal(release.Time[..Math.Min(Until.Length, release.Time.Length)], Until) <= 0);

    private static T? Named<T>(string? word) where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => v!.Value.ToString().Equals(word, StringComparison.OrdinalIgnoreCase));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Time(string? text) => text is { Length: > 0 and <= LongestTime } && char.IsAsciiDigit(text[0]) ? text : null;
}
