namespace Demarche.Store;

public sealed partial class JournalStore
{
    /// <summary>Larger documents are refused: the bytes are held in memory several times over while they are written.</summary>
    public const int MaximumDocument = 256 * 1024 * 1024;

    /// <summary>The bytes with that SHA-256; null when they are not held.</summary>
    public Task<byte[]?> FindAsync(string sha256, CancellationToken ct = default) =>
        ReadAsync(sql => sql.ValueAsync<byte[]>("SELECT bytes FROM document WHERE sha256 = @sha256", ("sha256", sha256)), ct);

    /// <summary>Keeps the wrapped key of an erasable field. Where an entry needs it, give it to <see cref="AppendAsync"/> instead.</summary>
    /// <exception cref="InvalidOperationException">The journal has a key of that id.</exception>
    public Task KeepKeyAsync(string caseId, string keyId, string wrapped, CancellationToken ct = default) => ChangeAsync(async sql =>
    {
        await sql.InsertAsync("field_key (case_id, key_id, wrapped)", [[caseId, keyId, wrapped]]);
        return true;
    }, ct);

    /// <summary>The wrapped key; null when it was never kept or is erased.</summary>
    public Task<string?> FindKeyAsync(string caseId, string keyId, CancellationToken ct = default) => ReadAsync(sql => sql.ValueAsync<string>(
        "SELECT wrapped FROM field_key WHERE case_id = @case_id AND key_id = @key_id", ("case_id", caseId), ("key_id", keyId)), ct);

    /// <summary>Destroys a key, and with it what only this key opens. Erasing what is gone already is no error.</summary>
    /// <remarks>
    /// SQLite overwrites the row (<c>secure_delete</c>) and its write-ahead log is emptied before this completes. On PostgreSQL
    /// no reader sees the row after the commit, but its bytes stay in the table's file until VACUUM has run and the page is
    /// used again, and in archived logs and backups for as long as these are kept. Backups of either database keep the key.
    /// </remarks>
    public Task EraseKeyAsync(string caseId, string keyId, CancellationToken ct = default) => ChangeAsync(
        sql => EraseKeyAsync(sql, caseId, keyId), ct, scrubs: true);

    internal static Task<int> EraseKeyAsync(Sql sql, string caseId, string keyId) =>
        sql.RunAsync("DELETE FROM field_key WHERE case_id = @case_id AND key_id = @key_id", ("case_id", caseId), ("key_id", keyId));
}
