namespace Demarche.Exchange;

/// <summary>A person's word on what a case takes of a package.</summary>
/// <param name="Case">An open case to write in; empty for a new one. A reply goes into the case that asked.</param>
/// <param name="Title">The new case's title; empty for the package's own.</param>
/// <param name="Items">STIX ids of the items to take.</param>
/// <param name="All">Whether all that is new to the case is: what corrects or repeats something in it a person takes by name.</param>
public sealed record TakeForm(string? Case, string? Title, IReadOnlyList<string>? Items, int? Seen, bool All = false)
{
    internal bool Takes(ArrivalItem item) => item.CanTake && ((All && item.Held is null) || Items?.Contains(item.As) == true);
}

public sealed record SetAsideForm(string? Reason, int? Seen);
