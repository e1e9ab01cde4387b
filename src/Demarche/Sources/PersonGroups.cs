namespace Demarche.Sources;

/// <summary>Which sources speak as one person, as far as one reader knows. For counting: what is made of it is shown to that reader alone.</summary>
public sealed class PersonGroups
{
    private readonly Dictionary<string, string> firstOf;

    private PersonGroups(Dictionary<string, string> firstOf) => this.firstOf = firstOf;

    /// <summary>Every source is somebody of its own.</summary>
    public static PersonGroups None { get; } = new([]);

    public bool IsNone => firstOf.Count == 0;

    /// <summary>Pure: the groups that these pairs make, whatever their order. Of three of whom two pairs are one person, all are.</summary>
    public static PersonGroups Of(IEnumerable<(string First, string Second)> pairs)
    {
        Dictionary<string, SortedSet<string>> groups = [];
        foreach (var (first, second) in pairs)
        {
            var one = groups.GetValueOrDefault(first) ?? new(StringComparer.Ordinal) { first };
            one.UnionWith(groups.GetValueOrDefault(second) ?? new(StringComparer.Ordinal) { second });
            foreach (var member in one) groups[member] = one;
        }
        return new(groups.ToDictionary(g => g.Key, g => g.Value.Min!, StringComparer.Ordinal));
    }

    /// <summary>The same for all sources that are one person: the first of their ids.</summary>
    public string PersonOf(string source) => firstOf.GetValueOrDefault(source, source);

    /// <summary>How many people these sources are, as far as anybody said.</summary>
    public int Count(IEnumerable<string> sources) => sources.Select(PersonOf).Distinct(StringComparer.Ordinal).Count();
}
