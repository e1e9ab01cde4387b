using Demarche.Documents;

namespace Demarche.Contacts;

/// <summary>A meeting, call or message with a partner.</summary>
/// <param name="Partner">The partner's id.</param>
/// <param name="At">When, as precisely as known.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="Channel">Meeting, call, letter, e-mail, desk.</param>
/// <param name="People">Who took part, in words.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Said">What was answered or promised.</param>
/// <param name="Request">The request it was about, where it was about one.</param>
public sealed record Contact(
    string Partner, ApproximateTime At, [Markable] string Place, string Channel, [Markable] string People, string Asked,
    [Markable] string Said, string? Request);

/// <summary>What a partner promised, or says its law is.</summary>
/// <param name="Law">Whether it is stated law rather than a promise.</param>
public sealed record Commitment(
    string Partner, string Text, bool Law, [Markable] ApproximateTime? Made, string? Contact, [Markable] PassageRef? Passage);

[Kind("contact-held")]
public sealed record ContactHeld(string Id, Contact Content) : Added<Contact>(Id, Content);

[Kind("contact-corrected")]
public sealed record ContactCorrected(string Id, Contact Content, string Reason) : Corrected<Contact>(Id, Content, Reason);

[Kind("contact-withdrawn")]
public sealed record ContactWithdrawn(string Id, string Reason) : Withdrawn<Contact>(Id, Reason);

[Kind("commitment-made")]
public sealed record CommitmentMade(string Id, Commitment Content) : Added<Commitment>(Id, Content);

[Kind("commitment-corrected")]
public sealed record CommitmentCorrected(string Id, Commitment Content, string Reason) : Corrected<Commitment>(Id, Content, Reason);

[Kind("commitment-withdrawn")]
public sealed record CommitmentWithdrawn(string Id, string Reason) : Withdrawn<Commitment>(Id, Reason);
