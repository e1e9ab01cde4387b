using System.IO.Compression;

namespace Demarche.Paper.Word;

/// <summary>A package once more, with every part at the same hour, the types first and the rest by name.</summary>
internal static class StillZip
{
    /// <summary>The earliest that a ZIP can say.</summary>
    private static readonly DateTimeOffset Hour = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(byte[] package)
    {
        using var read = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        var written = new MemoryStream(package.Length);
        using (var archive = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in read.Entries.OrderBy(e => e.FullName != "[Content_Types].xml").ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(part.FullName, CompressionLevel.Optimal);
                entry.LastWriteTime = Hour;
                using var from = part.Open();
                using var to = entry.Open();
                from.CopyTo(to);
            }
        }
        return written.ToArray();
    }
}
