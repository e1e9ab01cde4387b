using Demarche;
using Demarche.Demo;
using Demarche.Journal;
using Demarche.Leaks;
using Demarche.Store;

var typed = Verbs.Root(TimeProvider.System).Parse(args);
try
{
    // The host itself waits for the end of requests and writes; the command line must not cut that short.
    var code = await typed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    return typed.Errors.Count > 0 ? CommandLine.WronglyCalled : code;
}
catch (Exception problem) when (problem is OptionsProblem or StoreProblem or DemoProblem or LeaksProblem or KeyFileException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return CommandLine.NotDone;
}
