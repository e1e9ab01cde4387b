using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Demarche.Demo;

/// <summary>Another desk, run by the same executable as a process of its own. It ends when this process ends, however that happens.</summary>
internal sealed partial class DeskProcess : IAsyncDisposable
{
    private static readonly TimeSpan Stop = TimeSpan.FromSeconds(15);

    private readonly Process process;

    private DeskProcess(Process process) => this.process = process;

    /// <summary>The one-time link of a desk that has nobody yet.</summary>
    public string? FirstStart { get; private set; }

    public Task EndedAsync(CancellationToken ct) => process.WaitForExitAsync(ct);

    /// <param name="isNew">Whether nobody is there yet: then this waits for the link, too.</param>
    /// <exception cref="DemoProblem">The desk did not start; what it said stands on standard error.</exception>
    public static async Task<DeskProcess> StartAsync(string data, string url, bool isNew, TimeProvider time, CancellationToken ct)
    {
        var desk = new DeskProcess(Process.Start(Command(["serve", "--data", data, "--urls", url, "--until-input-ends"])) ?? throw new DemoProblem("The executable could not be started a second time."));
        try
        {
            await Waits.ForAsync($"the desk at {url} to start", late => desk.ListenAsync(isNew, late), time, ct);
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a person at the shell of a desk that is still empty.</summary>
    /// <returns>The link with which the person sets a password.</returns>
    /// <exception cref="DemoProblem">The desk refused it.</exception>
    public static async Task<string> AddPersonAsync(string data, string url, JsonNode person, CancellationToken ct)
    {
        List<string> arguments = ["people", "add", (string)person["login"]!, "--name", (string)person["name"]!, "--address", url, "--json", "--data", data];
        foreach (var role in person["roles"]!.AsArray()) arguments.AddRange(["--role", (string)role!]);
        using var process = Process.Start(Command(arguments)) ?? throw new DemoProblem("The executable could not be started a second time.");
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? (string)JsonNode.Parse(output)!["link"]! : throw new DemoProblem($"The desk in {data} did not take {(string)person["login"]!}.");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(Stop);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private static ProcessStartInfo Command(IEnumerable<string> arguments)
    {
        var executable = Environment.ProcessPath!;
        var start = new ProcessStartInfo(executable) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // Started as "dotnet demarche.dll", the process is dotnet and the desk its first argument.
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet") start.ArgumentList.Add(typeof(Desk).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // The second desk has a store and keys of its own, whatever this one was told.
        start.Environment.Remove("DEMARCHE_STORE");
        start.Environment.Remove("DEMARCHE_PASSPHRASE");
        return start;
    }

    private async Task ListenAsync(bool isNew, CancellationToken ct)
    {
        var listens = false;
        while (!listens || (isNew && FirstStart is null))
        {
            if (await process.StandardOutput.ReadLineAsync(ct) is not { } line) throw new DemoProblem("The second desk ended before it listened.");
            listens |= line.StartsWith("The desk is at ", StringComparison.Ordinal);
            if (Link().Match(line) is { Success: true } link) FirstStart = link.Groups[1].Value;
        }
        // A pipe that nobody empties would stop the desk that writes to it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
    }

    [GeneratedRegex(@"/first-start/(\S+)")]
    private static partial Regex Link();
}
