namespace Demarche.Reading;

/// <summary>Languages that their script alone gives away.</summary>
internal sealed class Scripts
{
    private int letters, cyrillic, han, kana, hangul, arabic, hebrew, greek;

    public void Add(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
                continue;
            letters++;
            cyrillic += c is >= '\u0400' and <= '\u04FF' ? 1 : 0;
            han += c is >= '\u4E00' and <= '\u9FFF' ? 1 : 0;
            kana += c is >= '\u3040' and <= '\u30FF' ? 1 : 0;
            hangul += c is >= '\uAC00' and <= '\uD7AF' ? 1 : 0;
            arabic += c is >= '\u0600' and <= '\u06FF' ? 1 : 0;
            hebrew += c is >= '\u0590' and <= '\u05FF' ? 1 : 0;
            greek += c is >= '\u0370' and <= '\u03FF' ? 1 : 0;
        }
    }

    // Cyrillic and Arabic letters serve many languages; "und" with the script is BCP 47's way to say so.
    public string? Tag =>
        Most(kana + han) && kana * 20 > letters ? "ja"
        : Most(han) ? "zh"
        : Most(hangul) ? "ko"
        : Most(hebrew) ? "he"
        : Most(greek) ? "el"
        : Most(cyrillic) ? "und-Cyrl"
        : Most(arabic) ? "und-Arab"
        : null;

    private bool Most(int count) => count > 0 && count * 2 > letters;
}
