using System.Text.Json.Serialization;

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

    /// <summary>Further items that it is about: what is found of one thing is one finding. <see cref="Item"/> is the one with the
    /// smallest id, since the order of a package may be another one in the next preview.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Whether it says nothing of the partner: a reason that was written for it in one copy of a draft holds in the
    /// others.</summary>
    public bool IsOfTheDraft { get; init; }

    /// <summary>Of a warning, what it is about as it is now, in a digest: a reason names the one that its writer read. Empty where nothing
    /// is to be weighed.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Words that people wrote for the copy, where it is about these.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>SHA-256 of what the copy itself says of it; empty where nothing is to be weighed.</summary>
    internal string Said { get; init; } = "";

    /// <summary>All the items that it is about.</summary>
    internal IEnumerable<string> Items => Item is null ? Also : Also.Prepend(Item);

    /// <summary>Whether it is about what this copy and one to another partner show together. When they are proposed, nobody knows which of
    /// the two goes first.</summary>
    internal bool IsOfTwoCopies => Rule is "told-otherwise-to-another" or "source-can-be-joined";

    /// <summary>Whether a reason was written for what is found under this rule of this item, whatever was found then.</summary>
    internal bool IsSortOf(AnsweredWarning answer) => (answer.Rule, answer.Item) == (Rule, Item) && answer.Reason.Length > 0;

    /// <summary>Whether a reason was written for this finding: for these words, resting on no less. Not whether what they rest on has
    /// changed since (<see cref="Weighed"/>). What two copies show together is said otherwise once one of them has gone.</summary>
    public bool IsAnsweredBy(AnsweredWarning answer) =>
        IsSortOf(answer) && (IsOfTwoCopies || answer.Message == Message) && !RestsOn.Except(answer.RestsOn).Any();

    /// <summary>Whether a finding in another copy of the draft is this one: it says the same of the same words and items, and nothing of
    /// the partner.</summary>
    internal bool IsSameAs(Finding other) =>
        IsOfTheDraft && other.IsOfTheDraft && (Rule, Item, Digest) == (other.Rule, other.Item, other.Digest);

    /// <summary>Whether an answer that was written in another copy of the draft is one to this finding. Of what an earlier program wrote,
    /// the words are not known.</summary>
    internal bool IsSameAs(AnsweredWarning answer) =>
        IsOfTheDraft && IsAnsweredBy(answer) && answer.Said == Said && RestsOn.ToHashSet(StringComparer.Ordinal).SetEquals(answer.RestsOn);

    /// <summary>
    /// The findings, each said once: notes and warnings of one rule in the same words are one, about all of their items. Blocks stay one
    /// for each item, since each has to be dealt with.
    /// </summary>
    internal static IEnumerable<Finding> Merged(IEnumerable<Finding> findings) =>
        findings.GroupBy(f => (f.Rule, f.Severity, f.Message, Of: f.Severity == Severity.Block ? f.Item : null)).Select(same =>
        {
            var (first, items) = (same.First(), same.SelectMany(f => f.Items).Distinct().ToList());
            // The reason that somebody writes in a preview has to meet the finding again when the copy is proposed.
            var item = first.Item is null ? null : items.Min(StringComparer.Ordinal);
            return first with
            {
                Item = item,
                Also = [.. items.Where(i => i != item)],
                Words = [.. same.SelectMany(f => f.Words).Distinct().Order(StringComparer.Ordinal)],
                RestsOn = [.. same.SelectMany(f => f.RestsOn).Concat(items.Where(i => i != item)).Distinct()],
            };
        });
}

/// <summary>A warning and why the package went all the same, in its releaser's words.</summary>
/// <param name="Message">The finding as it was shown.</param>
/// <param name="RestsOn">Ids of the items that the message tells of.</param>
/// <param name="By">Who wrote the reason, for another copy of the same draft; null where it is the proposer of this one. A person's
/// id.</param>
/// <param name="Said">SHA-256 of what the copy said of it when the reason was written; null in what an earlier version of this program
/// wrote.</param>
public sealed record AnsweredWarning(
    string Rule, string? Item, string Message, string Reason, IReadOnlyList<string> RestsOn, string? By = null, string? Said = null);

/// <summary>From how many independent origins a partner could have what an item says.</summary>
/// <param name="Origins">k: counted over this package, what the partner was given before, and what is public.</param>
/// <param name="Known">When the partner was first given it, for its readers; null where this package is the first.</param>
public sealed record Reach(string Item, string Text, int Origins, string? Known);
