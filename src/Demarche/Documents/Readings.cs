using System.Text;
using Demarche.Reading;
using Demarche.Store;
using Demarche.Views;
using Microsoft.Extensions.Caching.Memory;

namespace Demarche.Documents;

/// <summary>A document's kept text, its passages, and what the reader proposes of it.</summary>
/// <param name="Read">Null when today's reader reads the bytes as another text than the kept one: then nothing is proposed, and every range still holds.</param>
public sealed record DocumentReading(string Text, IReadOnlyList<Passage> Passages, ReadDocument? Read, IReadOnlyList<ReadProblem> Problems);

/// <summary>Reads kept documents again whenever somebody looks: proposals are a function of the bytes and are stored nowhere.</summary>
public sealed class Readings(JournalStore store) : IDisposable
{
    /// <summary>Characters of text that are kept in memory: some forty long reports. A document that is looked at again is not read again.</summary>
    private const long Kept = 64 * 1024 * 1024;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Kept });
    private readonly SemaphoreSlim readers = new(IntakeLimits.Readers);

    /// <summary>A held document's reading; null when its bytes are not in the store.</summary>
    /// <param name="document">The document.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="kept">Bytes that are about to be kept, in addition to those in the store.</param>
    public async Task<DocumentReading?> OfAsync(Document document, CancellationToken ct = default, IReadOnlyList<KeptDocument>? kept = null)
    {
        async Task<byte[]?> FindAsync(string sha256) => kept?.FirstOrDefault(k => k.Sha256 == sha256)?.Bytes ?? await store.FindAsync(sha256, ct);

        var key = (document.Sha256, document.TextSha256, document.MediaType, document.Name);
        if (cache.TryGetValue(key, out DocumentReading? known)) return known;
        if (await FindAsync(document.Sha256) is not { } original || await FindAsync(document.TextSha256) is not { } whole) return null;
        var text = Encoding.UTF8.GetString(whole);
        return Keep(document, text, await ReadAsync(() => Reader.Read(original, document.MediaType, document.Name), ct));
    }

    /// <summary>Keeps a reading that was just made of a document's bytes, so that what is taken in in bulk is not read a second time for the search.</summary>
    internal void Know(Document document, ReadResult result) => Keep(document, result.Document!.Text, result);

    private DocumentReading Keep(Document document, string text, ReadResult result)
    {
        var read = result.Document is { } found && found.TextSha256 == document.TextSha256 ? found : null;
        var reading = new DocumentReading(text, read?.Passages ?? [new Passage(PassageKind.Body, 0, text.Length, text)], read, result.Problems);
        return cache.Set((document.Sha256, document.TextSha256, document.MediaType, document.Name), reading, new MemoryCacheEntryOptions { Size = Math.Max(1024, text.Length * 4L) });
    }

    /// <summary>Reads under the limit of <see cref="IntakeLimits.Readers"/>.</summary>
    public async Task<T> ReadAsync<T>(Func<T> read, CancellationToken ct)
    {
        await readers.WaitAsync(ct);
        try
        {
            return await Task.Run(read, ct);
        }
        finally
        {
            readers.Release();
        }
    }

    /// <summary>Null where the words of a passage stand where it says, in a document that the view shows.</summary>
    public async Task<Decision.Refused?> MustStandThereAsync(View view, PassageRef passage)
    {
        if (view.Documents.Find(passage.Document) is not { IsWithdrawn: false } held) return new("item-must-exist", "There is no such document in this case.", "passage");
        return await OfAsync(held.Content) is { } reading && passage.Start >= 0 && passage.Start < passage.End && passage.End <= reading.Text.Length
            && reading.Text.AsSpan(passage.Start, passage.End - passage.Start).SequenceEqual(passage.Quote)
            ? null : new("quote-must-stand-in-the-document", "These words don't stand at that place of the document. Mark the passage again.", "passage");
    }

    public void Dispose()
    {
        cache.Dispose();
        readers.Dispose();
    }
}
