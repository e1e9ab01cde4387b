using System.CommandLine;
using Demarche.Claims;
using Demarche.People;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Documents;

/// <summary><c>demarche case take-in</c> and <c>demarche case claims</c>: documents in, and the claims of a case, as a person of the desk may.</summary>
public static class DocumentCommand
{
    private static readonly Option<string> Person = new("--as")
    {
        Description = "The login of the person in whose name this is done. It is recorded as that person's act.",
        Required = true,
    };
    private static readonly Option<string> Data = CommandLine.Data();
    private static readonly Option<string?> Store = CommandLine.Store();
    private static readonly Option<string?> Passphrase = CommandLine.PassphraseFile();
    private static readonly Option<bool> Json = CommandLine.Json();
    internal static readonly Argument<string> Case = new("case") { Description = "The case's id." };

    /// <summary>Puts these verbs beside the others of <c>demarche case</c>.</summary>
    public static Command Under(Command verb)
    {
        verb.Add(TakeIn());
        verb.Add(Claims());
        Leverage.TieCommand.Under(verb);
        return verb;
    }

    private static Command TakeIn()
    {
        var files = new Argument<string[]>("file") { Description = "Plain text or HTML.", Arity = ArgumentArity.OneOrMore };
        var from = new Option<string?>("--from") { Description = "Where they came from, in words or as an address." };
        var tlp = new Option<Stix.Tlp?>("--tlp") { Description = "Their marking: clear, green, amber, amber-strict or red. Without it, the case's default.", CustomParser = CaseCommand.Level };
        var to = new Option<string[]>("--releasable-to") { Description = "A partner's id, with --tlp. May be given several times; without it, to no partner.", DefaultValueFactory = _ => [] };
        var wider = new Option<string?>("--wider") { Description = "Why they may be marked wider than they say of themselves." };
        var given = GivenBy();
        return On(new("take-in", "Take documents into a case: all of them or, where one can't be read, none.") { Case, files, from, tlp, to, wider, given }, Capability.WriteCases, async (typed, desk, caller, file, ct) =>
        {
            if (CaseRoutes.AccessOf(file, caller) != CaseAccess.Write) return CommandLine.Refuse("This person may read the case but not write in it.");
            if (typed.GetRequiredValue(files).Length > IntakeLimits.Files) return CommandLine.Refuse($"At most {IntakeLimits.Files} files at once.");
            List<IntakeReading> read = [];
            foreach (var name in typed.GetRequiredValue(files))
            {
                if (new FileInfo(name) is { Exists: true, Length: > Reading.ReadingLimits.Bytes })
                    return CommandLine.Refuse($"{name}: more than {Reading.ReadingLimits.Bytes} bytes. Nothing was taken in.");
                read.Add(IntakeReading.Of(new(await File.ReadAllBytesAsync(name, ct), null, name, typed.GetValue(from) ?? Words.Say("documents.from.unsaid")), Id.New()));
            }
            foreach (var (intake, problem) in read.SelectMany(r => r.Result.Problems.Select(p => (r.Intake, p))))
                Console.Error.WriteLine($"{intake.Name}: {problem.Where}: {problem.Message}");
            if (read.Any(r => !r.Result.Succeeded)) return CommandLine.Refuse("Nothing was taken in.");
            var list = await desk.Book.OpenAsync(ct);
            if (Unlisted(list, typed.GetValue(given)) is { } unlisted) return CommandLine.Refuse(unlisted);
            if (typed.GetValue(tlp) is null && typed.GetValue(to) is { Length: > 0 }) return CommandLine.Refuse("--releasable-to needs --tlp. Nothing was taken in.");
            var marking = typed.GetValue(tlp) is { } level ? Marking.Of(level, typed.GetValue(to) ?? []) : null;
            if (marking is not null && Rules.PartnersMustBeListed(list, marking) is { } nobody) return CommandLine.Refuse(nobody.Message);
            IReadOnlyList<TakeInDocument> requests = [.. read.Select(r => r.ToRequest(marking, typed.GetValue(given), typed.GetValue(wider)))];
            var outcome = await desk.Cases.WriteAsync(
                file.Id, caller.Id, f => DocumentDecisions.TakeIn(ViewCache.For(f, caller.Audience), requests), _ => IntakeReading.Kept(read), ct);
            return outcome.Refusal is { } refused ? CommandLine.Refuse(refused.Message)
                : Print(typed, new { documents = requests.Select(r => r.Id) }, requests.Select(r => $"{r.Id}  {ShownText.Line(r.Document.Title ?? r.Document.Name)}"));
        });
    }

