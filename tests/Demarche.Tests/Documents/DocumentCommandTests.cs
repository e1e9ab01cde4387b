using System.CommandLine;
using Demarche.Documents;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Documents;

public sealed class DocumentCommandTests : IAsyncLifetime
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
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Files_are_taken_in_as_the_person_who_is_named()
    {
        var story = await WriteAsync("story.txt", Stories.Bytes(Stories.Paper));
        Assert.Equal(CommandLine.Done, await RunAsync("take-in", id, story, "--from", "a newsstand", "--as", await LoginAsync(ana)));
        var document = Assert.Single((await desk.Cases.FindAsync(id, Ct))!.Documents.All);
        Assert.Equal((ana.Person, "story.txt", "The Harbour Post"), (document.Author, document.Content.Name, document.Content.Publisher));
        Assert.Equal(CommandLine.Done, await RunAsync("claims", id, "--json", "--as", await LoginAsync(ana)));
    }

    [Fact]
    public async Task Where_one_file_cannot_be_read_none_is_taken_in()
    {
        var (good, bad) = (await WriteAsync("good.txt", Stories.Bytes(Stories.Wire)), await WriteAsync("bad.bin", [0, 1, 2, 0, 0]));
        Assert.Equal(CommandLine.NotDone, await RunAsync("take-in", id, good, bad, "--as", await LoginAsync(ana)));
        Assert.Empty((await desk.Cases.FindAsync(id, Ct))!.Documents.All);
    }

    [Fact]
    public async Task Whoever_has_no_access_to_the_case_does_nothing_in_it()
    {
        var story = await WriteAsync("story.txt", Stories.Bytes(Stories.Paper));
        var other = await desk.VisitAsync(Role.Analyst);
        Assert.Equal(CommandLine.NotDone, await RunAsync("take-in", id, story, "--as", await LoginAsync(other)));
        Assert.Equal(CommandLine.NotDone, await RunAsync("claims", id, "--as", await LoginAsync(other)));
        Assert.Empty((await desk.Cases.FindAsync(id, Ct))!.Documents.All);
    }

    private Task<int> RunAsync(params string[] args) =>
        DocumentCommand.Under(new RootCommand()).Parse([.. args, "--data", desk.Folder]).InvokeAsync(cancellationToken: Ct);

    private async Task<string> LoginAsync(Visitor person) => (await desk.Book.OpenAsync(Ct)).People.Find(person.Person)!.Content.Login;

    private async Task<string> WriteAsync(string name, byte[] bytes)
    {
        var path = Path.Combine(desk.Folder, name);
        await File.WriteAllBytesAsync(path, bytes, Ct);
        return path;
    }
}
