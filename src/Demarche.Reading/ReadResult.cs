namespace Demarche.Reading;

/// <summary>
/// What came of reading: a document, or none and the reasons. A document may come with problems too (a charset that was not
/// what the page declared, a list that was cut at a limit); without a document there is at least one problem.
/// </summary>
public sealed record ReadResult(ReadDocument? Document, IReadOnlyList<ReadProblem> Problems)
{
    public bool Succeeded => Document is not null;

    internal static ReadResult Refused(string where, string message) => new(null, [new ReadProblem(where, message)]);
}

/// <summary>Something wrong with the bytes. <paramref name="Where"/> names the place: a byte offset, a line and column, or the whole.</summary>
public sealed record ReadProblem(string Where, string Message);
