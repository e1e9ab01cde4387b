namespace Demarche.Reading;

internal sealed record CueWords;
internal sealed record SpeakerWords;
internal static class EnglishCues { public static readonly CueWords Words = new(); }
internal static class EnglishSpeakers { public static readonly SpeakerWords Words = new(); }
internal static class ClaimFinder { public static IEnumerable<ProposedClaim> Find(string text, IReadOnlyList<Passage> body, LanguagePack? pack) => []; }
internal static class TimeFinder { public static IEnumerable<TimeMention> Find(string text, IReadOnlyList<Passage> body, Moment? published, LanguagePack? pack) => []; }
