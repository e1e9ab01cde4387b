using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Demarche.Journal;

namespace Demarche.Tests.Store;

public abstract partial class StoreContract
{
    private const int Kills = 4;
    private const int AppendsPerChild = 1000;

    [Fact]
    public async Task Killed_at_any_point_of_a_thousand_appends_it_holds_every_acknowledged_one()
    {
        var acknowledged = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var told = await RunUntilKilledAsync(linesBeforeKill: RandomNumberGenerator.GetInt32(1, AppendsPerChild));
            Assert.NotEmpty(told);
            acknowledged.AddRange(told);
        }

        await ReopenAsync();
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var head in await Store.HeadsAsync(Ct))
            held.UnionWith((await WholeChainAsync(head.Case)).Select(Line));
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
        Assert.All(acknowledged, line => Assert.Contains(line, held));
        await AppendAsync("case-0");
    }

    /// <summary>The acknowledged entries' lines, also those that were still in the pipe when the child was killed.</summary>
    private async Task<List<string>> RunUntilKilledAsync(int linesBeforeKill)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, "Demarche.Crash.dll"), Address, AppendsPerChild.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync(Ct);
        var text = new System.Text.StringBuilder();
        var buffer = new char[4096];
        var lines = 0;
        while (await child.StandardOutput.ReadAsync(buffer, Ct) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
            lines += buffer.AsSpan(0, read).Count('\n');
            if (lines >= linesBeforeKill) child.Kill();
        }
        await child.WaitForExitAsync(Ct);
        Assert.True(lines >= linesBeforeKill, await errors);
        var whole = text.ToString();
        return [.. whole[..(whole.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string Line(Entry entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.Case} {entry.Number} {entry.Hash}");
}
