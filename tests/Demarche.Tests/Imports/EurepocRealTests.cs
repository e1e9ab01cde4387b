using Demarche.Hypotheses;
using Demarche.Imports;

namespace Demarche.Tests.Imports;

/// <summary>EuRepoC's own tables, which stand beside the repository.</summary>
public sealed class EurepocRealTests
{
    [Fact]
    public async Task Three_incidents_with_rival_named_countries_and_the_Sony_incident_go_through()
    {
        var tables = Tables();
        // 644 is the attack on Sony Pictures, whose end the table has before its beginning.
        string[] rivals = [.. tables[0].Rows.GroupBy(r => r["incident_ID"])
            .Where(g => g.Select(r => EurepocValues.Given(r["attributed_initiator_country"])).OfType<string>().Distinct().Count() > 1).Select(g => g.Key).Take(3)];
        Assert.Equal(3, rivals.Length);
        await using var desk = await ImportingDesk.StartAsync();
        var report = await desk.ImportAsync([.. tables.Select(t => Only(t, [.. rivals, "644"]))]);
        Assert.Equal((4, 0), (report.Cases.Count, report.Failed));
        foreach (var id in report.Cases)
        {
            var view = await desk.ViewAsync(id);
            Assert.NotEmpty(view.Claims.Standing);
            Assert.All(view.Claims.Standing, c => Assert.NotNull(c.Content.Passage));
            var set = Assert.Single(HypothesisList.Rivals(view));
            Assert.False(set.NoRoom || set.NoRival);
            Assert.Empty(view.Assessments.Standing);
            if (view.Title.Title != "Sony Hack 2014")
            {
                Assert.True(set.Hypotheses.Count >= 3);
                continue;
            }
            var incident = Assert.Single(view.Incidents.Standing).Content;
            Assert.Equal(("2014-09-01", null), (incident.Began?.Value, incident.Ended?.Value));
            Assert.Contains("2014-01-01 is before the beginning", incident.Description, StringComparison.Ordinal);
            Assert.Contains("contested", incident.Description, StringComparison.Ordinal);
            Assert.Contains(view.Parties.Standing, p => p.Content is { Name: "Reconnaissance General Bureau", Country: "KP" });
        }
        Assert.Contains(report.Problems, p => p is { Defect: Defect.EndBeforeBeginning, Incident: "644", Column: "end_date" });
    }

    [Fact]
    public void All_rows_are_read_and_their_known_defects_found()
    {
        var tables = Tables();
        var read = EurepocTables.Of(tables);
        Assert.Empty(read.Problems);
        Assert.Equal((1313, 2194, 5064), (read.Incidents.Count, read.Incidents.Sum(i => i.Attributions.Count), read.Incidents.Sum(i => i.Receivers.Count)));
        var drafts = read.Incidents.Select(i => EurepocCase.Of(i, null, "", Id.New)).ToList();
        var backwards = read.Incidents.Count(i => EurepocValues.TryDate(i.Row["start_date"], out var first, out _) && EurepocValues.TryDate(i.Row["end_date"], out var last, out _) && last < first);
        Assert.Equal(59, backwards);
        Assert.Equal(backwards, drafts.Sum(d => d.Problems.Count(p => p.Defect == Defect.EndBeforeBeginning)));
        Assert.DoesNotContain(drafts.SelectMany(d => d.Problems), p => p.Defect is Defect.ImpossibleDate or Defect.UnreadableList);
    }

    private static CsvTable[] Tables() =>
        [.. Directory.EnumerateFiles(Shared.PathOf("data", "real", "eurepoc-1.1", "data"), "*.csv").Order(StringComparer.Ordinal).Select(Read)];

    private static CsvTable Read(string path)
    {
        using var stream = File.OpenRead(path);
        return CsvTable.Read(stream, Path.GetFileName(path));
    }

    private static CsvTable Only(CsvTable table, string[] ids)
    {
        var column = table.Head!.Columns.ContainsKey("incident_ID") ? "incident_ID" : "ID";
        return ImportingDesk.Table(table.File, string.Join('\n', table.Rows.Where(r => ids.Contains(r[column])).Select(r => r.Raw).Prepend(table.Head.Raw)) + "\n");
    }
}
