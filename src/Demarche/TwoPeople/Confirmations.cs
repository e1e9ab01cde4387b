using Demarche.People;
using Demarche.Store;

namespace Demarche.TwoPeople;

/// <summary>What came of a confirmation: the subject, and the code that is told once where an account was issued.</summary>
public readonly record struct Confirmed(string? Item, string? Code, Decision.Refused? Refusal);

/// <summary>Decides proposals, and does what a confirmed one means for sessions, passwords and links.</summary>
public sealed class Confirmations(DeskBook book, Records records, Sessions sessions, Invitations invitations)
{
    public async Task<Confirmed> ConfirmAsync(ConfirmChange request, CancellationToken ct)
    {
        var desk = await book.OpenAsync(ct);
        if (ChangeDecisions.Confirm(desk, request) is Decision.Refused early) return new(null, null, early);
        var proposed = desk.Changes.Find(request.Id)!.Content;
        var allowed = Issues(proposed) ? await invitations.AllowedAsync(proposed.Subject!, ct) : null;
        if (Issues(proposed) && allowed is null)
            return new(null, null, new("link-must-be-good", "The link that goes with this has expired. Refuse it, and have it proposed again.", null));
        var outcome = await book.WriteAsync(request.Person, file => ChangeDecisions.Confirm(file, request), _ => new() { Settings = allowed is { } link ? [link.Kept] : [] }, ct);
        if (outcome.Refusal is { } refused) return new(null, null, refused);
        if (allowed is { } opened) await invitations.ForgetAsync(proposed.Subject, but: opened.Kept.Name, ct: ct);
        if (proposed.What == ChangeKind.ResetSignIn) await records.RemoveCredentialAsync(proposed.Subject!, ct);
        // The person signs in again, so that no open page outlives the change.
        if (proposed.What is ChangeKind.ResetSignIn or ChangeKind.ChangePerson) await sessions.CloseAllAsync(proposed.Subject!, ct);
        return new(outcome.Item, allowed?.Code, null);
    }

    /// <summary>Refuses a proposal; a link that was made with it opens nothing.</summary>
    public async Task<Confirmed> RefuseAsync(string id, string person, string? reason, CancellationToken ct)
    {
        var outcome = await book.WriteAsync(person, file => ChangeDecisions.Refuse(file, id, person, reason), ct: ct);
        if (outcome.Refusal is { } refused) return new(null, null, refused);
        if (outcome.File.Changes.Find(id)!.Content is { Subject: { } subject } change && Issues(change)) await invitations.ForgetAsync(subject, waiting: true, ct: ct);
        return new(id, null, null);
    }

    private static bool Issues(ProposedChange change) => change.What is ChangeKind.AddPerson or ChangeKind.ResetSignIn;
}
