namespace Demarche.Reading;

internal enum PhraseKind
{
    Pronoun,
    Name,
    Description,
}

/// <summary>Who speaks, as token positions: the core ("a U.S. official") and all that describes it (", who would not be named").</summary>
internal sealed record NounPhrase(PhraseKind Kind, int CoreStart, int CoreEnd, int Start, int End, bool Speaks);
