using System.CommandLine;
using System.Globalization;
using Demarche.Documents;
using Demarche.Web;

namespace Demarche.Imports;

/// <summary><c>demarche case import-eurepoc</c> and <c>demarche case import-misp</c>: incidents in bulk and events, as a person of the desk may open cases.</summary>
internal static class ImportCommand
{
    /// <summary>Problems that are shown on a terminal; all of them go into a report that a file was named for, or into JSON.</summary>
    private const int MostShown = 200;

    /// <summary>Puts these verbs beside the others of <c>demarche case</c>.</summary>
    public static Command Under(Command verb, TimeProvider time)
    {
        verb.Add(Eurepoc(time));
        verb.Add(Misp(time));
        return verb;
    }

    private static Option<Tlp?> Level(string description) => new("--tlp") { Description = description, CustomParser = CaseCommand.Level };

    private static Command Eurepoc(TimeProvider time)
    {
        var files = new Argument<string[]>("file") { Description = "The folder of EuRepoC's tables (.csv), or the tables themselves.", Arity = ArgumentArity.OneOrMore };
        var tlp = Level("The marking of the cases: clear, green, amber, amber-strict or red. Without it clear: the tables are published.");
        var report = new Option<string?>("--report") { Description = "A file to write every problem to, one a line." };
        return new CaseVerb("import-eurepoc", "Open a case for each incident of EuRepoC's tables. What is there already is left as it is.", time, files, tlp, report).Does(Capability.WriteCases, async (desk, typed) =>
        {
            List<CsvTable> tables = [];
            foreach (var path in typed.GetRequiredValue(files).SelectMany(Tables))
            {
                await using var stream = File.OpenRead(path);
                tables.Add(CsvTable.Read(stream, DocumentName.Clean(path)));
            }
            if (tables.Count == 0) return CommandLine.Refuse("There is no table (.csv) in this folder.");
            var import = new EurepocImport(desk.Book, desk.Readings, desk.File, desk.Caller, Marking.Of(typed.GetValue(tlp) ?? Tlp.Clear), time);
            using var stop = new StopToken();
            var done = await import.RunAsync(tables, Tell, stop.Token);
            return await PrintAsync(desk, done, typed.GetValue(report));
        });
    }

    private static Command Misp(TimeProvider time)
    {
        var files = new Argument<string[]>("file") { Description = "MISP events (.json, core format).", Arity = ArgumentArity.OneOrMore };
        var into = new Option<string?>("--case") { Description = "A case to bring them into. Without it each event opens a case of its own." };
        var tlp = Level("A level that they have at least: clear, green, amber, amber-strict or red. The event's own label counts where it is stricter.");
        var report = new Option<string?>("--report") { Description = "A file to write every problem to, one a line." };
        var given = DocumentCommand.GivenBy();
        return new CaseVerb("import-misp", "Bring MISP events into cases: attributes as observables, the event as a document.", time, files, into, tlp, report, given).Does(Capability.WriteCases, async (desk, typed) =>
        {
            if (typed.GetValue(into) is { } id)
            {
                if (await desk.OpenAsync(id) is not { } file) return CommandLine.Refuse("There is no such case, or it is not for this person.");
                if (CaseRoutes.AccessOf(file, desk.Caller) != CaseAccess.Write) return CommandLine.Refuse("This person may read the case but not write in it.");
            }
            if (DocumentCommand.Unlisted(desk.File, typed.GetValue(given)) is { } unlisted) return CommandLine.Refuse(unlisted);
            var import = new MispImport(desk.Book, desk.File, desk.Caller, typed.GetValue(tlp), typed.GetValue(given));
            List<ImportReport> done = [];
            foreach (var path in typed.GetRequiredValue(files))
            {
                var name = DocumentName.Clean(path);
                // One file that can't be read is told, and keeps none of the others from coming in.
                try
                {
                    done.Add(new FileInfo(path) is { Exists: true, Length: > ImportLimits.EventBytes }
                        ? MispImport.Unread(name, $"It is larger than {ImportLimits.EventBytes / 1024 / 1024} MiB. Nothing of it was read.")
                        : await import.RunAsync(await File.ReadAllBytesAsync(path, desk.Ct), name, typed.GetValue(into), desk.Ct));
                }
                catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
                {
                    done.Add(MispImport.Unread(name, $"It can't be opened: {wrong.Message}"));
                }
            }
            return await PrintAsync(desk, Sum(done), typed.GetValue(report));
        });
    }

