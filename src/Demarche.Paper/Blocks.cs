using Demarche.Paper.Checking;
using Demarche.Paper.Pictures;

namespace Demarche.Paper;

public abstract record Block
{
    private protected Block()
    {
    }
}

public sealed record Paragraph(Prose Text) : Block;

public sealed record Points(IReadOnlyList<Prose> Items, bool Numbered = false) : Block;

/// <param name="Speaker">Who said it, where and when, as the reader shall see it.</param>
public sealed record Quotation(Prose Text, string Speaker) : Block;

/// <summary>Every row has as many cells as there are columns.</summary>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Prose>> Rows) : Block
{
    public string Caption { get; init; } = "";

    public string Source { get; init; } = "";
}

public sealed record Column(string Head, Alignment Alignment = Alignment.Start);

public enum Alignment
{
    Start,
    Centre,
    End,
}

/// <summary>A picture and the table that says the same to whoever can't see it.</summary>
public sealed record Illustration(Picture Picture, Table Table) : Block
{
    public string Caption { get; init; } = "";

    public string Source { get; init; } = "";

    /// <summary>Whether it is within the limits of a picture and its table (<see cref="PaperLimits"/>): a paper with another one is not written.</summary>
    public bool IsDrawable => !PaperCheck.Problems(Picture).Any() && Table.Columns.Count <= PaperLimits.Columns;
}
