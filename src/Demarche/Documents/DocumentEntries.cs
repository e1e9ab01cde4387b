
namespace Demarche.Documents;

/// <summary>What was taken in, kept byte for byte.</summary>
/// <param name="Name">The name it came under.</param>
/// <param name="Sha256">Of its bytes; the store keeps them under it.</param>
/// <param name="TextSha256">Of the kept text, into which every range points.</param>
/// <param name="MediaType">As read from the bytes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="From">Where it came from, in words or as an address.</param>
/// <param name="Title">The headline, where one was read.</param>
/// <param name="Byline">The writer's line.</param>
/// <param name="Agency">The news agency.</param>
/// <param name="Publisher">Who published this copy.</param>
/// <param name="Published">The dateline, ISO 8601 as precise as it was written.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Signature">What copies of one original have in common (Demarche.Reading).</param>
/// <param name="Stated">The level that it states of itself, as read at intake; null where it states none or was not asked.</param>
public sealed record Document(
    string Name, string Sha256, string TextSha256, string MediaType, long Size, [Markable] string From, string? Title, string? Byline,
    string? Agency, string? Publisher, string? Published, string? Language, string? Signature, Tlp? Stated = null)
{
    // From outside, and shown as a name: whatever it was written with, it is read as it looks.
    public string Name { get; init => field = PlainName.Of(value); } = PlainName.Of(Name);

    public string From { get; init => field = PlainName.Of(value); } = PlainName.Of(From);

    public string? Title { get; init => field = PlainName.Of(value); } = PlainName.Of(Title);

    public string? Byline { get; init => field = PlainName.Of(value); } = PlainName.Of(Byline);

    public string? Agency { get; init => field = PlainName.Of(value); } = PlainName.Of(Agency);

    public string? Publisher { get; init => field = PlainName.Of(value); } = PlainName.Of(Publisher);
}

/// <summary>A place in a document's kept text.</summary>
/// <param name="Document">The document's id in this case.</param>
/// <param name="Start">UTF-16 code units from the start of the kept text.</param>
/// <param name="End">The first one after it.</param>
/// <param name="Quote">The words that stand there.</param>
public sealed record PassageRef(string Document, int Start, int End, string Quote);

[Kind("document-taken-in")]
public sealed record DocumentTakenIn(string Id, Document Content) : Added<Document>(Id, Content);

[Kind("document-described")]
public sealed record DocumentDescribed(string Id, Document Content, string Reason) : Corrected<Document>(Id, Content, Reason);

[Kind("document-withdrawn")]
public sealed record DocumentWithdrawn(string Id, string Reason) : Withdrawn<Document>(Id, Reason);

/// <summary>What a person said of two documents: copies of one original, or not. It outranks what their texts suggest.</summary>
public sealed record OriginJudgement(string First, string Second, bool SameOriginal, string Reason);

[Kind("origin-judged")]
public sealed record OriginJudged(string Id, OriginJudgement Content) : Added<OriginJudgement>(Id, Content);

[Kind("origin-judgement-withdrawn")]
public sealed record OriginJudgementWithdrawn(string Id, string Reason) : Withdrawn<OriginJudgement>(Id, Reason);

/// <summary>A proposal of the reader that a person turned down; it is not proposed again.</summary>
/// <param name="What">claim or observable.</param>
public sealed record RejectedProposal(string What, string Document, int Start, int End);

[Kind("proposal-rejected")]
public sealed record ProposalRejected(string Id, RejectedProposal Content) : Added<RejectedProposal>(Id, Content);

[Kind("proposal-restored")]
public sealed record ProposalRestored(string Id, string Reason) : Withdrawn<RejectedProposal>(Id, Reason);
