using System.CommandLine;
using Demarche.Reading;

namespace Demarche.Documents;

/// <summary>The verb that reads files as the desk does at intake, without a desk: nothing is kept.</summary>
public static class ReadCommand
{
    public static Command Verb()
    {
        var files = new Argument<string[]>("file") { Description = "What to read: plain text or HTML.", Arity = ArgumentArity.OneOrMore };
        var mediaType = new Option<string?>("--media-type")
        {
            Description = "As declared where the files came from: \"text/html; charset=iso-8859-1\". Default: told from the bytes and the name.",
        };
        var json = CommandLine.Json();
        var verb = new Command("read", "Read documents and print what the desk would propose of them.") { files, mediaType, json };
        verb.SetAction((typed, ct) => RunAsync(typed.GetRequiredValue(files), typed.GetValue(mediaType), typed.GetValue(json), ct));
        return verb;
    }

    private static async Task<int> RunAsync(string[] files, string? mediaType, bool json, CancellationToken ct)
    {
        List<(string File, ReadDocument Document)> read = [];
        List<FileProblem> problems = [];
        var code = CommandLine.Done;
        foreach (var file in files)
        {
            var result = await ReadAsync(file, mediaType, ct);
            foreach (var problem in result.Problems)
            {
                problems.Add(new(file, problem.Where, problem.Message));
                code = CommandLine.Refuse($"{file}: {problem.Where}: {ShownText.Line(problem.Message)}");
            }
            // The same bytes given twice are one document, as at the desk.
            if (result.Document is { } document && read.All(r => r.Document.Id != document.Id)) read.Add((file, document));
        }
        var documents = read.Select(r => r.Document).ToList();
        if (json) Console.Out.WriteLine(ReadingJson.Write(documents, problems));
        else Console.Out.Write(ReadSummary.Of(read));
        return code;
    }

    private static async Task<ReadResult> ReadAsync(string file, string? mediaType, CancellationToken ct)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return Reader.Read(await BytesAsync(stream, ct), mediaType, file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(null, [new("file", problem.Message)]);
        }
    }

    // One byte more than the limit is enough for the reader to refuse; a pipe without end must not fill the memory.
    private static async Task<byte[]> BytesAsync(Stream stream, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; bytes.Length <= ReadingLimits.Bytes && (read = await stream.ReadAsync(buffer, ct)) > 0;) bytes.Write(buffer, 0, read);
        return bytes.ToArray();
    }
}
