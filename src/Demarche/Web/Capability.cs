namespace Demarche.Web;

/// <summary>What an endpoint lets its caller do. Every endpoint declares one; one that declares none fails the build's tests.</summary>
public enum Capability
{
    /// <summary>Anybody who can reach the desk: sign-in, the stylesheet, health.</summary>
    Anyone,

    /// <summary>Another desk, which proves itself by its signature, not by a session.</summary>
    Exchange,

    /// <summary>Anybody who is signed in.</summary>
    SignedIn,
    ReadCases,
    WriteCases,
    ApproveReleases,
    OpenIdentities,

    /// <summary>Has a key pair of one's own.</summary>
    KeepVault,

    /// <summary>Opens an identity together with a second person, where its handlers allowed it.</summary>
    BreakGlass,
    ReadPartners,
    ManagePartners,
    ManagePeople,

    /// <summary>Sees what waits for a second person, and may be that person.</summary>
    ConfirmChanges,
    ReadJournal,
}

/// <summary>The capability that an endpoint declares.</summary>
public sealed record Requires(Capability Capability);
