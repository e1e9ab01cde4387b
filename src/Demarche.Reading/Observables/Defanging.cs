namespace Demarche.Reading;

/// <summary>Undoes the ways in which reports keep an address from being clicked.</summary>
internal static class Defanging
{
    private static readonly (string From, string To)[] Marks =
    [
        ("[://]", "://"), ("[:]", ":"), ("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), ("[.", "."), (".]", "."),
        ("[@]", "@"), ("(@)", "@"), (" [at] ", "@"), ("[at] ", "@"), (" [at]", "@"), ("[at]", "@"), (" (at) ", "@"), ("(at)", "@"), ("[/]", "/"), (@":\\", "://"),
    ];

    public static string Undone(string written)
    {
        var result = written;
        foreach (var (from, to) in Marks)
            result = result.Replace(from, to, StringComparison.OrdinalIgnoreCase);
        var colon = result.IndexOf("://", StringComparison.Ordinal);
        return colon is > 0 and <= 6 ? Scheme(result[..colon]) + result[colon..] : result;
    }

    public static bool IsDefanged(string written) => written.AsSpan().IndexOfAny("[({") >= 0;

    private static string Scheme(string written)
    {
        var scheme = written.ToLowerInvariant();
        var secure = scheme[^1] == 's' && scheme.Length > 3;
        return scheme[0] == 'h' ? (secure ? "https" : "http") : scheme.Replace('x', 't');
    }
}
