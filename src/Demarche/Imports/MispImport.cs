using System.Security.Cryptography;
using System.Text;
using Demarche.Documents;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Imports;

/// <summary>Brings MISP events into cases: each event into a case of its own, or all into one that is there. Each event is one append.</summary>
internal sealed class MispImport(CaseBook book, DeskFile desk, Caller caller, Tlp? least, string? originator = null)
{
    /// <param name="bytes">The file.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="into">A case that the person may write in; null for new ones.</param>
    public async Task<ImportReport> RunAsync(ReadOnlyMemory<byte> bytes, string name, string? into, CancellationToken ct)
    {
        List<ImportProblem> problems = [];
        Dictionary<string, int> counts = [];
        List<string> cases = [];
        var (already, failed) = (0, 0);
        var events = MispEvent.Read(bytes, name, problems);
        foreach (var one in events)
        {
            var raw = Encoding.UTF8.GetBytes(one.Raw);
            var (id, held) = into is null ? await ImportedId.FindAsync(book, caller, "misp " + (one.Uuid ?? Convert.ToHexStringLower(SHA256.HashData(raw))), ct) : (into, null);
            if (held is { } there)
            {
                already++;
                if (IsUnlike(there, one, raw)) problems.Add(new(Defect.UnlikeBefore, name, null, null, $"The event says something else than when case {id} was made of it. The case was left as it is; bring it in with --case to add what is new.", one.Uuid));
                continue;
            }
            var reading = IntakeReading.Of(new(raw, "text/plain; charset=utf-8", NameOf(one), $"MISP event{(one.Organisation is { } by ? $" of {by}" : "")}: {name}"), Id.New());
            if (!reading.Result.Succeeded) problems.AddRange(reading.Result.Problems.Select(p => new ImportProblem(Defect.TooMuch, name, null, null, $"The event is not kept as a document: {p.Message}", one.Uuid)));
            var draft = new MispCase(one, name, reading.Result.Succeeded ? reading.ToDocument() : null, least, originator);
            MispOutcome? made = null;
            var now = book.Now();
            var outcome = await book.WriteAsync(id, caller.Id, file =>
            {
                made = into is null ? draft.Open(file, desk, caller.Audience, caller.Id, id, now, Id.New) : draft.Into(ViewCache.For(file, caller.Audience), Id.New);
                return made.Decision;
            }, allowed => allowed.Facts.Any(f => f.Fact is DocumentTakenIn) ? IntakeReading.Kept([reading]) : null, ct);
            problems.AddRange(made!.Problems);
            if (outcome.Refusal is { Rule: "event-must-tell-something-new" }) already++;
            else if (outcome.Refusal is { } refused)
            {
                failed++;
                problems.Add(new(Defect.NotWritten, name, null, null, $"Event “{Cut.To(one.Info, 80, "…")}” was not written. {refused.Message}", one.Uuid));
            }
            else
            {
                cases.Add(id);
                Count("observable-seen", made.Observables);
                if (MispMapping.Level(one.Tags) is null) problems.Add(new(Defect.MissingText, name, null, "Tag", $"The event has no TLP label; it was taken as {draft.Marking.Label}, to no partner.", one.Uuid));
            }
            if (made.Already > 0) Count("observables that stand there already", made.Already);
            foreach (var (type, count) in made.Unknown) Count("no such observable here: " + type, count);
            foreach (var (what, count) in one.LeftOut) Count("not taken: " + what, count);
        }
        return new(events.Count, cases, already, failed, 0, counts.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(), problems);

        void Count(string what, int count) => counts[what] = counts.GetValueOrDefault(what) + count;
    }

    // Told to whoever may read the case, and where its event was kept as a document.
    private bool IsUnlike(CaseFile there, MispEvent one, byte[] raw)
    {
        if (CaseRoutes.AccessOf(there, caller) == CaseAccess.None) return false;
        var kept = ViewCache.For(there, caller.Audience).Documents.All.Where(d => d.Content.Name == NameOf(one)).ToList();
        return kept.Count > 0 && kept.TrueForAll(d => d.Content.Sha256 != Convert.ToHexStringLower(SHA256.HashData(raw)));
    }

    private static string NameOf(MispEvent one) => $"misp-{one.Uuid ?? "event"}.txt";
}
