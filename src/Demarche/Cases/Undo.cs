using System.Text.Json;
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
        "delivery-given-up", "delivery-revived", "delivery-held-back", "delivery-stopped", "source-identity-opened", "source-identity-erased",
        "source-handlers-changed", "sources-joined", "sources-joined-anew", "sources-parted", "handler-agreed",
        "reply-received", "request-taken-in", "partner-reminded",
        "agreement-taken-back",
    ];

    private static readonly Decision.Refused Stays = new("what-is-final-stays", "This can't be taken back. Correct or withdraw instead.");

    /// <param name="view">What the author sees. An entry that the author may not see does not stand in the way, and is not told of.</param>
    public static Decision Decide(CaseFile file, View view, string author)
    {
        if (file.LastOf(author) is not { } own || (file.Last?.Number != own.Number && string.CompareOrdinal(view.LastChange, own.Time) > 0))
        {
            // One answer, whatever stands last: an entry that the author may not see must not turn one refusal into another.
            return Decision.Refuse("only-ones-own-entry-can-be-undone", "You have written nothing that is the last entry of this case. Correct or withdraw instead.");
        }
        if (IsFinal(own) || (file.Last?.Number != own.Number && SomethingRestsOn(file, own))) return Stays;
        return Decision.Allow(new EntryUndone(own.Number), Marking.FromJson(own.Marking));
    }

    // Others' work must not lose what it stands on, seen or not. That it can't be taken back is said in the words of what is final anyway.
    private static bool SomethingRestsOn(CaseFile file, Entry own)
    {
        using var body = JsonDocument.Parse(own.Body);
        if (!body.RootElement.TryGetProperty("id", out var id) || id.GetString() is not { } item) return false;
        var all = View.For(file, new Audience.Desk());
        return all.Item(item) is { History.Count: 1 }
            && all.Items().Any(i => i.Id != item && JsonSerializer.Serialize(i.Content, i.Content.GetType(), FactKinds.Json).Contains(item, StringComparison.Ordinal));
    }

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
