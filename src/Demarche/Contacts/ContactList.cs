using Demarche.Documents;
using Demarche.Options;
using Demarche.Partners;
using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Contacts;

/// <summary>A contact and what came of it.</summary>
public sealed record ContactRow(Held<Contact> Contact, string Partner, string? Suspicion, string LoggedBy, string? About, IReadOnlyList<CommitmentRow> Commitments);

/// <summary>A promise or a stated law.</summary>
/// <param name="Document">The name of the document it stands in.</param>
/// <param name="Judgements">Whether it was kept, as people judge it.</param>
/// <param name="Replies">What the partner answered in this case, which may show it.</param>
public sealed record CommitmentRow(
    Held<Commitment> Commitment, string Partner, string? Suspicion, string LoggedBy, string? Document, IReadOnlyList<JudgedCommitment> Judgements, IReadOnlyList<Held<Reply>> Replies);

/// <summary>The contacts of a case, newest first, of all partners or of one.</summary>
/// <param name="Loose">Promises and stated law that no contact shown here brought.</param>
/// <param name="Chosen">The partner that the list is narrowed to; null for all.</param>
public sealed record ContactList(
    string Case, IReadOnlyList<ContactRow> Contacts, IReadOnlyList<CommitmentRow> Loose, string? Chosen, IReadOnlyList<Held<Partner>> Partners,
    IReadOnlyList<Held<Request>> Requests, IReadOnlyList<Held<Document>> Documents, bool Writes)
{
    public static ContactList Of(View view, DeskFile desk, string? partner, bool writes)
    {
        var commitments = view.Commitments.All.Where(c => partner is null || c.Content.Partner == partner)
            .Select(c => new CommitmentRow(
                c, NameOf(desk, c.Content.Partner), desk.Partners.Find(c.Content.Partner)?.Content.Suspicion, desk.NameOf(c.Author), view.Documents.Find(c.Content.Passage?.Document)?.Content.Name,
                SaidCommitment.JudgementsOf(view, desk, c.Id), [.. view.Replies.Standing.Where(r => r.Content.Partner == c.Content.Partner)]))
            .ToList();
        var contacts = view.Contacts.All.Where(c => partner is null || c.Content.Partner == partner)
            .OrderByDescending(c => c.Content.At.Value, StringComparer.Ordinal).ThenByDescending(c => c.Time, StringComparer.Ordinal)
            .Select(c => new ContactRow(c, NameOf(desk, c.Content.Partner), desk.Partners.Find(c.Content.Partner)?.Content.Suspicion, desk.NameOf(c.Author), view.Requests.Find(c.Content.Request)?.Content.Title,
                [.. commitments.Where(x => x.Commitment.Content.Contact == c.Id)]))
            .ToList();
        var brought = contacts.Select(c => c.Contact.Id).ToHashSet();
        return new(view.CaseId, contacts, [.. commitments.Where(c => c.Commitment.Content.Contact is not { } x || !brought.Contains(x))], partner,
            [.. desk.Partners.Standing.OrderBy(p => p.Content.Name, StringComparer.Ordinal)], [.. view.Requests.Standing], [.. view.Documents.Standing],
            writes && view.IsOpen);
    }

    private static string NameOf(DeskFile desk, string partner) => desk.Partners.Find(partner)?.Content.Name ?? "a partner that is no longer listed";
}
