using Demarche.Observables;
using Demarche.Reading;

namespace Demarche.Imports;

/// <summary>What becomes of an attribute.</summary>
internal enum MispFate
{
    /// <summary>Nothing; the reason says why.</summary>
    LeftOut,

    /// <summary>It stands in the description of the incident.</summary>
    Words,

    /// <summary>It stands in the note of an observable.</summary>
    Noted,

    /// <summary>Its observable stands in the case already, and is left as it is.</summary>
    InCase,

    /// <summary>Another attribute of the event states the same; what this one says beside it stands there too.</summary>
    Joined,

    /// <summary>It is an observable, or a value of one.</summary>
    Taken,
}

/// <summary>A value as an attribute states it.</summary>
internal sealed class MispStated(MispAttribute attribute, TypedValue value)
{
    public MispAttribute Attribute => attribute;

    public TypedValue Value { get; set; } = value;

    /// <summary>Of which object it is said; null where it stands in the description of the incident, or nowhere.</summary>
    public MispSighting? In { get; set; }

    /// <summary>Whether nothing else in the event states it of that object.</summary>
    public bool IsNew { get; set; }

    /// <summary>The words in which it stands in a note; null where it is a value of the object.</summary>
    public string? Words { get; set; }
}

/// <summary>A value that is none of the type that its attribute has.</summary>
internal sealed record MispRefusal(MispAttribute Attribute, TypedValue Value, string Problem);

/// <summary>
/// What an event says was seen, each object once: values of one file, of one key, of one address together, whether one object of the event
/// holds them, one attribute of two parts, or several attributes that have a hash in common.
/// </summary>
internal sealed class MispSightings
{
    // Parts of a file, which MISP keeps as objects of their own.
    private static readonly HashSet<string> PartsOfFiles = ["pe", "elf", "macho", "av-signature"];

    private readonly Dictionary<TypedValue, MispSighting> known = [];
    private readonly Dictionary<MispAttribute, (MispFate Fate, string? Why)> fates = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<MispAttribute, List<MispSighting>> ofAttributes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<MispObject, List<MispSighting>> ofObjects = new(ReferenceEqualityComparer.Instance);

    private MispSightings()
    {
    }

    public List<MispSighting> All { get; } = [];

    public List<MispRefusal> Refused { get; } = [];

    /// <summary>Attributes that are words of the event and of no object that was seen, with the object of the event that they are
    /// of.</summary>
    public List<(MispAttribute Attribute, MispObject? Of)> Words { get; } = [];

    /// <summary>Values that attributes state and that are of their type.</summary>
    public List<MispStated> Stated { get; } = [];

    /// <summary>References between objects: whose note has them, and in which words.</summary>
    public List<(MispSighting In, string Words)> References { get; } = [];

    public MispFate FateOf(MispAttribute attribute) => fates.TryGetValue(attribute, out var fate) ? fate.Fate : MispFate.LeftOut;

    public string WhyLeftOut(MispAttribute attribute) => fates.TryGetValue(attribute, out var fate) && fate.Why is { } why ? why
        : "STIX 2.1 has no type for it";

