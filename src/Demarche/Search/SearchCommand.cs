using System.CommandLine;
using Demarche.Documents;
using Demarche.People;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Search;

/// <summary><c>demarche search</c>: find as a person of the desk may, and make the index anew.</summary>
public static class SearchCommand
{
    private static readonly Option<string> Data = CommandLine.Data();
    private static readonly Option<string?> Store = CommandLine.Store();
    private static readonly Option<string?> Passphrase = CommandLine.PassphraseFile();

    public static Command Verb() => new("search", "Search cases, and make the search index anew.") { Find(), Rebuild() };

    private static Command Find()
    {
        var words = new Argument<string[]>("words") { Description = "As on the search page.", Arity = ArgumentArity.OneOrMore };
        var person = new Option<string>("--as") { Description = "The login of the person who searches: nothing else is found than what that person sees.", Required = true };
        var only = new Option<string?>("--case") { Description = "Only in the case with this id." };
        var after = new Option<string?>("--after") { Description = "Begin after this hit, as \"next\" names it." };
        var json = CommandLine.Json();
        return On(new("find", "What stands in the texts that a person may see.") { words, person, only, after, json }, StoreUse.Read, async (typed, desk, ct) =>
        {
            var login = typed.GetRequiredValue(person);
            if ((await desk.Book.OpenAsync(ct)).People.Standing.FirstOrDefault(p => p.Content.Login == login && !p.Content.Disabled) is not { } found)
                return CommandLine.Refuse($"Nobody at this desk has the login {login}.");
            var caller = Roles.Caller(found);
            if (!caller.Can(Capability.ReadCases)) return CommandLine.Refuse($"No role of {found.Content.Name} allows this.");
            var list = await desk.Of<SearchDesk>().FindAsync(caller, string.Join(' ', typed.GetRequiredValue(words)), typed.GetValue(only), typed.GetValue(after), ct);
            if (list.Message is { } message) return CommandLine.Refuse(message);
            if (typed.GetValue(json)) CommandLine.PrintJson(list);
            else foreach (var line in Lines(list)) Console.Out.WriteLine(line);
            return CommandLine.Done;
        });
    }

    private static Command Rebuild() => On(new("rebuild", "Empty the search index and fill it from the journals."), StoreUse.Write, async (_, desk, ct) =>
    {
        await desk.Store.DropIndexAsync(ct);
        Console.Out.WriteLine($"{await desk.Of<SearchIndex>().CatchUpAsync(desk.Cases, ct)} cases were indexed.");
        return CommandLine.Done;
    });

    private static IEnumerable<string> Lines(SearchList list)
    {
        foreach (var group in list.Groups)
        {
            yield return $"{ShownText.Line(group.Title)} ({group.Case})";
            foreach (var hit in group.Hits)
            {
                yield return $"  {CaseWords.Kind(hit.Kind)}: {ShownText.Line(hit.Title)} [{hit.Marking.Label}] {hit.Path}";
                yield return $"    {ShownText.Line(string.Concat(hit.Words.Select(w => w.Text)))}";
            }
        }
        if (list.Next is { } next) yield return $"More with --after {next}";
    }

    private static Command On(Command verb, StoreUse use, Func<ParseResult, DeskFolder, CancellationToken, Task<int>> act)
    {
        foreach (var option in new Option[] { Data, Store, Passphrase }) verb.Options.Add(option);
        verb.SetAction(async (typed, ct) =>
        {
            var options = CommandLine.DeskAt(typed, Data, Store) with { Passphrase = Serve.Passphrase(typed.GetValue(Passphrase)) };
            await using var desk = await DeskFolder.OpenAsync(options, use, services => services.AddSingleton<SearchDesk>(), ct);
            return await act(typed, desk, ct);
        });
        return verb;
    }
}
