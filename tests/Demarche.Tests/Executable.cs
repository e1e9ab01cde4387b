using System.Diagnostics;

namespace Demarche.Tests;

/// <summary>The built executable, run as a process of its own.</summary>
public static class Executable
{
    public static ProcessStartInfo Command(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "demarche.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_TieredPGO"] = "0"; // as for the tests themselves (Directory.Build.props)
        start.Environment.Remove("DEMARCHE_STORE");
        start.Environment.Remove("DEMARCHE_PASSPHRASE");
        return start;
    }

    /// <summary>The same, so that it can be stopped: a shell that starts something with "&amp;" lets it ignore SIGINT, and what it starts in turn too.</summary>
    public static ProcessStartInfo Stoppable(params string[] arguments)
    {
        var start = Command(arguments);
        start.ArgumentList.Insert(0, start.FileName);
        start.ArgumentList.Insert(0, "--default-signal");
        start.FileName = "env";
        return start;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var ct = TestContext.Current.CancellationToken;
        using var process = Process.Start(Command(arguments))!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await errors);
    }
}
