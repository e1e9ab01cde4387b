namespace Demarche.Store;

/// <summary>What is written in the same transaction as an append's entries: all of it with them, or none of it.</summary>
public sealed record StoreWrites
{
    public IReadOnlyList<WrappedKey> Keys { get; init; } = [];

    /// <summary>Ids of keys of the same journal that are destroyed with the append, as <c>JournalStore.EraseKeyAsync</c> destroys one.</summary>
    public IReadOnlyList<string> ErasedKeys { get; init; } = [];

    /// <summary>Documents whose bytes are kept with the append: what is refused leaves none behind.</summary>
    public IReadOnlyList<KeptDocument> Documents { get; init; } = [];

    public IReadOnlyList<NewWork> Work { get; init; } = [];

    public IReadOnlyList<Received> Received { get; init; } = [];

    /// <summary>People's own keys, each in place of the person's last one.</summary>
    public IReadOnlyList<KeptVaultKey> VaultKeys { get; init; } = [];

    /// <summary>Small values, each in place of the last one of its name.</summary>
    public IReadOnlyList<KeptSetting> Settings { get; init; } = [];

    /// <summary>Entries of a second journal; null for none.</summary>
    public JoinedAppend? Joined { get; init; }

    /// <summary>What the append changes in the search index; null where its journal is none that is searched.</summary>
    public IndexChange? Index { get; init; }
}

/// <summary>Entries of another journal that are appended together with those of the first, or neither.</summary>
/// <param name="Seen">The head that the writer decided upon. Where it has moved, the whole append is stale.</param>
public sealed record JoinedAppend(Journal.Head Seen, IReadOnlyList<Journal.EntryDraft> Drafts);

public sealed record KeptSetting(string Name, string Value);

/// <summary>A document's bytes.</summary>
/// <param name="Sha256">Of the bytes, lower-case hexadecimal.</param>
public sealed record KeptDocument(string Sha256, byte[] Bytes)
{
    /// <exception cref="ArgumentException">They are more than <see cref="JournalStore.MaximumDocument"/>.</exception>
    public static KeptDocument Of(byte[] bytes) => bytes.Length <= JournalStore.MaximumDocument
        ? new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), bytes)
        : throw new ArgumentException($"A document has at most {JournalStore.MaximumDocument} bytes.", nameof(bytes));
}

/// <summary>The wrapped key of one erasable field.</summary>
public sealed record WrappedKey(string Case, string Id, string Wrapped);

/// <summary>One package that the outbox has to bring to one partner.</summary>
/// <param name="Case">The journal that the release stands in.</param>
/// <param name="Id">Opaque, unique within the journal.</param>
/// <param name="Partner">The partner's id.</param>
/// <param name="PayloadSha256">The package's bytes, kept as a document.</param>
/// <param name="Due">Not to be tried before this time.</param>
public sealed record NewWork(string Case, string Id, string Partner, string PayloadSha256, DateTimeOffset Due);

/// <summary>One package that came in from a partner, and the receipt that it got: sent again, it gets the same one.</summary>
public sealed record Received(string PackageId, string Partner, string SealedSha256, string Receipt, DateTimeOffset Time);
