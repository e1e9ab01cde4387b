using System.CommandLine;
using System.Text.Json;
using Demarche.Store;

namespace Demarche;

/// <summary>What the verbs of the command line share: exit codes, the folder and store they work on, and how they print.</summary>
public static class CommandLine
{
    /// <summary>The verb did what it was asked.</summary>
    public const int Done = 0;

    /// <summary>It could not or was not allowed to; the reason stands on standard error.</summary>
    public const int NotDone = 1;

    /// <summary>The command was not understood.</summary>
    public const int WronglyCalled = 2;

    /// <summary>Something was looked at and is wrong; what and where stands on standard output.</summary>
    public const int FoundWrong = 3;

    private static readonly JsonSerializerOptions Indented = new(FactKinds.Json) { WriteIndented = true };

    public static Option<string> Data() => new("--data")
    {
        Description = "The desk's folder: its database and its keys. Nobody but the desk's own account should be able to read it.",
        DefaultValueFactory = _ => "./data",
    };

    /// <summary>An address may hold a password, which every user of the machine reads in the list of processes: hence the environment.</summary>
    public static Option<string?> Store() => new("--store")
    {
        Description = "A SQLite file, or postgres://user:password@host:port/database. Default: $DEMARCHE_STORE, else desk.db in the folder.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DEMARCHE_STORE"),
    };

    public static Option<string?> PassphraseFile() => new("--passphrase-file")
    {
        Description = "A file whose first line opens the desk's keys. Default: $DEMARCHE_PASSPHRASE, else the keys have no passphrase.",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };

    /// <summary>Options of a verb that works on a desk's folder without serving it.</summary>
    public static DeskOptions DeskAt(ParseResult typed, Option<string> data, Option<string?> store) =>
        new() { Data = typed.GetRequiredValue(data), Store = typed.GetValue(store) };

    public static Task<JournalStore> OpenStoreAsync(DeskOptions options, TimeProvider time, StoreUse use, CancellationToken ct)
    {
        if (options.Store is null && !File.Exists(options.StoreAddress))
            throw new OptionsProblem($"There is no desk in {options.Data}: {options.StoreAddress} is not there. Name its folder with --data.");
        return JournalStore.OpenAsync(options.StoreAddress, time, use, ct);
    }

    /// <summary>What a verb that needs this capability does with the store: who may only read changes nothing.</summary>
    public static StoreUse UseFor(Web.Capability capability) => capability == Web.Capability.ReadCases ? StoreUse.Read : StoreUse.Write;

    public static void PrintJson(object value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, value.GetType(), Indented));

    public static int Refuse(string message)
    {
        Console.Error.WriteLine(message);
        return NotDone;
    }
}