    internal static Option<string?> GivenBy() => new("--given-by") { Description = "The id of the partner who gave them to us: its terms bind everything taken out of them." };

    /// <summary>Why nobody can have given something, in a sentence; null where nobody is named or the partner is in the directory.</summary>
    internal static string? Unlisted(DeskFile desk, string? partner) =>
        partner is null || desk.Partners.Find(partner) is { IsWithdrawn: false } ? null : "--given-by names no partner of the directory. Nothing was taken in.";

    private static Command Claims()
    {
        var withdrawn = new Option<bool>("--withdrawn") { Description = "The withdrawn ones instead." };
        return On(new("claims", "The claims of a case by proposition.") { Case, withdrawn }, Capability.ReadCases, async (typed, desk, caller, file, ct) =>
        {
            var (view, names) = (ViewCache.For(file, caller.Audience), await desk.Book.OpenAsync(ct));
            List<PropositionGroup> groups = [];
            string? after = null;
            do
            {
                var page = ClaimList.Of(view, names, new(null, null, null, null, typed.GetValue(withdrawn), false, after));
                groups.AddRange(page.Groups);
                after = page.Next;
            }
            while (after is not null);
            return Print(typed, new { groups }, groups.SelectMany(g => g.Claims
                .Select(c => $"  {ClaimWords.Sign(c.Stance)} {ShownText.Line(c.Speaker)} {ClaimWords.Of(c.Stance)}{(c.Quote is { } quote ? $": \"{ShownText.Line(quote)}\"" : "")} [{c.Marking.Label}]")
                .Prepend($"{ShownText.Line(g.Text)} ({string.Join(", ", g.Counts.Select(n => $"{ClaimWords.Of(n.Stance)} {n.Claims}/{n.Origins}"))})")));
        });
    }

    internal static int Print(ParseResult typed, object value, IEnumerable<string> lines)
    {
        if (typed.GetValue(Json)) CommandLine.PrintJson(value);
        else foreach (var line in lines) Console.Out.WriteLine(line);
        return CommandLine.Done;
    }

    internal static Command On(Command verb, Capability capability, Func<ParseResult, DeskFolder, Caller, CaseFile, CancellationToken, Task<int>> act)
    {
        foreach (var option in new Option[] { Person, Data, Store, Passphrase, Json }) verb.Options.Add(option);
        verb.SetAction(async (typed, ct) =>
        {
            var options = CommandLine.DeskAt(typed, Data, Store) with { Passphrase = Serve.Passphrase(typed.GetValue(Passphrase)) };
            await using var desk = await DeskFolder.OpenAsync(options, CommandLine.UseFor(capability), null, ct);
            var login = typed.GetRequiredValue(Person);
            if ((await desk.Book.OpenAsync(ct)).People.Standing.FirstOrDefault(p => p.Content.Login == login && !p.Content.Disabled) is not { } person)
                return CommandLine.Refuse($"Nobody at this desk has the login {login}.");
            var caller = Roles.Caller(person);
            if (!caller.Can(capability)) return CommandLine.Refuse($"No role of {person.Content.Name} allows this.");
            return await desk.Cases.FindAsync(typed.GetRequiredValue(Case), ct) is { } file && CaseRoutes.AccessOf(file, caller) != CaseAccess.None
                ? await act(typed, desk, caller, file, ct)
                : CommandLine.Refuse("There is no such case, or it is not for this person.");
        });
        return verb;
    }
}
