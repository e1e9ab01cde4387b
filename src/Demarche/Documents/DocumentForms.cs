using Demarche.Claims;
using Demarche.Web;

namespace Demarche.Documents;

/// <summary>A document given as a text or as bytes; files of a form stand beside it.</summary>
/// <param name="From">Where it came from, in words or as an address.</param>
/// <param name="MediaType">As declared where it came from: <c>text/html; charset=iso-8859-1</c>.</param>
/// <param name="Originator">The id of the partner who gave it to us, or <c>nobody</c>; a form says one of the two. Its terms bind everything taken out of it.</param>
public sealed record IntakeForm(string? Name, string? From, string? Text, string? Base64, string? MediaType, MarkingForm? Marking, string? Originator = null)
{
    /// <summary>Nobody gave it to us: it is public, or our own.</summary>
    public const string Nobody = "nobody";

    /// <summary>The partner who gave it to us; null where nobody did.</summary>
    internal string? GivenBy => string.IsNullOrEmpty(Originator) || Originator == Nobody ? null : Originator;
}

public sealed record DescriptionForm(
    string? Title, string? Byline, string? Agency, string? Publisher, ApproximateTime? Published, string? From, string Reason, int? Seen);

public sealed record OriginForm(string First, string Second, [property: MustBeSaid] bool SameOriginal, string Reason);

/// <summary>Take over what the reader proposes at a place.</summary>
/// <param name="Source">An existing source, or <c>new</c> to name the speaker as a new one; null for whatever is proposed now.</param>
/// <param name="Claim">What to say instead of the proposal; null to take it as it is. Its passage is this place.</param>
public sealed record AcceptClaimForm(int Start, int End, string? Source, ClaimForm? Claim)
{
    public const string NewSource = "new";
}

public sealed record AcceptObservableForm(int Start, int End, int? Credibility, string? Note, MarkingForm? Marking,
    Observables.ObservableRole? Role = null);

/// <param name="What">claim or observable.</param>
public sealed record RejectForm(string What, int Start, int End);
