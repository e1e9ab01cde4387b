namespace Demarche.Store;

/// <summary>The database cannot do what was asked: the disk is full, the connection is lost, the file is no database.</summary>
/// <remarks>
/// After a failed append nothing of it is half-written. Where the connection broke during the commit, the append may stand
/// as a whole: read the head before trying again; the same append tried again on the old head is then stale, never doubled.
/// </remarks>
public sealed class StoreProblem : Exception
{
    internal StoreProblem(string place, string what, string advice, Exception? cause = null)
        : base($"{place}: {what} {advice}", cause)
    {
        Place = place;
        Advice = advice;
    }

    /// <summary>The file or the database, without its password.</summary>
    public string Place { get; }

    /// <summary>What the operator can do or type.</summary>
    public string Advice { get; }
}
