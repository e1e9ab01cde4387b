using System.CommandLine;
using Demarche.Exchange;
using Demarche.Store;
using Demarche.TwoPeople;

namespace Demarche.Partners;

/// <summary>Partners and keys from the command line. Whoever may read the desk's folder may do this.</summary>
public static class PartnerVerb
{
    /// <summary>What the operator does stands in the journal as the desk's own.</summary>
    private const string Operator = SecondPerson.Shell;

    private static readonly Option<string> Data = CommandLine.Data();
    private static readonly Option<string?> Store = CommandLine.Store();
    private static readonly Option<string?> Passphrase = CommandLine.PassphraseFile();
    private static readonly Option<bool> Json = CommandLine.Json();
    private static readonly Argument<string> Which = new("partner") { Description = "The partner's name or id." };
    private static readonly Option<string?> Address = new("--address") { Description = "The address at which partners reach the desk. Default: the one it was last served at." };
    private static readonly Option<FileInfo?> Out = new("--out") { Description = "Write it to this file too." };

    public static Command Verb() => new("partner", "List, add and confirm partners; our own card and keys.") { List(), Add(), Confirm(), Card(), Rotate() };

    private static Command List() => On(new("list", "List the partners.") { Json }, StoreUse.Read, async (typed, desk, ct) =>
    {
        var list = PartnerList.Of(await desk.Book.OpenAsync(ct), true);
        if (typed.GetValue(Json)) CommandLine.PrintJson(list);
        else
        {
            foreach (var p in list.Partners)
                Console.Out.WriteLine($"{p.Id}  {p.Road,-12} {p.Name}{(p.Suspicion is null ? "" : $" (may itself be a suspect, because: {p.Suspicion})")}");
        }
        return CommandLine.Done;
    });

    private static Command Add()
    {
        var name = new Option<string>("--name") { Description = "As it is called.", Required = true };
        var card = new Option<FileInfo?>("--card") { Description = "A file with its contact card." };
        var (country, territory, contact) = (Text("--country", "Two letters (ISO 3166-1)."), Text("--territory", "What it answers for."), Text("--contact", "Whom to reach there."));
        var (suspicion, caveats) = (Text("--suspicion", "Why it may itself have a part in an incident."), Text("--caveats", "The terms that it always attaches."));
        return On(new("add", "Add a partner.") { name, card, country, territory, contact, suspicion, caveats, Json }, async (typed, desk, ct) =>
        {
            var form = new PartnerForm(typed.GetRequiredValue(name), typed.GetValue(country), typed.GetValue(territory), typed.GetValue(contact),
                typed.GetValue(suspicion), typed.GetValue(caveats));
            var given = typed.GetValue(card) is { } file ? await File.ReadAllTextAsync(file.FullName, ct) : null;
            var (id, own) = (Id.New(), desk.Of<OurDesk>().Id);
            var outcome = await desk.Book.WriteAsync(Operator, list => PartnerDecisions.Add(list, new(id, form, given, own)), ct: ct);
            return Tell(typed, outcome, id);
        });
    }

    private static Command Confirm()
    {
        var fingerprint = new Option<string>("--fingerprint") { Description = "The sixteen groups, as the partner read them to you.", Required = true };
        var how = new Option<string>("--how") { Description = "With whom you compared it, and how.", Required = true };
        return On(new("confirm", "Propose to pin a partner's keys after its fingerprint was compared; a second person confirms it at the desk.") { Which, fingerprint, how, Json }, async (typed, desk, ct) =>
            Find(await desk.Book.OpenAsync(ct), typed) is { } id
                ? Tell(typed, await desk.Book.WriteAsync(Operator, list => PinDecisions.Confirm(list, new(id, typed.GetRequiredValue(fingerprint), typed.GetRequiredValue(how), null, new(Id.New(), Operator))), ct: ct), id)
                : CommandLine.Refuse("There is no such partner, or several of that name."));
    }

