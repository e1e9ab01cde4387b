namespace Demarche.Stix.Checking;

/// <summary>A property of an object or of a type nested in one.</summary>
internal sealed record Property(string Name, bool IsRequired, PropertyType Type);

/// <summary>A rule between properties: its verb (<c>order</c>, <c>needs</c>, …) and the properties it binds.</summary>
internal sealed record PropertyRule(string Verb, IReadOnlyList<string> Names);

/// <summary>One block of the tables: what an object, a predefined extension or a nested type may and must hold.</summary>
/// <param name="Category"><c>sdo</c>, <c>sro</c>, <c>sco</c>, <c>smo</c>, <c>ext</c> or <c>type</c>.</param>
/// <param name="Name">The type's name, or the extension's.</param>
/// <param name="Properties">By name; for an object with the common ones.</param>
/// <param name="Own">The names of the properties that are not common ones.</param>
/// <param name="Rules">In the order of the table.</param>
internal sealed record ObjectTable(
    string Category, string Name, IReadOnlyDictionary<string, Property> Properties, IReadOnlySet<string> Own, IReadOnlyList<PropertyRule> Rules);
