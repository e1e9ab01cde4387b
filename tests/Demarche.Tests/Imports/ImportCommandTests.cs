using System.CommandLine;
using Demarche.Imports;

namespace Demarche.Tests.Imports;

public sealed class ImportCommandTests : IAsyncLifetime
{
    private ImportingDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await ImportingDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_folder_of_tables_becomes_cases_and_a_report_names_every_problem()
    {
        var folder = Directory.CreateDirectory(Path.Combine(desk.Desk.Folder, "tables")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "global.csv"), "ID,name,description,start_date,end_date\n1,One,First.,2026-05-02,2026-03-01\n", Ct);
        var report = Path.Combine(desk.Desk.Folder, "report.txt");
        Assert.Equal(CommandLine.Done, await RunAsync("import-eurepoc", folder, "--tlp", "green", "--report", report));
        Assert.Contains(await File.ReadAllLinesAsync(report, Ct), l => l.StartsWith("global.csv, line 2, column end_date: ", StringComparison.Ordinal));
        var file = (await desk.Desk.Cases.FindAsync(ImportedId.Of(desk.Caller.Id, "eurepoc 1"), Ct))!;
        Assert.Equal(("One", Demarche.Stix.Tlp.Green), (file.Title.Title, file.Default.Tlp));
        Assert.Equal(CommandLine.Done, await RunAsync("import-eurepoc", folder, "--tlp", "green"));
        Assert.Equal(CommandLine.NotDone, await RunAsync("import-eurepoc", desk.Desk.Folder));
    }

    [Fact]
    public async Task A_MISP_event_comes_into_a_case_that_the_person_may_write_in()
    {
        var path = Path.Combine(desk.Desk.Folder, "event.json");
        await File.WriteAllTextAsync(path, """{"uuid": "u", "info": "An event", "Attribute": [{"category": "Network activity", "type": "domain", "value": "a.example.net"}]}""", Ct);
        Assert.Equal(CommandLine.Done, await RunAsync("import-misp", path));
        var id = ImportedId.Of(desk.Caller.Id, "misp u");
        Assert.Single((await desk.Desk.Cases.FindAsync(id, Ct))!.Observables.All);
        Assert.Equal(CommandLine.Done, await RunAsync("import-misp", path, "--case", id));
        var strange = await desk.Desk.OpenCaseAsync(await desk.Desk.VisitAsync(Demarche.People.Role.Analyst));
        Assert.Equal(CommandLine.NotDone, await RunAsync("import-misp", path, "--case", strange));
        Assert.Empty((await desk.Desk.Cases.FindAsync(strange, Ct))!.Observables.All);
    }

    [Fact]
    public async Task A_file_that_can_not_be_read_makes_the_run_fail_and_keeps_no_other_out()
    {
        string Path(string name) => System.IO.Path.Combine(desk.Desk.Folder, name);
        await File.WriteAllTextAsync(Path("broken.json"), "{", Ct);
        await File.WriteAllTextAsync(Path("partly.json"), """{"uuid": "partly", "info": "An event", "Attribute": {"type": "mutex", "value": "Crane"}}""", Ct);
        await File.WriteAllTextAsync(Path("good.json"), """{"uuid": "good", "info": "An event"}""", Ct);
        await File.WriteAllTextAsync(Path("two.json"), """{"response": [{"Event": {"uuid": "second", "info": "An event"}}, {"Event": {"info": ""}}]}""", Ct);
        Assert.Equal(CommandLine.NotDone, await RunAsync("import-misp", Path("broken.json"), Path("none.json"), Path("good.json")));
        Assert.NotNull(await desk.Desk.Cases.FindAsync(ImportedId.Of(desk.Caller.Id, "misp good"), Ct));
        Assert.Equal(CommandLine.Done, await RunAsync("import-misp", Path("good.json")));
        Assert.Equal(CommandLine.NotDone, await RunAsync("import-misp", Path("partly.json")));
        Assert.NotNull(await desk.Desk.Cases.FindAsync(ImportedId.Of(desk.Caller.Id, "misp partly"), Ct));
        Assert.Equal(CommandLine.NotDone, await RunAsync("import-misp", Path("two.json")));
        Assert.NotNull(await desk.Desk.Cases.FindAsync(ImportedId.Of(desk.Caller.Id, "misp second"), Ct));
    }

    private async Task<int> RunAsync(params string[] args)
    {
        var login = (await desk.Desk.Book.OpenAsync(Ct)).People.Find(desk.Caller.Id)!.Content.Login;
        return await ImportCommand.Under(new RootCommand(), TimeProvider.System).Parse([.. args, "--as", login, "--data", desk.Desk.Folder]).InvokeAsync(cancellationToken: Ct);
    }
}
