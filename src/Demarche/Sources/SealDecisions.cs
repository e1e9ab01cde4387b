using Demarche.Journal;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Sources;

/// <summary>Seal who a source is, in place of whatever was sealed before.</summary>
/// <param name="People">People at this desk who are source handlers.</param>
public sealed record SealIdentity(
    string Source, string Handler, SealedField Sealed, string Identity, IReadOnlyList<string> Handlers, IReadOnlySet<string> People, string Reason, int? Seen);

public sealed record OpenIdentity(string Source, string Handler, string Reason);

/// <param name="Key">The key to destroy; null where no identity was ever sealed.</param>
public sealed record EraseIdentity(string Source, string Handler, string? Key, string Reason);

public sealed record JoinSources(string Id, string First, string Second, string Handler, SealedField Sealed);

/// <summary>
/// What handlers may do with sealed identities. For whoever is not a handler of a source, the answer is that of a source that is not
/// there, whether or not it has an identity.
/// </summary>
public static class SealDecisions
{
    public static Decision Seal(View view, SealIdentity request)
    {
        var held = view.Sources.Find(request.Source);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "source")) is { } gone) return gone;
        if (!held!.Content.IsProtected)
            return Decision.Refuse("only-a-protected-source-has-a-seal", "This source is named. Only a protected source has a sealed identity.");
        return TextMustBeGiven(request.Identity, "identity", "who the source is")
            ?? TextMustBeGiven(request.Reason, "reason", "why it is sealed now")
            ?? SourceDecisions.IdentityMustBeHandled(request.Identity, request.Handlers, request.People)
            ?? SourceDecisions.DescriptionMustNotTell(request.Identity, held.Content)
            ?? Decision.Allow(new SourceCorrected(request.Source, held.Content with { Identity = request.Sealed, Handlers = request.Handlers }, request.Reason),
                held.Marking, request.Source);
    }

    public static Decision Open(View view, OpenIdentity request) =>
        MustBeHandled(view, request.Source, request.Handler)
        ?? TextMustBeGiven(request.Reason, "reason", "why you must know who the source is")
        ?? Decision.Allow(new SourceIdentityOpened(request.Source, request.Reason.Trim()), view.Sources.Find(request.Source)!.Marking, request.Source);

    /// <summary>Erasing is possible in a closed case too: a person's right to it does not end with the case.</summary>
    public static Decision Erase(View view, EraseIdentity request) =>
        MustBeHandled(view, request.Source, request.Handler)
        ?? TextMustBeGiven(request.Reason, "reason", "why the identity is erased")
        ?? Unless(request.Key is not null, "identity-must-be-sealed", "No identity of this source is kept. There is nothing to erase.")
        ?? Decision.Allow(new SourceIdentityErased(request.Source, request.Key!, request.Reason.Trim()), view.Sources.Find(request.Source)!.Marking, request.Source);

    /// <summary>The entry is marked for nobody: that two sources are one person is known to the handlers of both, who come to it through the seal.</summary>
    public static Decision Join(View view, JoinSources request) =>
        CaseMustBeOpen(view) ?? MustBeHandled(view, request.First, request.Handler) ?? MustBeHandled(view, request.Second, request.Handler)
        ?? Unless(request.First != request.Second, "two-sources-must-differ", "Choose another source: this one is always the same person as itself.", "other")
        ?? Decision.Allow(new SourcesJoined(request.Id, new(request.Sealed)), Marking.Nobody, request.First);

    private static Decision.Refused? MustBeHandled(View view, string source, string handler) =>
        view.Sources.Find(source) is { } held && held.Content.Handlers.Contains(handler)
            ? null : new("item-must-exist", "There is no such source in this case.");
}
