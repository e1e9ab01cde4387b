namespace Demarche.Reading;

/// <summary>
/// The body as a set of hashed runs of five words, in lower case, letters and digits only: quotation marks, spaces, line breaks
/// and whatever the page put between paragraphs make no difference. Runs go across paragraphs.
/// </summary>
internal static class Shingles
{
    public const int RunLength = 5;

    // FNV-1a over UTF-16 code units. Fixed for ever: signatures are kept and compared years later.
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    public static HashSet<ulong> Of(IReadOnlyList<Passage> body)
    {
        var set = new HashSet<ulong>();
        var words = new ulong[RunLength];
        var count = 0;
        foreach (var passage in body)
        {
            var word = Offset;
            foreach (var c in passage.Text)
            {
                if (char.IsLetterOrDigit(c))
                    word = (word ^ char.ToLowerInvariant(c)) * Prime;
                else if (c is not ('\'' or '’'))
                    Close(ref word, words, ref count, set);
            }
            Close(ref word, words, ref count, set);
        }
        // Too short for one run: the few words are the one element, so that equal notes are still equal.
        if (count is > 0 and < RunLength)
            set.Add(Mixed(words));
        return set;
    }

    private static void Close(ref ulong word, ulong[] words, ref int count, HashSet<ulong> set)
    {
        if (word == Offset)
            return;
        Array.Copy(words, 1, words, 0, RunLength - 1);
        words[RunLength - 1] = word;
        word = Offset;
        if (++count >= RunLength)
            set.Add(Mixed(words));
    }

    private static ulong Mixed(ulong[] words)
    {
        var mixed = 0UL;
        foreach (var word in words)
            mixed = (System.Numerics.BitOperations.RotateLeft(mixed, 13) ^ word) * 0x9E3779B97F4A7C15;
        return mixed;
    }
}
