using System.Globalization;
using Demarche.Tests.Twins;

namespace Demarche.Bench;

/// <summary>Twin cases by the million (docs/non-interference.md): how many, how fast, from which seed, and whether an audience was told two apart.</summary>
internal static class TwinsByTheMillion
{
    private const long Count = 1_000_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : Count;
        var seed = args.Length > 1 ? ulong.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        await using var desk = await StillDesk.OpenAsync();
        using var outputs = new Outputs(desk);
        var run = TwinRun.Of(outputs, seed, count, done => Console.WriteLine($"{done} twins"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{run.Checked} twins, seeds {seed} to {seed + (ulong)count - 1}, in {run.Time.TotalSeconds:0.0} s on {Environment.ProcessorCount} cores: {run.Checked / run.Time.TotalSeconds:0} a second; {run.Differed} differed, {run.Told} audiences were told something"));
        if (run.Found is not { } found)
        {
            Console.WriteLine("No audience was told two twins apart.");
            return 0;
        }
        Console.WriteLine(TwinReport.Of(TwinRun.Smallest(outputs, found)));
        return 1;
    }
}
