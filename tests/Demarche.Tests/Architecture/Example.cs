using System.Reflection;

namespace Demarche.Tests.Architecture;

/// <summary>A value of any type that stands in a fact: with everything in it, or with nothing that may be left out.</summary>
internal static class Example
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static object Of(Type type, bool full) => type switch
    {
        _ when type == typeof(string) => full ? "some words" : "",
        _ when type == typeof(int) => full ? 7 : 0,
        _ when type == typeof(long) => full ? 7L : 0L,
        _ when type == typeof(bool) => full,
        { IsEnum: true } => Enum.GetValues(type).GetValue(full ? Enum.GetValues(type).Length - 1 : 0)!,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => List(type.GetGenericArguments()[0], full),
        { IsClass: true } => Record(type, full),
        _ => throw new NotSupportedException($"No example of {type} yet: add it here."),
    };

    public static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Where(c => !(c.GetParameters() is [var only] && only.ParameterType == type))
            .MaxBy(c => c.GetParameters().Length)!;

    public static bool MayBeAbsent(ParameterInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterType) is not null || Nullability.Create(parameter).WriteState == NullabilityState.Nullable;

    private static Array List(Type of, bool full)
    {
        var list = Array.CreateInstance(of, full ? 2 : 0);
        for (var i = 0; i < list.Length; i++) list.SetValue(Of(of, full), i);
        return list;
    }

    private static object Record(Type type, bool full)
    {
        var constructor = Constructor(type);
        return constructor.Invoke([.. constructor.GetParameters().Select(p =>
            MayBeAbsent(p) ? full ? Of(Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType, full) : null : Of(p.ParameterType, full))]);
    }
}
