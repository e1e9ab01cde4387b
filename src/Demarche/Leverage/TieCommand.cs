using System.CommandLine;
using Demarche.Documents;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Leverage;

/// <summary><c>demarche case import-ties</c> and <c>demarche case leverage</c>: files of ties in, and who could move a party, as a person of the desk may.</summary>
internal static class TieCommand
{
    private const int DayLength = 10;

    public static void Under(Command verb)
    {
        verb.Add(Import());
        verb.Add(Leverage());
    }

    private static Command Import()
    {
        var files = new Argument<string[]>("file") { Description = "Tables (.csv) or profiles of The World Factbook (.json).", Arity = ArgumentArity.OneOrMore };
        var from = new Option<string?>("--from") { Description = "Where they came from, in words or as an address." };
        var take = new Option<bool>("--take") { Description = "Take every row into the case, not only onto its shelf." };
        var given = DocumentCommand.GivenBy();
        var tlp = new Option<Stix.Tlp?>("--tlp") { Description = "Their marking: clear, green, amber, amber-strict or red. Without it, the case's default.", CustomParser = CaseCommand.Level };
        return DocumentCommand.On(new("import-ties", "Bring files of ties into a case: all of them or, where one is wrong, none.") { DocumentCommand.Case, files, from, take, given, tlp }, Capability.WriteCases, async (typed, desk, caller, file, ct) =>
        {
            if (CaseRoutes.AccessOf(file, caller) != CaseAccess.Write) return CommandLine.Refuse("This person may read the case but not write in it.");
            if (typed.GetRequiredValue(files).Length > IntakeLimits.Files) return CommandLine.Refuse($"At most {IntakeLimits.Files} files at once.");
            List<Intake> intakes = [];
            foreach (var name in typed.GetRequiredValue(files))
            {
                if (new FileInfo(name) is { Exists: true, Length: > TieFile.Largest }) return CommandLine.Refuse($"{name}: more than {TieFile.Largest} bytes. Nothing was taken in.");
                intakes.Add(new(await File.ReadAllBytesAsync(name, ct), "text/plain; charset=utf-8", Path.GetFileName(name), typed.GetValue(from) ?? Words.Say("documents.from.unsaid")));
            }
            var view = ViewCache.For(file, caller.Audience);
            var wrong = TieImport.Wrong(view, intakes);
            foreach (var one in wrong) Console.Error.WriteLine(one);
            if (wrong.Count > 0) return CommandLine.Refuse("Nothing was taken in.");
            List<IntakeReading> read = [.. intakes.Select(i => IntakeReading.Of(i, Id.New()))];
            if (read.Any(r => !r.Result.Succeeded)) return CommandLine.Refuse("Nothing was taken in: a file can't be read.");
            if (DocumentCommand.Unlisted(await desk.Book.OpenAsync(ct), typed.GetValue(given)) is { } unlisted) return CommandLine.Refuse(unlisted);
            var marking = typed.GetValue(tlp) is { } level ? Marking.Of(level) : null;
            IReadOnlyList<TakeInDocument> requests = [.. read.Select(r => r.ToRequest(marking, typed.GetValue(given)))];
            var outcome = await desk.Cases.WriteAsync(
                file.Id, caller.Id, f => DocumentDecisions.TakeIn(ViewCache.For(f, caller.Audience), requests), _ => IntakeReading.Kept(read), ct);
            if (outcome.Refusal is { } refused) return CommandLine.Refuse(refused.Message);
            IReadOnlyList<TakeTie> taken = [];
            if (typed.GetValue(take))
            {
                var shelf = await TieShelf.OpenAsync(ViewCache.For(outcome.File, caller.Audience), desk.Store, null, true, ct);
                taken = (shelf with { Rows = [.. shelf.Rows.Where(r => requests.Any(q => q.Id == r.Document))] }).Chosen(null, Id.New);
                if (taken.Count == 0) return CommandLine.Refuse("The files are in the case; none of their rows was taken. What is in it already, differs from it or was withdrawn is taken by hand, on its shelf.");
                var done = 0;
                foreach (var batch in taken.Chunk(TieDecisions.MostTaken))
                {
                    var took = await desk.Cases.WriteAsync(file.Id, caller.Id, f => TieDecisions.Take(ViewCache.For(f, caller.Audience), batch, null), ct: ct);
                    if (took.Refusal is { } no) return CommandLine.Refuse($"The files are in the case and their rows on its shelf; {done} of {taken.Count} were taken. {no.Message}");
                    done += batch.Length;
                }
            }
            return DocumentCommand.Print(typed, new { documents = requests.Select(r => r.Id), ties = taken.Select(t => t.Id) },
                requests.Select(r => $"{r.Id}  {ShownText.Line(r.Document.Name)}").Append(taken.Count > 0 ? taken.Count == 1 ? "1 tie is in the case." : $"{taken.Count} ties are in the case." : "Their rows lie on the shelf of the case."));
        });
    }

