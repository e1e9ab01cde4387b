using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Demarche.Journal;

public static partial class JournalFile
{
    private static string HeaderLine(JournalFileHeader header) =>
        CanonicalJson.Of(new { desk = header.Desk, format = "demarche-journal", time = header.Time, version = 1 });

    private static string CheckpointLine(string jws) => CanonicalJson.Of(new { checkpoint = jws });

    private static JournalFileLine Bad(long number, string message) => new(number, Problem: new JournalFileProblem(number, null, null, message));

    private static JournalFileLine Parse(byte[] bytes, long number)
    {
        try
        {
            var text = Strict.Utf8.GetString(bytes);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = CanonicalJson.MaximumDepth + 1 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return Bad(number, "The line is not a JSON object.");
            if (number == 1) return ParseHeader(root, text);
            if (root.TryGetProperty("checkpoint", out var checkpoint) && checkpoint.ValueKind == JsonValueKind.String)
                return checkpoint.GetString() is { } jws && CheckpointLine(jws) == text
                    ? new JournalFileLine(number, Checkpoint: jws) : Bad(number, "The line is not canonical JSON (RFC 8785).");
            if (EntryLine.Read(root, out var problem) is not { } entry) return Bad(number, problem!);
            return EntryLine.Write(entry) == text ? new JournalFileLine(number, Entry: entry)
                : new JournalFileLine(number, Problem: new JournalFileProblem(number, Strict.Shown(entry.Case), entry.Number, "The line is not canonical JSON (RFC 8785)."));
        }
        catch (Exception problem) when (problem is JsonException or DecoderFallbackException)
        {
            return Bad(number, "The line is not JSON in UTF-8.");
        }
        catch (InvalidOperationException)
        {
            return Bad(number, "A string holds half of a surrogate pair.");
        }
    }

    private static JournalFileLine ParseHeader(JsonElement root, string text)
    {
        string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (Text("format") != "demarche-journal") return Bad(1, "The file is not an exported journal: its first line has no \"format\":\"demarche-journal\".");
        if (!root.TryGetProperty("version", out var version) || version.GetRawText() != "1") return Bad(1, "The file's version is not 1, the only one that is known.");
        if (Text("desk") is not { } desk || !Strict.IsId(desk) || Text("time") is not { } time || !Strict.IsTime(time)) return Bad(1, "The first line must name the desk and the time.");
        var header = new JournalFileHeader(desk, time);
        return HeaderLine(header) == text ? new JournalFileLine(1, Header: header) : Bad(1, "The first line is not canonical JSON (RFC 8785), or has further members.");
    }

    /// <summary>The lines without their line feeds; null for one that is too long, after which nothing follows. A last line without a line feed counts.</summary>
    private static async IAsyncEnumerable<byte[]?> Lines(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        // A long line comes in many reads: what was searched for its end is not searched again.
        var searched = 0L;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (buffer.Slice(searched).PositionOf((byte)'\n') is { } end)
            {
                searched = 0;
                var line = buffer.Slice(0, end);
                yield return line.Length > MaximumLineBytes ? null : line.ToArray();
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (buffer.Length > MaximumLineBytes)
            {
                yield return null;
                break;
            }
            if (read.IsCompleted)
            {
                if (!buffer.IsEmpty) yield return buffer.ToArray();
                break;
            }
            searched = buffer.Length;
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
        await reader.CompleteAsync();
    }
}
