using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Demarche.Tests.Tour;

/// <summary>A desk as a process of its own, with a port, a database and keys of its own.</summary>
public sealed class DeskAtWork : IAsyncDisposable
{
    private readonly Process process;

    private DeskAtWork(Process process, string address, string folder) => (this.process, Address, Folder) = (process, address, folder);

    public string Address { get; }

    public string Folder { get; }

    /// <summary>The one-time link that the desk printed, as a path.</summary>
    public string FirstStart { get; private set; } = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DeskAtWork> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("demarche-tour-").FullName;
        var address = $"http://127.0.0.1:{FreePort()}";
        // A test signs many people in from one address.
        var process = Process.Start(Executable.Command(
            "serve", "--data", Path.Combine(folder, "desk"), "--urls", address, "--sign-ins-per-minute", "1000", "--until-input-ends"))!;
        var desk = new DeskAtWork(process, address, folder);
        while (desk.FirstStart == "")
        {
            if (await process.StandardOutput.ReadLineAsync(Ct) is not { } line) throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(Ct));
            if (line.IndexOf("/first-start/", StringComparison.Ordinal) is > 0 and var at) desk.FirstStart = line[at..].Trim();
        }
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return desk;
    }

    /// <summary>Whether any file of the desk's folder holds these words, as UTF-8.</summary>
    public bool Holds(string words)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(words);
        return Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Any(f => Read(f).AsSpan().IndexOf(bytes) >= 0);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    // The desk has its database open: it is read as it stands.
    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