    private static Command Leverage()
    {
        var on = new Argument<string>("party") { Description = "Who is to be moved: the party's name or id." };
        var asOf = new Option<string?>("--as-of") { Description = "A date as precise as you like: 2014. Without it, the latest figures." };
        var by = new Option<string?>("--by") { Description = "Whose sanctions, alone: a party's name or id." };
        var with = new Option<string[]>("--with") { Description = "Who would join in. May be given several times.", DefaultValueFactory = _ => [] };
        var order = new Option<string?>("--order")
        {
            Description = $"The one criterion by which they stand: {string.Join(", ", Influence.Criteria.Select(TieWords.Key))}. Without it, their names.",
        };
        return DocumentCommand.On(new("leverage", "Who could move a party of a case, and why.") { DocumentCommand.Case, on, asOf, by, with, order }, Capability.ReadCases, (typed, desk, caller, file, _) =>
        {
            var view = ViewCache.For(file, caller.Audience);
            string? Party(string? said) => said is null ? null : view.Parties.Standing.FirstOrDefault(p => p.Id == said || string.Equals(p.Content.Name, said, StringComparison.OrdinalIgnoreCase))?.Id;
            if (typed.GetValue(asOf) is { } at && !new ApproximateTime(at).IsValid) return Task.FromResult(CommandLine.Refuse("--as-of takes a date such as 2014 or 2014-12-21."));
            if (new[] { typed.GetRequiredValue(on), typed.GetValue(by) }.Concat(typed.GetValue(with) ?? []).OfType<string>().FirstOrDefault(p => Party(p) is null) is { } nobody)
                return Task.FromResult(CommandLine.Refuse($"{nobody} is no party of this case."));
            var criterion = Influence.Criteria.Cast<Criterion?>().FirstOrDefault(c => TieWords.Key(c!.Value) == typed.GetValue(order));
            if (typed.GetValue(order) is not null && criterion is null)
                return Task.FromResult(CommandLine.Refuse($"--order takes one of {string.Join(", ", Influence.Criteria.Select(TieWords.Key))}."));
            var answer = LeverageAnswer.Of(view, new(
                Party(typed.GetRequiredValue(on)), typed.GetValue(asOf), Party(typed.GetValue(by)), [.. (typed.GetValue(with) ?? []).Select(w => Party(w)!)], criterion), Cut.To(desk.Cases.Now(), DayLength));
            string Said(IReadOnlyList<string> ties) => string.Join("; ", ties.Select(t => ShownText.Line(answer.Ties[t].Says)));
            string Figures(Influencer i) => string.Join("; ", i.Placings.Select(LeverageWords.Said).OfType<string>());
            return Task.FromResult(DocumentCommand.Print(typed, answer, answer.Influencers
                .Select(i => $"{ShownText.Line(answer.Names[i.Party])}: {Figures(i)}. {Said(i.Ties)}")
                .Concat(answer.Excluded.Select(e => $"{ShownText.Line(answer.Names[e.Party])}: {Words.Say("leverage.excluded.because", Said(e.Ties))}"))
                .Concat(answer.Why.Select(w => ShownText.Line(w)))));
        });
    }
}
