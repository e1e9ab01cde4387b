using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Demarche.Paper.Word;

/// <summary>One sort of bullets, and for each numbered list an instance that begins at 1.</summary>
internal sealed class WordNumbering
{
    private const int Bullets = 1;
    private int instances = Bullets;

    public int Next(bool numbered) => numbered ? ++instances : Bullets;

    public W.Numbering Definitions() => new([
        Abstract(0, W.NumberFormatValues.Bullet, "•"),
        Abstract(1, W.NumberFormatValues.Decimal, "%1."),
        new W.NumberingInstance(new W.AbstractNumId { Val = 0 }) { NumberID = Bullets },
        .. Enumerable.Range(Bullets + 1, instances - Bullets).Select(i => new W.NumberingInstance(new W.AbstractNumId { Val = 1 }, new W.LevelOverride(new W.StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 }) { NumberID = i }),
    ]);

    private static W.AbstractNum Abstract(int id, W.NumberFormatValues format, string text) => new(
        new W.MultiLevelType { Val = W.MultiLevelValues.SingleLevel },
        new W.Level(
            new W.StartNumberingValue { Val = 1 },
            new W.NumberingFormat { Val = format },
            new W.LevelText { Val = text },
            new W.LevelJustification { Val = W.LevelJustificationValues.Left },
            new W.PreviousParagraphProperties(new W.Indentation { Left = "360", Hanging = "360" }))
        { LevelIndex = 0 })
    { AbstractNumberId = id };
}
