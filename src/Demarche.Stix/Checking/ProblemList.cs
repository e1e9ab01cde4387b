namespace Demarche.Stix.Checking;

/// <summary>The problems of one check: up to <see cref="StixLimits.Problems"/> errors and as many warnings, so that neither hides the other.</summary>
internal sealed class ProblemList
{
    private readonly List<StixProblem> problems = [];
    private int warnings;

    /// <summary>How many errors there are, listed or not.</summary>
    public int Errors { get; private set; }

    public IReadOnlyList<StixProblem> All => problems;

    public int Count => problems.Count;

    public void Error(Place place, string message) => Add(place, message, StixSeverity.Error, ++Errors);

    public void Warning(Place place, string message) => Add(place, message, StixSeverity.Warning, ++warnings);

    /// <summary>The problems of one object; never none, even when its errors came after the list was full.</summary>
    public IReadOnlyList<StixProblem> From(int start, Place place) => start < problems.Count
        ? problems.GetRange(start, problems.Count - start)
        : [new StixProblem(place.ToString(), "The object has errors; the list of problems is full.", StixSeverity.Error)];

    private void Add(Place place, string message, StixSeverity severity, int count)
    {
        if (count <= StixLimits.Problems) problems.Add(new StixProblem(place.ToString(), message, severity));
        else if (count == StixLimits.Problems + 1) problems.Add(new StixProblem("", "There are more problems of this severity; they are not listed.", severity));
    }
}
