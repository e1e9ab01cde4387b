using System.Collections.Frozen;

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

    /// <summary>A partner at a time. <see cref="DeskFile.AudienceOf"/> makes it, which knows its groups.</summary>
    /// <param name="Groups">Ids of the groups of partners that it belongs to.</param>
    /// <param name="WithdrawnGroups">Groups that it belonged to when they were withdrawn: what is kept from them is kept from it.</param>
    /// <param name="At">When it reads, UTC, ISO 8601; empty for before every end of an embargo.</param>
    public sealed record Partner(string Id, IReadOnlySet<string> Groups, IReadOnlySet<string> WithdrawnGroups, string At) : Audience
    {
        /// <summary>A partner in no group, before every end of an embargo.</summary>
        public Partner(string id) : this(id, FrozenSet<string>.Empty, FrozenSet<string>.Empty, "") { }
    }

    /// <param name="At">When it reads, UTC, ISO 8601; empty for before every end of an embargo.</param>
    public sealed record Public(string At = "") : Audience;

    /// <summary>The desk itself, which counts and checks for its releasers; never a reader of a page.</summary>
    internal sealed record Desk : Audience;
}
