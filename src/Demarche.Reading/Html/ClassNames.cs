namespace Demarche.Reading;

/// <summary>Reads class attributes and ids as their authors meant them: words joined by hyphens, underscores or capitals.</summary>
internal static class ClassNames
{
    // A shorter word is the start of too many others ("nav" of "navy", "tag" of "tagline").
    private const int LongEnoughToGoOn = 6;

    public static bool MarkAround(string? names)
    {
        if (string.IsNullOrEmpty(names))
            return false;
        foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (HtmlNames.Hiding.Contains(name))
                return true;
            var parts = Parts(name);
            if (parts.Any(IsAround))
                return true;
            var joined = string.Join('-', parts);
            if (HtmlNames.AroundPairs.Any(p => joined.Contains(p, StringComparison.Ordinal)))
                return true;
        }
        return false;
    }

    private static bool IsAround(string part) => HtmlNames.AroundWords.Any(w =>
        w.Length >= LongEnoughToGoOn ? part.StartsWith(w, StringComparison.Ordinal) : part == w || (part.Length == w.Length + 1 && part[^1] == 's' && part.StartsWith(w, StringComparison.Ordinal)));

    private static List<string> Parts(string name)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var capital = i > start && i < name.Length && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (i < name.Length && char.IsLetter(name[i]) && !capital)
                continue;
            if (i > start)
                parts.Add(name[start..i].ToLowerInvariant());
            start = capital ? i : i + 1;
        }
        return parts;
    }
}
