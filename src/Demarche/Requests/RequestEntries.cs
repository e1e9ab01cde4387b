
namespace Demarche.Requests;

/// <summary>One thing that is asked.</summary>
public sealed record Ask(string Id, string Text);

/// <summary>An ask of one or many partners.</summary>
/// <param name="Title">In a line.</param>
/// <param name="Text">The words that go to every partner that has no wording of its own.</param>
/// <param name="Asks">What is asked, one by one.</param>
/// <param name="LegalBasis">On what ground.</param>
/// <param name="Owner">The person who keeps it.</param>
/// <param name="Due">When an answer is due, ISO 8601 UTC.</param>
/// <param name="Partners">Ids of those asked.</param>
/// <param name="Includes">Ids of the items of the case that go with it, as far as each partner may see them.</param>
public sealed record Request(
    string Title, string Text, IReadOnlyList<Ask> Asks, string LegalBasis, string Owner, string Due, IReadOnlyList<string> Partners,
    IReadOnlyList<string> Includes);

[Kind("request-drafted")]
public sealed record RequestDrafted(string Id, Request Content) : Added<Request>(Id, Content);

[Kind("request-revised")]
public sealed record RequestRevised(string Id, Request Content, string Reason) : Corrected<Request>(Id, Content, Reason);

[Kind("request-withdrawn")]
public sealed record RequestWithdrawn(string Id, string Reason) : Withdrawn<Request>(Id, Reason);

/// <summary>What one partner is told and asked in place of the common words.</summary>
/// <param name="Asks">Null where the common asks stand.</param>
public sealed record Wording(string Request, string Partner, string Text, IReadOnlyList<Ask>? Asks);

[Kind("request-worded")]
public sealed record RequestWorded(string Id, Wording Content) : Added<Wording>(Id, Content);

[Kind("request-reworded")]
public sealed record RequestReworded(string Id, Wording Content, string Reason) : Corrected<Wording>(Id, Content, Reason);

/// <summary>The matter is done with one partner, whatever it answered.</summary>
[Kind("request-closed")]
public sealed record RequestClosed(string Request, string Partner, string Reason) : Fact;

/// <summary>A partner was reminded, and how.</summary>
[Kind("partner-reminded")]
public sealed record PartnerReminded(string Request, string Partner, string How) : Fact;

/// <summary>What is said to one ask.</summary>
public sealed record Answer(string Ask, Disposition Disposition, string Text);

/// <summary>A partner's reply, as it came: to a request of ours, or to a question that we asked back about a request of theirs.</summary>
/// <param name="Request">Our request; the partner's request in this case where it answers our question.</param>
/// <param name="Package">The package it came in.</param>
/// <param name="PlainSha256">Of the package's plain bytes, which are kept.</param>
/// <param name="Sent">When the partner made it, as it says.</param>
/// <param name="Question">Our reply whose question it answers; null where it answers a request of ours.</param>
/// <param name="Object">The STIX id under which it stands in its package; null where an earlier program took it in.</param>
/// <param name="About">The package that it answers, as it says; null where an earlier program took it in.</param>
public sealed record Reply(
    string Request, string Partner, string Package, string PlainSha256, string Sent, Disposition Disposition, string Text,
    IReadOnlyList<Answer> Answers, string? Question = null, string? Object = null, string? About = null);

[Kind("reply-received")]
public sealed record ReplyReceived(string Id, Reply Content) : Added<Reply>(Id, Content);

/// <summary>A partner's request of us, taken into a case.</summary>
/// <param name="Package">The package it came in; the partner knows it by this id.</param>
/// <param name="Object">The STIX id under which the request stands in that package; a reply refers to it.</param>
public sealed record IncomingRequest(
    string Partner, string Package, string PlainSha256, string Sent, string Title, string Text, IReadOnlyList<Ask> Asks, string LegalBasis,
    string Due, string Object)
{
    // From outside, and shown as a name: whatever it was written with, it is read as it looks.
    public string Title { get; init => field = PlainName.Of(value); } = PlainName.Of(Title);
}

[Kind("request-taken-in")]
public sealed record RequestTakenIn(string Id, IncomingRequest Content) : Added<IncomingRequest>(Id, Content);

/// <summary>Our reply to a partner's request, or to a question that a partner asked back (docs/decisions/ask-by-ask.md).</summary>
/// <param name="Request">The incoming request's id in this case; of an answer to a question, the request that the question is
/// about.</param>
/// <param name="Disposition">What the answers come to; what is said of the whole where no ask is answered by itself.</param>
/// <param name="Answers">To single asks, by the ids that the partner knows.</param>
/// <param name="Includes">Ids of the items of the case that go with it.</param>
/// <param name="Question">The partner's reply whose question it answers; null where it answers the partner's request.</param>
public sealed record ReplyDraft(
    string Request, Disposition Disposition, string Text, IReadOnlyList<Answer> Answers, IReadOnlyList<string> Includes, string? Question = null);

[Kind("reply-drafted")]
public sealed record ReplyDrafted(string Id, ReplyDraft Content) : Added<ReplyDraft>(Id, Content);

[Kind("reply-revised")]
public sealed record ReplyRevised(string Id, ReplyDraft Content, string Reason) : Corrected<ReplyDraft>(Id, Content, Reason);

[Kind("reply-withdrawn")]
public sealed record ReplyWithdrawn(string Id, string Reason) : Withdrawn<ReplyDraft>(Id, Reason);
