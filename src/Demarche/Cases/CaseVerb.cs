using System.CommandLine;
using Demarche.Documents;
using Demarche.People;
using Demarche.Search;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Cases;

/// <summary>A desk without its server, opened for one person.</summary>
internal sealed record OpenedDesk(CaseBook Book, DeskFile File, Caller Caller, bool Json, JournalStore Store, Readings Readings, CancellationToken Ct)
{
    public async Task<CaseFile?> OpenAsync(string id) =>
        await Book.FindAsync(id, Ct) is { } file && CaseRoutes.AccessOf(file, Caller) != CaseAccess.None ? file : null;

    public int Print(object value, Func<IEnumerable<string>> lines)
    {
        if (Json) CommandLine.PrintJson(value);
        else foreach (var line in lines()) Console.WriteLine(line);
        return CommandLine.Done;
    }
}

/// <summary>A verb that works on cases in the name of a person, who must have a role that allows it.</summary>
internal sealed class CaseVerb
{
    private readonly Command command;
    private readonly TimeProvider time;
    private readonly Option<string> person = new("--as") { Description = "The login of the person in whose name this is done. It is recorded as that person's act.", Required = true };
    private readonly Option<string> data = CommandLine.Data();
    private readonly Option<string?> store = CommandLine.Store();
    private readonly Option<bool> json = CommandLine.Json();

    public CaseVerb(string name, string description, TimeProvider time, params ReadOnlySpan<Symbol> own)
    {
        this.time = time;
        command = new(name, description) { person, data, store, json };
        foreach (var symbol in own)
        {
            if (symbol is Argument argument) command.Add(argument);
            else command.Add((Option)symbol);
        }
    }

    public Command Does(Capability capability, Func<OpenedDesk, ParseResult, Task<int>> act)
    {
        command.SetAction(async (typed, ct) =>
        {
            await using var journals = await CommandLine.OpenStoreAsync(CommandLine.DeskAt(typed, data, store), time, CommandLine.UseFor(capability), ct);
            var desk = await new DeskBook(journals, time).OpenAsync(ct);
            var login = typed.GetRequiredValue(person);
            if (desk.People.Standing.FirstOrDefault(p => p.Content.Login == login && !p.Content.Disabled) is not { } found)
                return CommandLine.Refuse($"Nobody at this desk has the login {login}.");
            var caller = Roles.Caller(found);
            using var readings = new Readings(journals);
            return caller.Can(capability) ? await act(new(new CaseBook(journals, time, new SearchIndex(journals, readings)), desk, caller, typed.GetValue(json), journals, readings, ct), typed)
                : CommandLine.Refuse($"No role of {found.Content.Name} allows this.");
        });
        return command;
    }
}
