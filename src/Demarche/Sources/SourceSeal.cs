using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Sources;

/// <summary>Seals identities under a key of their own, and opens them for their handlers. The only reader of a sealed identity.</summary>
public sealed class SourceSeal(NodeKey node, JournalStore store)
{
    private const string Identity = "identity";
    private const string Sources = "sources";

    /// <summary>Seals who a source is.</summary>
    public Sealing SealIdentity(string @case, string source, string identity) => Seal(@case, source, Identity, identity);

    /// <summary>Seals which two sources are one person.</summary>
    public Sealing SealPair(string @case, string id, string first, string second) =>
        Seal(@case, id, Sources, string.Join('\n', new[] { first, second }.Order(StringComparer.Ordinal)));

    /// <summary>Who a source is; null where nobody said it or the key is destroyed.</summary>
    public Task<string?> OpenIdentityAsync(string @case, Held<Source> source, CancellationToken ct) =>
        OpenAsync(@case, source.Id, Identity, source.Content.Identity, ct);

    /// <summary>The two sources; null when the key is gone.</summary>
    public async Task<(string First, string Second)?> OpenPairAsync(string @case, Held<SamePerson> pair, CancellationToken ct) =>
        (await OpenAsync(@case, pair.Id, Sources, pair.Content.Sources, ct))?.Split('\n') is [var first, var second] ? (first, second) : null;

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

    private Sealing Seal(string @case, string item, string field, string text)
    {
        var key = Journal.FieldKey.Create();
        return new(FieldCipher.Seal(text, key, FieldCipher.AssociatedData(@case, item, field)), new(@case, key.Id, node.Wrap(key)));
    }

    private async Task<string?> OpenAsync(string @case, string item, string field, SealedField? sealedField, CancellationToken ct) =>
        sealedField is not null && await store.FindKeyAsync(@case, sealedField.Key, ct) is { } wrapped && node.Unwrap(sealedField.Key, wrapped) is { } key
            ? FieldCipher.Open(sealedField, key, FieldCipher.AssociatedData(@case, item, field)) : null;
}

/// <summary>A sealed text and its wrapped key, which must be kept together with the entry.</summary>
public sealed record Sealing(SealedField Field, Store.WrappedKey Key);
