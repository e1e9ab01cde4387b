using Demarche.Web;

namespace Demarche.Sources;

/// <summary>What a person says of a new source.</summary>
/// <param name="Protected">Whether its name is kept from everyone but its handlers.</param>
/// <param name="Name">The name of a named source.</param>
/// <param name="Description">What may be said of it. Required of a protected one.</param>
/// <param name="Identity">Who a protected source is, where that is known; sealed before it is written.</param>
/// <param name="Handlers">Ids of the people who may open the identity. Required where there is one.</param>
/// <param name="BreakGlass">Whether two keepers together may open it when no handler is at hand.</param>
public sealed record SourceForm(
    bool Protected, string? Name, string? Description, string? Organisation, Standing Standing, string? Identity,
    IReadOnlyList<string>? Handlers, bool BreakGlass, MarkingForm? Marking)
{
    public Source ToSource() => Protected
        ? new(null, Trimmed(Description) ?? "", Trimmed(Organisation), Standing, null, [.. (Handlers ?? []).Distinct().Order(StringComparer.Ordinal)], null)
        : new(Trimmed(Name) ?? "", Trimmed(Description) ?? "", Trimmed(Organisation), Standing, null, [], null);

    internal static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <param name="Name">For a named source only; a protected one has none to say here.</param>
/// <param name="Passphrase">Of a handler who corrects a protected source: the desk then checks that the words do not tell the sealed identity.</param>
public sealed record SourceCorrectionForm(string? Name, string? Description, string? Organisation, Standing Standing, string Reason, int? Seen, string? Passphrase = null);

public sealed record GradeForm(Reliability Reliability, string Reason, int? Seen);

/// <summary>Who a protected source is, said or said anew.</summary>
/// <param name="Passphrase">Of the handler's own vault key.</param>
public sealed record IdentityForm(string Identity, IReadOnlyList<string>? Handlers, bool BreakGlass, string Passphrase, string Reason, int? Seen);

/// <summary>Who handles a source that has no handler.</summary>
/// <param name="Reason">Why they do. Its handlers read it.</param>
public sealed record FirstHandlersForm(IReadOnlyList<string>? Handlers, string Reason);

/// <summary>Who may open the identity from now on.</summary>
public sealed record HandlersForm(IReadOnlyList<string>? Handlers, bool BreakGlass, string Passphrase, string Reason, int? Seen);

/// <param name="Reason">Why the identity must be known now; it stays in the journal.</param>
public sealed record OpeningForm(string Reason, string Passphrase);

/// <param name="Reason">Why it is erased.</param>
public sealed record ErasureForm(string Reason);

/// <param name="Other">The other protected source.</param>
/// <param name="Grounds">Why both are one person, or are not; the grounds for it are sealed with it.</param>
public sealed record SamePersonForm(string Other, string Grounds, string Passphrase);

/// <param name="Other">The other protected source.</param>
public sealed record PartingForm(string Other, string Reason, string Passphrase);

/// <param name="Reason">Why it can't wait for a handler.</param>
public sealed record GlassForm(string Reason);

public sealed record GlassOpeningForm(string Passphrase);
