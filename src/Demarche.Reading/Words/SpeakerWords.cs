namespace Demarche.Reading;

/// <summary>How a language names those who speak.</summary>
/// <param name="Heads">Nouns, singular and plural, of people and bodies that speak.</param>
/// <param name="Titles">What stands before a name without being part of it, in lower case.</param>
/// <param name="Anonymity">Phrases by which a text says that a speaker would not be named.</param>
/// <param name="OffRecord">Phrases by which it says that the words were not meant for attribution.</param>
/// <param name="Standings">In the order of precedence: a standing and the words that give it.</param>
internal sealed record SpeakerWords(
    IReadOnlySet<string> Heads,
    IReadOnlySet<string> Titles,
    IReadOnlySet<string> Determiners,
    IReadOnlySet<string> Singular,
    IReadOnlySet<string> Plural,
    IReadOnlySet<string> Pronouns,
    IReadOnlySet<string> Connectors,
    IReadOnlySet<string> NeverNominal,
    IReadOnlySet<string> Relative,
    IReadOnlySet<string> Abbreviations,
    IReadOnlyList<string> Anonymity,
    IReadOnlyList<string> OffRecord,
    IReadOnlySet<string> Places,
    IReadOnlyList<(string Standing, IReadOnlySet<string> Words)> Standings);
