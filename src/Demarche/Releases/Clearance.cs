namespace Demarche.Releases;

/// <summary>Whether a package may leave now. Only <see cref="ReleaseDesk.ClearAsync"/> says so, and every channel asks it each time.</summary>
public abstract record Clearance
{
    private Clearance() { }

    /// <summary>It may, in this moment.</summary>
    public sealed record Goes(Package Package) : Clearance;

    /// <summary>It may not, and the ledger says so: held back, stopped, refused or given up. A person decides what is done.</summary>
    public sealed record Stays(string Why) : Clearance;

    /// <summary>Not now: something that a person here must put right first, after which it goes by itself.</summary>
    public sealed record Waits(string Why) : Clearance;

    /// <summary>No such release was approved.</summary>
    public sealed record Missing : Clearance;
}
