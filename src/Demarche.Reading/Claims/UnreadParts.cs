namespace Demarche.Reading;

/// <summary>What the search for claims left out because of a limit. Nothing is left out in silence: each sort is one problem, with its first place and how many there are.</summary>
internal sealed class UnreadParts
{
    private readonly SortedDictionary<string, (int First, int Count)> parts = new(StringComparer.Ordinal);

    /// <summary>Where reading of a passage ends.</summary>
    public int Cut(Passage passage)
    {
        if (passage.End - passage.Start <= ReadingLimits.ClaimPassageCharacters)
            return passage.End;
        var end = passage.Start + ReadingLimits.ClaimPassageCharacters;
        // A word is not cut in two, nor a pair of surrogates.
        for (var at = end; at > end - 100; at--)
        {
            if (char.IsWhiteSpace(passage.Text[at - passage.Start]))
            {
                end = at;
                break;
            }
        }
        if (char.IsHighSurrogate(passage.Text[end - passage.Start - 1]))
            end--;
        Add($"Of a passage the first {ReadingLimits.ClaimPassageCharacters} characters are read for claims.", end);
        return end;
    }

    public void Sentence(int at) => Add($"A sentence of more than {ReadingLimits.ClaimSentenceTokens} words and marks is not read for claims.", at);

    public void Attributions(int at) => Add($"Of a sentence the first {ReadingLimits.SentenceAttributions} attributions are read.", at);

    public void Rest(int at) => Add("The text takes too much work to search for claims. From here on it is not read for claims.", at);

    public IEnumerable<ReadProblem> Problems() => parts.Select(p => new ReadProblem(
        $"character {p.Value.First}", p.Value.Count == 1 ? p.Key : $"{p.Key} So it was {p.Value.Count} times; the first place is named."));

    private void Add(string what, int at) => parts[what] = parts.TryGetValue(what, out var before) ? (Math.Min(before.First, at), before.Count + 1) : (at, 1);
}
