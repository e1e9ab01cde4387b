using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Demarche.Bench;

/// <summary>A server as a process of its own on a loopback port; it ends with this.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;

    private ServerProcess(Process process, Uri address, TimeSpan answered) => (this.process, Address, Answered) = (process, address, answered);

    public Uri Address { get; }

    /// <summary>From the start of the process to its first page.</summary>
    public TimeSpan Answered { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static Task<ServerProcess> PlainAsync() => StartAsync("/1000", "Demarche.Bench.dll", url => ["plain", url]);

    public static Task<ServerProcess> DeskAsync(string folder) => StartAsync(
        "/sign-in", "demarche.dll", url => ["serve", "--data", folder, "--urls", url, "--requests-per-second", "1000000"]);

    private static async Task<ServerProcess> StartAsync(string page, string program, Func<string, IEnumerable<string>> arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in arguments(address.OriginalString).Prepend(Path.Combine(AppContext.BaseDirectory, program)).Prepend("exec")) start.ArgumentList.Add(argument);
        start.Environment.Remove("DEMARCHE_STORE");
        start.Environment.Remove("DEMARCHE_PASSPHRASE");
        using var http = new HttpClient { BaseAddress = address };
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        while (watch.Elapsed < Patience && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(page, UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK) return new(process, address, watch.Elapsed);
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
            await Task.Delay(5);
        }
        process.Kill();
        throw new InvalidOperationException($"{program} did not answer {page} within {Patience}.");
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
