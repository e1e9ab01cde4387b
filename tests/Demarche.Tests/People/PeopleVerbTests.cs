using System.Diagnostics;
using System.Text.Json.Nodes;
using Demarche.People;
using Demarche.Tests.Web;

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
    public async Task A_folder_without_a_desk_is_named_and_stays_empty()
    {
        var folder = Path.Combine(Path.GetTempPath(), "demarche-" + Id.New());
        var (code, _, error) = await RunAsync("people", "list", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains(folder, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "demarche.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("DEMARCHE_STORE");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output, await error);
    }
}
