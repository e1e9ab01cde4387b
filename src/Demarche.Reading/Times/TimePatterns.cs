using System.Text.RegularExpressions;

namespace Demarche.Reading;

internal static partial class TimePatterns
{
    private const string Months = "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|March|Mar\\.?|April|Apr\\.?|May|June|Jun\\.|July|Jul\\.|August|Aug\\.?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)";
    private const string Weekdays = "(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)";
    private const string Counts = "(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,3})";

    [GeneratedRegex(
        @"\b(?:(?:(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom)\s+)?(?:" + Weekdays + @",?\s+)?(?<full>\b(?:" + Months + @"\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+" + Months + @",?\s+\d{4}|\d{4}-\d{2}-\d{2}))\b"
        + @"|(?:(?:[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil)\s+)?(?:" + Weekdays + @",?\s+)?(?<monthday>\b(?:" + Months + @"\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s+" + Months + @"))\b"
        + @"|(?:(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y)\s+)?(?<monthyear>(?<my>\b" + Months + @"),?\s+(?<myy>(?:19|20)\d{2}))\b"
        + @"|(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Tt]his)\s+(?<month>" + Months + @")\b"
        + @"|(?:(?:[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil)\s+)?(?:(?<which>[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate)\s+)?(?:on\s+)?(?<weekday>\b" + Weekdays + @")(?:\s+(?:morning|afternoon|evening|night))?\b"
        + @"|\b(?<day>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b"
        + @"|(?:\b(?:[Ee]arlier|[Ll]ater)\s+)?(?<rel>\b[Ll]ast|\b[Tt]his|\b[Nn]ext)\s+(?<unit>week|month|year)\b"
        + @"|(?<n>\b" + Counts + @")\s+(?<ago>day|week|month|year)s?\s+(?:ago|earlier)\b"
        + @"|(?:[Ii]n|[Ss]ince|[Uu]ntil)\s+(?<year>(?:19|20)\d{2})\b)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    public static partial Regex Mention();
}
