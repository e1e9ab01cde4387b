namespace Demarche.Stix;

/// <summary>The Traffic Light Protocol 2.0 (FIRST, August 2022), in order: what comes later may be shared with fewer.</summary>
public enum Tlp
{
    /// <summary>TLP:CLEAR: no limit. TLP 1.0 called it WHITE.</summary>
    Clear,

    /// <summary>TLP:GREEN: within the community.</summary>
    Green,

    /// <summary>TLP:AMBER: within the organisation and with its clients, for who needs to know.</summary>
    Amber,

    /// <summary>TLP:AMBER+STRICT: within the organisation only.</summary>
    AmberStrict,

    /// <summary>TLP:RED: for the named individual recipients only.</summary>
    Red,
}

/// <summary>Which definition of the Traffic Light Protocol a label or marking is of.</summary>
public enum TlpEdition
{
    /// <summary>TLP 1.0, whose marking objects the STIX 2.1 specification defines (section 7.2.1.4).</summary>
    First,

    /// <summary>TLP 2.0, whose marking objects are an OASIS extension.</summary>
    Second,
}
