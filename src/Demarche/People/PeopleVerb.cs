using System.CommandLine;
using Demarche.Store;
using Demarche.TwoPeople;

namespace Demarche.People;

/// <summary>
/// Accounts from the command line. The server's shell is one person: what widens somebody's rights it proposes, and somebody at the desk confirms. At
/// first start, and where the one person of a desk is locked out, it acts by itself.
/// </summary>
public static class PeopleVerb
{
    private static readonly Option<string> Data = CommandLine.Data();
    private static readonly Option<string?> Store = CommandLine.Store();
    private static readonly Option<string?> Passphrase = CommandLine.PassphraseFile();
    private static readonly Option<bool> Json = CommandLine.Json();
    private static readonly Option<string> Address = new("--address")
    {
        Description = "The address at which people reach the desk, for the link.",
        DefaultValueFactory = _ => new DeskOptions().PublicAddress,
    };
    private static readonly Argument<string> Login = new("login") { Description = "As the person signs in." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; it stands in the journal.", Required = true };

    public static Command Verb() => new("people", "List, add, disable and reset accounts.") { List(), Add(), Disable(), Reset() };

    private static Command List() => On(new("list", "List the accounts.") { Json }, StoreUse.Read, async (typed, desk, ct) =>
    {
        var list = await PeopleList.OfAsync(await desk.Book.OpenAsync(ct), desk.Store.Records, desk.Of<Sessions>(), desk.Of<SignIns>(), ct);
        if (typed.GetValue(Json)) CommandLine.PrintJson(list);
        else
        {
            foreach (var p in list.People)
                Console.Out.WriteLine($"{p.Login,-24} {(p.Disabled ? "closed" : p.HasPassword ? "open" : "invited"),-8} {string.Join(",", p.Roles.Select(RoleNames.Word)),-24} {p.Name}");
        }
        return CommandLine.Done;
    });

    private static Command Add()
    {
        var name = new Option<string>("--name") { Description = "As shown beside what the person writes.", Required = true };
        var roles = new Option<string[]>("--role") { Description = "reader, analyst, releaser, source-handler or administrator; may be given several times.", Required = true };
        roles.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(RoleNames.Word)]);
        var compartments = new Option<string[]>("--compartment") { Description = "May be given several times.", DefaultValueFactory = _ => [] };
        return On(new("add", "Add a person and print the link that sets the password.") { Login, name, roles, compartments, Address, Json }, async (typed, desk, ct) =>
        {
            var chosen = Enum.GetValues<Role>().Where(r => typed.GetRequiredValue(roles).Contains(RoleNames.Word(r))).ToList();
            // The link that sets the desk up would be dead then, and nobody there to make another.
            if (!chosen.Contains(Role.Administrator) && (await desk.Book.OpenAsync(ct)).People.Count == 0)
                return CommandLine.Refuse("Nobody is at this desk yet. Open the link that its first start printed and set it up, or add an administrator first (--role administrator).");
            return Tell(typed, await desk.Of<Accounts>().AddAsync(
                new(Id.New(), typed.GetRequiredValue(name), typed.GetRequiredValue(Login), chosen, typed.GetRequiredValue(compartments), new(Id.New(), SecondPerson.Shell)), ct));
        });
    }

    private static Command Disable() => On(new("disable", "Close an account; its sessions end at once.") { Login, Reason, Json }, async (typed, desk, ct) =>
        await FindAsync(typed, desk, ct) is { } person
            ? Tell(typed, await desk.Of<Accounts>().DisableAsync(new(person, true, typed.GetRequiredValue(Reason), null, new(Id.New(), SecondPerson.Shell)), ct))
            : CommandLine.Refuse("Nobody has that login."));

    private static Command Reset() => On(
        new("reset", "Take back a person's password and second factor, and print the link that sets new ones.") { Login, Address, Json }, async (typed, desk, ct) =>
        await FindAsync(typed, desk, ct) is { } person
            ? Tell(typed, await desk.Of<Accounts>().ResetAsync(new(person, "The person asked for it.", new(Id.New(), SecondPerson.Shell)), ct))
            : CommandLine.Refuse("Nobody has that login."));

    private static async Task<string?> FindAsync(ParseResult typed, DeskFolder desk, CancellationToken ct) =>
        (await desk.Book.OpenAsync(ct)).People.Standing.FirstOrDefault(p => p.Content.Login == typed.GetRequiredValue(Login))?.Id;

    private static int Tell(ParseResult typed, AccountOutcome outcome)
    {
        if (outcome.Refusal is { } refused) return CommandLine.Refuse(refused.Message);
        var link = outcome.Token is { } token ? $"{typed.GetRequiredValue(Address).TrimEnd('/')}/invitation/{token}" : null;
        if (typed.GetValue(Json)) CommandLine.PrintJson(new { item = outcome.Person, link, outcome.Waits });
        else
        {
            Console.Out.WriteLine(link ?? (outcome.Waits is null ? "Done." : "Proposed."));
            if (link is not null) Console.Out.WriteLine($"Give this link to that person alone. It works once, for {Invitations.Good.TotalDays:0} days.");
            if (outcome.Waits is not null) Console.Out.WriteLine("It waits until it is confirmed at the desk under Two people: by somebody who is no administrator alone, or at a desk of one by its one person.");
        }
        return CommandLine.Done;
    }

    private static Command On(Command verb, Func<ParseResult, DeskFolder, CancellationToken, Task<int>> act) => On(verb, StoreUse.Write, act);

    private static Command On(Command verb, StoreUse use, Func<ParseResult, DeskFolder, CancellationToken, Task<int>> act)
    {
        foreach (var option in new Option[] { Data, Store, Passphrase }) verb.Options.Add(option);
        verb.SetAction(async (typed, ct) =>
        {
            var options = CommandLine.DeskAt(typed, Data, Store) with { Passphrase = Serve.Passphrase(typed.GetValue(Passphrase)) };
            await using var desk = await DeskFolder.OpenAsync(options, use, services => services.AddPeople(), ct);
            return await act(typed, desk, ct);
        });
        return verb;
    }
}
