using System.CommandLine;
using Demarche.Exchange;
using Demarche.Journal;

namespace Demarche.Journals;

/// <summary><c>demarche journal</c>: verify, export, import, checkpoint. Works on a store or a file, without a running desk.</summary>
public static class JournalCommand
{
    public static Command Make(TimeProvider time) => new("journal", "Verify, export and import journals, and take checkpoints over them.")
    {
        Verify(time), Export(time), Import(time), TakeCheckpoint(time),
    };

    private static Command Verify(TimeProvider time)
    {
        var file = new Argument<string?>("file") { Arity = ArgumentArity.ZeroOrOne, Description = "An exported file. Without one, the store is verified." };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "A checkpoint that was kept elsewhere: shows whether a journal was removed, cut short or rewritten." };
        var card = new Option<string?>("--card") { Description = "The card of the desk that signed. Default: this desk's own keys in the folder." };
        var (data, store, passphrase, json) = (CommandLine.Data(), CommandLine.Store(), CommandLine.PassphraseFile(), CommandLine.Json());
        var verb = new Command("verify", "Compute every hash anew and name the first entry that is wrong.") { file, checkpoint, card, data, store, passphrase, json };
        verb.SetAction(async (typed, ct) =>
        {
            var desk = CommandLine.DeskAt(typed, data, store);
            IReadOnlyList<DeskCard> signers = [];
            var ours = OurKeys.Exist(desk.Keys) ? OurKeys.OpenToRead(desk.Keys, Serve.Passphrase(typed.GetValue(passphrase))) : null;
            if (typed.GetValue(card) is { } path)
            {
                var (read, problems) = DeskCard.Parse(await File.ReadAllTextAsync(path, ct));
                if (read is null) return CommandLine.Refuse($"{path} is no desk's card: {problems[0].Message}");
                signers = [read];
            }
            else if (ours is not null)
            {
                signers = Checkpoints.Cards(ours);
            }
            SignedCheckpoint? against = null;
            if (typed.GetValue(checkpoint) is { } kept)
            {
                if (signers.Count == 0) return CommandLine.Refuse("To believe a checkpoint takes the signing desk's card: name its file with --card.");
                (against, var problem) = Checkpoints.Read(await File.ReadAllTextAsync(kept, ct), signers, ours?.Current.Node);
                if (against is null) return CommandLine.Refuse($"{kept} is not to be believed: {problem}");
            }
            return typed.GetValue(file) is { } name
                ? await JournalVerbs.VerifyFileAsync(name, signers, against, typed.GetValue(json), ct)
                : await JournalVerbs.VerifyStoreAsync(
                    desk, time, against, typed.GetValue(card) is null ? new(ours) : null, typed.GetValue(json), ct);
        });
        return verb;
    }

    private static Command Export(TimeProvider time)
    {
        var id = new Argument<string?>("journal") { Arity = ArgumentArity.ZeroOrOne, Description = "A case's id, or \"desk\" for the desk's own list." };
        var all = new Option<bool>("--all") { Description = "All journals." };
        var output = new Option<string?>("--out") { Description = "The file to write; it must not be there yet. Default: standard output." };
        var (data, store, passphrase) = (CommandLine.Data(), CommandLine.Store(), CommandLine.PassphraseFile());
        var verb = new Command("export", "Write journals as JSON Lines with a signed checkpoint at the end. Documents and keys are not in it.") { id, all, output, data, store, passphrase };
        verb.Validators.Add(typed =>
        {
            if (typed.GetValue(id) is null == !typed.GetValue(all)) typed.AddError("Name one journal, or give --all.");
        });
        verb.SetAction((typed, ct) => JournalVerbs.ExportAsync(
            CommandLine.DeskAt(typed, data, store) with { Passphrase = Serve.Passphrase(typed.GetValue(passphrase)) }, time, typed.GetValue(id), typed.GetValue(output), ct));
        return verb;
    }

    private static Command Import(TimeProvider time)
    {
        var file = new Argument<string>("file") { Description = "A file that export wrote." };
        var (data, store, json) = (CommandLine.Data(), CommandLine.Store(), CommandLine.Json());
        var verb = new Command("import", "Take journals in from a file, if every entry is right and none contradicts what the store has.") { file, data, store, json };
        verb.SetAction((typed, ct) => JournalVerbs.ImportAsync(
            CommandLine.DeskAt(typed, data, store), time, typed.GetRequiredValue(file), typed.GetValue(json), ct));
        return verb;
    }

    private static Command TakeCheckpoint(TimeProvider time)
    {
        var output = new Option<string?>("--out") { Description = "The file to write; it must not be there yet. Default: standard output." };
        var (data, store, passphrase) = (CommandLine.Data(), CommandLine.Store(), CommandLine.PassphraseFile());
        var verb = new Command("checkpoint", "Take a signed checkpoint over all journals. Keep it where the desk's machine can't write.") { output, data, store, passphrase };
        verb.SetAction((typed, ct) => JournalVerbs.CheckpointAsync(
            CommandLine.DeskAt(typed, data, store) with { Passphrase = Serve.Passphrase(typed.GetValue(passphrase)) }, time, typed.GetValue(output), ct));
        return verb;
    }
}
