namespace Demarche.Paper;

/// <summary>Limits on a paper, each with the attack that it stops. A paper beyond one of them is not written, and a problem names the limit.</summary>
public static class PaperLimits
{
    /// <summary>Characters of title, label, heading, caption, source, speaker and name of a line. Stops a head line from filling every page.</summary>
    public const int LineCharacters = 500;

    /// <summary>Characters of one paragraph, item, cell or note. Stops a single text from becoming all of the paper.</summary>
    public const int ProseCharacters = 20_000;

    /// <summary>Characters of the whole paper. Stops a case full of pasted text from holding a writer, and whoever waits for it, for minutes.</summary>
    public const int Characters = 400_000;

    /// <summary>Blocks, list items and lines together. Stops millions of empty paragraphs, which cost pages and no characters.</summary>
    public const int Blocks = 2_000;

    /// <summary>Runs of one text. Stops text that is cut into runs of nothing.</summary>
    public const int Runs = 2_000;

    /// <summary>Columns of one table. Stops columns that are narrower than a letter, of which each line holds one.</summary>
    public const int Columns = 12;

    /// <summary>Cells of all tables together. Stops a table without end; each cell is laid out by itself.</summary>
    public const int Cells = 10_000;

    /// <summary>Notes. Stops a list of sources from becoming the paper.</summary>
    public const int Notes = 1_000;

    /// <summary>Pictures of one paper. Each is written several times into a DOCX.</summary>
    public const int Pictures = 40;

    /// <summary>Shapes of one picture. Stops a graph of everything with everything, which nobody can read and every viewer must draw.</summary>
    public const int Shapes = 5_000;

    /// <summary>Points of all shapes of one picture. Stops one line of a million corners.</summary>
    public const int Points = 60_000;

    /// <summary>Width and height of a picture in its own units. Stops sizes that overflow the units of a page.</summary>
    public const double PictureSide = 4_000;
}
