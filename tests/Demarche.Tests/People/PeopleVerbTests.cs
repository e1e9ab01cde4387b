using System.Text.Json.Nodes;
using Demarche.People;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.People;

public sealed class PeopleVerbTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_adds_lists_resets_and_closes_accounts_while_the_desk_runs()
    {
        await using var desk = await RunningDesk.StartAsync();
        await desk.AddPersonAsync([Role.Administrator], login: "ada");
        var (code, output, _) = await RunAsync("people", "add", "bo", "--name", "Bo Vest", "--role", "analyst", "--address", desk.Address, "--json", "--data", desk.Folder);
        Assert.Equal(0, code);
        using var person = desk.Stranger();
        Assert.Contains("Bo Vest", await person.ReadAsync(new Uri((string)JsonNode.Parse(output)!["link"]!).AbsolutePath), StringComparison.Ordinal);

        (code, _, var error) = await RunAsync("people", "disable", "ada", "--reason", "Away.", "--data", desk.Folder);
        Assert.Equal((1, "This is the desk's last administrator. Make somebody else one first."), (code, error.Trim()));
        Assert.Equal(0, (await RunAsync("people", "disable", "bo", "--reason", "Left.", "--data", desk.Folder)).Code);
        (_, output, _) = await RunAsync("people", "list", "--json", "--data", desk.Folder);
        Assert.True((bool)JsonNode.Parse(output)!["people"]!.AsArray().Single(p => (string?)p!["login"] == "bo")!["disabled"]!);
        Assert.Equal(1, (await RunAsync("people", "reset", "nobody", "--data", desk.Folder)).Code);
        Assert.Equal(2, (await RunAsync("people", "promote")).Code);
    }

    [Fact]
    public async Task The_link_that_sets_a_desk_up_is_not_made_useless_by_adding_somebody_who_is_no_administrator()
    {
        await using var desk = await RunningDesk.StartAsync();
        var link = await desk.Services.GetRequiredService<Accounts>().OfferFoundingAsync(Ct);
        var (code, output, error) = await RunAsync("people", "add", "rita", "--name", "Rita", "--role", "releaser", "--data", desk.Folder);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("set it up", error, StringComparison.Ordinal);
        using var person = desk.Stranger();
        Assert.Contains("<form", await person.ReadAsync($"/first-start/{link}"), StringComparison.Ordinal);
        (code, output, _) = await RunAsync("people", "add", "ada", "--name", "Ada", "--role", "administrator", "--data", desk.Folder);
        Assert.Equal(0, code);
        Assert.Contains("/invitation/", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_desk_is_named_and_stays_empty()
    {
        var folder = Path.Combine(Path.GetTempPath(), "demarche-" + Id.New());
        var (code, _, error) = await RunAsync("people", "list", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains(folder, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => Executable.RunAsync(arguments);
}
