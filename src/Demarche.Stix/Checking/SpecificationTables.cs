namespace Demarche.Stix.Checking;

/// <summary>The tables of the specification, read once from the text files beside this library's source.</summary>
internal sealed class SpecificationTables
{
    private readonly Dictionary<string, ObjectTable> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectTable> types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Owner, string Name), ObjectTable> extensions = [];
    private readonly Dictionary<string, (List<Property> Properties, List<PropertyRule> Rules)> common = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> vocabularies = new(StringComparer.Ordinal);

    private SpecificationTables()
    {
        foreach (var file in new[] { "common", "domain-objects", "observables" })
        {
            foreach (var block in Blocks(Lines(file))) Take(block);
        }
        foreach (var line in Lines("vocabularies"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            vocabularies[line[..colon]] = [.. line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        }
    }

    public static SpecificationTables Instance { get; } = new();

    public IEnumerable<ObjectTable> Objects => objects.Values;

    public ObjectTable? Object(string type) => objects.GetValueOrDefault(type);

    /// <summary>The common properties of domain objects, which a type that an extension defines must have too (section 7.3).</summary>
    public IReadOnlyList<Property> Common(string category) => common[category].Properties;

    public ObjectTable Type(string name) => types[name];

    public ObjectTable? Extension(string owner, string name) => extensions.GetValueOrDefault((owner, name));

    public bool IsPredefinedExtension(string name) => extensions.Keys.Any(k => k.Name == name);

    public bool Knows(string vocabulary, string value) => vocabularies[vocabulary].Contains(value);

    /// <summary>Whether a reference to that type is allowed. Types that the specification does not define are: an extension may.</summary>
    public bool Allows(IReadOnlyList<string> targets, string type) =>
        targets.Count == 0 || targets.Contains(type)
        || (Object(type) is { } table ? targets.Contains("@" + table.Category) : type != "bundle" && targets[0][0] == '@');

    private static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(SpecificationTables).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The library was built without its table \"{file}\".");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }

    private static IEnumerable<(string[] Head, List<Property> Properties, List<PropertyRule> Rules)> Blocks(IEnumerable<string> lines)
    {
        (string[] Head, List<Property> Properties, List<PropertyRule> Rules)? block = null;
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line[0] != ' ')
            {
                if (block is { } done) yield return done;
                block = (words, [], []);
            }
            else if (words[0] == "?") block!.Value.Rules.Add(new PropertyRule(words[1], words[2..]));
            else block!.Value.Properties.Add(new Property(words[0].TrimEnd('!'), words[0][^1] == '!', PropertyType.Parse(words[1])));
        }
        if (block is { } last) yield return last;
    }

    private void Take((string[] Head, List<Property> Properties, List<PropertyRule> Rules) block)
    {
        var (head, properties, rules) = block;
        switch (head[0])
        {
            case "common":
                foreach (var name in head[1..]) common[name] = (properties, rules);
                break;
            case "type":
                types[head[1]] = Table(head[0], head[1], properties, [], rules);
                break;
            case "ext":
                extensions[(head[1], head[2])] = Table(head[0], head[2], properties, [], rules);
                break;
            default:
                var shared = common.TryGetValue(head[1], out var ofType) ? ofType : common[head[0]];
                objects[head[1]] = Table(head[0], head[1], properties, shared.Properties, [.. shared.Rules, .. rules]);
                break;
        }
    }

    private static ObjectTable Table(string category, string name, List<Property> own, List<Property> shared, List<PropertyRule> rules) => new(
        category,
        name,
        shared.Concat(own).ToDictionary(p => p.Name, StringComparer.Ordinal),
        own.Select(p => p.Name).ToHashSet(StringComparer.Ordinal),
        rules);
}
