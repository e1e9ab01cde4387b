using System.Text.Json;

namespace Demarche.Cases;

/// <summary>An item of any kind, for what treats all kinds alike: history, markings, who may see it.</summary>
/// <param name="Kind">claim, effect, request…: the name of its content's type in kebab case.</param>
/// <param name="Content">The record of that type.</param>
public sealed record Item(string Id, string Kind, object Content, Marking Marking, IReadOnlyList<Change<object>> History, bool IsWithdrawn)
{
    /// <summary>As <see cref="Held{T}.Fields"/>.</summary>
    public IReadOnlyDictionary<string, Marking> Fields { get; init; } = Cases.Fields.None;

    /// <summary>As <see cref="Held{T}.Withheld"/>.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    public int Revision => History.Count;

    public string Changed => History[^1].Time;

    public static Item Of<T>(Held<T> held) where T : notnull => new(
        held.Id, KindOf(typeof(T)), held.Content, held.Marking,
        [.. held.History.Select(c => new Change<object>(c.Time, c.Author, c.What, c.Content, c.Reason))], held.IsWithdrawn)
    {
        Fields = held.Fields,
        Withheld = held.Withheld,
    };

    public static string KindOf(Type content) => JsonNamingPolicy.KebabCaseLower.ConvertName(content.Name);
}
