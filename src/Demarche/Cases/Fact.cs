namespace Demarche.Cases;

/// <summary>Something that happened, as the body of an entry records it.</summary>
public abstract record Fact;

/// <summary>The name under which a fact stands in the journal. It never changes; a changed shape gets the next version.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KindAttribute(string name, int version = 1) : Attribute
{
    public string Name { get; } = name;

    public int Version { get; } = version;
}

/// <summary>A fact about one item.</summary>
internal interface IOfItem
{
    string Id { get; }
}

/// <summary>A fact that brings an item in, whatever its kind.</summary>
internal interface IAdded : IOfItem
{
    object Said { get; }
}

/// <summary>An item came to stand in the case.</summary>
public abstract record Added<T>(string Id, T Content) : Fact, IAdded where T : notnull
{
    object IAdded.Said => Content;
}

/// <summary>An item was said anew; what it said before stays in its history.</summary>
public abstract record Corrected<T>(string Id, T Content, string Reason) : Fact, IOfItem where T : notnull;

/// <summary>An item no longer stands; it is kept, and shown as withdrawn.</summary>
public abstract record Withdrawn<T>(string Id, string Reason) : Fact, IOfItem where T : notnull;

/// <summary>A fact of a kind that this program doesn't know: kept, verified, and seen by nobody.</summary>
public sealed record UnknownFact(string Kind, int Version) : Fact;

/// <summary>A fact and who may see it.</summary>
public sealed record Marked(Fact Fact, Marking Marking);
