using Demarche.Documents;

namespace Demarche.Views;

/// <summary>Items of all kinds alike.</summary>
public sealed partial class View
{
    // Of a view that never changes; whoever computes it first or twice gets the same.
    private string? lastChange;

    private IShelf[]? shelves;

    private IShelf[] Shelves => shelves ??=
    [
        Incidents, Effects, Parties, Documents, Origins, Rejected, Sources, SamePersons, Propositions, Claims, Observables, Contacts, Commitments,
        Statements, Requests, Wordings, Replies, Incoming, ReplyDrafts, Rewordings, Briefs, Notices, PartnerNotices, NoticeJudgements, Releases,
        Ties, Interests,
        Findings, Hypotheses, Ratings, Assessments,
        EffectTerms, ImpactScores, Options, Weighings, Proportionalities, Responses, Resolutions, CommitmentJudgements,
    ];

    /// <summary>Every item that this audience sees, of whatever kind, each kind by the time its items came in.</summary>
    public IEnumerable<Item> Items() => Shelves.SelectMany(s => s.Items);

    /// <summary>When anything last changed that this audience sees, UTC; empty where nothing did.</summary>
    public string LastChange => lastChange ??= Shelves.Select(s => s.LastChange).Concat(Events.Select(e => e.Time)).Concat(Reminders.Select(r => r.Time))
        .Concat(IsAtDesk ? file.Closed.Keys.Select(c => ClosedWith(c.Request, c.Partner)?.Time).OfType<string>() : []).Max(StringComparer.Ordinal) ?? "";

    /// <summary>An item of whatever kind; null when this audience sees none of that id.</summary>
    public Item? Item(string id) => Shelves.Select(s => s.ItemOf(id)).FirstOrDefault(i => i is not null);

    /// <summary>The items of an id that this audience sees: one, or in a journal that no desk wrote one of each kind.</summary>
    internal IEnumerable<Item> ItemsOf(string id) => Shelves.Select(s => s.ItemOf(id)).OfType<Item>();

    /// <summary>An item with what this audience isn't shown of it. For decisions that write the item back, so that a correction by somebody
    /// who sees part of it does not lose the rest; never for a page. Null when this audience doesn't see the item at all.</summary>
    internal T? Whole<T>(string id) where T : class => Item(id) is null ? null : file.ItemOf(id)?.Content as T;

    /// <summary>
    /// Who brought in an item that this audience sees. A view names the writer of the first version that it shows: another person, where
    /// the versions before it are hidden. Rights of whoever brought an item in are asked here; never for a page. Null for what is not there.
    /// </summary>
    internal string? BroughtInBy<T>(Held<T>? seen) where T : notnull => seen is null ? null : file.Find<T>(seen.Id)?.Author;

    /// <summary>Whether this person brought in an item that this person sees.</summary>
    internal bool IsOwn<T>(Held<T>? seen) where T : notnull => Audience is Audience.AtDesk me && BroughtInBy(seen) == me.Id;

    /// <summary>Whether this audience sees every member of an item, and of what it takes along, that a partner would be given.</summary>
    internal bool SeesAllOf(string id, Audience.Partner partner) => Item(id) is not { } item || (!item.Withheld.Any(f => Ruling.For(file.ItemOf(id)!.Fields[f], partner).Seen)
        && (item.Content is not Claims.Claim claim || (SeesAllOf(claim.Proposition, partner) && SeesAllOf(claim.Source, partner))));

    /// <summary>Why an item stays that is marked wider than its basis.</summary>
    internal const string WiderThanItsBasis = "It is marked wider than what it rests on, and nobody wrote why it may go.";

    /// <summary>Which members of an item another audience may not see, of those that this one sees, and why.</summary>
    public IEnumerable<(string Field, IReadOnlyList<string> Reasons)> Kept(string id, Audience audience) =>
        from field in Item(id) is null ? Fields.None : file.ItemOf(id)!.Fields
        let ruling = Ruling.For(field.Value, audience).ToldTo(field.Value, Audience)
        where IsAtDesk && !ruling.Seen
        orderby field.Key
        select (field.Key, ruling.Reasons);

    /// <summary>
    /// Whether an item that this audience sees at the desk is marked wider than what it rests on. A document that it may not see is stricter than an item that it
    /// sees, so the answer tells nothing of it. Of what never leaves the desk only what it sees counts.
    /// </summary>
    public bool IsWider(Item item) => IsAtDesk && (IsPlaceMarked(item.Content, item.Fields)
        || RestsOn.IsWider(item.Marking, RestsOn.CanLeave(item.Content) ? file.ItemOf(item.Id)!.Content : item.Content, KeptBasis(item), id => Item(id)?.Marking));

    /// <summary>What an item that this audience sees at the desk rests on, as far as this audience sees that.</summary>
    internal IReadOnlyList<string> BasesOf(Item item)
    {
        var named = RestsOn.Of(item.Content);
        var kept = IsAtDesk ? file.KeptBasis(item.Id) : [];
        return kept.Count == 0 ? named : [.. named.Union(kept.Where(b => Documents.Find(b) is not null))];
    }

    private IReadOnlyList<string> KeptBasis(Item item) =>
        file.KeptBasis(item.Id) is { Count: > 0 } kept && !RestsOn.CanLeave(item.Content) ? [.. kept.Where(b => Documents.Find(b) is not null)] : file.KeptBasis(item.Id);

    // Outside the desk nothing goes to a reader who may not have its basis, nor at a laxer level, unless a person wrote why: in old journals too.
    private bool IsBeyondItsBasis<T>(Held<T> item) where T : notnull
    {
        if (item.Wider is not null) return false;
        if (IsPlaceMarked(item.Content, item.Fields)) return true;
        if (!RestsOn.CanLeave(item.Content)) return false;
        foreach (var id in RestsOn.Of(item.Content).Concat(file.KeptBasis(item.Id)))
        {
            if (Documents.Find(id) is null || file.Documents.Find(id) is not { } basis || item.Marking.Tlp < basis.Marking.Tlp) return true;
            // A part that this program does not know may be what is kept.
            if (basis.Fields.Keys.Except(Fields.Of(typeof(Document))).Any()) return true;
        }
        return false;
    }

    // Where it was taken from is hidden from some of its readers: whether it goes must not tell them.
    private static bool IsPlaceMarked(object content, IReadOnlyDictionary<string, Marking> fields) => fields.ContainsKey(RestsOn.Place) && RestsOn.CanLeave(content);

    /// <summary>Whether another audience sees an item that this one sees, and why. Null when this one doesn't see it.</summary>
    public Ruling? Explain(string id, Audience audience)
    {
        if (!IsAtDesk || Item(id) is not { } item) return null;
        var ruling = Ruling.For(item.Marking, audience).ToldTo(item.Marking, Audience);
        if (!ruling.Seen || ViewCache.AsToldTo(Audience, file, audience).Item(id) is not null) return ruling;
        // For other readers at the desk something else decides.
        if (audience is not Audience.AtDesk && !item.IsWithdrawn && item.Wider is null && IsWider(item)) return new(false, [WiderThanItsBasis]);
        return new(false, [item.IsWithdrawn ? "It has been withdrawn; nobody outside the desk sees it." : "Its marking would allow it, but it rests on something that this reader may not see, or it is between the desk and somebody else."]);
    }
}
