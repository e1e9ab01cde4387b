using Demarche.Web;

namespace Demarche.Sources;

/// <summary>What a person says of a new source.</summary>
/// <param name="Protected">Whether its name is kept from everyone but its handlers.</param>
/// <param name="Name">The name of a named source.</param>
/// <param name="Description">What may be said of it. Required of a protected one.</param>
/// <param name="Identity">Who a protected source is, where that is known; sealed before it is written.</param>
/// <param name="Handlers">Ids of the people who may open the identity. Required where there is one.</param>
public sealed record SourceForm(
    bool Protected, string? Name, string? Description, string? Organisation, Standing Standing, string? Identity,
    IReadOnlyList<string>? Handlers, MarkingForm? Marking)
{
    public Source ToSource() => Protected
        ? new(null, Trimmed(Description) ?? "", Trimmed(Organisation), Standing, null, [.. (Handlers ?? []).Distinct().Order(StringComparer.Ordinal)], null)
        : new(Trimmed(Name) ?? "", Trimmed(Description) ?? "", Trimmed(Organisation), Standing, null, [], null);

    internal static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <param name="Name">For a named source only; a protected one has none to say here.</param>
public sealed record SourceCorrectionForm(string? Name, string? Description, string? Organisation, Standing Standing, string Reason, int? Seen);

public sealed record GradeForm(Reliability Reliability, string Reason, int? Seen);

/// <summary>Who a protected source is, said or said anew.</summary>
public sealed record IdentityForm(string Identity, IReadOnlyList<string>? Handlers, string Reason, int? Seen);

/// <param name="Reason">Why the identity must be known now; it stays in the journal.</param>
public sealed record OpeningForm(string Reason);

/// <param name="Other">The other protected source.</param>
public sealed record SamePersonForm(string Other);
