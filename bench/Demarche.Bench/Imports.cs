using System.Diagnostics;
using System.Globalization;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Imports;
using Demarche.Markings;
using Demarche.Search;
using Demarche.Store;
using Demarche.Web;
using Tlp = Demarche.Stix.Tlp;

namespace Demarche.Bench;

/// <summary>All incidents of EuRepoC's tables into cases on SQLite, and the same once more, which finds them there. The limit is the reading of the tables alone.</summary>
internal static class Imports
{
    /// <param name="args">The folder of the tables, and a folder for the database.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Directory.CreateDirectory(args.Length > 1 ? args[1] : Path.Combine("artifacts", "bench")).FullName;
        foreach (var old in Directory.EnumerateFiles(folder, "import.db*")) File.Delete(old);
        await using var store = await JournalStore.OpenAsync("sqlite:" + Path.Combine(folder, "import.db"), TimeProvider.System);
        var desk = await new DeskBook(store, TimeProvider.System).OpenAsync();
        var caller = new Caller(Id.New(), "Bench", new HashSet<Capability> { Capability.WriteCases }, true, new HashSet<string>());
        foreach (var pass in new[] { "first", "again" })
        {
            using var readings = new Readings(store);
            var book = new CaseBook(store, TimeProvider.System, new SearchIndex(store, readings));
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            List<CsvTable> tables = [];
            foreach (var path in Directory.EnumerateFiles(args[0], "*.csv").Order(StringComparer.Ordinal))
            {
                await using var stream = File.OpenRead(path);
                tables.Add(CsvTable.Read(stream, Path.GetFileName(path)));
            }
            var read = watch.Elapsed;
            var report = await new EurepocImport(book, readings, desk, caller, Marking.Of(Tlp.Clear), TimeProvider.System).RunAsync(tables, null, CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{pass}: {report.Read} incidents of {tables.Sum(t => t.Rows.Count)} rows, {report.Cases.Count} cases written, {report.Already} there already, {report.Failed} failed, {report.Counts.Sum(c => c.Value) + report.Cases.Count} entries, {report.Problems.Count} problems, {report.Responses} responses; {watch.Elapsed.TotalSeconds:0.0} s, of it {read.TotalSeconds:0.00} s to read the tables; processor time {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s; {new FileInfo(Path.Combine(folder, "import.db")).Length / 1e6:0} MB"));
            foreach (var (what, count) in report.Counts) Console.WriteLine($"  {what}: {count}");
            foreach (var (defect, count) in report.Problems.CountBy(p => p.Defect)) Console.WriteLine($"  problem {defect}: {count}");
        }
        return 0;
    }
}
