using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Demarche.Store;

namespace Demarche.Tests.Twins;

/// <summary>Bytes that random cases name by their hash: texts of documents, and plain packages with a letter.</summary>
internal static class Kept
{
    private static readonly byte[][] Documents =
        [.. new[] { "alpha", "alpha beta", "gamma", "delta" }.Select(w => Encoding.UTF8.GetBytes($"The {w} relay answered on Tuesday, an official said. It stands at 198.51.100.7."))];

    private static readonly byte[][] Packages = [.. Enumerable.Range(0, 4).Select(n => JsonSerializer.SerializeToUtf8Bytes(new { letter = $"<p>Letter {n}</p>" }))];

    public static IReadOnlyList<string> OfDocuments { get; } = [.. Documents.Select(Hash)];

    public static IReadOnlyList<string> OfPackages { get; } = [.. Packages.Select(Hash)];

    public static async Task KeepAsync(JournalStore store)
    {
        foreach (var bytes in Documents.Concat(Packages)) await store.KeepAsync(bytes);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
