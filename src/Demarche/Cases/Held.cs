using System.Collections.Frozen;

namespace Demarche.Cases;

/// <summary>An item as the case holds it now: what it says, who may see it, and how it came to say so.</summary>
/// <param name="Id">Opaque, random, the same for all its versions.</param>
/// <param name="Content">What it says now; after a withdrawal, what it said last.</param>
/// <param name="Marking">Who may see it now. An earlier version is seen by those alone whom every marking since then allows too (<see cref="Views.Versions"/>).</param>
/// <param name="History">Every change, oldest first; the first one brought it in.</param>
/// <param name="IsWithdrawn">Whether it no longer stands.</param>
public sealed record Held<T>(string Id, T Content, Marking Marking, IReadOnlyList<Change<T>> History, bool IsWithdrawn) where T : notnull
{
    /// <summary>The markings that members have of their own, by the member's name in JSON. Whoever at the desk sees the item sees
    /// its markings, whole and of members; outside the desk nobody is told.</summary>
    public IReadOnlyDictionary<string, Marking> Fields { get; init; } = Cases.Fields.None;

    /// <summary>In a person's view, the members whose content is kept from this person: what stands in their place says nothing.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    /// <summary>Why it may go wider than what it rests on, in the words of who said so last; null where nobody did. Nobody outside the desk reads it.</summary>
    public Justification? Wider { get; init; }

    /// <summary>Whether its author took it back, and it is kept for those who had built on it. It stays as it is: several who know nothing
    /// of each other may keep it.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>Whether it can be corrected, marked or withdrawn: pages that offer these ask this, and nothing else.</summary>
    internal bool CanBeChanged => !IsWithdrawn && !IsTakenBack;

    /// <summary>Who brought it in.</summary>
    public string Author => History[0].Author;

    /// <summary>When it was brought in, UTC.</summary>
    public string Time => History[0].Time;

    /// <summary>When it last changed, UTC.</summary>
    public string Changed => History[^1].Time;

    /// <summary>An opaque number of what its reader sees of its history. A form sends back the one it saw, so that a stale form is refused.</summary>
    public int Revision => Views.Versions.Revision(History);
}

/// <summary>One change of an item.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Author">Who.</param>
/// <param name="What">The kind of the entry: <c>claim-corrected</c>.</param>
/// <param name="Content">What the item said from then on.</param>
/// <param name="Reason">Why, in the author's words.</param>
public sealed record Change<T>(string Time, string Author, string What, T Content, string? Reason)
{
    /// <summary>The markings that members had of their own from then on.</summary>
    public IReadOnlyDictionary<string, Marking> Fields { get; init; } = Cases.Fields.None;

    /// <summary>In a person's view, the members whose content in this version is hidden from this person; null where there are none.</summary>
    public IReadOnlyList<string>? Withheld { get; init; }

    /// <summary>What decides who sees this version. No page and no answer shows it.</summary>
    internal Provenance From { get; init; } = Provenance.Unknown;
}

/// <summary>Which entry made a version, and under which markings.</summary>
/// <param name="Entry">The entry's number.</param>
/// <param name="Marking">The item's marking from this change on.</param>
/// <param name="Writer">Who wrote the content that the item has from this change on: a change of marking carries the words of somebody else.</param>
/// <param name="Own">A marking of this change alone, which its reader needs as well; null for none.</param>
/// <param name="LiftedBy">The number of the entry that lifted the markings that this version had before it; null while none did.</param>
internal sealed record Provenance(long Entry, Marking Marking, string Writer, Marking? Own = null, long? LiftedBy = null)
{
    public static Provenance Unknown { get; } = new(0, Marking.Nobody, "");

    /// <summary>Whether the item was withdrawn from this change on.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Why the item might go wider than what it rests on, from this change on.</summary>
    public Justification? Wider { get; init; }

    /// <summary>Members whose markings in this version were lifted, with the entry that did.</summary>
    public IReadOnlyDictionary<string, long> LiftedFields { get; init; } = FrozenDictionary<string, long>.Empty;
}

/// <summary>Who justified something, when and how.</summary>
/// <param name="Time">When, UTC.</param>
/// <param name="Author">Who.</param>
/// <param name="Reason">In the author's words.</param>
public sealed record Justification(string Time, string Author, string Reason);
