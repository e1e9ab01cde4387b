namespace Demarche.Releases;

/// <summary>What a finding asks of whoever releases.</summary>
public enum Severity
{
    /// <summary>To be known.</summary>
    Note,

    /// <summary>To be weighed: it goes only with a written reason, which the ledger keeps.</summary>
    Warning,

    /// <summary>It does not go as it is, whatever anybody writes.</summary>
    Block,
}

/// <summary>Something that the check of a draft found.</summary>
/// <param name="Rule">The rule's name: <c>protected-source-exposed</c>.</param>
/// <param name="Item">The item that it is about; null for the letter itself.</param>
/// <param name="Message">What it is and what can be done, in sentences.</param>
public sealed record Finding(string Rule, Severity Severity, string? Item, string Message)
{
    /// <summary>Ids of the items that the message tells of beside that one: whoever may not see them is not told of the finding.</summary>
    public IReadOnlyList<string> RestsOn { get; init; } = [];

    /// <summary>Whether it is about what this copy and one to another partner show together. When they are proposed, nobody knows which of
    /// the two goes first.</summary>
    internal bool IsOfTwoCopies => Rule is "told-otherwise-to-another" or "source-can-be-joined";

    /// <summary>Whether a reason was written for this finding.</summary>
    public bool IsAnsweredBy(AnsweredWarning answer) => answer.Rule == Rule && answer.Item == Item && answer.Reason.Length > 0;
}

/// <summary>A warning and why the package went all the same, in its releaser's words.</summary>
/// <param name="Message">The finding as it was shown.</param>
/// <param name="RestsOn">Ids of the items that the message tells of.</param>
public sealed record AnsweredWarning(string Rule, string? Item, string Message, string Reason, IReadOnlyList<string> RestsOn);

/// <summary>From how many independent origins a partner could have what an item says.</summary>
/// <param name="Origins">k: counted over this package, what the partner was given before, and what is public.</param>
/// <param name="Known">When the partner was first given it, for its readers; null where this package is the first.</param>
public sealed record Reach(string Item, string Text, int Origins, string? Known);
