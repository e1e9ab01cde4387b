using System.Net;
using System.Net.Sockets;

namespace Demarche.Tests;

/// <summary>What the desk says on the console when it can't start.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("demarche-serve-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_desk_whose_address_is_taken_says_in_one_line_what_to_do(bool isDemo)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        string[] arguments = ["serve", "--data", folder.FullName, "--urls", address];
        var (code, output, errors) = await Executable.RunAsync(isDemo ? [.. arguments, "--demo"] : arguments);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal($"Something already listens at {address}: another desk, or another program. Stop it, or name another address with --urls.", errors.Trim());
    }
}
