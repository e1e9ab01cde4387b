using System.CommandLine;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Markings;
using Demarche.Parties;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Leverage;

public sealed class TieCommandTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string id = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        id = await desk.OpenCaseAsync(ana);
        foreach (var name in new[] { "Ostania", "Sudria" })
            await desk.Cases.WriteAsync(id, ana.Person!, _ => Decision.Allow(new PartyNamed(Id.New(), new(name, PartyKind.State, null, "named")), Marking.Of(Tlp.Amber)), ct: Ct);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_table_comes_in_as_a_document_and_its_rows_as_ties_that_cite_it()
    {
        Assert.Equal(CommandLine.Done, await RunAsync("import-ties", id, await WriteAsync("from,to,kind,figure,year,source\nOstania,Sudria,exports-share,60,2014,A yearbook\n"), "--take"));
        var file = (await desk.Cases.FindAsync(id, Ct))!;
        var tie = Assert.Single(file.Ties.All);
        Assert.Equal((Assert.Single(file.Documents.All).Id, "60", "%"), (tie.Content.Passage!.Document, tie.Content.Figure, tie.Content.Unit));
        Assert.Equal(CommandLine.Done, await RunAsync("leverage", id, "ostania", "--as-of", "2014"));
        Assert.Equal(CommandLine.NotDone, await RunAsync("leverage", id, "Atlantis"));
        Assert.Equal(CommandLine.NotDone, await RunAsync("leverage", id, "Ostania", "--as-of", "once"));
    }

    [Fact]
    public async Task A_table_of_more_rows_than_one_act_takes_comes_in_whole()
    {
        var rows = string.Concat(Enumerable.Range(1500, Demarche.Leverage.TieDecisions.MostTaken + 1).Select(y => $"Ostania,Sudria,treaty,{y},A treaty\n"));
        Assert.Equal(CommandLine.Done, await RunAsync("import-ties", id, await WriteAsync("from,to,kind,year,source\n" + rows), "--take"));
        Assert.Equal(Demarche.Leverage.TieDecisions.MostTaken + 1, (await desk.Cases.FindAsync(id, Ct))!.Ties.All.Count);
    }

    [Fact]
    public async Task Without_being_taken_rows_lie_on_the_shelf_and_a_wrong_table_leaves_nothing()
    {
        Assert.Equal(CommandLine.NotDone, await RunAsync("import-ties", id, await WriteAsync("from,to,kind,source\nOstania,Atlantis,treaty,A map\n")));
        Assert.Empty((await desk.Cases.FindAsync(id, Ct))!.Documents.All);
        Assert.Equal(CommandLine.Done, await RunAsync("import-ties", id, await WriteAsync("from,to,kind,source\nOstania,Sudria,treaty,A treaty\n")));
        Assert.Empty((await desk.Cases.FindAsync(id, Ct))!.Ties.All);
        Assert.Single((await ana.GetJsonAsync($"/api/cases/{id}/ties/shelf"))["rows"]!.AsArray());
    }

    private async Task<int> RunAsync(params string[] args)
    {
        var login = (await desk.Book.OpenAsync(Ct)).People.Find(ana.Person)!.Content.Login;
        return await DocumentCommand.Under(new RootCommand()).Parse([.. args, "--as", login, "--data", desk.Folder]).InvokeAsync(cancellationToken: Ct);
    }

    private async Task<string> WriteAsync(string text)
    {
        var path = Path.Combine(desk.Folder, "ties.csv");
        await File.WriteAllTextAsync(path, text, Ct);
        return path;
    }
}
