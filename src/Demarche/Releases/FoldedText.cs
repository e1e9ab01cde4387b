using System.Text;

namespace Demarche.Releases;

/// <summary>What a word of a folded text may be besides one of its words.</summary>
internal enum Aside : byte
{
    None,

    /// <summary>A letter by itself: <c>a five words b five words</c>. Where every letter stands by itself they are words.</summary>
    Letter,

    /// <summary>A number, with a letter or two: <c>5</c>, <c>2nd</c>, <c>iv</c>.</summary>
    Number,

    /// <summary>What stands before a point of a list, by the signs around it: <c>1.</c>, <c>(b)</c>, <c>[12]</c>.</summary>
    Marker,
}

/// <summary>A word of a folded text.</summary>
/// <param name="Start">Where its letters begin among the text's letters.</param>
/// <param name="Weight">In quarters of a word: a letter of a script that sets no spaces is less than a word.</param>
/// <param name="IsNumber">Whether it is a number or a part of one: <c>2026</c>, <c>27T10</c>, <c>2nd</c>.</param>
internal readonly record struct FoldedWord(int Start, int End, int Weight, Aside Aside = Aside.None, bool IsNumber = false);

/// <summary>
/// A text as it is compared: its letters and digits in one row, in their plain form (<see cref="LookAlikes"/>), without accents, signs and characters that
/// nobody sees; numbers without leading zeros. Words are kept apart from their letters, so that a text is found however another one
/// spaces, hyphenates or decorates it. It can then be made thinner, first by the markers of lists and then by all numbers and letters by
/// themselves, so that it is found however another one numbers it; and it can be read without any number, also within words. One is filled
/// again and again; not for several threads at once.
/// </summary>
internal sealed class FoldedText
{
    /// <summary>A word is four quarters; an ideograph two, so that twelve are as much as six words; a letter of Thai, Khmer or kana one.</summary>
    public const int Word = 4, Ideograph = 2, Syllable = 1;

    /// <summary>How often a text can be made thinner.</summary>
    public const int Thinnest = 2;

    /// <summary>A longer number counts no points of a list.</summary>
    private const int LongestMarker = 3;

    /// <summary>Of a number with letters.</summary>
    private const int LongestNumber = 6, MostLetters = 2, LongestNumeral = 8;

    /// <summary>A word of so many letters that stands alone before a closing bracket counts a point of a list: <c>(ab)</c>.</summary>
    private const int LongestInBrackets = 3;

    // As they are folded.
    private const string Digits = "ol23456789", Numerals = "ivxl", Hexadecimal = "abcdef";

    // In Chinese and Japanese.
    private const string Counted = "〇一二三四五六七八九十百千零壹贰叁肆伍陆柒捌玖拾";

    private const string Openers = "([{（［【〔「〈《«", Closers = ")]}）］】〕」〉》»", Points = ".．。､、:：-‐‑–—/|·•";

    private readonly List<FoldedWord> words = [];
    private char[] letters = new char[256];
    private string text = "";
    private int length, start = -1, from, digits, chain, chainEnd = -1, thinned;
    private bool withoutNumbers, isInBrackets, isEnclosed;

    public ReadOnlySpan<char> Letters => letters.AsSpan(0, length);

    /// <summary>Whether numbers were left out that are no markers of a list.</summary>
    public bool IsWithoutNumbers { get; private set; }

    /// <summary>Whether numbers stand within its words or look like words: read without numbers it may be another text.</summary>
    public bool HasGluedNumbers { get; private set; }

    /// <summary>How often a character or a word was looked at.</summary>
    public long Steps { get; private set; }

    public IReadOnlyList<FoldedWord> Words => words;

    /// <summary>The letters of some words in a row.</summary>
    public string Of(int first, int last) => new(letters, words[first].Start, words[last].End - words[first].Start);

    /// <summary>The words with one space between them.</summary>
    public string Plain
    {
        get
        {
            var plain = new StringBuilder();
            foreach (var word in words) plain.Append(plain.Length > 0 ? " " : "").Append(Token(word));
            return plain.ToString();
        }
    }

    /// <summary>The letters of a word.</summary>
    public ReadOnlySpan<char> Token(FoldedWord word) => letters.AsSpan(word.Start, word.End - word.Start);

