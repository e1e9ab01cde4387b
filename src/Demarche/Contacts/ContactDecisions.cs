using Demarche.Documents;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Contacts;

/// <param name="Marking">Null for the case's default.</param>
public sealed record HoldContact(string Id, Contact Contact, Marking? Marking);

public sealed record CorrectContact(string Id, Contact Contact, string Reason, int? Seen);

public sealed record WithdrawContact(string Id, string Reason, int? Seen);

/// <param name="Marking">Null for the case's default.</param>
public sealed record MakeCommitment(string Id, Commitment Commitment, Marking? Marking);

public sealed record CorrectCommitment(string Id, Commitment Commitment, string Reason, int? Seen);

public sealed record WithdrawCommitment(string Id, string Reason, int? Seen);

/// <summary>What is allowed of contacts, and of what partners promised or said their law is.</summary>
public static class ContactDecisions
{
    public static Decision Hold(View view, DeskFile desk, HoldContact request) => Changes.Add(
        view, request.Id, new ContactHeld(request.Id, request.Contact), request.Marking, MustBeWellFormed(view, desk, request.Contact));

    public static Decision Correct(View view, DeskFile desk, CorrectContact request) => Changes.Correct(
        view, view.Contacts.Find(request.Id), request.Seen, new ContactCorrected(request.Id, Whole(view, request), request.Reason), "contact",
        MustBeWellFormed(view, desk, request.Contact));

    public static Decision Withdraw(View view, WithdrawContact request) => Changes.Withdraw(
        view, view.Contacts.Find(request.Id), request.Seen, new ContactWithdrawn(request.Id, request.Reason), "contact");

    public static Decision Make(View view, DeskFile desk, MakeCommitment request) => Changes.Add(
        view, request.Id, new CommitmentMade(request.Id, request.Commitment), RestsOn.MarkingFor(view, request.Commitment, request.Marking), MustBeWellFormed(view, desk, request.Commitment));

    public static Decision Correct(View view, DeskFile desk, CorrectCommitment request) => Changes.Correct(
        view, view.Commitments.Find(request.Id), request.Seen, new CommitmentCorrected(request.Id, Whole(view, request), request.Reason), "commitment",
        MustBeWellFormed(view, desk, request.Commitment));

    public static Decision Withdraw(View view, WithdrawCommitment request) => Changes.Withdraw(
        view, view.Commitments.Find(request.Id), request.Seen, new CommitmentWithdrawn(request.Id, request.Reason), "commitment");

    private static Decision.Refused? MustBeWellFormed(View view, DeskFile desk, Contact contact) =>
        PartnerMustBeListed(desk, contact.Partner)
        ?? TextMustBeGiven(contact.Channel, "channel", "how you were in contact")
        ?? TextMustBeGiven(contact.At.Value, "at", "when it was") ?? TimeMustBeReal(contact.At, "at")
        ?? (contact.Asked.Length + contact.Said.Length == 0 ? TextMustBeGiven("", "said", "what was asked or what was said") : null)
        ?? Long(contact.Place, "place") ?? Long(contact.People, "people") ?? Long(contact.Asked, "asked") ?? Long(contact.Said, "said")
        ?? (contact.Request is { } about ? MustStandAsSeen(view.Requests.Find(about), null, "request") : null);

    private static Decision.Refused? MustBeWellFormed(View view, DeskFile desk, Commitment commitment) =>
        PartnerMustBeListed(desk, commitment.Partner)
        ?? TextMustBeGiven(commitment.Text, "text", "what was promised, or what the law is said to be")
        ?? TimeMustBeReal(commitment.Made, "made")
        ?? (commitment.Contact is { } contact ? MustStandAsSeen(view.Contacts.Find(contact), null, "contact") : null)
        ?? (commitment.Passage is { Document.Length: > 0 } passage ? PassageMustFit(view, passage) : null);

    private static Decision.Refused? PartnerMustBeListed(DeskFile desk, string? partner) =>
        desk.Partners.Find(partner) is { IsWithdrawn: false } ? null
        : new("partner-must-be-listed", "Choose a partner from the directory; add it there first.", "partner");

    private static Decision.Refused? PassageMustFit(View view, PassageRef passage) =>
        MustStandAsSeen(view.Documents.Find(passage.Document), null, "document")
        ?? (passage.Start < 0 || passage.End <= passage.Start || passage.Quote.Length != passage.End - passage.Start
            ? new("passage-must-stand-in-the-document", "These words don't stand in that document. Copy them from its kept text, letter for letter.", "passage.quote")
            : null);

    private static Decision.Refused? Long(string text, string field) => text.Length > 0 ? TextMustBeGiven(text, field, "it") : null;

    // What the author may not see can't be in the author's form; a correction keeps it.
    private static Contact Whole(View view, CorrectContact request)
    {
        var (said, whole) = (request.Contact, view.Whole<Contact>(request.Id));
        if (said.Request is null && whole?.Request is { } about && view.Requests.Find(about) is null) said = said with { Request = about };
        if (said.Said.Length == 0 && view.Contacts.Find(request.Id)?.Withheld.Contains("said") == true) said = said with { Said = whole!.Said };
        return said;
    }

    private static Commitment Whole(View view, CorrectCommitment request)
    {
        var (said, whole) = (request.Commitment, view.Whole<Commitment>(request.Id));
        if (said.Contact is null && whole?.Contact is { } contact && view.Contacts.Find(contact) is null) said = said with { Contact = contact };
        return said with { Passage = Quotes.Kept(view, said.Passage, whole?.Passage) };
    }
}
