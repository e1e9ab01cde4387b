using Demarche.Journal;
using Demarche.Sources;
using Demarche.Views;

namespace Demarche.Cases;

/// <summary>What may be taken back: one's own last entry, when nothing left the desk by it and nobody was told.</summary>
public static class Undo
{
    /// <summary>Kinds that can't be taken back: something left the desk, a key was destroyed, a seal was opened, or a partner wrote it.</summary>
    private static readonly HashSet<string> Final =
    [
        "case-opened", "entry-undone", "entry-retained", "release-proposed", "release-refused", "release-approved", "package-sent", "receipt-held",
        "delivery-given-up", "delivery-revived", "delivery-held-back", "delivery-stopped", "source-identity-opened", "source-identity-erased",
        "source-handlers-changed", "sources-joined", "sources-joined-anew", "sources-parted", "handler-agreed",
        "reply-received", "request-taken-in", "notice-taken-in", "partner-reminded",
        "agreement-taken-back",
    ];

    private static readonly Decision.Refused Stays = new("what-is-final-stays", "This can't be taken back. Correct or withdraw instead.");

    // One answer, whatever is last: an entry that the author may not see must not turn one refusal into another.
    private static readonly Decision.Refused NothingOfOnesOwn = new("only-ones-own-entry-can-be-undone",
        "You have written nothing that is the last entry of this case. Correct or withdraw instead.");

    /// <param name="view">What the author sees. Nothing else decides the answer: an entry that the author may not see does not stand in the way, and is not told of.</param>
    public static Decision Decide(CaseFile file, View view, string author)
    {
        if (file.LastOf(author) is not { } own || !IsLastToIts(view, own)) return NothingOfOnesOwn;
        if (IsFinal(own) || HoldsHiddenParts(view, own)) return Stays;
        var marking = Marking.FromJson(own.Marking);
        // Others' work must not lose what it is built on, seen or not: that is kept for those who see the work. Nothing is built on who may see what.
        return file.Head.Number == own.Number || ItemOf(own) is not { } item
            || FactKinds.Read(own) is MarkingChanged or FieldMarked or FieldUnmarked or VersionLifted or WiderMarkingJustified
            || BuiltUpon.Under(file, view, item, own.Number) is not { Count: > 0 } under
            ? Decision.Allow(new EntryUndone(own.Number), marking)
            : Decision.Allow(new EntryRetained(item, own.Number, under[0], under.Count == 1 ? null : [.. under.Skip(1)]), under[0]);
    }

    /// <summary>Whether the page should offer to undo: where the author sees nothing that was written after.</summary>
    /// <remarks>By the author's view and not by the journal: a button that goes away would tell of an entry that the author may not see.</remarks>
    public static bool IsOffered(CaseFile file, View view, string author) =>
        file.LastOf(author) is { } own && IsLastToIts(view, own) && !IsFinal(own) && !HoldsHiddenParts(view, own);

    /// <summary>Whether a decision takes an entry back, whichever of the two entries it becomes.</summary>
    internal static bool IsOne(Decision.Allowed allowed) =>
        allowed.Facts.Count > 0 && allowed.Facts.All(f => f.Fact is EntryUndone or EntryRetained);

    // An item that went out of its author's sight is somebody else's by now; that it went, the author sees.
    private static bool IsLastToIts(View view, Entry own) => string.CompareOrdinal(view.LastChange, own.Time) <= 0
        && (ItemOf(own) is not { } item || view.Item(item) is not { } seen || seen.History[^1].From.Entry == own.Number)
        && (ItemOf(own) is not { } of || view.Item(of) is not null);

    // Somebody may have said a part since that is hidden from the author, together with the author's words.
    private static bool HoldsHiddenParts(View view, Entry own) => ItemOf(own) is { } item && view.Item(item) is { Withheld.Count: > 0 };

    private static string? ItemOf(Entry own) => (FactKinds.Read(own) as IOfItem)?.Id;

    // A seal that was undone would leave its key behind, out of reach of erasing. All entries of protected sources alike, sealed or
    // not: else the offer to undo would tell whether an identity is sealed.
    private static bool IsOfProtectedSource(Entry last) => FactKinds.Read(last) switch
    {
        SourceNamed named => named.Content.IsProtected,
        SourceCorrected corrected => corrected.Content.IsProtected,
        SourceGraded graded => graded.Content.IsProtected,
        _ => false,
    };

    // The partner's terms would end with it, and nobody would be asked about them when it comes in anew. What we read out of it is ours to take
    // back.
    private static bool IsGivenByAPartner(Entry entry) =>
        FactKinds.Read(entry) is IAdded && Marking.FromJson(entry.Marking) is { Originator: not null, Derived: not true };

    private static bool IsFinal(Entry entry) => Final.Contains(entry.Kind) || IsOfProtectedSource(entry) || IsGivenByAPartner(entry);
}
