using System.CommandLine;
using System.Text;
using Demarche.Journal;
using Demarche.Releases;
using Demarche.Store;

namespace Demarche.Exchange;

/// <summary>Packages and receipts that are carried as files.</summary>
public static class PackageVerb
{
    private const string Operator = "desk";

    private static readonly Option<string> Data = CommandLine.Data();
    private static readonly Option<string?> Store = CommandLine.Store();
    private static readonly Option<string?> Passphrase = CommandLine.PassphraseFile();
    private static readonly Option<bool> Json = CommandLine.Json();
    private static readonly Argument<FileInfo> Carried = new("file") { Description = "The file that was carried here." };

    public static Command Verb() => new("package", "Open, take in and verify packages that came as files.") { Open(), Receipt(), Verify() };

    private static Command Open()
    {
        var take = new Option<bool>("--take") { Description = "Store it in the inbox and write its receipt beside it, to be carried back." };
        return On(new("open", "Open a package with this desk's keys and print what it is.") { Carried, take, Json }, typed => typed.GetValue(take) ? StoreUse.Write : StoreUse.Read, async (typed, desk, ct) =>
        {
            var text = await ReadAsync(typed, ct);
            var list = await desk.Book.OpenAsync(ct);
            var opening = desk.Of<OurDesk>().Open(text, list);
            if (opening.Opened is not { } opened) return CommandLine.Refuse($"{opening.Refusal!.Code}: {opening.Refusal.Message}");
            var (content, problem) = PackageContent.Read(opened.Plain);
            if (content is null) return CommandLine.Refuse($"{problem!.Code}: {problem.Message}");
            string? receipt = null;
            if (typed.GetValue(take))
            {
                if (await desk.Of<Intake>().ReceiveAsync(text, ct) is not Reception.Held held) return CommandLine.Refuse("The package was opened, but could not be taken in. Try again.");
                receipt = typed.GetRequiredValue(Carried).FullName + ".receipt";
                await File.WriteAllTextAsync(receipt, held.Receipt + "\n", ct);
            }
            Print(typed, desk.Of<OurDesk>().Id, content, opened.Sender, receipt);
            return CommandLine.Done;
        });
    }

    private static Command Receipt() => On(new("receipt", "Bring home the receipt of a package of ours, or a partner's statement of new keys.") { Carried, Json }, _ => StoreUse.Write, async (typed, desk, ct) =>
    {
        var came = await desk.Of<CarriedFiles>().TakeAsync(await ReadAsync(typed, ct), Operator, mayPin: true, ct);
        if (came is Exchange.Carried.Refused refused) return CommandLine.Refuse(refused.Message);
        var said = came switch
        {
            Exchange.Carried.Received => "The receipt stands in the ledger: the package was received.",
            Exchange.Carried.Rotation => "The partner's new keys are pinned, on the word of the old ones.",
            _ => "It is a package, and stands in the inbox now. Open it with --take to get its receipt.",
        };
        if (typed.GetValue(Json)) CommandLine.PrintJson(new { kind = came.GetType().Name.ToLowerInvariant(), said });
        else Console.Out.WriteLine(said);
        return CommandLine.Done;
    });

    private static Command Verify() => On(new("verify", "Say whether a file is a package or a receipt that a confirmed partner signed for this desk. Nothing is stored.") { Carried, Json }, _ => StoreUse.Read, async (typed, desk, ct) =>
    {
        var text = await ReadAsync(typed, ct);
        var list = await desk.Book.OpenAsync(ct);
        var opening = desk.Of<OurDesk>().Open(text, list);
        var signer = opening.Opened?.Sender;
        var receipt = list.Partners.Standing.Select(p => p.Content).Where(p => p is { Confirmed: true, Card: not null })
            .Select(p => (p.Card, Journal.Receipt.Verify(text, p.Card!).Value)).FirstOrDefault(r => r.Value is not null);
        signer ??= receipt.Card;
        if (signer is null) return CommandLine.Refuse($"{opening.Refusal!.Code}: {opening.Refusal.Message}");
        var (kind, id) = receipt.Value is { } of ? ("receipt", of.Package) : ("package", opening.Opened!.Envelope.Id);
        if (typed.GetValue(Json)) CommandLine.PrintJson(new { kind, package = id, signedBy = signer.Name, desk = signer.Desk });
        else Console.Out.WriteLine($"A {kind} of {id}, signed by {signer.Name} ({signer.Desk}).");
        return CommandLine.Done;
    });

    private static void Print(ParseResult typed, string us, PackageContent content, DeskCard sender, string? receipt)
    {
        var items = ArrivalItems.Of(content, "", us).Select(i => new { i.Kind, text = i.Words, tlp = Marking.Of(i.Tlp).Label, pap = i.Pap?.Label(), because = i.Because }).ToList();
        if (typed.GetValue(Json))
        {
            CommandLine.PrintJson(new
            {
                package = content.Id,
                from = sender.Name,
                desk = sender.Desk,
                kind = content.Kind,
                content.About,
                content.Title,
                content.Created,
                tlp = Marking.Of(content.Tlp).Label,
                items,
                refused = content.Items.Where(i => !i.Stored).Select(i => new { item = i.Id, because = i.Because }),
                receipt,
            });
            return;
        }
        Console.Out.WriteLine($"{Marking.Of(content.Tlp).Label}\n{content.Title}\nA {content.Kind.ToString().ToLowerInvariant()} of {sender.Name}, made {content.Created}: {content.Id}");
        foreach (var item in items) Console.Out.WriteLine($"  {item.Kind,-12} {item.tlp,-17} {Courier.Quoted(item.text)}");
        foreach (var item in content.Items.Where(i => !i.Stored)) Console.Out.WriteLine($"  refused      {item.Id}: {item.Because}");
        if (receipt is not null) Console.Out.WriteLine($"It stands in the inbox. Carry this back: {receipt}");
    }

    private static async Task<string> ReadAsync(ParseResult typed, CancellationToken ct)
    {
        var file = typed.GetRequiredValue(Carried);
        // A file that is no package is not read whole to find that out.
        if (file.Length > SealedPackage.MaximumBytes + 2) throw new OptionsProblem($"{file.FullName} is longer than a package can be.");
        var text = await File.ReadAllTextAsync(file.FullName, Encoding.Latin1, ct);
        return text.EndsWith('\n') ? text[..^1].TrimEnd('\r') : text;
    }

    private static Command On(Command verb, Func<ParseResult, StoreUse> use, Func<ParseResult, DeskFolder, CancellationToken, Task<int>> act)
    {
        foreach (var option in new Option[] { Data, Store, Passphrase }) verb.Options.Add(option);
        verb.SetAction(async (typed, ct) =>
        {
            var options = CommandLine.DeskAt(typed, Data, Store) with { Passphrase = Serve.Passphrase(typed.GetValue(Passphrase)) };
            await using var desk = await DeskFolder.OpenAsync(options, use(typed), services => services.AddSingleton<ReleaseDesk>().AddExchange(), ct);
            return await act(typed, desk, ct);
        });
        return verb;
    }
}
