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
        return On(new("take-in", "Take documents into a case: all of them or, where one can't be read, none.") { Case, files, from }, Capability.WriteCases, async (typed, desk, caller, file, ct) =>
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
            IReadOnlyList<TakeInDocument> requests = [.. read.Select(r => new TakeInDocument(r.Id, r.ToDocument(), null))];
            Decision Decide(CaseFile f) => DocumentDecisions.TakeIn(ViewCache.For(f, caller.Audience), requests);
            if (Decide(file) is Decision.Refused early) return CommandLine.Refuse(early.Message);
            foreach (var one in read) await one.KeepAsync(desk.Store, ct);
            var outcome = await desk.Cases.WriteAsync(file.Id, caller.Id, Decide, ct: ct);
            return outcome.Refusal is { } refused ? CommandLine.Refuse(refused.Message)
                : Print(typed, new { documents = requests.Select(r => r.Id) }, requests.Select(r => $"{r.Id}  {ShownText.Line(r.Document.Title ?? r.Document.Name)}"));
        });
    }

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
