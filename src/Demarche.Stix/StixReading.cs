namespace Demarche.Stix;

/// <summary>How much a problem matters.</summary>
public enum StixSeverity
{
    /// <summary>The specification says SHOULD, or a newer habit exists; the object can be used.</summary>
    Warning,

    /// <summary>The specification says MUST; the object is not STIX 2.1.</summary>
    Error,
}

/// <summary>One problem of something read.</summary>
/// <param name="Path">Where, as a JSON Pointer (RFC 6901); empty for the whole.</param>
/// <param name="Message">What, in words.</param>
/// <param name="Severity">How much it matters.</param>
public sealed record StixProblem(string Path, string Message, StixSeverity Severity)
{
    public override string ToString() => $"{(Path.Length == 0 ? "/" : Path)}: {Message}";
}

/// <summary>What reading foreign input gave.</summary>
/// <param name="Value">What was read; null when nothing could be.</param>
/// <param name="Problems">Every problem found, in the order of the input.</param>
public sealed record StixReading<T>(T? Value, IReadOnlyList<StixProblem> Problems)
    where T : class
{
    /// <summary>Whether no problem is an error.</summary>
    public bool IsValid => Value is not null && Problems.All(p => p.Severity != StixSeverity.Error);
}
