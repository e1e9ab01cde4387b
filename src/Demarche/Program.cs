using System.CommandLine;
using Demarche;
using Demarche.Demo;
using Demarche.Documents;
using Demarche.Exchange;
using Demarche.Imports;
using Demarche.Journal;
using Demarche.Journals;
using Demarche.Leaks;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Search;
using Demarche.Store;

var root = new RootCommand("Demarche: the desk at which a cross-border cyber incident is worked.")
{
    Serve.Verb(),
    ReadCommand.Verb(),
    PeopleVerb.Verb(),
    PartnerVerb.Verb(),
    PackageVerb.Verb(),
    ImportCommand.Under(DocumentCommand.Under(CaseCommand.Make(TimeProvider.System)), TimeProvider.System),
    LedgerCommand.Make(TimeProvider.System),
    SearchCommand.Verb(),
    JournalCommand.Make(TimeProvider.System),
    LeaksVerb.Make(TimeProvider.System),
};
var typed = root.Parse(args);
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
