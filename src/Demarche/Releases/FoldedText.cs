using System.Text;

namespace Demarche.Releases;

/// <summary>A word of a folded text.</summary>
/// <param name="Start">Where its letters begin among the text's letters.</param>
/// <param name="Weight">In quarters of a word: a letter of a script that sets no spaces is less than a word.</param>
internal readonly record struct FoldedWord(int Start, int End, int Weight);

/// <summary>
/// A text as it is compared: its letters and digits in one row, in their plain form (<see cref="LookAlikes"/>), without accents, signs and characters that
/// nobody sees; numbers without leading zeros. Words are kept apart from their letters, so that a text is found however another one spaces, hyphenates or decorates it. One is filled
/// again and again; not for several threads at once.
/// </summary>
internal sealed class FoldedText
{
    /// <summary>A word is four quarters; an ideograph two, so that twelve are as much as six words; a letter of Thai, Khmer or kana one.</summary>
    public const int Word = 4, Ideograph = 2, Syllable = 1;

    // As they are folded.
    private const string Digits = "ol23456789";

    private readonly List<FoldedWord> words = [];
    private char[] letters = new char[256];
    private int length, start = -1;

    public ReadOnlySpan<char> Letters => letters.AsSpan(0, length);

    public IReadOnlyList<FoldedWord> Words => words;

    /// <summary>The letters of some words in a row.</summary>
    public string Of(int first, int last) => new(letters, words[first].Start, words[last].End - words[first].Start);

    /// <summary>The words with one space between them.</summary>
    public string Plain
    {
        get
        {
            var text = new StringBuilder();
            foreach (var word in words) text.Append(text.Length > 0 ? " " : "").Append(Token(word));
            return text.ToString();
        }
    }

    /// <summary>The letters of a word.</summary>
    public ReadOnlySpan<char> Token(FoldedWord word) => letters.AsSpan(word.Start, word.End - word.Start);

    public FoldedText Read(string text)
    {
        words.Clear();
        (length, start) = (0, -1);
        if (letters.Length < text.Length) letters = new char[Math.Max(text.Length, 2 * letters.Length)];
        for (var i = 0; i < text.Length;)
        {
            var sign = text[i];
            if (sign < 128)
            {
                var plain = LookAlikes.OfAscii(sign);
                if (plain != '\0') Add(plain);
                else if (sign == '-' && NextLine(text, i + 1) is > 0 and var next) i = next - 1;
                else End();
                i++;
                continue;
            }
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            // A word that is cut at the end of a line is one word.
            if (sign is '\u00AD' or '\u2010' or '\u2011' && NextLine(text, i + 1) is > 0 and var line) used = line - i;
            else if (LookAlikes.Of(rune) is not { } folded) End();
            else if (folded.Length > 0) Add(folded, WeightOf(rune.Value));
            i += used;
        }
        End();
        return this;
    }

    private void Add(char letter)
    {
        if (start < 0) start = length;
        Put(letter);
    }

    private void Add(string folded, int weight)
    {
        if (weight < Word) End();
        else if (start < 0) start = length;
        var from = length;
        foreach (var letter in folded) Put(letter);
        if (weight < Word) words.Add(new(from, length, weight));
    }

    private void Put(char letter)
    {
        if (length == letters.Length) Array.Resize(ref letters, 2 * letters.Length);
        letters[length++] = letter;
    }

    private void End()
    {
        if (start < 0) return;
        var word = letters.AsSpan(start, length - start);
        if (word.Length > 1 && word[0] == 'o' && word.IndexOfAnyExcept(Digits) < 0)
        {
            var number = word.TrimStart('o') is { Length: > 0 } rest ? rest : word[..1];
            number.CopyTo(word);
            length = start + number.Length;
        }
        words.Add(new(start, length, Word));
        start = -1;
    }

    // Where the next line begins, if nothing but the end of this one stands before it; otherwise 0.
    private static int NextLine(string text, int at)
    {
        var isOver = false;
        while (at < text.Length && char.IsWhiteSpace(text[at])) isOver |= text[at++] is '\n' or '\r' or '\u2028';
        return isOver ? at : 0;
    }

    private static int WeightOf(int rune) => rune switch
    {
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF => Ideograph,
        >= 0x0E00 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF or >= 0x3040 and <= 0x30FF or >= 0x31F0 and <= 0x31FF or >= 0xFF66 and <= 0xFF9F => Syllable,
        _ => Word,
    };
}