    private static Command Card() => On(new("card", "Print our own contact card and its fingerprint.") { Address, Out, Json }, StoreUse.Read, async (typed, desk, ct) =>
    {
        var ours = OurCard.Of(await desk.Of<OurDesk>().CardAsync(ct), await desk.Book.OpenAsync(ct));
        if (typed.GetValue(Out) is { } file) await File.WriteAllTextAsync(file.FullName, ours.Json + "\n", ct);
        if (typed.GetValue(Json)) CommandLine.PrintJson(ours);
        else Console.Out.WriteLine($"{ours.Json}\n\nFingerprint, to be read to the partner:\n{ours.Fingerprint}");
        return CommandLine.Done;
    });

    private static Command Rotate()
    {
        var alone = new Option<bool>("--do-not-tell") { Description = "Tell no partner over the network: the statement is carried by hand." };
        var anyway = new Option<bool>("--even-if-under-way") { Description = "Change the keys although packages wait in the outbox. Partners will refuse those." };
        return On(new("rotate", "Replace our own keys, and tell the partners by a statement signed with the old ones.") { alone, anyway, Address, Out, Json }, async (typed, desk, ct) =>
        {
            var change = desk.Of<KeyChange>();
            if (await change.UnderWayAsync(ct) is > 0 and var waiting && !typed.GetValue(anyway))
                return CommandLine.Refuse($"{waiting} packages signed with the present key wait in the outbox; partners would refuse them. Let them arrive, or add --even-if-under-way and release them anew.");
            var changed = await change.ChangeAsync(Operator, !typed.GetValue(alone), ct);
            if (typed.GetValue(Out) is { } file) await File.WriteAllTextAsync(file.FullName, changed.Statement + "\n", ct);
            if (typed.GetValue(Json)) CommandLine.PrintJson(new { fingerprint = changed.Card.Fingerprint, changed.Statement, changed.Told });
            else
            {
                Console.Out.WriteLine($"The new keys are in force. Fingerprint:\n{changed.Card.Fingerprint}\n");
                foreach (var partner in changed.Told) Console.Out.WriteLine(partner.Trouble is { } trouble ? $"{partner.Name}: not told. {trouble}" : $"{partner.Name}: told.");
                Console.Out.WriteLine($"Statement, for partners who were not told:\n{changed.Statement}");
            }
            return CommandLine.Done;
        });
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static string? Find(DeskFile desk, ParseResult typed)
    {
        var which = typed.GetRequiredValue(Which);
        if (desk.Partners.Find(which) is { } partner) return partner.Id;
        var named = desk.Partners.Standing.Where(p => string.Equals(p.Content.Name, which, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1 ? named[0].Id : null;
    }

    private static int Tell(ParseResult typed, DeskOutcome outcome, string partner)
    {
        if (outcome.Refusal is { } refused) return CommandLine.Refuse(refused.Message);
        if (Waiting.Id(outcome) is not null) Console.Error.WriteLine("Proposed. It holds when it is confirmed at the desk under Two people: by somebody who is no administrator alone, or at a desk of one by its one person.");
        var sheet = PartnerSheet.Of(outcome.File, partner, true)!;
        if (typed.GetValue(Json)) CommandLine.PrintJson(sheet);
        else Console.Out.WriteLine(sheet.Fingerprint is { } fingerprint ? $"{sheet.Id}\n{fingerprint}" : sheet.Id);
        return CommandLine.Done;
    }

    private static Command On(Command verb, Func<ParseResult, DeskFolder, CancellationToken, Task<int>> act) => On(verb, StoreUse.Write, act);

    private static Command On(Command verb, StoreUse use, Func<ParseResult, DeskFolder, CancellationToken, Task<int>> act)
    {
        foreach (var option in new Option[] { Data, Store, Passphrase }) verb.Options.Add(option);
        verb.SetAction(async (typed, ct) =>
        {
            var options = CommandLine.DeskAt(typed, Data, Store) with { Passphrase = Serve.Passphrase(typed.GetValue(Passphrase)) };
            var address = typed.GetValue(Address) ?? await ServedAtAsync(options, ct);
            await using var desk = await DeskFolder.OpenAsync(options with { Address = address }, use, services => services.AddExchange(), ct);
            return await act(typed, desk, ct);
        });
        return verb;
    }

    private static async Task<string?> ServedAtAsync(DeskOptions options, CancellationToken ct)
    {
        await using var desk = await DeskFolder.OpenAsync(options, StoreUse.Read, null, ct);
        return await desk.Store.Records.FindSettingAsync(ExchangeParts.AddressSetting, ct);
    }
}