    /// <param name="withoutNumbers">Whether digits, wherever they stand, only part words.</param>
    public FoldedText Read(string read, bool withoutNumbers = false)
    {
        words.Clear();
        (text, length, start, chainEnd, thinned, IsWithoutNumbers, HasGluedNumbers) = (read, 0, -1, -1, 0, false, false);
        (this.withoutNumbers, isInBrackets) = (withoutNumbers, false);
        if (letters.Length < text.Length) letters = new char[Math.Max(text.Length, 2 * letters.Length)];
        for (var i = 0; i < text.Length;)
        {
            Steps++;
            var sign = text[i];
            if (sign < 128)
            {
                var plain = LookAlikes.OfAscii(sign);
                if (plain != '\0' && !(withoutNumbers && sign <= '9')) Add(plain, i, sign <= '9');
                else if (sign == '-' && NextLine(i + 1) is > 0 and var next) i = next - 1;
                else Part(sign, i, plain != '\0');
                i++;
                continue;
            }
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            // A word that is cut at the end of a line is one word.
            if (sign is '\u00AD' or '\u2010' or '\u2011' && NextLine(i + 1) is > 0 and var line) used = line - i;
            else if (LookAlikes.Of(rune) is not { } folded) Part(sign, i, false);
            else if (withoutNumbers && IsCounting(rune)) Part(sign, i, true);
            else if (folded.Length > 0) Add(folded, rune, i, used);
            i += used;
        }
        End(text.Length);
        return this;
    }

    /// <summary>Leaves out the markers of lists; asked again, all numbers and letters by themselves.</summary>
    /// <returns>Whether there was any; at the end of it there is none.</returns>
    public bool Thin()
    {
        while (thinned < Thinnest)
        {
            if (ThinTo(thinned + 1)) return true;
        }
        return false;
    }

    /// <summary>Leaves out what is left out at a step and before it.</summary>
    public bool ThinTo(int step)
    {
        var before = words.Count;
        while (thinned < step) Leave(++thinned == 1 ? Aside.Marker : Aside.Letter);
        return words.Count < before;
    }

