namespace Demarche.Reading;

/// <summary>
/// What a text is about: its words without those that any English sentence has, without their endings, and words of like meaning as one.
/// The same words as those
/// by which <see cref="Retellings"/> knows a sentence again. English; of a text in another language it says nothing.
/// </summary>
public static class ContentWords
{
    /// <summary>A longer text is cut here: it is compared, not read.</summary>
    public const int LongestText = 100_000;

    /// <summary>The words, each in the form in which two texts can be compared. Empty where the text has none, such as one of dates and
    /// articles alone.</summary>
    public static IReadOnlySet<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText) text = text[..LongestText];
        return Wording.Of(text, 0, text.Length).Terms.Keys.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The language of running text by its function words or its script, as a BCP 47 tag; null where it is too short to
    /// tell.</summary>
    public static string? LanguageOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Languages.Recognise([text.Length > LongestText ? text[..LongestText] : text]);
    }
}
