using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Demo;

/// <summary>Whenever a desk or the demo is told to stop, it ends in one line and the next start goes on.</summary>
public sealed class StoppedTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("demarche-stopped-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_demo_that_is_stopped_while_the_story_is_set_up_ends_in_one_line_and_starts_anew()
    {
        foreach (var (signal, code, after) in new[] { ("-TERM", 143, 0), ("-INT", 130, 500), ("-TERM", 143, 2000), ("-INT", 130, 4000) })
        {
            using var demo = Start(
                "serve", "--demo", "--data", Path.Combine(folder, "demo"), "--urls", FreeAddress(), "--demo-partner-url", FreeAddress());
            await demo.ReadToAsync("Setting up the story");
            await Task.Delay(after, Ct);
            var ended = await demo.StopAsync(signal);
            Assert.Equal(code, ended.Code);
            Assert.Equal("Stopped before the story was set up. The next start sets it up from the beginning.", ended.Errors.Trim());
            var isAgain = demo.Read.Contains("The story was not set up to its end. It is set up again.", StringComparison.Ordinal);
            Assert.Equal(after > 0, isAgain);
        }
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("serve")]
    public async Task Whenever_it_is_stopped_no_trace_of_the_program_is_shown_and_the_next_start_is_no_worse(string what)
    {
        var data = Path.Combine(folder, what);
        string[] arguments = what == "demo" ? ["serve", "--demo", "--data", data, "--demo-partner-url", FreeAddress()] : ["serve", "--data", data];
        foreach (var after in new[] { 150, 400, 600, 800, 1000, 1300, 1700 })
        {
            using var program = Start([.. arguments, "--urls", FreeAddress()]);
            await Task.Delay(after, Ct);
            var (code, errors) = await program.StopAsync(after % 400 == 0 ? "-INT" : "-TERM");
            Assert.True(code is 0 or 130 or 143, $"After {after} ms: {code}, {errors}");
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
            Assert.True(errors.Count(c => c == '\n') <= 1, errors);
        }
        using var next = Start([.. arguments, "--urls", FreeAddress()]);
        await next.ReadToAsync(what == "demo" ? "Setting up the story" : "The desk is at ");
        await next.StopAsync("-INT");
    }

    [Fact]
    public async Task An_import_that_is_stopped_says_what_it_wrote_and_goes_on_from_there()
    {
        await using var desk = await Imports.ImportingDesk.StartAsync();
        var rows = Enumerable.Range(1, 3_000).Select(n => $"{n},Name {n},Text {n}.,2026-03-01,2026-05-02\n");
        var table = "ID,name,description,start_date,end_date\n" + string.Concat(rows);
        await File.WriteAllTextAsync(Path.Combine(folder, "global.csv"), table, Ct);
        var login = (await desk.Desk.Book.OpenAsync(Ct)).People.Find(desk.Caller.Id)!.Content.Login;
        using var process = Process.Start(Executable.Stoppable("case", "import-eurepoc", folder, "--as", login, "--data", desk.Desk.Folder))!;
        var first = await process.StandardError.ReadLineAsync(Ct);
        Assert.Contains(" of 3000 incidents", first, StringComparison.Ordinal);
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync(Ct);
        var (output, errors) = (await process.StandardOutput.ReadToEndAsync(Ct), await process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        Assert.Equal(CommandLine.NotDone, process.ExitCode);
        Assert.Matches(@"^3000 read, [1-9]\d* written, 0 there already, 0 failed\.", output);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-INT", 130)]
    [InlineData("-TERM", 143)]
    public async Task A_verb_that_hosts_nothing_ends_at_once(string signal, int code)
    {
        var pipe = Path.Combine(folder, "pipe");
        using (var make = Process.Start("mkfifo", [pipe])) await make.WaitForExitAsync(Ct);
        using var verb = Start("read", pipe);
        await Task.Delay(2_000, Ct);
        Assert.Equal((code, ""), await verb.StopAsync(signal));
    }

    [Fact]
    public async Task A_demo_waits_long_and_says_for_what()
    {
        var time = new FakeTimeProvider();
        var gate = new TaskCompletionSource();
        var waiting = Demarche.Demo.Waits.ForAsync("the desk to start", late => gate.Task.WaitAsync(late), time, Ct);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(waiting.IsCompleted);
        gate.SetResult();
        await waiting;
        var never = Demarche.Demo.Waits.ForAsync("the desk to start", late => Task.Delay(Timeout.Infinite, late), time, Ct);
        time.Advance(Demarche.Demo.Waits.Longest);
        var problem = await Assert.ThrowsAsync<Demarche.Demo.DemoProblem>(() => never);
        Assert.Contains("the desk to start", problem.Message, StringComparison.Ordinal);
    }

    private static Running Start(params string[] arguments) => new(Process.Start(Executable.Stoppable(arguments))!);

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private sealed class Running(Process process) : IDisposable
    {
        private readonly Task<string> errors = process.StandardError.ReadToEndAsync(Ct);

        public string Read { get; private set; } = "";

        public async Task ReadToAsync(string line)
        {
            while (!Read.Contains(line, StringComparison.Ordinal))
            {
                Read += await process.StandardOutput.ReadLineAsync(Ct) is { } read ? read + "\n"
                    : throw new InvalidOperationException($"It ended before “{line}”: {await errors}");
            }
        }

        public async Task<(int Code, string Errors)> StopAsync(string signal)
        {
            if (!process.HasExited)
            {
                using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
                await kill.WaitForExitAsync(Ct);
            }
            _ = process.StandardOutput.ReadToEndAsync(Ct);
            await process.WaitForExitAsync(Ct);
            return (process.ExitCode, await errors);
        }

        public void Dispose()
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }
}
