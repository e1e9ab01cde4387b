namespace Demarche.Cases;

/// <summary>One change of an item, as people read it.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Who">The name of whoever wrote it.</param>
/// <param name="What">The kind of the entry: <c>claim-corrected</c>.</param>
/// <param name="Says">What the item said from then on, in a line.</param>
/// <param name="Reason">In the writer's words.</param>
public sealed record Past(string Time, string Who, string What, string Says, string? Reason)
{
    /// <summary>The history of an item, oldest first.</summary>
    public static IReadOnlyList<Past> Of<T>(Held<T> held, DeskFile desk, Func<T, string> says) where T : notnull =>
        [.. held.History.Select(c => new Past(c.Time, desk.NameOf(c.Author), c.What, says(c.Content), c.Reason))];
}
