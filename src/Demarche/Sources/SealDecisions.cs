using Demarche.Journal;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Sources;

/// <summary>Seal who a source is, in place of whatever was sealed before; or the same for other handlers.</summary>
/// <param name="Sealed">Null where no identity is kept and only the handlers change.</param>
/// <param name="Identity">In clear, only to be checked. No fact holds it.</param>
/// <param name="Before">The handlers so far.</param>
/// <param name="To">Whom it may be entrusted to.</param>
public sealed record SealIdentity(
    string Source, SealedField? Sealed, string? Identity, IReadOnlyList<string> Before, IReadOnlyList<string> Handlers, Entrusted To, string Reason, int? Seen);

public sealed record OpenIdentity(string Source, string Handler, string Reason);

/// <param name="Key">The key to destroy; null where no identity was ever sealed.</param>
public sealed record EraseIdentity(string Source, string Handler, string? Key, string Reason);

public sealed record JoinSources(string Id, string First, string Second, string Handler, string Grounds, SamePerson Sealed);

/// <summary>Name handlers of a source that has none.</summary>
/// <param name="Namer">Who names them.</param>
/// <param name="To">Whom a source may be entrusted to.</param>
public sealed record NameHandlers(string Source, string Namer, IReadOnlyList<string> Handlers, Entrusted To, string Reason);

/// <summary>
/// What handlers may do with sealed identities. For whoever is not a handler of a source, the answer is that of a source that is not
/// there, whether or not it has an identity.
/// </summary>
public static class SealDecisions
{
    /// <summary>Grounds are a sentence, not a file on somebody.</summary>
    public const int LongestGrounds = 2000;

    public static Decision Seal(View view, SealIdentity request)
    {
        var held = view.Sources.Find(request.Source);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "source")) is { } gone) return gone;
        if (!held!.Content.IsProtected)
            return Decision.Refuse("only-a-protected-source-has-a-seal", "This source is named. Only a protected source has a sealed identity.");
        return TextMustBeGiven(request.Reason, "reason", "why it is sealed now")
            ?? Unless(request.Handlers.Count > 0, "identity-must-have-a-handler", "Name at least one handler: nobody else could ever open the identity.", "handlers")
            ?? SourceDecisions.IdentityMustBeHandled(request.Identity, request.Handlers, request.To)
            // Whoever handles it already stays, though access was lost since: what only that person knows is not to be lost with the form.
            ?? SourceDecisions.HandlersMustComeToIt(view, held.Marking, request.Handlers.Except(request.Before), request.To)
            ?? SourceDecisions.DescriptionMustNotTell(request.Identity, held.Content, request.Reason)
            ?? (Decision)new Decision.Allowed([.. Changed(request), new(new SourceCorrected(
                request.Source, held.Content with { Identity = request.Sealed, Handlers = request.Handlers }, request.Reason), held.Marking)], request.Source);
    }

    public static Decision Open(View view, OpenIdentity request) =>
        MustBeHandled(view, request.Source, request.Handler)
        ?? TextMustBeGiven(request.Reason, "reason", "why you must know who the source is")
        ?? Decision.Allow(new SourceIdentityOpened(request.Source, request.Reason.Trim(), null), view.Sources.Find(request.Source)!.Marking, request.Source);

    /// <summary>Erasing is possible in a closed case too: a person's right to it does not end with the case. And without a passphrase: nobody's loss of one keeps it from being done.</summary>
    public static Decision Erase(View view, EraseIdentity request) =>
        MustBeHandled(view, request.Source, request.Handler)
        ?? TextMustBeGiven(request.Reason, "reason", "why the identity is erased")
        ?? Unless(request.Key is not null, "identity-must-be-sealed", "No identity of this source is kept. There is nothing to erase.")
        ?? Decision.Allow(new SourceIdentityErased(request.Source, request.Key!, request.Reason.Trim()), view.Sources.Find(request.Source)!.Marking, request.Source);

    /// <summary>The entry is marked for nobody: that two sources are one person is known to the handlers of both, who come to it through the seal.</summary>
    public static Decision Join(View view, JoinSources request) =>
        CaseMustBeOpen(view) ?? MustBeHandled(view, request.First, request.Handler) ?? MustBeHandled(view, request.Second, request.Handler)
        ?? Unless(request.First != request.Second, "two-sources-must-differ", "Choose another source: this one is always the same person as itself.", "other")
        ?? TextMustBeGiven(request.Grounds, "grounds", "on what grounds")
        ?? Unless(request.Grounds.Length <= LongestGrounds, "grounds-must-be-short", $"Grounds are at most {LongestGrounds} characters.", "grounds")
        ?? Decision.Allow(new SourcesJoined(request.Id, request.Sealed), Marking.Nobody, request.First);

    /// <summary>
    /// Whoever named a protected source names its first handlers. Nobody else can: only that person knows that it has none, and for others
    /// the answer would tell. The entry is marked for nobody, and no version of the source comes of it.
    /// </summary>
    /// <param name="handled">Whether it has handlers already.</param>
    public static Decision Entrust(View view, NameHandlers request, bool handled) =>
        (view.Sources.Find(request.Source) is { IsWithdrawn: false, Content.IsProtected: true } held
            && view.BroughtInBy(held) == request.Namer
            ? null : new Decision.Refused("item-must-exist", "There is no such source in this case."))
        ?? CaseMustBeOpen(view)
        ?? Unless(!handled, "source-must-have-no-handler", "This source has handlers. They alone change who handles it.", "handlers")
        ?? Unless(request.Handlers.Count > 0, "identity-must-have-a-handler", "Name at least one handler.", "handlers")
        ?? SourceDecisions.IdentityMustBeHandled(null, request.Handlers, request.To)
        ?? SourceDecisions.HandlersMustComeToIt(view, view.Sources.Find(request.Source)!.Marking, request.Handlers, request.To)
        ?? TextMustBeGiven(request.Reason, "reason", "why they handle it")
        ?? Decision.Allow(
            new SourceHandlersChanged(request.Source, request.Handlers, [], request.Reason.Trim()), Marking.Nobody, request.Source);

    // Beside the correction, which every reader of the source sees as one: who the handlers are is nobody else's business.
    private static IEnumerable<Marked> Changed(SealIdentity request)
    {
        List<string> added = [.. request.Handlers.Except(request.Before)], removed = [.. request.Before.Except(request.Handlers)];
        if (added.Count + removed.Count > 0) yield return new(new SourceHandlersChanged(request.Source, added, removed, request.Reason.Trim()), Marking.Nobody);
    }

    private static Decision.Refused? MustBeHandled(View view, string source, string handler) =>
        view.Sources.Find(source) is { } held && held.Content.Handlers.Contains(handler)
            ? null : new("item-must-exist", "There is no such source in this case.");
}
