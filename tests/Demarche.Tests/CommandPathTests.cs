using System.Diagnostics;
using System.Text.Json.Nodes;
using Demarche.Tests.Architecture;

namespace Demarche.Tests;

/// <summary>A path is relative to where the command was typed, however the program is started.</summary>
public sealed class CommandPathTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("demarche-path-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("dotnet run")]
    [InlineData("the executable")]
    public async Task A_file_is_read_from_the_folder_in_which_the_command_was_typed(string how)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "report.txt"), "The minister said on Friday that the harbour had failed.", Ct);
        var (code, output, errors) = await RunAsync(how, "read", "report.txt", "--json");
        Assert.True(code == 0, output + errors);
        Assert.Single(JsonNode.Parse(output)!["documents"]!.AsArray());
    }

    [Fact]
    public async Task A_desks_folder_is_made_where_the_command_was_typed()
    {
        var (code, _, errors) = await RunAsync("dotnet run", "people", "list", "--data", "./data");
        Assert.Equal(1, code);
        Assert.Contains("There is no desk in ./data", errors, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.FullName, "data")).FullName, "desk.db"), "no database at all, but here", Ct);
        (_, _, errors) = await RunAsync("dotnet run", "people", "list", "--data", "./data");
        Assert.Contains(Path.Combine(folder.FullName, "data", "desk.db"), errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_told_in_the_JSON_too()
    {
        var (code, output, errors) = await RunAsync("the executable", "read", "nowhere.txt", "--json");
        Assert.Equal(1, code);
        var problem = Assert.Single(JsonNode.Parse(output)!["problems"]!.AsArray())!;
        Assert.Equal("nowhere.txt", (string?)problem["file"]);
        Assert.Contains("nowhere.txt", (string?)problem["message"], StringComparison.Ordinal);
        Assert.Contains("nowhere.txt", errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string how, params string[] arguments)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = how == "the executable" ? Executable.Command(arguments)
            : new ProcessStartInfo("dotnet", ["run", "--no-build", "-c", configuration, "--project", Path.Combine(Repository.Root, "src", "Demarche"), "--", .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        start.WorkingDirectory = folder.FullName;
        start.Environment.Remove("DEMARCHE_STORE");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output, await errors);
    }
}
