using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Demarche.Cases;

/// <summary>A member that may have a marking of its own: the item still says something where it is left out.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MarkableAttribute : Attribute;

/// <summary>The members of an item that may have a marking of their own, by their names in JSON: <c>passage</c>.</summary>
internal static class Fields
{
    private static readonly ConcurrentDictionary<Type, Shape> Shapes = [];

    /// <summary>No member has a marking of its own.</summary>
    public static IReadOnlyDictionary<string, Marking> None { get; } = FrozenDictionary<string, Marking>.Empty;

    /// <summary>The members of a content that can be marked, in its record's order.</summary>
    public static IReadOnlyList<string> Of(Type content) => ShapeOf(content).Markable;

    /// <summary>The content without these members: null or empty stands in their place.</summary>
    public static T Without<T>(T content, IReadOnlyCollection<string> names) where T : notnull =>
        names.Count == 0 ? content : Made(content, m => names.Contains(m.Name) ? m.IsText ? "" : null : m.Property.GetValue(content));

    /// <summary>The content with these members as they are in another.</summary>
    public static T Keeping<T>(T content, T other, IReadOnlyCollection<string> names) where T : notnull =>
        names.Count == 0 ? content : Made(content, m => m.Property.GetValue(names.Contains(m.Name) ? other : content));

    /// <summary>
    /// The first of these members in which something was put, right or wrong: what the other content itself says was carried over and not put. To compare by
    /// value would tell whoever guesses which guess is right.
    /// </summary>
    public static string? Overwritten<T>(T content, T other, IReadOnlyCollection<string> names) where T : notnull =>
        ShapeOf(content.GetType()).Members.FirstOrDefault(m => names.Contains(m.Name)
            && m.Property.GetValue(content) is { } said && said is not "" && !ReferenceEquals(said, m.Property.GetValue(other)))?.Name;

    /// <summary>The members that a reader may not see. Null where one of them is unknown here: then nothing of the item is shown.</summary>
    public static IReadOnlyList<string>? Hidden(Type content, IReadOnlyDictionary<string, Marking> markings, Audience reader)
    {
        if (markings.Count == 0) return [];
        List<string> hidden = [.. markings.Where(m => !Ruling.For(m.Value, reader).Seen).Select(m => m.Key).Order(StringComparer.Ordinal)];
        return hidden.All(Of(content).Contains) ? hidden : null;
    }

    /// <summary>The content as a reader may see it who sees its item.</summary>
    public static T Told<T>(T content, IReadOnlyDictionary<string, Marking> markings, Audience reader) where T : notnull =>
        Without(content, Hidden(content.GetType(), markings, reader) ?? []);

    private static T Made<T>(T content, Func<Field, object?> value) where T : notnull
    {
        var shape = ShapeOf(content.GetType());
        return (T)shape.Make.Invoke([.. shape.Members.Select(value)]);
    }

    private static Shape ShapeOf(Type content) => Shapes.GetOrAdd(content, static type =>
    {
        var make = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        List<Field> members = [.. make.GetParameters().Select(p => new Field(JsonNamingPolicy.CamelCase.ConvertName(p.Name!), type.GetProperty(p.Name!)!, IsText(p)))];
        return new(make, members, [.. make.GetParameters().Where(p => p.GetCustomAttribute<MarkableAttribute>() is not null).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!))]);
    });

    private static bool IsText(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;

    private sealed record Shape(ConstructorInfo Make, IReadOnlyList<Field> Members, IReadOnlyList<string> Markable);

    private sealed record Field(string Name, PropertyInfo Property, bool IsText);
}
