namespace Demarche.Reading;

internal static class Agencies
{
    // The usual name, then what bylines call it.
    private const string Table = """
        Reuters|Thomson Reuters
        Associated Press|AP|The Associated Press
        Agence France-Presse|AFP
        United Press International|UPI
        Bloomberg|Bloomberg News
        Xinhua
        TASS|ITAR-TASS
        Interfax
        RIA Novosti
        Yonhap
        Kyodo|Kyodo News
        Jiji Press
        dpa
        ANSA
        EFE
        Press Trust of India|PTI
        IANS
        ANI
        PA Media|PA|Press Association
        AAP
        Anadolu Agency
        KCNA
        IRNA
        Ukrinform
        Belga
        The Canadian Press
        """;

    private static readonly Dictionary<string, string> Names = Table
        .Split('\n', StringSplitOptions.TrimEntries)
        .Select(line => line.Split('|'))
        .SelectMany(names => names.Select(name => (name, usual: names[0])))
        .ToDictionary(p => p.name, p => p.usual, StringComparer.OrdinalIgnoreCase);

    /// <summary>The agency's usual name, or null for a name that is not one. "… News Agency" and "… Press Agency" name themselves.</summary>
    public static string? Named(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var name = written.Trim();
        if (Names.TryGetValue(name, out var usual))
            return usual;
        return name.Length <= 60 && (name.EndsWith("News Agency", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Press Agency", StringComparison.OrdinalIgnoreCase)) ? name : null;
    }
}
