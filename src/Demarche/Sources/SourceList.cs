using Demarche.Claims;
using Demarche.People;
using Demarche.Vault;
using Demarche.Views;

namespace Demarche.Sources;

/// <summary>A source as the caller may know it. An identity stands in no row.</summary>
/// <param name="Name">The name, or the public description of a protected source.</param>
/// <param name="Claims">How many of its claims stand.</param>
/// <param name="Handled">Whether the caller is one of its handlers.</param>
public sealed record SourceRow(
    string Id, string Name, bool Protected, string Description, string? Organisation, Standing Standing, Grade? Grade, string? Evaluator,
    int Claims, bool Handled, bool Withdrawn, Marking Marking, int Revision)
{
    /// <summary>The same by stance.</summary>
    public IReadOnlyList<StanceCount> Stances { get; init; } = [];
}

/// <summary>Whom an identity may be entrusted to.</summary>
/// <param name="KeySince">When the handler's key in force was made, UTC; null where there is none, and nothing can be sealed to the handler.</param>
public sealed record HandlerRow(string Id, string Name, string? KeySince);

/// <summary>All sources of a case, in the order in which they came in.</summary>
public sealed record SourceList(IReadOnlyList<SourceRow> Sources, IReadOnlyList<HandlerRow> Handlers, IReadOnlyList<string> Keepers, string Caller)
{
    public static SourceList Of(View view, DeskFile desk, string caller)
    {
        var said = view.Claims.Standing.ToLookup(c => c.Content.Source);
        return new([.. view.Sources.All.Select(s => Row(s, StanceCount.Of(said[s.Id], view), desk, caller))], HandlersOf(desk), KeepersOf(desk), caller);
    }

    internal static SourceRow Row(Held<Source> held, IReadOnlyList<StanceCount> stances, DeskFile desk, string caller)
    {
        var source = held.Content;
        return new(held.Id, source.PublicName, source.IsProtected, source.IsProtected ? "" : source.Description, source.Organisation, source.Standing,
            source.Grade, source.Grade is { Evaluator.Length: > 0 } grade ? desk.NameOf(grade.Evaluator) : null, stances.Sum(s => s.Claims), source.Handlers.Contains(caller),
            held.IsWithdrawn, held.Marking, held.Revision)
        {
            Stances = stances,
        };
    }

    /// <summary>People who may be named as handlers, by name.</summary>
    internal static IReadOnlyList<HandlerRow> HandlersOf(DeskFile desk) =>
        [.. desk.People.Standing.Where(p => !p.Content.Disabled && p.Content.Roles.Contains(Role.SourceHandler))
            .Select(p => new HandlerRow(p.Id, p.Content.Name, VaultDecisions.KeyOf(desk, p.Id)?.Time))
            .OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Id, StringComparer.Ordinal)];

    /// <summary>The names of those of whom two may open an identity together, where that is allowed.</summary>
    internal static IReadOnlyList<string> KeepersOf(DeskFile desk) => [.. BreakGlassDecisions.Keepers(desk).Select(k => k.Person.Content.Name)];
}

/// <summary>Another protected source that the caller handles too.</summary>
public sealed record SiblingRow(string Id, string Name);

/// <summary>One source with its history and what it says.</summary>
/// <param name="Siblings">For its handlers only; empty for everyone else.</param>
/// <param name="Seals">Whether the caller handles it or named it: nobody else seals an identity.</param>
public sealed record SourcePart(
    SourceRow Source, IReadOnlyList<Past> History, IReadOnlyList<ClaimRow> Claims, IReadOnlyList<HandlerRow> Handlers, IReadOnlyList<string> Keepers,
    IReadOnlyList<SiblingRow> Siblings, bool Seals)
{
    /// <summary>Whether the caller named it and is no handler of it: such a person may name its first handlers.</summary>
    public bool Names { get; init; }

    /// <summary>Who handles it now, for its handlers; for who named it, that person; nobody for everyone else.</summary>
    public IReadOnlyList<string> Entrusted { get; init; } = [];

    /// <summary>A page shows so many claims of one source; the claims page pages through all of them.</summary>
    public const int MostClaims = 50;

    public static SourcePart? Of(View view, DeskFile desk, string caller, string id, IReadOnlyList<SiblingRow> siblings)
    {
        if (view.Sources.Find(id) is not { } held) return null;
        var claims = view.Claims.Standing.Where(c => c.Content.Source == id).ToList();
        var (handles, named) = (held.Content.Handlers.Contains(caller), view.BroughtInBy(held) == caller);
        return new(SourceList.Row(held, StanceCount.Of(claims, view), desk, caller),
            Past.Of(held, desk, Says), [.. claims.Take(MostClaims).Select(c => ClaimRow.Of(c, view, desk))], SourceList.HandlersOf(desk),
            SourceList.KeepersOf(desk), siblings, handles || named)
        {
            Names = held.Content.IsProtected && named && !handles,
            Entrusted = handles ? held.Content.Handlers : named ? [caller] : [],
        };
    }

    private static string Says(Source source) => source.Grade is { } grade ? $"{source.PublicName}, {grade.Reliability}" : source.PublicName;
}
