namespace Demarche.Reading;

/// <summary>
/// A document as read. Everything in it is a proposal: a person decides what enters a case.
/// Every range is [Start, End) in UTF-16 code units of <see cref="Text"/>, the kept text.
/// </summary>
/// <param name="Id">"doc-" and the first 16 hex digits of <paramref name="Sha256"/>: the same bytes get the same id.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="MediaType">What it was read as: text/plain or text/html.</param>
/// <param name="Text">
/// The kept text. For plain text the decoded original without its byte order mark; for HTML its text, blocks separated by one
/// empty line, cells of a row by a tab, line breaks kept.
/// </param>
/// <param name="TextSha256">SHA-256 of the kept text in UTF-8, lower-case hex.</param>
/// <param name="Title">The headline, or null.</param>
/// <param name="Byline">Who wrote it, without "By", or null.</param>
/// <param name="Agency">The news agency it comes from, or null.</param>
/// <param name="Publisher">Who published this copy, or null.</param>
/// <param name="Published">ISO 8601 as precise as known: "2014-12-21" or "2014-12-21T09:32-05:00", the offset only where the page gives one; or null.</param>
/// <param name="Language">BCP 47 tag ("en", "en-GB"), declared or recognised from function words; or null.</param>
/// <param name="OriginSignature">Compact fingerprint of the body, compared by <see cref="Origins.Similarity"/>; stable over versions that keep its first character.</param>
public sealed record ReadDocument(
    string Id,
    string Sha256,
    string MediaType,
    string Text,
    string TextSha256,
    string? Title,
    string? Byline,
    string? Agency,
    string? Publisher,
    string? Published,
    string? Language,
    string OriginSignature,
    IReadOnlyList<Passage> Passages,
    IReadOnlyList<Observable> Observables,
    IReadOnlyList<ProposedClaim> Claims,
    IReadOnlyList<TimeMention> Times);
