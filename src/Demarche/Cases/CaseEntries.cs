namespace Demarche.Cases;

/// <summary>What the case is called and how it is marked where nothing else is said.</summary>
public sealed record CaseTitle(string Title, string Summary)
{
    // From outside, and shown as a name: whatever it was written with, it is read as it looks.
    public string Title { get; init => field = PlainName.Of(value); } = PlainName.Of(Title);
}

[Kind("case-opened")]
public sealed record CaseOpened(string Title, string Summary, Marking Default) : Fact
{
    // From outside, and shown as a name: whatever it was written with, it is read as it looks.
    public string Title { get; init => field = PlainName.Of(value); } = PlainName.Of(Title);
}

[Kind("case-retitled")]
public sealed record CaseRetitled(string Title, string Summary, string Reason) : Fact;

[Kind("case-default-marking-set")]
public sealed record DefaultMarkingSet(Marking Default, string Reason) : Fact;

[Kind("case-closed")]
public sealed record CaseClosed(string Reason) : Fact;

[Kind("case-reopened")]
public sealed record CaseReopened(string Reason) : Fact;

/// <summary>What a person may do in a case.</summary>
public enum CaseAccess { None, Read, Write }

[Kind("access-granted")]
public sealed record AccessGranted(string Person, CaseAccess Access) : Fact;

/// <summary>An item got another marking. An earlier version is seen by those alone whom its own marking and every later one allow.</summary>
[Kind("marking-changed")]
public sealed record MarkingChanged(string Item, Marking To, string Reason) : Fact, IOfItem
{
    string IOfItem.Id => Item;
}

/// <summary>A member of an item got a marking of its own, which governs it in this and all earlier versions; a reader needs both, the item's and this one.</summary>
/// <param name="Field">The member's name in the item's JSON: <c>passage</c>.</param>
[Kind("field-marked")]
public sealed record FieldMarked(string Item, string Field, Marking To, string Reason) : Fact, IOfItem
{
    string IOfItem.Id => Item;
}

/// <summary>A member has no marking of its own any more: the item's alone governs it.</summary>
[Kind("field-unmarked")]
public sealed record FieldUnmarked(string Item, string Field, string Reason) : Fact, IOfItem
{
    string IOfItem.Id => Item;
}

/// <summary>An earlier version of an item may be seen by those whom the item's marking allows, whatever marking the version had before this entry.</summary>
/// <param name="Entry">The number of the entry that made the version.</param>
/// <param name="Field">The member whose own marking in that version no longer counts; null for the version itself.</param>
[Kind("version-lifted")]
public sealed record VersionLifted(string Item, long Entry, string? Field, string Reason) : Fact, IOfItem
{
    string IOfItem.Id => Item;
}

/// <summary>A person said why an item may go wider than what it rests on. It has the item's marking: every reader of the item at the desk reads it.</summary>
[Kind("wider-marking-justified")]
public sealed record WiderMarkingJustified(string Item, string Reason) : Fact, IOfItem
{
    string IOfItem.Id => Item;
}

/// <summary>
/// An entry was taken back by its author, and somebody had built on it where the author does not see it. It is kept for those who see what
/// was built on it. To everybody else it is as if the entry had been undone.
/// </summary>
/// <param name="Entry">The entry that was taken back: it brought the item in, or changed it.</param>
/// <param name="Under">Who still sees what it said.</param>
/// <param name="Also">Other markings, any of which suffices as well: people of several compartments built on it, and each keeps it. Null
/// where there are none.</param>
[Kind("entry-retained")]
public sealed record EntryRetained(string Item, long Entry, Marking Under, IReadOnlyList<Marking>? Also = null) : Fact, IOfItem
{
    string IOfItem.Id => Item;

    /// <summary>All of them as one. The partner whose terms bind it is not shown it for that: nobody gives it on.</summary>
    internal Marking UnderAny => (Also is null ? Under : Marking.AnyOf([Under, .. Also])).OnOurReading();
}

/// <summary>
/// An item came into being together with something that was taken out of documents, or with the documents themselves: these are its basis, whatever its content
/// says later. It stands before the entry that brings the item in, and makes no version of it.
/// </summary>
/// <param name="Documents">Ids of the documents.</param>
[Kind("basis-recorded")]
public sealed record BasisRecorded(string Item, IReadOnlyList<string> Documents) : Fact, IOfItem
{
    string IOfItem.Id => Item;
}

/// <summary>The last entry was taken back by its author before anything rested on it.</summary>
/// <param name="Number">The entry that no longer counts.</param>
[Kind("entry-undone")]
public sealed record EntryUndone(long Number) : Fact;
