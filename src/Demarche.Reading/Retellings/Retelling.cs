namespace Demarche.Reading;

/// <summary>How a text carries a passage.</summary>
public enum RetellingManner
{
    /// <summary>In the passage's own words, or in a long run of them.</summary>
    WordForWord,

    /// <summary>In other words that say much the same.</summary>
    Reworded,
}

/// <summary>Why two words count as one.</summary>
public enum SharedKind
{
    /// <summary>The same word, whatever its ending.</summary>
    Word,

    /// <summary>Another word of the same published group of words (docs/decisions/retellings-by-shared-words.md).</summary>
    Meaning,

    /// <summary>A name, which weighs more.</summary>
    Name,

    /// <summary>A number, in digits or in words.</summary>
    Number,

    /// <summary>An address, domain, hash or the like, which weighs most.</summary>
    Observable,
}

/// <summary>What a passage and a sentence have in common.</summary>
/// <param name="Passage">As the passage writes it.</param>
/// <param name="Text">As the text writes it.</param>
public sealed record SharedTerm(string Passage, string Text, SharedKind Kind);

/// <summary>A place of a text that may carry a passage. A possibility with its reasons, never a finding.</summary>
/// <param name="Passage">The passage's place in the list that was given.</param>
/// <param name="Start">Where the words begin in the text, in UTF-16 code units.</param>
/// <param name="End">The first one after them.</param>
/// <param name="Manner">Word for word or reworded.</param>
/// <param name="Share">How much of the passage stands there, 0 to 1: of its runs of words, or of the weight of its words.</param>
/// <param name="Shared">What both have, in the order of the passage.</param>
/// <param name="Missing">What the passage has and the text lacks.</param>
public sealed record Retelling(int Passage, int Start, int End, RetellingManner Manner, double Share, IReadOnlyList<SharedTerm> Shared, IReadOnlyList<string> Missing);
