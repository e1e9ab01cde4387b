using Demarche.Observables;

namespace Demarche.Imports;

/// <summary>One object that an event says was seen, and all that the event says of it, in one place or in several.</summary>
internal sealed class MispSighting
{
    // One attribute that says something of it, and the object of the event that the attribute is of.
    private readonly List<(MispAttribute Attribute, MispObject? Of)> sources = [];
    private readonly List<TypedValue> values = [];
    private readonly List<(string Text, MispAttribute? Of)> words = [];
    private List<TypedValue>? ordered;

    /// <summary>The value that it is known by.</summary>
    public TypedValue Own => Ordered[0];

    public IReadOnlyList<TypedValue> Also => Ordered[1..];

    public IReadOnlyList<TypedValue> Values => values;

    /// <summary>Attributes that stand in its note alone.</summary>
    public List<MispAttribute> Noted { get; } = [];

    public IEnumerable<MispAttribute> Attributes => sources.Select(s => s.Attribute);

    public ApproximateTime? FirstSeen { get; private set; }

    public ApproximateTime? LastSeen { get; private set; }

    /// <summary>The strictest of the labels of all attributes that it says something of; null where none has one.</summary>
    public Tlp? Level { get; private set; }

    /// <summary>What the case holds of it: what was written, or what stood there before. Null while nothing does.</summary>
    public Observable? Held { get; set; }

    /// <summary>Whether it stood there before.</summary>
    public bool IsJoined { get; set; }

    /// <summary>Why something of it is not in the case.</summary>
    public string WhyNot { get; set; } = MispMembers.TooMany;

    private List<TypedValue> Ordered =>
        ordered ??= [.. values.Select((v, n) => (v, n)).OrderBy(v => MispMapping.Rank(v.v)).ThenBy(v => v.n).Select(v => v.v)];

    /// <returns>Whether it was not known of the object before.</returns>
    public bool Add(TypedValue value)
    {
        if (values.Contains(value)) return false;
        values.Add(value);
        ordered = null;
        return true;
    }

    public void Add(MispAttribute attribute, MispObject? of)
    {
        if (sources.Exists(s => ReferenceEquals(s.Attribute, attribute))) return;
        sources.Add((attribute, of));
        FirstSeen = Earlier(FirstSeen, attribute.FirstSeen ?? of?.FirstSeen);
        LastSeen = Later(LastSeen, attribute.LastSeen ?? of?.LastSeen);
        Bind(attribute.Level);
    }

    /// <summary>Says that something of a level stands in it.</summary>
    public void Bind(Tlp? level)
    {
        if (level is not null && (Level is null || level > Level)) Level = level;
    }

    /// <summary>What else the event says of it, in words.</summary>
    /// <param name="of">The attribute that says it; null where a reference or an object does.</param>
    public void Remark(string text, MispAttribute? of = null)
    {
        if (!words.Exists(w => w.Text == text && ReferenceEquals(w.Of, of))) words.Add((text, of));
    }

    /// <summary>Whether the case holds a text of it.</summary>
    public bool Says(string text) => Held?.Note?.Contains(text, StringComparison.Ordinal) == true;

    /// <summary>Whether the case holds what an attribute says of it in words alone.</summary>
    public bool Says(MispAttribute noted) => words.Where(w => ReferenceEquals(w.Of, noted)).All(w => Says(w.Text));

    /// <summary>Whether the case holds a value of it.</summary>
    public bool Has(TypedValue value) => Held is { } held && (new TypedValue(held.Type, held.Value) == value
        || held.Also?.Contains(value) == true);

    /// <summary>What its originator says of it, as far as there is room: whole parts, so that no word of it reads otherwise for being cut.
    /// That it is marked for detection is the originator's word; whose it is, a person of this desk says.</summary>
    /// <param name="ofAll">What the event says of everything in it.</param>
    public string Note(int longest, IReadOnlyList<string> ofAll, out bool isWhole)
    {
        var marked = sources.Where(s => s.Attribute.ToIds == true).Select(s => s.Attribute.Type).Distinct().ToList();
        var detection = marked.Count == 0 ? sources.Exists(s => s.Attribute.ToIds == false) ? "not marked for detection (to_ids)" : null
            : sources.TrueForAll(s => s.Attribute.ToIds == true) ? "marked for detection (to_ids)"
                : $"marked for detection (to_ids): {string.Join(", ", marked)}";
        var objects = sources.Select(s => s.Of).OfType<MispObject>()
            .Select(o => $"in object {o.Name}{(o.Comment.Length > 0 ? $" ({o.Comment})" : "")}").Distinct();
        var tags = sources.SelectMany(s => s.Attribute.Tags).Distinct().ToList();
        var parts = new[] { "MISP: " + string.Join(", ", sources.Select(s => $"{s.Attribute.Category}/{s.Attribute.Type}").Distinct()) }
            .Concat(objects).Append(detection).Concat(ofAll)
            .Append(tags.Count == 0 ? null : "tags: " + string.Join(", ", tags))
            .Append(sources.Max(s => s.Attribute.AsOf) is { } asOf ? $"as of {asOf}" : null)
            .Concat(sources.Select(s => s.Attribute.Comment).Where(c => c.Length > 0).Distinct())
            .Concat(words.Select(w => w.Text)).OfType<string>();
        var note = new System.Text.StringBuilder();
        isWhole = true;
        foreach (var part in parts)
        {
            if (note.Length + part.Length + 2 > longest) isWhole = false;
            else note.Append(note.Length == 0 ? "" : "; ").Append(part);
        }
        return note.ToString();
    }

    private static ApproximateTime? Earlier(ApproximateTime? one, ApproximateTime? other) =>
        one is null || other is not null && string.CompareOrdinal(other.Value, one.Value) < 0 ? other ?? one : one;

    private static ApproximateTime? Later(ApproximateTime? one, ApproximateTime? other) =>
        one is null || other is not null && string.CompareOrdinal(other.Value, one.Value) > 0 ? other ?? one : one;
}
