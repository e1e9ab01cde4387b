using System.Collections;
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

    /// <summary>As <see cref="Held{T}.Wider"/>.</summary>
    public Justification? Wider { get; init; }

    /// <summary>As <see cref="Held{T}.IsTakenBack"/>.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>As <see cref="Held{T}.CanBeChanged"/>.</summary>
    internal bool CanBeChanged => !IsWithdrawn && !IsTakenBack;

    public int Revision => Views.Versions.Revision(History);

    public string Changed => History[^1].Time;

    public static Item Of<T>(Held<T> held) where T : notnull => new(
        held.Id, Named<T>.Kind, held.Content, held.Marking, new Changes<T>(held.History), held.IsWithdrawn)
    {
        Fields = held.Fields,
        Withheld = held.Withheld,
        Wider = held.Wider,
        IsTakenBack = held.IsTakenBack,
    };

    public static string KindOf(Type content) => JsonNamingPolicy.KebabCaseLower.ConvertName(content.Name);

    private static class Named<T>
    {
        public static readonly string Kind = KindOf(typeof(T));
    }

    // Most who look at all items of a case ask none for its history.
    private sealed class Changes<T>(IReadOnlyList<Change<T>> history) : IReadOnlyList<Change<object>> where T : notnull
    {
        public int Count => history.Count;

        public Change<object> this[int index] => Of(history[index]);

        public IEnumerator<Change<object>> GetEnumerator() => history.Select(Of).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private static Change<object> Of(Change<T> change) => new(change.Time, change.Author, change.What, change.Content, change.Reason)
        {
            Fields = change.Fields,
            Withheld = change.Withheld,
            From = change.From,
        };
    }
}