    private static IEnumerable<string> Tables(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.csv").Order(StringComparer.Ordinal) : [path];

    private static void Tell(ImportProgress p) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{p.Done} of {p.Of} incidents, {p.Rate:0} a second; {p.Already} there already, {p.Failed} failed"));

    private static ImportReport Sum(IReadOnlyList<ImportReport> reports) => new(
        reports.Sum(r => r.Read), [.. reports.SelectMany(r => r.Cases)], reports.Sum(r => r.Already), reports.Sum(r => r.Failed), reports.Sum(r => r.Responses),
        reports.SelectMany(r => r.Counts).GroupBy(c => c.Key).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)),
        [.. reports.SelectMany(r => r.Problems)], MemberAccount.Sum(reports.SelectMany(r => r.Members ?? [])), reports.Sum(r => r.Unread));

    private static async Task<int> PrintAsync(OpenedDesk desk, ImportReport report, string? path)
    {
        if (path is not null) await File.WriteAllLinesAsync(path, report.Problems.Select(p => p.ToString()), desk.Ct);
        desk.Print(report, () => Lines(report, path));
        return report.Failed > 0 || report.Unread > 0 || report.Read == 0 || report.Cases.Count + report.Already < report.Read
            ? CommandLine.NotDone : CommandLine.Done;
    }

    private static IEnumerable<string> Lines(ImportReport report, string? path)
    {
        yield return $"{report.Read} read, {report.Cases.Count} written, {report.Already} there already, {report.Failed} failed.";
        if (report.Unread > 0) yield return $"{report.Unread} parts of events could not be read.";
        foreach (var (what, count) in report.Counts) yield return $"  {ShownText.Line(what)}: {count}";
        foreach (var account in report.Members ?? [])
        {
            yield return $"  {account.Member}: {account.Found} found, {account.Taken} taken, {account.Joined} joined, {account.LeftOut.Values.Sum()} left out";
            foreach (var (why, count) in account.LeftOut) yield return $"    {count} times: {ShownText.Line(why)}";
        }
        if (report.Responses > 0) yield return $"  responses told in descriptions: {report.Responses}";
        foreach (var (defect, count) in report.Problems.CountBy(p => p.Defect).OrderByDescending(c => c.Value).ThenBy(c => c.Key)) yield return $"{count} times: {Of(defect)}";
        if (path is not null) yield break;
        foreach (var problem in report.Problems.Take(MostShown)) yield return problem.ToString();
        if (report.Problems.Count > MostShown) yield return $"{report.Problems.Count - MostShown} more. Name a file with --report to have them all.";
    }

    private static string Of(Defect defect) => defect switch
    {
        Defect.EndBeforeBeginning => "an end before its beginning, left out",
        Defect.MissingDate => "a date is missing",
        Defect.ImpossibleDate => "a date that is none, left out",
        Defect.RepeatedRow => "a row repeats another and counts once",
        Defect.UnknownColumn => "a column that is not known",
        Defect.MissingColumn => "a column is missing",
        Defect.UnreadableRow => "a row or file that can't be read",
        Defect.NoIncident => "a row that belongs to no incident",
        Defect.MissingText => "something that should be said is not",
        Defect.UnreadableList => "a list that is none",
        Defect.NobodyNamed => "an attribution that names nobody",
        Defect.Contested => "an attribution that is contested, without a claim",
        Defect.Disguise => "signs that are not seen, taken out",
        Defect.TooMuch => "too much for a case, cut or not taken",
        Defect.UnlikeBefore => "something else than before, left as it is",
        Defect.NotWritten => "not written",
        Defect.UnreadableValue => "a value that is not of its type, not taken as an observable",
        Defect.LooseJson => "a file that is not quite JSON, read all the same",
        Defect.UnreadablePart => "a part of an event that can't be read, left out",
        Defect.Narrowed => "a limit or a marking that is no label of TLP 2.0, taken as stricter",
        Defect.StandsAlready => "an observable that stands in the case already, left as it is",
        _ => defect.ToString(),
    };
}
