using System.Collections.Concurrent;
using System.Security.Cryptography;
using Demarche.Documents;
using Demarche.Web;
using Demarche.Views;

namespace Demarche.Imports;

/// <summary>How far an import is.</summary>
/// <param name="Rate">Incidents a second since it began.</param>
internal sealed record ImportProgress(int Done, int Of, int Already, int Failed, double Rate);

/// <summary>
/// Writes the incidents of EuRepoC's tables as cases, a few at a time and each in one append. It can be stopped between any two; started again, it writes those that
/// are not there yet.
/// </summary>
internal sealed class EurepocImport(CaseBook book, Readings readings, DeskFile desk, Caller caller, Marking marking, TimeProvider time)
{
    /// <summary>Progress is told after as many.</summary>
    private const int Step = 100;

    private readonly ConcurrentBag<ImportProblem> problems = [];
    private readonly ConcurrentDictionary<string, int> counts = new();
    private int done, already, failed, responses;

    /// <param name="tables">As they were read; what is wrong with them is in the report too.</param>
    /// <param name="told">Called now and then, from any thread.</param>
    /// <param name="ct">Stops it; what is written by then stays, whole.</param>
    public async Task<ImportReport> RunAsync(IReadOnlyList<CsvTable> tables, Action<ImportProgress>? told, CancellationToken ct)
    {
        var read = EurepocTables.Of(tables);
        var heads = tables.Where(t => t.Head is not null).GroupBy(t => t.File).ToDictionary(g => g.Key, g => g.First().Head!.Raw);
        var written = new string?[read.Incidents.Count];
        var began = time.GetTimestamp();
        try
        {
            await Parallel.ForAsync(0, written.Length, new ParallelOptions { MaxDegreeOfParallelism = ImportLimits.AtOnce, CancellationToken = ct }, async (i, stop) =>
            {
                written[i] = await OneAsync(read.Incidents[i], heads, stop);
                if (Interlocked.Increment(ref done) is var now && (now % Step == 0 || now == written.Length))
                    told?.Invoke(new(now, written.Length, already, failed, now / Math.Max(0.001, time.GetElapsedTime(began).TotalSeconds)));
            });
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            problems.Add(new(Defect.NotWritten, string.Join(", ", heads.Keys), null, null, $"It was stopped after {done} of {written.Length} incidents. What is written is whole; import again to go on."));
        }
        return new(written.Length, [.. written.OfType<string>()], already, failed, responses, counts.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(),
            [.. read.Problems.Concat(problems).OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line ?? 0).ThenBy(p => p.Column, StringComparer.Ordinal).ThenBy(p => p.What, StringComparer.Ordinal)]);
    }

    /// <returns>The new case's id; null where none was written.</returns>
    private async Task<string?> OneAsync(EurepocIncident incident, IReadOnlyDictionary<string, string> heads, CancellationToken ct)
    {
        var (id, held) = await ImportedId.FindAsync(book, caller, $"eurepoc {incident.Id}", ct);
        var rows = EurepocCase.RowsOf(incident, heads);
        if (held is { } there)
        {
            Leave(there, incident, rows);
            return null;
        }
        var reading = IntakeReading.Of(new(rows, "text/plain; charset=utf-8", $"eurepoc-{incident.Id}.txt", From(incident)), Id.New());
        var document = reading.Result.Succeeded ? reading.ToDocument() : null;
        var draft = EurepocCase.Of(incident, document, reading.Result.Document?.Text ?? "", Id.New);
        if (document is not null)
        {
            readings.Know(document, reading.Result);
        }
        var outcome = await book.WriteAsync(id, caller.Id, file => ImportDecisions.Open(file, desk, caller.Audience, id, marking, draft), _ => document is null ? null : IntakeReading.Kept([reading]), ct);
        if (outcome.Refusal is { } refused)
        {
            Interlocked.Increment(ref failed);
            problems.Add(new(Defect.NotWritten, incident.Row.File, incident.Row.Line, null, $"It could not become a case. {refused.Message}", incident.Id, incident.Row.Raw));
            return null;
        }
        foreach (var problem in draft.Problems) problems.Add(problem);
        foreach (var fact in draft.Facts) counts.AddOrUpdate(FactKinds.Of(fact).Name, 1, (_, n) => n + 1);
        Interlocked.Add(ref responses, draft.Responses);
        return id;
    }

    private void Leave(CaseFile there, EurepocIncident incident, byte[] rows)
    {
        Interlocked.Increment(ref already);
        if (CaseRoutes.AccessOf(there, caller) == CaseAccess.None) return;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(rows));
        if (ViewCache.For(there, caller.Audience).Documents.All.Any(d => d.Content.Sha256 == sha256)) return;
        problems.Add(new(Defect.UnlikeBefore, incident.Row.File, incident.Row.Line, null,
            $"The tables say something else than when case {there.Id} was made of it. The case was left as it is.", incident.Id));
    }

    private static string From(EurepocIncident incident) => "EuRepoC: " + string.Join("; ", new[] { [incident.Row], incident.Attributions, incident.Receivers }
        .Where(t => t.Count > 0).Select(t => t.Count == 1 ? $"{t[0].File}, line {t[0].Line}" : $"{t[0].File}, lines {t[0].Line} to {t[^1].Line}"));
}
