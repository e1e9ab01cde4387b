namespace Demarche.Store;

/// <summary>What an append changes in the search index, in the same transaction: what became narrower is narrower there too.</summary>
/// <param name="Version">How the rows were made. Rows of another version are not searched.</param>
/// <param name="Removed">Items whose rows go.</param>
/// <param name="Rows">What comes, oldest first.</param>
public sealed record IndexChange(string Version, IReadOnlyList<string> Removed, IReadOnlyList<IndexRow> Rows);

/// <summary>One text that can be found.</summary>
/// <param name="Item">The id of the item it stands in.</param>
/// <param name="Kind">What that is.</param>
/// <param name="Part">Which part of the item; one that is not in parts has -1.</param>
/// <param name="Class">Who sees it, in a text that the store does not read.</param>
/// <param name="Time">When it last changed, UTC.</param>
/// <param name="Words">Letters and digits, lower case; or a word that begins with <c>=</c>, which stands for no text.</param>
public sealed record IndexRow(string Item, string Kind, int Part, string Class, string Time, IReadOnlyList<string> Words)
{
    /// <summary>Stands between texts that are not one text: no phrase runs over it.</summary>
    public const string Gap = "=";
}

/// <summary>The texts of one case that the same readers see.</summary>
public sealed record IndexScope(long Id, string Case, string Class);

/// <param name="Scope">Its scope's id.</param>
/// <param name="Order">Its place in time; it does not depend on rows of other scopes.</param>
public sealed record IndexHit(long Scope, long Order, string Item, string Kind, int Part);

/// <summary>Words that stand one after the other.</summary>
/// <param name="Words">At least one.</param>
/// <param name="IsPrefix">Whether the last one is only a word's beginning.</param>
public sealed record IndexTerm(IReadOnlyList<string> Words, bool IsPrefix);

/// <summary>What is looked for: one of each group of <paramref name="All"/>, and none of <paramref name="None"/>.</summary>
public sealed record IndexQuery(IReadOnlyList<IReadOnlyList<IndexTerm>> All, IReadOnlyList<IndexTerm> None);

/// <summary>Where in the order of hits to begin: after this one.</summary>
public sealed record IndexPlace(long Order, string Item);
