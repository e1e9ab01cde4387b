namespace Demarche.Stix;

/// <summary>What a foreign input may cost. Each limit names the attack it stops.</summary>
public static class StixLimits
{
    /// <summary>Bytes of one bundle or object: 16 MiB. Stops filling the memory with one upload.</summary>
    public const int Bytes = 16 * 1024 * 1024;

    /// <summary>Levels of nesting: 64. Stops overflowing the stack with brackets, the cheapest attack on a reader.</summary>
    public const int Depth = 64;

    /// <summary>Objects of one bundle: 100,000. Stops many tiny objects, each of which costs far more in a case than in the file.</summary>
    public const int Objects = 100_000;

    /// <summary>Characters of one string: 4 Mi. Stops one value that every page, index and log line would have to carry.</summary>
    public const int StringLength = 4 * 1024 * 1024;

    /// <summary>Characters of one property name: 250 (section 3.1). Stops names made to fill messages and indexes.</summary>
    public const int NameLength = 250;

    /// <summary>
    /// Properties of one JSON object: 4,096. Stops objects so wide that looking up each of many names in them takes the square of their size.
    /// </summary>
    public const int Members = 4_096;

    /// <summary>Selectors of one object's granular markings: 1,024. Stops the same attack from the other side.</summary>
    public const int Selectors = 1_024;

    /// <summary>Errors that are listed, and warnings: 1,000 each. Stops a small broken file from growing into a huge report.</summary>
    public const int Problems = 1_000;
}
