using System.Runtime.CompilerServices;

namespace Demarche.Journal;

/// <summary>The first line of an exported journal.</summary>
/// <param name="Desk">The desk's id.</param>
/// <param name="Time">When it was exported, UTC, ISO 8601 with milliseconds.</param>
public sealed record JournalFileHeader(string Desk, string Time);

/// <summary>The first line of a file that is wrong.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Case">The journal's id, where the line is an entry's.</param>
/// <param name="Number">The entry's number, where the line is an entry's.</param>
/// <param name="Message">What is wrong, for a person.</param>
public sealed record JournalFileProblem(long Line, string? Case, long? Number, string Message);

/// <summary>What verifying a file gave.</summary>
/// <param name="Header">Its first line; null when that is wrong.</param>
/// <param name="Heads">The heads of the journals in it, as far as they are right, in the order of their first entries.</param>
/// <param name="Entries">How many entries are right.</param>
/// <param name="Signed">True when a checkpoint of the desk stands at the end and was checked against a card.</param>
/// <param name="Problem">The first wrong line; null when all are right.</param>
public sealed record JournalFileResult(JournalFileHeader? Header, IReadOnlyList<Head> Heads, long Entries, bool Signed, JournalFileProblem? Problem);

/// <summary>One line of a file: exactly one of the members after the number is there.</summary>
/// <param name="Line">From 1.</param>
public sealed record JournalFileLine(long Line, JournalFileHeader? Header = null, Entry? Entry = null, string? Checkpoint = null, JournalFileProblem? Problem = null);

/// <summary>Journals outside a store: JSON Lines, <c>application/x-ndjson</c> (docs/protocol/journal.md, J23 to J29).</summary>
public static partial class JournalFile
{
    /// <summary>A longer line is refused before it is held: one line without an end would fill the memory.</summary>
    public const int MaximumLineBytes = 96 * 1024 * 1024;

    /// <summary>A file with more journals is refused: a head of each is held while reading.</summary>
    public const int MaximumJournals = 250_000;

    /// <summary>Writes entries in the order they come; each journal's own must be in order. With keys a signed checkpoint over what was written
    /// stands in the last line.</summary>
    /// <returns>The heads of what was written.</returns>
    /// <exception cref="InvalidDataException">An entry is wrong, or there are too many journals: what would not verify is not exported.</exception>
    public static async Task<IReadOnlyList<Head>> WriteAsync(
        Stream stream, JournalFileHeader header, IAsyncEnumerable<Entry> entries, DeskKeys? signer = null, CancellationToken cancellation = default)
    {
        var heads = new Dictionary<string, Head>();
        await using var writer = new StreamWriter(stream, Strict.Utf8, bufferSize: 64 * 1024, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(HeaderLine(header));
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            if (Chain.Check(heads.GetValueOrDefault(entry.Case, Head.Empty(entry.Case)), entry) is { } problem)
                throw new InvalidDataException($"Journal {problem.Case}: {problem.Message}");
            if (!heads.ContainsKey(entry.Case) && heads.Count == MaximumJournals)
                throw new InvalidDataException($"One file holds at most {MaximumJournals} journals.");
            heads[entry.Case] = entry.AsHead();
            await writer.WriteLineAsync(EntryLine.Write(entry));
        }
        if (signer is not null) await writer.WriteLineAsync(CheckpointLine(SignedCheckpoint.Of(header.Desk, header.Time, heads.Values).Sign(signer)));
        await writer.FlushAsync(cancellation);
        return [.. heads.Values];
    }

    /// <summary>Reads a file line by line: the header, the entries, the checkpoint if there is one. A line that can't be read comes as a problem and is the last.
    /// Entries are read here, not verified: <see cref="VerifyAsync"/> does that, or <see cref="Chain.Check"/>.</summary>
    public static async IAsyncEnumerable<JournalFileLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var number = 0L;
        var ended = false;
        await foreach (var bytes in Lines(stream, cancellation))
        {
            number++;
            var line = bytes is null ? Bad(number, $"The line is longer than {MaximumLineBytes} bytes.")
                : ended ? Bad(number, "There is a line after the checkpoint.")
                : Parse(bytes, number);
            ended = line.Checkpoint is not null;
            yield return line;
            if (line.Problem is not null) yield break;
        }
        if (number == 0) yield return Bad(1, "The file is empty.");
    }

    /// <summary>Verifies a file without a store: every journal's chain, and the checkpoint against the desk's card when one is given.</summary>
    public static async Task<JournalFileResult> VerifyAsync(Stream stream, DeskCard? card = null, CancellationToken cancellation = default)
    {
        JournalFileHeader? header = null;
        var heads = new Dictionary<string, Head>();
        var (entries, signed) = (0L, false);
        await foreach (var line in ReadAsync(stream, cancellation))
        {
            var problem = line.Problem;
            header ??= line.Header;
            if (line.Entry is { } entry)
            {
                if (Chain.Check(heads.GetValueOrDefault(entry.Case, Head.Empty(entry.Case)), entry) is { } wrong)
                    problem = new JournalFileProblem(line.Line, wrong.Case, wrong.Number, wrong.Message);
                else if (!heads.ContainsKey(entry.Case) && heads.Count == MaximumJournals)
                    problem = new JournalFileProblem(line.Line, Strict.Shown(entry.Case), entry.Number, $"There are more than {MaximumJournals} journals in one file.");
                else
                {
                    heads[entry.Case] = entry.AsHead();
                    entries++;
                }
            }
            else if (line.Checkpoint is { } checkpoint && card is not null)
            {
                problem = Compare(line.Line, checkpoint, card, header!, heads);
                signed = problem is null;
            }
            if (problem is not null) return new JournalFileResult(header, [.. heads.Values], entries, false, problem);
        }
        return new JournalFileResult(header, [.. heads.Values], entries, signed, null);
    }

    private static JournalFileProblem? Compare(long line, string checkpoint, DeskCard card, JournalFileHeader header, Dictionary<string, Head> heads)
    {
        var (signed, problem) = SignedCheckpoint.Verify(checkpoint, card);
        if (signed is null) return new JournalFileProblem(line, null, null, $"The checkpoint is not to be believed: {problem}");
        if (signed.Checkpoint.Desk != header.Desk || signed.Checkpoint.Time != header.Time)
            return new JournalFileProblem(line, null, null, "The checkpoint is not of the desk and time that the first line names.");
        if (signed.Compare(heads.Values).FirstOrDefault() is { } lacking) return new JournalFileProblem(line, lacking.Case, null, lacking.Message);
        return Checkpoint.Of(header.Desk, header.Time, heads.Values).Root == signed.Checkpoint.Root ? null
            : new JournalFileProblem(line, null, null, "The file holds entries that the checkpoint does not have.");
    }
}
