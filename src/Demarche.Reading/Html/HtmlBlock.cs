using AngleSharp.Dom;

namespace Demarche.Reading;

/// <summary>A piece of kept text that stands by itself on the page, and the innermost element that holds all of it.</summary>
internal sealed class HtmlBlock(TextRange range, IElement holder, int linkCharacters)
{
    public TextRange Range { get; } = range;
    public IElement Holder { get; } = holder;
    public int LinkCharacters { get; } = linkCharacters;

    public double LinkShare => Range.Length == 0 ? 0 : Math.Min(1, (double)LinkCharacters / Range.Length);
}