    public static MispSightings Of(MispEvent e)
    {
        var read = new MispSightings();
        foreach (var attribute in e.Attributes.Where(a => a.Stands))
        {
            var groups = MispMapping.Of(attribute);
            foreach (var group in groups) read.Take([.. group.Select(v => (attribute, v))], null);
            if (groups.Count == 0) read.Say(attribute, null);
        }
        var objects = e.Objects.Where(o => o.Stands).ToList();
        var parts = PartsOf(objects);
        var within = parts.Values.SelectMany(p => p).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var one in objects.Where(o => !within.Contains(o))) read.Take(one, parts.GetValueOrDefault(one) ?? []);
        var byId = ById(objects);
        var attributes = e.Attributes.Where(a => a.Stands && a.Uuid.Length > 0).DistinctBy(a => a.Uuid).ToDictionary(a => a.Uuid);
        foreach (var one in objects) read.Refer(one, byId, attributes, parts);
        return read;
    }

    /// <summary>Says what became of every attribute, once each sighting says what the case holds of it.</summary>
    public void Settle()
    {
        foreach (var stated in Stated.Where(v => v.In is not null && v.Words is null).GroupBy(v => (object)v.Attribute,
            ReferenceEqualityComparer.Instance))
        {
            var attribute = (MispAttribute)stated.Key;
            var held = stated.Where(v => v.In!.Has(v.Value)).ToList();
            fates[attribute] = held.Count == 0 ? (MispFate.LeftOut, stated.First().In!.WhyNot)
                : held.TrueForAll(v => v.In!.IsJoined) ? (MispFate.InCase, null) : fates[attribute];
        }
        foreach (var sighting in All)
        {
            foreach (var attribute in sighting.Attributes.Concat(sighting.Noted))
            {
                if (!ofAttributes.TryGetValue(attribute, out var of)) ofAttributes[attribute] = of = [];
                of.Add(sighting);
            }
            foreach (var noted in sighting.Noted.Where(n => FateOf(n) is MispFate.Noted))
            {
                fates[noted] = !sighting.Says(noted) ? (MispFate.LeftOut, sighting.Held is null || sighting.IsJoined ? sighting.WhyNot
                    : MispMembers.NoteIsFull)
                    : (sighting.IsJoined ? MispFate.InCase : MispFate.Noted, null);
            }
        }
    }

    /// <summary>The sightings that an attribute says something of.</summary>
    public IReadOnlyList<MispSighting> Of(MispAttribute attribute) => ofAttributes.GetValueOrDefault(attribute) ?? [];

    /// <summary>The sightings that an object says something of.</summary>
    public IReadOnlyList<MispSighting> Of(MispObject one) => ofObjects.GetValueOrDefault(one) ?? [];

    /// <summary>Says what became of an attribute whose words nobody has placed yet.</summary>
    public void Place(MispAttribute attribute, string? whyNot) => fates[attribute] = whyNot is null ? (MispFate.Words, null)
        : (MispFate.LeftOut, whyNot);

    // The file that a part belongs to: which of the two refers to the other depends on the program that wrote the event.
    private static Dictionary<MispObject, List<MispObject>> PartsOf(List<MispObject> objects)
    {
        var parts = new Dictionary<MispObject, List<MispObject>>(ReferenceEqualityComparer.Instance);
        var byId = ById(objects);
        foreach (var one in objects)
        {
            foreach (var to in one.References.Select(r => byId.GetValueOrDefault(r.To)).OfType<MispObject>())
            {
                var (file, part) = one.Name == "file" ? (one, to) : (to, one);
                if (file.Name != "file" || !PartsOfFiles.Contains(part.Name)) continue;
                if (!parts.TryGetValue(file, out var of)) parts[file] = of = [];
                if (!of.Contains(part)) of.Add(part);
            }
        }
        return parts;
    }

    private static Dictionary<string, MispObject> ById(List<MispObject> objects) => objects.Where(o => o.Uuid.Length > 0)
        .DistinctBy(o => o.Uuid).ToDictionary(o => o.Uuid);

    private void Take(MispObject one, List<MispObject> parts)
    {
        List<(MispAttribute, TypedValue)> stated = [];
        List<(MispAttribute Attribute, MispObject Of)> texts = [];
        foreach (var of in parts.Prepend(one))
        {
            foreach (var attribute in of.Attributes.Where(a => a.Stands))
            {
                var own = MispMapping.Of(attribute, of.Name).SelectMany(g => g).Select(v => (attribute, WithHive(v, of))).ToList();
                if (own.Count == 0) texts.Add((attribute, of));
                stated.AddRange(own);
            }
        }
        var seen = Take(stated, one);
        foreach (var part in parts.Prepend(one).Where(_ => seen.Count > 0)) ofObjects.TryAdd(part, seen);
        foreach (var (attribute, of) in texts)
        {
            if (seen.Count == 0 || MispMapping.IsRule(attribute)) Say(attribute, of);
            else if (attribute.Value.Length == 0) Place(attribute, "it is empty");
            else
            {
                // Of a URL, its parts are said again by many programs.
                var isSaid = of.Name == "url" && seen[0].Own.Value.Contains(attribute.Value, StringComparison.OrdinalIgnoreCase);
                if (!isSaid)
                    seen[0].Remark($"{Called(attribute, ReferenceEquals(of, one) ? null : of.Name)}: {WithComment(attribute)}", attribute);
                Note(attribute, seen[0]);
            }
        }
        foreach (var part in parts.Where(p => p.Comment.Length > 0 && seen.Count > 0)) seen[0].Remark($"{part.Name}: {part.Comment}");
    }

    // The template of registry keys has a place of its own for the hive.
    private static TypedValue WithHive(TypedValue value, MispObject of) => value.Type == ObservableTypes.RegistryKey
        && of.Attributes.FirstOrDefault(a => a.Stands && a.Relation == "root-keys" && a.Value.Length > 0) is { } root
        && ObservableSyntax.Read(value.Type, value.Value).Value is null
            ? value with { Value = $@"{root.Value.TrimEnd('\\')}\{value.Value.TrimStart('\\')}" } : value;

    private static string Called(MispAttribute attribute, string? part) =>
        (part is null ? "" : part + " ") + (attribute.Relation.Length > 0 ? attribute.Relation : attribute.Type);

    private static string WithComment(MispAttribute a) => a.Comment.Length > 0 ? $"{a.Value} ({a.Comment})" : a.Value;

    // Values of one file are one object; of others each is one that is known by a value of its own, with what can be said beside it.
    private List<MispSighting> Take(List<(MispAttribute Attribute, TypedValue Value)> stated, MispObject? of)
    {
        List<MispStated> files = [], others = [], beside = [];
        foreach (var (attribute, value) in stated)
        {
            var syntax = ObservableSyntax.Read(value.Type, value.Value);
            if (syntax.Value is not { } normal)
            {
                Refused.Add(new(attribute, value, syntax.Problem!));
                fates.TryAdd(attribute, (MispFate.LeftOut, $"a value that is no {ObservableWords.Of(value.Type)}"));
                continue;
            }
            var read = new MispStated(attribute, value with { Value = normal });
            Stated.Add(read);
            (value.Type.StartsWith("file:", StringComparison.Ordinal) ? files : MispMapping.IsBeside(read.Value) ? beside : others)
                .Add(read);
        }
        // A size alone is of no file that anybody could know again.
        if (files.TrueForAll(f => MispMapping.IsBeside(f.Value)))
        {
            beside.AddRange(files);
            files.Clear();
        }
        List<MispSighting> seen = [];
        if (files.Count > 0) seen.Add(Put(files, of));
        foreach (var own in others)
            seen.Add(Put([own, .. beside.Where(b => ObservableTypes.IsOfOneObject(own.Value.Type, b.Value.Type)
                && (own.Value.Type != ObservableTypes.Url || others.Count == 1))], of));
        // In an object of a name and addresses each address is one that the name stood for.
        if (of?.Name == "domain-ip")
        {
            foreach (var name in seen.Where(s => s.Own.Type == ObservableTypes.Domain))
            {
                foreach (var address in others.Where(r => r.Value.Type is ObservableTypes.Ipv4 or ObservableTypes.Ipv6))
                {
                    name.Add(new(ObservableTypes.ResolvesTo, address.Value.Value));
                    name.Bind(address.Attribute.Level);
                }
            }
        }
        foreach (var alone in beside.Where(b => b.In is null))
        {
            if (seen.Count > 0)
            {
                alone.Words = $"{ObservableWords.Of(alone.Value.Type)}: {alone.Value.Value}";
                alone.In = seen[0];
                seen[0].Remark(alone.Words, alone.Attribute);
                Note(alone.Attribute, seen[0]);
            }
            else Say(alone.Attribute, of);
        }
        return seen;
    }

    private MispSighting Put(List<MispStated> stated, MispObject? of)
    {
        var own = stated.MinBy(v => MispMapping.Rank(v.Value))!.Value;
        // A file is known again by any of its hashes; anything else by its own value.
        var keys = stated.Select(v => v.Value).Where(MispMapping.IsHash).DefaultIfEmpty(own).ToList();
        var sighting = keys.Select(known.GetValueOrDefault).OfType<MispSighting>().FirstOrDefault();
        if (sighting is null) All.Add(sighting = new());
        foreach (var key in keys) known.TryAdd(key, sighting);
        Number(stated, sighting);
        foreach (var one in stated)
        {
            var isNew = sighting.Add(one.Value);
            one.IsNew |= isNew;
            one.In ??= sighting;
            sighting.Add(one.Attribute, of);
            if (FateOf(one.Attribute) != MispFate.Taken) fates[one.Attribute] = isNew ? (MispFate.Taken, null) : (MispFate.Joined, null);
        }
        return sighting;
    }

    // A key has several values: the name, data and type that are stated together are of one, under a number that no other has.
    private static void Number(List<MispStated> stated, MispSighting sighting)
    {
        List<List<MispStated>> entries = [];
        foreach (var one in stated.Where(s => ObservableWords.RegistryValueOf(s.Value.Type) is not null))
        {
            if (entries.Count == 0 || entries[^1].Exists(e => e.Value.Type == one.Value.Type)) entries.Add([]);
            entries[^1].Add(one);
        }
        foreach (var entry in entries)
        {
            string Under(MispStated one, int number) =>
                ObservableTypes.RegistryValue(ObservableWords.RegistryValueOf(one.Value.Type)!.Value.Property, number);
            bool IsFree(int number) => !sighting.Values.Any(v => v.Type.StartsWith($"windows-registry-key:values[{number}]",
                StringComparison.Ordinal));
            var number = 0;
            while (!IsFree(number) && !entry.TrueForAll(e => sighting.Values.Contains(new(Under(e, number), e.Value.Value)))) number++;
            foreach (var one in entry) one.Value = new(Under(one, number), one.Value.Value);
        }
    }

    private void Note(MispAttribute attribute, MispSighting sighting)
    {
        sighting.Bind(attribute.Level);
        if (fates.TryAdd(attribute, (MispFate.Noted, null))) sighting.Noted.Add(attribute);
    }

    private void Say(MispAttribute attribute, MispObject? of)
    {
        if (MispMapping.IsRule(attribute)) fates[attribute] = (MispFate.LeftOut, "a rule for detection, which says nothing that was seen");
        else Words.Add((attribute, of));
    }

    private void Refer(MispObject one, Dictionary<string, MispObject> objects, Dictionary<string, MispAttribute> attributes,
        Dictionary<MispObject, List<MispObject>> parts)
    {
        if (!ofObjects.TryGetValue(one, out var own)) return;
        foreach (var (relationship, to) in one.References)
        {
            var target = objects.GetValueOrDefault(to);
            var isPart = target is not null && (parts.GetValueOrDefault(one)?.Contains(target) == true
                || parts.GetValueOrDefault(target)?.Contains(one) == true);
            var (seen, attribute) = (target is null ? null : ofObjects.GetValueOrDefault(target)?[0], attributes.GetValueOrDefault(to));
            if (seen is null && attribute is null && !isPart) continue;
            if (isPart)
            {
                References.Add((own[0], ""));
                continue;
            }
            // Whoever reads of the one reads of the other.
            own[0].Bind(seen is not null ? seen.Level : attribute!.Level);
            var words = $"{relationship} {seen?.Own.Value ?? attribute!.Value}";
            own[0].Remark(words);
            References.Add((own[0], words));
        }
    }
}
