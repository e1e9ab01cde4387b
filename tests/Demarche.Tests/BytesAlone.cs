using Demarche.Store;

namespace Demarche.Tests;

/// <summary>Puts a document's bytes into a store without an entry that names them. The desk has no such way: what is refused would leave bytes behind.</summary>
internal static class BytesAlone
{
    /// <returns>Their SHA-256, lower-case hexadecimal.</returns>
    public static Task<string> KeepAsync(this JournalStore store, ReadOnlyMemory<byte> bytes, CancellationToken ct = default)
    {
        var document = KeptDocument.Of(bytes.ToArray());
        return store.ChangeAsync(async sql =>
        {
            await sql.InsertAsync("document (sha256, bytes)", [[document.Sha256, document.Bytes]], "ON CONFLICT (sha256) DO NOTHING");
            return document.Sha256;
        }, ct);
    }
}
