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
    private readonly Dictionary<MispObject, List<MispSighting>> ofObjects = new(ReferenceEqualityComparer.Instance);

    private MispSightings()
    {
    }

    public List<MispSighting> All { get; } = [];

    public List<MispRefusal> Refused { get; } = [];

    /// <summary>Attributes that are words of the event and of no object that was seen, with the object of the event that they are
    /// of.</summary>
    public List<(MispAttribute Attribute, MispObject? Of)> Words { get; } = [];

    /// <summary>References between objects that stand in a note.</summary>
    public int References { get; private set; }

    /// <summary>What became of the values that attributes state and that are of their type.</summary>
    public (int Taken, int Joined, int Words) Values { get; private set; }

    public MispFate FateOf(MispAttribute attribute) => fates.TryGetValue(attribute, out var fate) ? fate.Fate : MispFate.LeftOut;

    public string WhyLeftOut(MispAttribute attribute) => fates.TryGetValue(attribute, out var fate) && fate.Why is { } why ? why
        : "STIX 2.1 has no type for it";

    public static MispSightings Of(MispEvent e)
    {
        var read = new MispSightings();
        foreach (var attribute in e.Attributes.Where(a => !a.IsDeleted))
        {
            var groups = MispMapping.Of(attribute);
            foreach (var group in groups) read.Take([.. group.Select(v => (attribute, v))], null);
            if (groups.Count == 0) read.Say(attribute, null);
        }
        var objects = e.Objects.Where(o => !o.IsDeleted).ToList();
        var parts = PartsOf(objects);
        var within = parts.Values.SelectMany(p => p).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var one in objects.Where(o => !within.Contains(o))) read.Take(one, parts.GetValueOrDefault(one) ?? []);
        var byId = ById(objects);
        var attributes = e.Attributes.Where(a => !a.IsDeleted).Select(a => (Id: MispJson.Text(a.Json, "uuid"), Of: a))
            .Where(a => a.Id.Length > 0).DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => a.Of);
        foreach (var one in objects) read.Refer(one, byId, attributes, parts);
        return read;
    }

    /// <summary>Says that a sighting stands in the case already.</summary>
    public void Join(MispSighting sighting)
    {
        Values = (Values.Taken - sighting.Stated, Values.Joined + sighting.Stated + sighting.SaidValues,
            Values.Words - sighting.SaidValues);
        References -= sighting.References;
        foreach (var attribute in sighting.Attributes.Concat(sighting.Noted)) fates[attribute] = (MispFate.InCase, null);
    }

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
            foreach (var attribute in of.Attributes.Where(a => !a.IsDeleted))
            {
                var own = MispMapping.Of(attribute, of.Name).SelectMany(g => g).Select(v => (attribute, v)).ToList();
                if (own.Count == 0) texts.Add((attribute, of));
                stated.AddRange(own);
            }
        }
        var seen = Take(stated, one);
        foreach (var part in parts.Prepend(one).Where(_ => seen.Count > 0)) ofObjects.TryAdd(part, seen);
        foreach (var (attribute, of) in texts)
        {
            if (seen.Count == 0 || MispMapping.IsRule(attribute)) Say(attribute, of);
            else
            {
                // Of a URL, its parts are said again by many programs.
                var isSaid = of.Name == "url" && seen[0].Own.Value.Contains(attribute.Value, StringComparison.OrdinalIgnoreCase);
                if (!isSaid && attribute.Value.Length > 0)
                    seen[0].Remark($"{Called(attribute, ReferenceEquals(of, one) ? null : of.Name)}: {WithComment(attribute)}");
                Note(attribute, seen[0]);
            }
        }
        foreach (var part in parts.Where(p => p.Comment.Length > 0 && seen.Count > 0)) seen[0].Remark($"{part.Name}: {part.Comment}");
    }

    private static string Called(MispAttribute attribute, string? part) =>
        (part is null ? "" : part + " ") + (attribute.Relation.Length > 0 ? attribute.Relation : attribute.Type);

    private static string WithComment(MispAttribute a) => a.Comment.Length > 0 ? $"{a.Value} ({a.Comment})" : a.Value;

    // Values of one file are one object; of others each is one that is known by a value of its own, with what can be said beside it.
    private List<MispSighting> Take(List<(MispAttribute Attribute, TypedValue Value)> stated, MispObject? of)
    {
        List<Stated> files = [], others = [], beside = [];
        foreach (var (attribute, value) in stated)
        {
            var syntax = ObservableSyntax.Read(value.Type, value.Value);
            if (syntax.Value is not { } normal)
            {
                Refused.Add(new(attribute, value, syntax.Problem!));
                fates.TryAdd(attribute, (MispFate.LeftOut, $"a value that is no {ObservableWords.Of(value.Type)}"));
                continue;
            }
            var read = new Stated(attribute, value with { Value = normal });
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
                    name.Bind(MispMapping.Level(address.Attribute.Tags));
                }
            }
        }
        foreach (var alone in beside.Where(b => !b.IsPlaced))
        {
            Values = (Values.Taken, Values.Joined, Values.Words + 1);
            if (seen.Count > 0)
            {
                seen[0].Remark($"{ObservableWords.Of(alone.Value.Type)}: {alone.Value.Value}");
                seen[0].SaidValues++;
                Note(alone.Attribute, seen[0]);
            }
            else Say(alone.Attribute, of);
        }
        foreach (var placed in files.Concat(others).Concat(beside).Where(s => s.IsPlaced))
            Values = placed.NewIn is null ? (Values.Taken, Values.Joined + 1, Values.Words)
                : (Values.Taken + 1, Values.Joined, Values.Words);
        return seen;
    }

    private MispSighting Put(List<Stated> stated, MispObject? of)
    {
        var own = stated.MinBy(v => MispMapping.Rank(v.Value))!.Value;
        // A file is known again by any of its hashes; anything else by its own value.
        var keys = stated.Select(v => v.Value).Where(MispMapping.IsHash).DefaultIfEmpty(own).ToList();
        var sighting = keys.Select(known.GetValueOrDefault).OfType<MispSighting>().FirstOrDefault();
        if (sighting is null) All.Add(sighting = new());
        foreach (var key in keys) known.TryAdd(key, sighting);
        foreach (var one in stated)
        {
            var isNew = sighting.Add(one.Value);
            if (isNew && one.NewIn is null)
            {
                one.NewIn = sighting;
                sighting.Stated++;
            }
            one.IsPlaced = true;
            sighting.Add(one.Attribute, of);
            if (FateOf(one.Attribute) != MispFate.Taken) fates[one.Attribute] = isNew ? (MispFate.Taken, null) : (MispFate.Joined, null);
        }
        return sighting;
    }

    /// <summary>A value as an attribute states it.</summary>
    private sealed record Stated(MispAttribute Attribute, TypedValue Value)
    {
        public bool IsPlaced { get; set; }

        /// <summary>Where it was not known before; null where it was known.</summary>
        public MispSighting? NewIn { get; set; }
    }

    private void Note(MispAttribute attribute, MispSighting sighting)
    {
        sighting.Bind(MispMapping.Level(attribute.Tags));
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
            References++;
            own[0].References++;
            if (isPart) continue;
            // Whoever reads of the one reads of the other.
            own[0].Bind(seen is not null ? seen.Level : MispMapping.Level(attribute!.Tags));
            own[0].Remark($"{relationship} {seen?.Own.Value ?? attribute!.Value}");
        }
    }
}
