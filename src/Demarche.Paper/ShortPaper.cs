namespace Demarche.Paper;

/// <summary>One to four pages that somebody reads before deciding. All of its text is taken as hostile: it is shown, never obeyed.</summary>
/// <param name="Marking">Shown at the head and foot of every page.</param>
public sealed record ShortPaper(string Title, PaperMarking Marking, IReadOnlyList<Section> Sections)
{
    /// <summary>BCP 47.</summary>
    public string Language { get; init; } = "en";

    public BaseDirection Direction { get; init; }

    /// <summary>For whom, by whom, as of when: printed under the title, and nowhere in the file's metadata.</summary>
    public IReadOnlyList<PaperLine> Lines { get; init; } = [];

    /// <summary>What citation marks refer to. Their numbers follow the order of first citation; a note that nothing cites is a problem.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    public PaperWords Words { get; init; } = PaperWords.English;

    /// <summary>Whether PDF and DOCX end with the tables of their pictures. HTML and Markdown always hold them.</summary>
    public bool TablesOfPictures { get; init; } = true;
}

public enum BaseDirection
{
    LeftToRight,
    RightToLeft,
}

public sealed record PaperLine(string Name, Prose Value);

public sealed record Section(string Heading, IReadOnlyList<Block> Blocks);

/// <param name="Key">What a <see cref="Cite"/> names. It is not written into any file.</param>
public sealed record Note(string Key, Prose Text);
