namespace Demarche.Paper;

/// <summary>The label of every head and foot, in the colours of TLP 2.0 (FIRST): coloured on black, 12 points, at the end of the line.</summary>
public sealed record PaperMarking(string Label, MarkingColour Colour = MarkingColour.Clear)
{
    /// <summary>The label in its own colour, where it is one of TLP 2.0; any other label is white on black.</summary>
    public static PaperMarking Of(string label) => new(label, label switch
    {
        "TLP:RED" => MarkingColour.Red,
        "TLP:AMBER" or "TLP:AMBER+STRICT" => MarkingColour.Amber,
        "TLP:GREEN" => MarkingColour.Green,
        _ => MarkingColour.Clear,
    });

    /// <summary>RRGGBB.</summary>
    internal string Ink => Colour switch
    {
        MarkingColour.Red => "FF2B2B",
        MarkingColour.Amber => "FFC000",
        MarkingColour.Green => "33FF00",
        _ => "FFFFFF",
    };
}

public enum MarkingColour
{
    Clear,
    Green,
    Amber,
    Red,
}