    private void Leave(Aside least)
    {
        var (kept, end, wasLetter) = (0, 0, false);
        Steps += words.Count + length;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var isLetter = word.Aside == Aside.Letter;
            // Letters by themselves in a row are a word that is spaced out.
            var isOfAWord = isLetter && (wasLetter || (i + 1 < words.Count && words[i + 1].Aside == Aside.Letter));
            wasLetter = isLetter;
            if (word.Aside >= least && !isOfAWord)
            {
                IsWithoutNumbers |= word.Aside == Aside.Number;
                continue;
            }
            if (end < word.Start) Token(word).CopyTo(letters.AsSpan(end));
            words[kept++] = word with { Start = end, End = end + word.End - word.Start };
            end = words[kept - 1].End;
        }
        if (kept == words.Count) return;
        words.RemoveRange(kept, words.Count - kept);
        length = end;
    }

    private void Begin(int at)
    {
        if (start >= 0) return;
        (start, from, digits, isEnclosed) = (length, at, 0, false);
    }

    private void Add(char letter, int at, bool isDigit)
    {
        Begin(at);
        if (isDigit) digits++;
        Put(letter);
    }

    private void Add(string folded, Rune rune, int at, int used)
    {
        var weight = WeightOf(rune.Value);
        if (weight < Word) End(at);
        else Begin(at);
        var first = length;
        foreach (var letter in folded) Put(letter);
        var isCounting = IsCounting(rune);
        isEnclosed = isCounting && LookAlikes.IsEnclosed(rune.Value);
        HasGluedNumbers |= isCounting && !Rune.IsDigit(rune);
        if (weight < Word) words.Add(new(first, length, weight, IsBeforeAPoint(at, at + used) ? Aside.Marker : Aside.None));
        else if (isCounting && !isEnclosed) digits += folded.Length;
    }

    // Digits of every script, numerals, and letters in a circle or brackets, which are letters and points of lists.
    private static bool IsCounting(Rune rune) =>
        Rune.IsDigit(rune) || rune.Value is >= 0x2160 and <= 0x2188 || LookAlikes.IsEnclosed(rune.Value)
        || (rune.IsBmp && rune.Value is >= 0x3007 and <= 0x9FFF && Counted.Contains((char)rune.Value, StringComparison.Ordinal));

    // What stands between words.
    private void Part(char sign, int at, bool isNumber)
    {
        End(at);
        IsWithoutNumbers |= isNumber;
        if (Openers.Contains(sign, StringComparison.Ordinal)) isInBrackets = true;
        else if (sign == '\n' || Closers.Contains(sign, StringComparison.Ordinal)) isInBrackets = false;
    }

    private void Put(char letter)
    {
        if (length == letters.Length) Array.Resize(ref letters, 2 * letters.Length);
        letters[length++] = letter;
    }

    private void End(int at)
    {
        if (start < 0) return;
        var word = letters.AsSpan(start, length - start);
        var isNumber = digits == word.Length;
        if (word.Length > 1 && word[0] == 'o' && word.IndexOfAnyExcept(Digits) < 0)
        {
            var number = word.TrimStart('o') is { Length: > 0 } rest ? rest : word[..1];
            number.CopyTo(word);
            length = start + number.Length;
        }
        var aside = AsideOf(isNumber, at);
        HasGluedNumbers |= digits > 0 && !isNumber;
        words.Add(new(start, length, Word, aside, digits > 0 ? aside != Aside.None : withoutNumbers && IsOfANumber(at)));
        start = -1;
    }

    // A letter or two beside digits, and the letters of a hash.
    private bool IsOfANumber(int at)
    {
        var word = letters.AsSpan(start, length - start);
        return (char.IsDigit(Sign(from - 1)) || char.IsDigit(Sign(at)))
            && (word.Length <= MostLetters || word.IndexOfAnyExcept(Hexadecimal) < 0);
    }

    private Aside AsideOf(bool isNumber, int at)
    {
        var word = letters.AsSpan(start, length - start);
        var aside = isNumber ? Aside.Number
            : word.Length == 1 ? isEnclosed ? Aside.Marker : Aside.Letter
            : digits > 0 ? word.Length <= LongestNumber && word.Length - digits <= MostLetters ? Aside.Number : Aside.None
            : word.Length == 2 && word[0] == word[1] ? Aside.Number
            : IsNumeral(word) ? Aside.Number : Aside.None;
        if (aside == Aside.None && word.Length <= LongestInBrackets && IsAloneInBrackets(at)) return Aside.Marker;
        if (aside == Aside.None || isEnclosed) return aside;
        // 1.2.3: the points of points.
        if (chainEnd != from - 1 || chainEnd < 0 || text[chainEnd] != '.') chain = words.Count;
        chainEnd = at;
        if ((isNumber && word.Length > LongestMarker) || !IsBeforeAPoint(from, at)) return aside;
        for (; chain < words.Count; chain++, Steps++) words[chain] = words[chain] with { Aside = Aside.Marker };
        return Aside.Marker;
    }

    private static bool IsNumeral(ReadOnlySpan<char> word) =>
        word.Length <= LongestNumeral && word.IndexOfAnyExcept(Numerals) < 0 && word.IndexOf("ll") < 0;

    private bool IsAloneInBrackets(int at) => Closers.Contains(Sign(at), StringComparison.Ordinal)
        && (Openers.Contains(Sign(from - 1), StringComparison.Ordinal) || (!isInBrackets && char.IsWhiteSpace(Sign(from - 1))));

    // Whether what stands from one place to another counts a point of a list, by the signs around it.
    private bool IsBeforeAPoint(int first, int end)
    {
        var (before, after, next) = (Sign(first - 1), Sign(end), Sign(end + 1));
        if (before is '#' or '§' or '№' or '^') return true;
        if (char.IsLetterOrDigit(before)) return false;
        if (Closers.Contains(after, StringComparison.Ordinal)) return true;
        if (Openers.Contains(before, StringComparison.Ordinal)) return false;
        if (after is '、' or '､' or '．' or '\t') return true;
        if (Points.Contains(after, StringComparison.Ordinal))
            return char.IsWhiteSpace(next) || (after == '.' && char.IsWhiteSpace(before) && char.IsLetter(next));
        return after == ' ' && next is '-' or '–' or '—' or ':' or '.' or ')' or '|' && char.IsWhiteSpace(Sign(end + 2));
    }

    private char Sign(int at) => at >= 0 && at < text.Length ? text[at] : '\n';

    // Where the next line begins, if nothing but the end of this one stands before it; otherwise 0.
    private int NextLine(int at)
    {
        var isOver = false;
        for (; at < text.Length && char.IsWhiteSpace(text[at]); Steps++) isOver |= text[at++] is '\n' or '\r' or '\u2028';
        return isOver ? at : 0;
    }

    private static int WeightOf(int rune) => rune switch
    {
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF => Ideograph,
        >= 0x0E00 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF or >= 0x3040 and <= 0x30FF or >= 0x31F0 and <= 0x31FF or >= 0xFF66 and <= 0xFF9F => Syllable,
        _ => Word,
    };
}
