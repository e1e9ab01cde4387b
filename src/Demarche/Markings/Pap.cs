namespace Demarche.Markings;

/// <summary>
/// The Permissible Actions Protocol: what whoever has it may do with it, from nothing that can be noticed to anything. It says nothing of who
/// may have it, which is TLP's, and neither is ever worked out from the other.
/// </summary>
public enum Pap
{
    /// <summary>Any action that is lawful.</summary>
    Clear,

    /// <summary>Actions that the other side can notice but that do not reach out to it: blocking, internal scans.</summary>
    Green,

    /// <summary>Passive look-ups elsewhere, which the other side can't notice.</summary>
    Amber,

    /// <summary>Nothing that could be noticed: only what is done on one's own, detached machines.</summary>
    Red,
}
