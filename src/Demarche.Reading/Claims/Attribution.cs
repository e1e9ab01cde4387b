namespace Demarche.Reading;

/// <summary>A verb of saying with who said it and what, as token positions; an absent speaker is the one before.</summary>
internal sealed record Attribution(int CueStart, int CueEnd, Cue Cue, NounPhrase? Speaker, int ContentStart, int ContentEnd)
{
    /// <summary>Where the words of this attribution begin, which is where what another says before it must end.</summary>
    public int Opening => Speaker is { } s ? Math.Min(s.Start, CueStart) : CueStart;
}
