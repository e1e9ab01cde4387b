using Demarche.People;
using Demarche.Vault;
using Demarche.Web;

namespace Demarche.Sources;

/// <summary>Seals identities to their handlers' own keys, and opens them for whoever gives the passphrase. The only reader of a sealed identity.</summary>
public sealed class SourceSeal(VaultSeal vault)
{
    private const string Identity = "identity";

    /// <summary>Seals who a source is.</summary>
    public Sealing SealIdentity(string @case, string source, string identity, DeskFile desk, IReadOnlyList<string> handlers, bool breakGlass) =>
        vault.Seal(@case, source, Identity, identity, RecipientsOf(desk, handlers), breakGlass ? KeepersOf(desk) : []);

    /// <summary>Who a source is; null where nobody said it, the key is destroyed, or it is not sealed to this one.</summary>
    public Task<string?> OpenIdentityAsync(string @case, Held<Source> source, VaultSecret secret, CancellationToken ct) =>
        vault.OpenAsync(@case, source.Id, Identity, source.Content.Identity, secret, ct);

    /// <summary>A keeper's half of an identity; null where it has none with the other.</summary>
    internal Task<byte[]?> HalfAsync(string @case, Held<Source> source, VaultSecret keeper, string other, CancellationToken ct) =>
        vault.HalfAsync(@case, source.Id, Identity, source.Content.Identity, keeper, other, ct);

    /// <summary>Who a source is, by two halves.</summary>
    internal Task<string?> OpenByTwoAsync(string @case, Held<Source> source, VaultSecret keeper, (string Confirmer, byte[] Half) passed, CancellationToken ct) =>
        vault.OpenByTwoAsync(@case, source.Id, Identity, source.Content.Identity, keeper, passed.Confirmer, passed.Half, ct);

    /// <summary>The keys in force of these people; who has none is left out.</summary>
    internal static IReadOnlyList<Recipient> RecipientsOf(DeskFile desk, IEnumerable<string> people) =>
        [.. from person in people let key = VaultDecisions.KeyOf(desk, person) where key is not null select new Recipient(key.Id, key.Content.PublicKey)];

    internal static Entrusted Entrusting(DeskFile desk, bool breakGlass)
    {
        var handlers = SourceList.HandlersOf(desk);
        return new(handlers.Select(h => h.Id).ToHashSet(), handlers.Where(h => h.KeySince is not null).Select(h => h.Id).ToHashSet(),
            !breakGlass || BreakGlassDecisions.Keepers(desk).Count > 0)
        {
            People = handlers.ToDictionary(h => h.Id, h => Roles.Caller(desk.People.Find(h.Id)!), StringComparer.Ordinal),
        };
    }

    /// <summary>Puts seal and handlers of the source as it stands back into a fact that was decided on a view, which has neither.</summary>
    public static Decision Carry(CaseFile file, Decision decision) => decision is not Decision.Allowed allowed ? decision
        : allowed with { Facts = [.. allowed.Facts.Select(m => m with { Fact = Carried(file, m.Fact) })] };

    private static Fact Carried(CaseFile file, Fact fact) => fact switch
    {
        SourceCorrected corrected => corrected with { Content = Carried(file, corrected.Id, corrected.Content) },
        SourceGraded graded => graded with { Content = Carried(file, graded.Id, graded.Content) },
        _ => fact,
    };

    private static Source Carried(CaseFile file, string id, Source source) =>
        file.Sources.Find(id)?.Content is { } standing ? source with { Identity = standing.Identity, Handlers = standing.Handlers } : source;

    private static IReadOnlyList<Recipient> KeepersOf(DeskFile desk) =>
        [.. BreakGlassDecisions.Keepers(desk).Select(k => new Recipient(k.Key.Id, k.Key.Content.PublicKey))];
}

/// <summary>To whom an identity may be entrusted at this desk.</summary>
/// <param name="Handlers">People who are source handlers.</param>
/// <param name="Keyed">Those of them who have a vault key.</param>
/// <param name="HasKeepers">Whether there are keepers, where two people are to be able to open it.</param>
public sealed record Entrusted(IReadOnlySet<string> Handlers, IReadOnlySet<string> Keyed, bool HasKeepers)
{
    /// <summary>What each of the handlers may see.</summary>
    public IReadOnlyDictionary<string, Caller> People { get; init; } = new Dictionary<string, Caller>();
}
