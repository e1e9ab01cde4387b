using Demarche.Documents;
using Demarche.Web;

namespace Demarche.Contacts;

/// <summary>A meeting, call or message, as a person logs it.</summary>
/// <param name="Request">The request it was about; null where it was about none.</param>
public sealed record ContactForm(
    string Partner, ApproximateTime? At, string? Place, string Channel, string? People, string? Asked, string? Said, string? Request, MarkingForm? Marking)
{
    public Contact ToContact() => new(
        Partner ?? "", At ?? new(""), Place?.Trim() ?? "", Channel?.Trim() ?? "", People?.Trim() ?? "", Asked?.Trim() ?? "", Said?.Trim() ?? "",
        string.IsNullOrEmpty(Request) ? null : Request);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record ContactCorrectionForm(ContactForm Contact, string Reason, int? Seen);

/// <summary>Words in a document, without their place: the desk looks for it.</summary>
public sealed record QuoteForm(string? Document, string? Quote);

/// <summary>What a partner promised, or says its law is.</summary>
/// <param name="Passage">Where it stands; null for what was said to us.</param>
public sealed record CommitmentForm(string Partner, string Text, bool Law, ApproximateTime? Made, string? Contact, QuoteForm? Passage, MarkingForm? Marking)
{
    public Commitment ToCommitment(PassageRef? passage) =>
        new(Partner ?? "", Text?.Trim() ?? "", Law, Made, string.IsNullOrEmpty(Contact) ? null : Contact, passage);
}

/// <param name="Seen">The revision that the person saw.</param>
public sealed record CommitmentCorrectionForm(CommitmentForm Commitment, string Reason, int? Seen);
