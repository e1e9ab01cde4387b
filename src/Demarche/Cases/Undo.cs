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
        "case-opened", "entry-undone", "release-proposed", "release-refused", "release-approved", "package-sent", "receipt-held",
        "delivery-given-up", "delivery-revived", "source-identity-opened", "source-identity-erased", "reply-received", "request-taken-in",
        "partner-reminded",
    ];

    public static Decision Decide(CaseFile file, string author) => file.Last switch
    {
        null => Decision.Refuse("only-the-last-entry-can-be-undone", "There is nothing to undo."),
        { } last when last.Author != author =>
            Decision.Refuse("only-ones-own-entry-can-be-undone", "The last entry of this case is somebody else's. Correct or withdraw instead."),
        { } last when IsFinal(last) =>
            Decision.Refuse("what-is-final-stays", "This can't be taken back. Correct or withdraw instead."),
        { } last => Decision.Allow(new EntryUndone(last.Number), Marking.FromJson(last.Marking)),
    };

    // A seal that was undone would leave its key behind, out of reach of erasing. All entries of protected sources alike, sealed or
    // not: else the offer to undo would tell whether an identity is sealed.
    private static bool IsOfProtectedSource(Entry last) => FactKinds.Read(last) switch
    {
        SourceNamed named => named.Content.IsProtected,
        SourceCorrected corrected => corrected.Content.IsProtected,
        SourceGraded graded => graded.Content.IsProtected,
        _ => false,
    };

    private static bool IsFinal(Entry entry) => Final.Contains(entry.Kind) || IsOfProtectedSource(entry);

    /// <summary>Whether the page should offer to undo: where the author sees nothing that was written after.</summary>
    /// <remarks>By the author's view and not by the journal: a button that goes away would tell of an entry that the author may not see.</remarks>
    public static bool IsOffered(CaseFile file, View view, string author) =>
        file.LastOf(author) is { } own && !IsFinal(own) && string.CompareOrdinal(view.LastChange, own.Time) <= 0;
}
