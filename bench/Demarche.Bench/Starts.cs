using System.Globalization;

namespace Demarche.Bench;

/// <summary>From the start of the process to the first page, beside a web server that has nothing else to start.</summary>
internal static class Starts
{
    private const int Rounds = 7;
    private const int Claims = 10_000;

    public static async Task<int> RunAsync()
    {
        using var desk = await DeskFolderWithClaims.WriteAsync(Claims);
        List<TimeSpan> plain = [], empty = [], again = [], full = [];
        for (var round = 0; round < Rounds; round++)
        {
            var folder = DeskFolderWithClaims.NewFolder();
            plain.Add(await AnswerAsync(ServerProcess.PlainAsync()));
            empty.Add(await AnswerAsync(ServerProcess.DeskAsync(folder)));
            again.Add(await AnswerAsync(ServerProcess.DeskAsync(folder)));
            full.Add(await AnswerAsync(ServerProcess.DeskAsync(desk.Folder)));
            Directory.Delete(folder, recursive: true);
        }
        Print("an empty folder", empty, plain);
        Print("the same folder again", again, plain);
        Print($"a case with {Claims} claims", full, plain);
        return 0;
    }

    private static async Task<TimeSpan> AnswerAsync(Task<ServerProcess> started)
    {
        using var server = await started;
        return server.Answered;
    }

    private static void Print(string what, List<TimeSpan> desk, List<TimeSpan> plain) =>
        Console.WriteLine($"start to first page, {what}: median of {Rounds.ToString(CultureInfo.InvariantCulture)} {new Measured(Measured.At(desk, 0.5), Measured.At(plain, 0.5))}");
}
