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
        List<MemberAccount> members = [];
        var already = 0;
        var events = MispEvent.Read(bytes, name, problems, out var failed);
        foreach (var one in events)
        {
            var by = originator ?? PartnerOf(one, name, problems);
            var raw = Encoding.UTF8.GetBytes(one.Raw);
            var (id, held) = into is null ? await ImportedId.FindAsync(book, caller, "misp " + (one.Uuid ?? Convert.ToHexStringLower(SHA256.HashData(raw))), ct) : (into, null);
            if (held is { } there)
            {
                already++;
                members.AddRange(MispMembers.Of(one, (string?)null));
                if (IsUnlike(there, one, raw)) problems.Add(new(Defect.UnlikeBefore, name, null, null, $"The event says something else than when case {id} was made of it. The case was left as it is; bring it in with --case to add what is new.", one.Uuid));
                continue;
            }
            var reading = IntakeReading.Of(new(raw, "text/plain; charset=utf-8", NameOf(one),
                $"MISP event{(one.Organisation is { } of ? $" of {of}" : "")}: {name}"), Id.New());
            if (!reading.Result.Succeeded) problems.AddRange(reading.Result.Problems.Select(p => new ImportProblem(Defect.TooMuch, name, null, null, $"The event is not kept as a document: {p.Message}", one.Uuid)));
            var draft = new MispCase(one, name, reading.Result.Succeeded ? reading.ToDocument() : null, least, by, originator is not null);
            MispOutcome? made = null;
            var now = book.Now();
            var outcome = await book.WriteAsync(id, caller.Id, file =>
            {
                made = into is null ? draft.Open(file, desk, caller.Audience, caller.Id, id, now, Id.New) : draft.Into(ViewCache.For(file, caller.Audience), Id.New);
                return made.Decision;
            }, allowed => allowed.Facts.Any(f => f.Fact is DocumentTakenIn) ? IntakeReading.Kept([reading]) : null, ct);
            problems.AddRange(made!.Problems);
            if (outcome.Refusal is { Rule: "event-must-tell-something-new" })
            {
                already++;
                members.AddRange(made.Members);
            }
            else if (outcome.Refusal is { } refused)
            {
                failed++;
                members.AddRange(MispMembers.Of(one, "the event was not written"));
                problems.Add(new(Defect.NotWritten, name, null, null, $"Event “{Cut.To(one.Info, 80, "…")}” was not written. {refused.Message}", one.Uuid));
            }
            else
            {
                cases.Add(id);
                members.AddRange(made.Members);
                if (made.Observables > 0) Count("observable-seen", made.Observables);
                if (MispMapping.Level(one.Tags) is null) problems.Add(new(Defect.MissingText, name, null, "Tag", $"The event has no TLP label; it was taken as {draft.Marking.Label}, to no partner.", one.Uuid));
            }
            if (made.Already > 0) Count("observables that stand there already", made.Already);
        }
        return new(events.Count, cases, already, failed, 0, counts.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(), problems,
            MemberAccount.Sum(members));

        void Count(string what, int count) => counts[what] = counts.GetValueOrDefault(what) + count;
    }

    /// <summary>What a file comes to that could not even be opened.</summary>
    public static ImportReport Unread(string name, string why) =>
        new(0, [], 0, 1, 0, new Dictionary<string, int>(), [new(Defect.UnreadableRow, name, null, null, why)], []);

    // The terms of whoever made an event bind it here where that is a partner. Two partners of one name are neither.
    private string? PartnerOf(MispEvent one, string name, List<ImportProblem> problems)
    {
        if (one.Organisation is not { } organisation) return null;
        List<string> named = [.. desk.Partners.Standing.Where(p => p.Content.Name.Equals(organisation, StringComparison.OrdinalIgnoreCase))
            .Select(p => p.Id)];
        if (named.Count > 1)
            problems.Add(new(Defect.MissingText, name, null, "Orgc",
                $"Several partners are called {organisation}; the event was taken as none of theirs. Say with --given-by whose it is.",
                one.Uuid));
        return named.Count == 1 ? named[0] : null;
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
