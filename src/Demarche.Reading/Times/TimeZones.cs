using System.Globalization;

namespace Demarche.Reading;

/// <summary>
/// Zone abbreviations of datelines that name one offset. Those with several meanings keep the one of English-language wires;
/// "ET" and its like, which hide whether summer time holds, are left out, so the time stays without an offset.
/// </summary>
internal static class TimeZones
{
    private const string Table = """
        UTC 0 GMT 0 Z 0 WET 0 BST 1 WEST 1 CET 1 CEST 2 EET 2 EEST 3 MSK 3
        EST -5 EDT -4 CST -6 CDT -5 MST -7 MDT -6 PST -8 PDT -7 AKST -9 AKDT -8 HST -10
        IST 5.5 SGT 8 HKT 8 AWST 8 JST 9 KST 9 AEST 10 AEDT 11 NZST 12 NZDT 13
        """;

    private static readonly Dictionary<string, double> Hours = Table
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2)
        .ToDictionary(p => p[0], p => double.Parse(p[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    public static TimeSpan? Offset(string written)
    {
        if (Hours.TryGetValue(written, out var hours))
            return TimeSpan.FromHours(hours);
        if (written.Length < 3 || written[0] is not ('+' or '-'))
            return null;
        var digits = written[1..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is not (2 or 4) || !digits.All(char.IsAsciiDigit))
            return null;
        var minutes = ((digits[0] - '0') * 10 + digits[1] - '0') * 60 + (digits.Length == 4 ? (digits[2] - '0') * 10 + digits[3] - '0' : 0);
        return minutes > 14 * 60 ? null : TimeSpan.FromMinutes(written[0] == '-' ? -minutes : minutes);
    }
}
