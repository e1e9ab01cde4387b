namespace Demarche.Reading;

/// <summary>Words that name a time.</summary>
/// <param name="Written">The slice [Start, End), with its preposition ("on Friday").</param>
/// <param name="Resolved">
/// ISO 8601 at the precision of the words: a day (2014-12-19), a week (2014-W51), a month (2014-11) or a year (2013).
/// Null where the words need a date of publication and the document has none.
/// </param>
public sealed record TimeMention(string Written, string? Resolved, int Start, int End);
