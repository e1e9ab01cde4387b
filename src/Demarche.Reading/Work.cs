namespace Demarche.Reading;

/// <summary>
/// Counts what one reading costs: tokens visited, characters searched, items made. A count is the same on every machine, so that a test
/// can say that twice the text costs twice the work; and what is counted can have a limit.
/// </summary>
internal sealed class Work
{
    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    public void Did(long steps) => Steps += steps;
}
