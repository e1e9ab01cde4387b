namespace Demarche.Reading;

internal enum CueKind
{
    Say,
    Suggest,
    Deny,
    Ask,
    Opine,
    Accuse,
    Tell,
}

/// <summary>
/// One inflected form of a verb of saying. A weak one needs a speaker that can only be a person or body that speaks; a bare one, the
/// form of the dictionary, is as often a noun and needs a plural subject.
/// </summary>
internal sealed record Cue(CueKind Kind, bool Weak, bool Participle, bool Bare)
{
    public static Cue Plain { get; } = new(CueKind.Say, false, false, false);
}

/// <summary>How a language marks that somebody says something, and how sure they are.</summary>
internal sealed record CueWords(
    IReadOnlyDictionary<string, Cue> Forms,
    IReadOnlySet<string> Skipped,
    IReadOnlySet<string> Preventing,
    IReadOnlySet<string> Passive,
    IReadOnlySet<string> Conjunctions,
    IReadOnlySet<string> Subordinators,
    IReadOnlySet<string> Prepositions,
    IReadOnlySet<string> SentenceOpeners,
    IReadOnlySet<string> Hedges,
    IReadOnlySet<string> EvidenceNouns,
    IReadOnlySet<string> EvidenceVerbs,
    IReadOnlySet<string> Negations,
    IReadOnlySet<string> Ought,
    IReadOnlyList<string> Denials);
