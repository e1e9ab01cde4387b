using Demarche;
using Demarche.Demo;
using Demarche.Journal;
using Demarche.Leaks;
using Demarche.Store;

using var stops = new StopSignals();
var typed = Verbs.Root(TimeProvider.System).Parse(args);
try
{
    // The host itself waits for the end of requests and writes; the command line must not cut that short.
    var code = await typed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    return typed.Errors.Count > 0 ? CommandLine.WronglyCalled : code;
}
// What was going on when it was told to stop fails in many ways, and none of them is news.
catch (Exception ended) when (stops.Code is not null)
{
    await Console.Error.WriteLineAsync(ended is StoppedException ? ended.Message : "Stopped before it was done.");
    return stops.Code.Value;
}
catch (Exception problem) when (problem is OptionsProblem or StoreProblem or DemoProblem or StoppedException
    or LeaksProblem or KeyFileException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return CommandLine.NotDone;
}
