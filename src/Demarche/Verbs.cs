using System.CommandLine;
using Demarche.Documents;
using Demarche.Exchange;
using Demarche.Imports;
using Demarche.Journals;
using Demarche.Leaks;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Search;
using Demarche.Store;

namespace Demarche;

/// <summary>Everything that can be typed after <c>demarche</c>.</summary>
public static class Verbs
{
    public static RootCommand Root(TimeProvider time) => new("Demarche: the desk at which a cross-border cyber incident is worked.")
    {
        Serve.Verb(),
        Upgrade(time),
        ReadCommand.Verb(),
        PeopleVerb.Verb(),
        PartnerVerb.Verb(),
        PackageVerb.Verb(),
        ImportCommand.Under(DocumentCommand.Under(CaseCommand.Make(time)), time),
        LedgerCommand.Make(time),
        SearchCommand.Verb(),
        JournalCommand.Make(time),
        LeaksVerb.Make(time),
    };

    private static Command Upgrade(TimeProvider time)
    {
        var (data, store) = (CommandLine.Data(), CommandLine.Store());
        var verb = new Command("upgrade", "Bring the database of a desk up to what this program knows. Make a backup first. Starting the desk does the same.") { data, store };
        verb.SetAction(async (typed, ct) =>
        {
            await using var opened = await CommandLine.OpenStoreAsync(CommandLine.DeskAt(typed, data, store), time, StoreUse.Upgrade, ct);
            Console.Out.WriteLine("The database is up to date.");
            return CommandLine.Done;
        });
        return verb;
    }
}
