namespace Demarche.Reading;

/// <summary>Body is what the author wrote; furniture is what the page puts around it (menus, headline, byline, date, copyright line).</summary>
public enum PassageKind
{
    Body,
    Furniture,
}

/// <summary>A paragraph, heading, list item or table row. Passages do not overlap and stand in the order of the text.</summary>
public sealed record Passage(PassageKind Kind, int Start, int End, string Text);
