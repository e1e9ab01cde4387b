using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Demarche.Journal;

namespace Demarche.Cases;

/// <summary>Every kind of fact by its name in the journal, and how its body is written and read.</summary>
public static class FactKinds
{
    /// <summary>How bodies, forms and answers of the API are written: camelCase, kebab-case words, no nulls.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>As <see cref="Json"/>, without what is only computed from the rest: a journal holds what was said, not what it comes to.</summary>
    private static readonly JsonSerializerOptions Bodies = new(Json) { IgnoreReadOnlyProperties = true };

    /// <summary>As <see cref="Json"/>, but a body that lacks a member or has one more is not read: a lost member could be the one that narrows.</summary>
    internal static JsonSerializerOptions Strict { get; } = new(Json) { Converters = { new RecordReader() } };

    private static readonly FrozenDictionary<string, Type> ByName = typeof(FactKinds).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Fact)) && t.GetCustomAttribute<KindAttribute>() is not null)
        .ToFrozenDictionary(t => Key(t.GetCustomAttribute<KindAttribute>()!));

    private static readonly FrozenDictionary<Type, KindAttribute> ByType =
        ByName.Values.ToFrozenDictionary(t => t, t => t.GetCustomAttribute<KindAttribute>()!);

    public static IEnumerable<Type> All => ByName.Values;

    private static readonly FrozenDictionary<Type, string> Adding = OfContents(typeof(Added<>));
    private static readonly FrozenDictionary<Type, string> Correcting = OfContents(typeof(Corrected<>));

    /// <summary>The kind of entry by which an item with such a content comes in; null where there is none.</summary>
    internal static string? Adds(Type content) => Adding.GetValueOrDefault(content);

    /// <summary>The kind of entry by which an item with such a content is corrected; null where there is none.</summary>
    internal static string? Corrects(Type content) => Correcting.GetValueOrDefault(content);

    private static FrozenDictionary<Type, string> OfContents(Type change) =>
        ByType.Where(t => t.Key.BaseType is { IsGenericType: true } b && b.GetGenericTypeDefinition() == change)
            .OrderBy(t => t.Value.Name, StringComparer.Ordinal).DistinctBy(t => t.Key.BaseType!.GetGenericArguments()[0])
            .ToFrozenDictionary(t => t.Key.BaseType!.GetGenericArguments()[0], t => t.Value.Name);

    public static KindAttribute Of(Fact fact) => ByType[fact.GetType()];

    /// <summary>The entry that records a fact.</summary>
    public static EntryDraft Draft(string @case, string time, string author, Marked marked)
    {
        var kind = Of(marked.Fact);
        var body = CanonicalJson.Of<object>(marked.Fact, Bodies);
        return new EntryDraft(@case, time, author, kind.Name, kind.Version, marked.Marking.ToJson(), body);
    }

    /// <summary>The fact that an entry records. An unknown kind or an unreadable body is an <see cref="UnknownFact"/>, never a guess.</summary>
    public static Fact Read(Entry entry)
    {
        if (!ByName.TryGetValue(Key(entry.Kind, entry.Version), out var type)) return new UnknownFact(entry.Kind, entry.Version);
        try
        {
            return (Fact?)JsonSerializer.Deserialize(entry.Body, type, Strict) ?? new UnknownFact(entry.Kind, entry.Version);
        }
        catch (JsonException)
        {
            return new UnknownFact(entry.Kind, entry.Version);
        }
    }

    private static string Key(KindAttribute kind) => Key(kind.Name, kind.Version);

    private static string Key(string name, int version) => version == 1 ? name : $"{name}/{version}";
}
