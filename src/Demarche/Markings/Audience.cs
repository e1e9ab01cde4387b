namespace Demarche.Markings;

/// <summary>Who reads: a person at this desk, a partner, or the public.</summary>
public abstract record Audience
{
    private Audience() { }

    /// <summary>A person at this desk who may read the case.</summary>
    /// <param name="Id">The person.</param>
    /// <param name="ReadsRed">Whether TLP:RED of the case is addressed to this person too.</param>
    /// <param name="Compartments">Those the person belongs to.</param>
    public sealed record AtDesk(string Id, bool ReadsRed, IReadOnlySet<string> Compartments) : Audience;

    public sealed record Partner(string Id) : Audience;

    public sealed record Public : Audience;

    /// <summary>The desk itself, which counts and checks for its releasers; never a reader of a page.</summary>
    internal sealed record Desk : Audience;
}
