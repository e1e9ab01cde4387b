using System.Runtime.CompilerServices;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Journals;

/// <summary>What the verbs of <see cref="JournalCommand"/> do.</summary>
internal static class JournalVerbs
{
    public static async Task<int> VerifyFileAsync(string path, IReadOnlyList<DeskCard> signers, SignedCheckpoint? checkpoint, bool json, CancellationToken ct)
    {
        if (!File.Exists(path)) return CommandLine.Refuse($"There is no file {path}.");
        await using var file = File.OpenRead(path);
        // A file of another desk is signed with another desk's key: without its card the chains are verified and the signature is not.
        var desk = (await HeaderAsync(file, ct))?.Desk;
        List<JournalFileResult> results = [];
        foreach (var card in signers.Where(s => s.Desk == desk).DefaultIfEmpty<DeskCard?>(null))
        {
            results.Add(await JournalFile.VerifyAsync(file, card, ct));
            if (results[^1].Problem is null) break;
            file.Position = 0;
        }
        // The present key's finding is told, unless a key that was given up is the one that signed.
        var result = results[^1].Problem is null ? results[^1] : results[0];
        var lacking = result.Problem is null && checkpoint is not null ? checkpoint.Compare(result.Heads) : [];
        var right = result.Problem is null && lacking.Count == 0;
        if (json)
        {
            CommandLine.PrintJson(new { right, desk = result.Header?.Desk, journals = result.Heads.Count, entries = result.Entries, signed = result.Signed, problem = result.Problem, lacking });
        }
        else
        {
            if (result.Problem is { } p)
                Console.WriteLine($"{path}, line {p.Line}{(p.Case is null ? "" : $", journal {p.Case}")}{(p.Number is null ? "" : $", entry {p.Number}")}: {p.Message}");
            foreach (var lack in lacking) Console.WriteLine(lack.Message);
            if (right) Console.WriteLine($"Right: {result.Heads.Count} journals, {result.Entries} entries{(result.Signed ? ", signed by the desk" : "; no signature was checked")}.");
        }
        return right ? CommandLine.Done : CommandLine.FoundWrong;
    }

    /// <param name="keys">Whose keys stand beside the store, if anybody's; null where the operator names the signer, so that they may be elsewhere.</param>
    public static async Task<int> VerifyStoreAsync(DeskOptions desk, TimeProvider time, SignedCheckpoint? checkpoint, KeysOf? keys, bool json, CancellationToken ct)
    {
        await using var store = await CommandLine.OpenStoreAsync(desk, time, StoreUse.ReadJournals, ct);
        var problem = keys is null ? null : StoreOwner.ProblemOf(await StoreOwner.FindAsync(store, ct), keys.Ring, desk);
        var verdict = await StoreCheck.RunAsync(store, checkpoint, ct);
        var right = verdict.IsRight && problem is null;
        if (json)
        {
            CommandLine.PrintJson(new { right, keys = problem, entries = verdict.Entries, journals = verdict.Journals, lacking = verdict.Lacking });
        }
        else
        {
            foreach (var wrong in verdict.Journals.Where(j => j.Problem is not null)) Console.WriteLine($"Journal {wrong.Case}, entry {wrong.Wrong}: {wrong.Problem}");
            foreach (var lack in verdict.Lacking) Console.WriteLine(lack.Message);
            if (problem is not null) Console.WriteLine(problem);
            if (right) Console.WriteLine($"Right: {verdict.Journals.Count} journals, {verdict.Entries} entries{(checkpoint is null ? "" : $", and all that the checkpoint of {checkpoint.Checkpoint.Time} has")}.");
        }
        return right ? CommandLine.Done : CommandLine.FoundWrong;
    }

    /// <param name="Ring">Null where there are no keys.</param>
    public sealed record KeysOf(OurKeys? Ring);

    public static async Task<int> ExportAsync(DeskOptions desk, TimeProvider time, string? journal, string? output, CancellationToken ct)
    {
        await using var store = await CommandLine.OpenStoreAsync(desk, time, StoreUse.ReadJournals, ct);
        var keys = StoreOwner.Keys(await StoreOwner.FindAsync(store, ct), desk, reads: true).Current;
        var heads = (await store.HeadsAsync(ct)).Where(h => journal is null || h.Case == journal).ToList();
        if (heads.Count == 0) return CommandLine.Refuse(journal is null ? "The store has no journal." : $"The store has no journal {journal}.");
        await using var stream = Output(output);
        try
        {
            await JournalFile.WriteAsync(stream, new(keys.Desk, Times.Text(time.GetUtcNow())), EntriesAsync(store, heads, ct), keys, ct);
        }
        catch (InvalidDataException problem)
        {
            return CommandLine.Refuse($"{problem.Message} What is wrong is not exported: run demarche journal verify.");
        }
        return CommandLine.Done;
    }

    public static async Task<int> ImportAsync(DeskOptions desk, TimeProvider time, string path, bool json, CancellationToken ct)
    {
        if (!File.Exists(path)) return CommandLine.Refuse($"There is no file {path}.");
        await using var file = File.OpenRead(path);
        // A store that is not there is made: an import is how a desk begins anew from an export.
        await using var store = await JournalStore.OpenAsync(desk.StoreAddress, time, StoreUse.Upgrade, ct);
        if ((await HeaderAsync(file, ct))?.Desk is { } from) await StoreOwner.NoteImportAsync(store, from, ct);
        var import = await JournalImport.RunAsync(store, file, await StoreOwner.CardAsync(store, desk, ct), ct);
        if (json) CommandLine.PrintJson(import);
        else if (import.Problem is { } p) Console.WriteLine($"{path}, line {p.Line}{(p.Case is null ? "" : $", journal {p.Case}")}{(p.Number is null ? "" : $", entry {p.Number}")}: {p.Message} Nothing was taken in from this file.");
        else Console.WriteLine($"{import.Taken} entries taken in, {import.Held} were there already, in {import.Journals} journals.");
        return import.Problem is null ? CommandLine.Done : CommandLine.FoundWrong;
    }

    public static async Task<int> CheckpointAsync(DeskOptions desk, TimeProvider time, string? output, CancellationToken ct)
    {
        await using var store = await CommandLine.OpenStoreAsync(desk, time, StoreUse.Write, ct);
        var kept = await new Checkpoints(store, StoreOwner.Keys(await StoreOwner.FindAsync(store, ct), desk, reads: false), time).TakeAsync(ct);
        await using var stream = Output(output);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(kept.Text + "\n"), ct);
        return CommandLine.Done;
    }

    private static async Task<JournalFileHeader?> HeaderAsync(FileStream file, CancellationToken ct)
    {
        JournalFileHeader? header = null;
        await foreach (var line in JournalFile.ReadAsync(file, ct))
        {
            header = line.Header;
            break;
        }
        file.Position = 0;
        return header;
    }

    private static Stream Output(string? path) => path is null ? Console.OpenStandardOutput() : new FileStream(path, FileMode.CreateNew, FileAccess.Write);

    private static async IAsyncEnumerable<Entry> EntriesAsync(JournalStore store, IEnumerable<Head> heads, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var head in heads)
        {
            await foreach (var entry in store.ReadAsync(head.Case, 0, ct))
            {
                // What was appended since the heads were read stays for the next export.
                if (entry.Number > head.Number) break;
                yield return entry;
            }
        }
    }
}
