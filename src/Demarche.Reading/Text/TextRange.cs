namespace Demarche.Reading;

/// <summary>[Start, End) in UTF-16 code units.</summary>
internal readonly record struct TextRange(int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    public bool Overlaps(TextRange other) => Start < other.End && other.Start < End;

    /// <summary>Without white space at either end.</summary>
    public static TextRange Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new TextRange(start, end);
    }
}
