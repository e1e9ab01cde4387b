using System.Reflection;

namespace Demarche.Web;

/// <summary>
/// Words for values that are texts: kinds of entries, names of types. A family names all its values, so that a test can ask for the word of
/// each. For the values of an enumeration there is <see cref="Words.SayOf"/>.
/// </summary>
/// <param name="Name">What the keys of its words begin with, without the last point: <c>partners.kind</c>.</param>
/// <param name="Values">All its values, read from the code that makes them.</param>
public sealed record WordFamily(string Name, Func<IEnumerable<string>> Values)
{
    public string Of(string value, params ReadOnlySpan<object?> with) => Words.Say($"{Name}.{value}", with);

    /// <summary>The word, or the value itself where it is one that this desk has no word for: it came from outside.</summary>
    public string OfAny(string value) => Words.SayAny(Name, value) ?? value;

    /// <summary>The kinds of entries of a feature whose name begins so.</summary>
    public static IEnumerable<string> Facts(Type ofFeature, params IReadOnlyList<string> beginnings) => FactKinds.All.Where(t => t.Namespace == ofFeature.Namespace)
        .Select(t => t.GetCustomAttribute<KindAttribute>()!.Name).Where(n => beginnings.Any(b => n.StartsWith(b, StringComparison.Ordinal)));

    /// <summary>The texts that a class of constants lists.</summary>
    public static IEnumerable<string> Constants(Type list) =>
        list.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
}
