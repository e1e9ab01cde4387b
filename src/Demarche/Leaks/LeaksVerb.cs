using System.CommandLine;

namespace Demarche.Leaks;

/// <summary><c>demarche leaks</c>: looks at a desk that is at work from outside, as somebody who may see, somebody who may not, and nobody.</summary>
public static class LeaksVerb
{
    public static Command Make(TimeProvider time)
    {
        var against = new Option<string>("--against") { Description = "The desk's address. No other is asked, and none is found by itself.", Required = true };
        var accounts = new Option<FileInfo?>("--accounts") { Description = $"A file with the accounts. Default: the same JSON in ${LeakAccounts.Variable}." };
        var setUp = new Option<bool>("--set-up")
        {
            Description = "Let the administrator's account make two accounts and two cases to look at; they are closed at the end. Without it nothing is written.",
        };
        var perSecond = new Option<int>("--requests-per-second") { Description = "Requests a second.", DefaultValueFactory = _ => LeakRun.PerSecond };
        var most = new Option<int>("--most") { Description = "Requests in all.", DefaultValueFactory = _ => LeakRun.Most };
        var rows = new Option<string[]>("--row") { Description = "Only this row, as L14. May be given several times.", DefaultValueFactory = _ => [] };
        rows.AcceptOnlyFromAmong([.. LeakChecks.All.Select(c => c.Row).Distinct()]);
        var json = CommandLine.Json();
        foreach (var count in new[] { perSecond, most })
            count.Validators.Add(given => { if (given.GetValueOrDefault<int>() < 1) given.AddError($"{count.Name} is at least 1."); });
        var verb = new Command("leaks", "Look at a desk from outside for what must never leave.") { against, accounts, setUp, rows, perSecond, most, json };
        verb.SetAction(async (typed, ct) =>
        {
            var desk = Address(typed.GetRequiredValue(against));
            var run = new LeakRun(desk, LeakAccounts.Find(typed.GetValue(accounts)), time, typed.GetValue(perSecond), typed.GetValue(most),
                typed.GetRequiredValue(rows) is { Length: > 0 } named ? named.ToHashSet() : null);
            var report = await run.RunAsync(typed.GetValue(setUp), ct);
            if (typed.GetValue(json)) CommandLine.PrintJson(report);
            else Print(report);
            return report.Leaks ? CommandLine.FoundWrong : report.Ran.Any(f => f.State == LeakState.Pass) ? CommandLine.Done : CommandLine.NotDone;
        });
        return verb;
    }

    /// <exception cref="LeaksProblem">It is no address of a desk.</exception>
    private static Uri Address(string given) =>
        Uri.TryCreate(given.TrimEnd('/'), UriKind.Absolute, out var desk) && desk is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" }
            && (desk.Scheme == "https" || desk.IsLoopback) ? desk
            : throw new LeaksProblem($"{given} is no address of a desk. Write, for instance, --against https://desk.example; plain http is for loopback only, since passwords are sent.");

    private static void Print(LeakReport report)
    {
        foreach (var finding in report.Ran)
        {
            var sign = finding.State switch { LeakState.Pass => "pass", LeakState.Fail => "FAIL", _ => "n/a " };
            Console.Out.WriteLine($"{sign}  {finding.Row,-4} {finding.Name}\n           {finding.Said}");
        }
        var (passed, failed) = (report.Ran.Count(f => f.State == LeakState.Pass), report.Ran.Count(f => f.State == LeakState.Fail));
        Console.Out.WriteLine($"{report.Desk}: {passed} pass, {failed} fail, {report.Ran.Count - passed - failed} not applicable; {report.Requests} requests.");
        foreach (var left in report.Left) Console.Out.WriteLine($"Not closed again: {left}");
    }
}
