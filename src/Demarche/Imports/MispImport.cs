using System.Security.Cryptography;
using System.Text;
using Demarche.Documents;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Imports;

/// <summary>Brings MISP events into cases: each event into a case of its own, or all into one that is there. Each event is one append.</summary>
internal sealed partial class MispImport(CaseBook book, DeskFile desk, Caller caller, Tlp? least, string? originator = null)
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
        var file = MispEvent.Read(bytes, name, problems);
        var failed = file.Failed;
        foreach (var refused in file.Refused) members.AddRange(MispMembers.Of(refused, "the event was not read"));
        foreach (var one in file.Events)
        {
            var by = originator ?? PartnerOf(one, name, problems);
            var raw = Encoding.UTF8.GetBytes(one.Raw);
            var (id, held) = into is null ? await ImportedId.FindAsync(book, caller, "misp " + (one.Uuid ?? Convert.ToHexStringLower(SHA256.HashData(raw))), ct) : (into, null);
            foreach (var (place, what) in one.NotRead)
            {
                problems.Add(new(what.IsTime ? Defect.ImpossibleDate : Defect.UnreadablePart, name, null, what.Member,
                    $"{(what.Count > 1 ? $"{what.Count} entries" : "What stands here")} of {place} should be {what.Why}, and {(what.Count > 1 ? "were" : "was")} not read.", one.Uuid));
            }
            if (held is not null && WhyLeft(held, one, raw) is { } why)
            {
                already++;
                members.AddRange(MispMembers.Of(one, (string?)null));
                if (why.Length > 0) problems.Add(new(Defect.UnlikeBefore, name, null, null,
                    $"The event says something else than when case {id} was made of it. The case was left as it is: {why}", one.Uuid));
                continue;
            }
            var reading = IntakeReading.Of(new(raw, "text/plain; charset=utf-8", MispCase.NameOf(one),
                $"MISP event{(one.Organisation is { } of ? $" of {of}" : "")}{(one.AsOf is { } asOf ? $", as of {asOf}" : "")}: {name}"),
                    Id.New());
            if (!reading.Result.Succeeded) problems.AddRange(reading.Result.Problems.Select(p => new ImportProblem(Defect.TooMuch, name, null, null, $"The event is not kept as a document: {p.Message}", one.Uuid)));
            var draft = new MispCase(one, name, reading.Result.Succeeded ? reading.ToDocument() : null, least, by, originator is not null,
                reading.Result.Succeeded ? reading.Stated : null, held is not null);
            MispOutcome? made = null;
            var now = book.Now();
            var outcome = await book.WriteAsync(id, caller.Id, file =>
            {
                made = into is null && held is null ? draft.Open(file, desk, caller.Audience, caller.Id, id, now, Id.New)
                    : draft.Into(ViewCache.For(file, caller.Audience), Id.New);
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
                continue;
            }
            else
            {
                cases.Add(id);
                members.AddRange(made.Members);
                if (made.Observables > 0) Count("observable-seen", made.Observables);
                if (held is not null) problems.Add(new(Defect.UnlikeBefore, name, null, null,
                    $"The event has changed since case {id} was made of it. What is new in it was written; what stood there was left as it is.", one.Uuid));
            }
            if (made.Already > 0) Count("observables that stand there already", made.Already);
            problems.AddRange(Labels(one, name, draft));
        }
        var unread = file.Events.Sum(e => e.NotRead.Where(n => !n.What.IsTime).Sum(n => n.What.Count));
        return new(file.Events.Count, cases, already, failed, 0, counts.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(),
            problems,
            MemberAccount.Sum(members), unread);

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

    // Under which level it was taken, where that is not what a label of TLP says.
    private static IEnumerable<ImportProblem> Labels(MispEvent one, string name, MispCase draft)
    {
        if (!draft.IsLabelled) yield return new(Defect.MissingText, name, null, "Tag",
            $"The event has no TLP label; it was taken as {draft.Marking.Label}, to no partner.", one.Uuid);
        foreach (var odd in one.Labels.Where(l => l.Why is not null).Distinct())
            yield return new(Defect.Narrowed, name, null, "Tag",
                $"The event has {odd.Why}: nothing of it was taken as wider than {Marking.Of(odd.Level).Label}.", one.Uuid);
        var parts = one.Attributes.Concat(one.Objects.SelectMany(o => o.Attributes)).SelectMany(a => a.Labels.Where(l =>
            l.Why is not null).Distinct());
        foreach (var odd in parts.GroupBy(l => l))
            yield return new(Defect.Narrowed, name, null, "Attribute",
                $"{odd.Count()} of its attributes have {odd.Key.Why}: they were taken as no wider than {Marking.Of(odd.Key.Level).Label}.", one.Uuid);
    }

    // Why a case that was made of the event before is left: empty where the event says nothing else than it did; null where it is not left.
    private string? WhyLeft(CaseFile there, MispEvent one, byte[] raw)
    {
        if (CaseRoutes.AccessOf(there, caller) == CaseAccess.None) return "";
        var view = ViewCache.For(there, caller.Audience);
        var kept = view.Documents.All.Where(d => d.Content.Name == MispCase.NameOf(one)).ToList();
        if (kept.Exists(d => d.Content.Sha256 == Convert.ToHexStringLower(SHA256.HashData(raw)))) return "";
        if (CaseRoutes.AccessOf(there, caller) != CaseAccess.Write) return "this person may not write in it.";
        if (!view.IsOpen) return "it is closed.";
        // Two exports of one event come in any order; what the older one says may be deleted since then.
        return one.AsOf is { } asOf && kept.Select(d => AsOf().Match(d.Content.From)).Where(m => m.Success).Select(m => m.Groups[1].Value)
            .Where(k => string.CompareOrdinal(k, asOf) > 0).Max(StringComparer.Ordinal) is { } newer
            ? $"this version is of {asOf}, and the case has one of {newer}." : null;
    }

    [System.Text.RegularExpressions.GeneratedRegex("as of ([0-9TZ:.-]{10,24})",
        System.Text.RegularExpressions.RegexOptions.NonBacktracking)]
    private static partial System.Text.RegularExpressions.Regex AsOf();
}
