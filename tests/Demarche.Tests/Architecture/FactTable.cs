using System.Reflection;
using System.Text.Json;
using Demarche.Cases;

namespace Demarche.Tests.Architecture;

/// <summary>The tables of docs/protocol/facts.md as the program's types have them.</summary>
internal static class FactTable
{
    /// <summary>The kinds by their names, then the shapes that their members have.</summary>
    public static IEnumerable<string> Rows()
    {
        var kinds = FactKinds.All.Select(t => (Kind: t.GetCustomAttribute<KindAttribute>()!, Type: t)).OrderBy(k => k.Kind.Name, StringComparer.Ordinal).ThenBy(k => k.Kind.Version).ToList();
        foreach (var (kind, type) in kinds) yield return $"| `{kind.Name}` | {kind.Version} | {Cells(type)} |";
        var shapes = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var (_, type) in kinds) Collect(type, shapes);
        foreach (var (name, type) in shapes)
        {
            yield return type.IsEnum
                ? $"| `{name}` | one of {string.Join(", ", Enum.GetNames(type).Select(n => $"`{JsonNamingPolicy.KebabCaseLower.ConvertName(n)}`"))} |"
                : $"| `{name}` | {Cells(type)} |";
        }
    }

    public static IEnumerable<(string Name, ParameterInfo Of)> Members(Type type) =>
        Example.Constructor(type).GetParameters().Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name!), p));

    private static string Cells(Type type) =>
        string.Join(", ", Members(type).Select(m => $"`{m.Name}`{(Example.MayBeAbsent(m.Of) ? "?" : "")}{Word(m.Of.ParameterType)}"));

    private static string Word(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string)) return "";
        if (bare == typeof(bool)) return " (true or false)";
        if (bare == typeof(int) || bare == typeof(long)) return " (whole number)";
        return Item(bare) is { } item ? item == typeof(string) ? " (list)" : $" (list of `{item.Name}`)" : $" (`{bare.Name}`)";
    }

    private static void Collect(Type type, SortedDictionary<string, Type> shapes)
    {
        foreach (var (_, of) in Members(type))
        {
            var bare = Nullable.GetUnderlyingType(of.ParameterType) ?? of.ParameterType;
            bare = Item(bare) ?? bare;
            if (bare.IsPrimitive || bare == typeof(string) || !shapes.TryAdd(bare.Name, bare)) continue;
            if (!bare.IsEnum) Collect(bare, shapes);
        }
    }

    private static Type? Item(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
