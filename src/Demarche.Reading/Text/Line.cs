namespace Demarche.Reading;

internal enum LineKind
{
    Prose,
    Short,
    Item,
    Data,
    Byline,
    Date,
    Furniture,
}

/// <summary>A paragraph of plain text and what it looks like by itself.</summary>
internal sealed record Line
{
    // Below this a line with a full stop is a caption or a button as often as a sentence.
    private const int FewestWordsOfProse = 5;
    private const int ProseWithoutEnd = 25;

    public Line(TextRange range, string text)
    {
        Range = range;
        Text = text;
        WordCount = Words.Count(text);
        Byline = StoryLines.Byline(text);
        Date = StoryLines.DateLine(text);
        Kind = Byline is not null ? LineKind.Byline
            : Date is not null ? LineKind.Date
            : FurnitureWords.Marks(text) ? LineKind.Furniture
            : IsData() ? LineKind.Data
            : IsItem() ? LineKind.Item
            : IsProse() ? LineKind.Prose
            : LineKind.Short;
    }

    public TextRange Range { get; }
    public string Text { get; }
    public int WordCount { get; }
    public string? Byline { get; }
    public Moment? Date { get; }
    public LineKind Kind { get; }

    private bool IsProse() => (WordCount >= FewestWordsOfProse && (Words.EndsSentence(Text) || Text.EndsWith(':'))) || WordCount >= ProseWithoutEnd;

    private bool IsItem() => WordCount >= 2 && Text[0] is '-' or '*' or '•' or '·' or '–';

    /// <summary>A line of indicators: few words, one of them long and full of digits and dots.</summary>
    private bool IsData() => WordCount <= 6 && ObservableFinder.Any(Text);
}
