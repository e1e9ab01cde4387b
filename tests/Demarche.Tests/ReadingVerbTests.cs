using System.CommandLine;
using System.Security.Cryptography;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.People;
using Demarche.Tests.Exchange;
using Demarche.Tests.Web;
using Microsoft.Data.Sqlite;

namespace Demarche.Tests;

/// <summary>A verb that reads changes no byte of a desk's folder: it may run on a backup, and on media that can't be written to.</summary>
public sealed class ReadingVerbTests
{
    // By the verb, what is typed after it. {case}, {item}, {file}, {package} and {out} are filled in.
    private static readonly Dictionary<string, string[]> Reads = new()
    {
        ["read"] = ["{file}"],
        ["people list"] = ["--data", "{data}"],
        ["partner list"] = ["--data", "{data}"],
        ["partner card"] = ["--data", "{data}"],
        ["package open"] = ["{package}", "--data", "{data}"],
        ["package verify"] = ["{package}", "--data", "{data}"],
        ["case list"] = ["--as", "ana", "--data", "{data}"],
        ["case show"] = ["{case}", "--as", "ana", "--data", "{data}"],
        ["case why"] = ["{case}", "{item}", "--as", "ana", "--data", "{data}"],
        ["case claims"] = ["{case}", "--as", "ana", "--data", "{data}"],
        ["case leverage"] = ["{case}", "{item}", "--as", "ana", "--data", "{data}"],
        ["ledger who"] = ["{item}", "--as", "ana", "--data", "{data}"],
        ["ledger trace"] = ["{case}", "{file}", "--as", "ana", "--data", "{data}"],
        ["search find"] = ["harbour", "--as", "ana", "--data", "{data}"],
        ["journal verify"] = ["--data", "{data}"],
        ["journal export"] = ["--all", "--data", "{data}"],
    };

    private static readonly HashSet<string> Writes =
    [
        "serve", "upgrade", "people add", "people disable", "people reset", "partner add", "partner confirm", "partner rotate", "package receipt", "case open", "case close",
        "case take-in", "case import-ties", "case import-eurepoc", "case import-misp", "search rebuild", "journal import", "journal checkpoint",
        // Asks a desk over HTTP, and opens no folder.
        "leaks",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_verb_is_known_to_read_or_to_write()
    {
        var verbs = Leaves(Verbs.Root(TimeProvider.System), "").ToHashSet();
        Assert.Empty(verbs.Except(Reads.Keys).Except(Writes));
        Assert.Empty(Reads.Keys.Concat(Writes).Except(verbs));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_verb_that_reads_changes_no_byte(bool withLog)
    {
        await using var made = await MadeAsync();
        if (withLog) WithLog(made.Data);
        var before = Bytes(made.Data);
        foreach (var (verb, typed) in Reads)
        {
            var (code, output, errors) = await Executable.RunAsync([.. verb.Split(' '), .. typed.Select(made.Fill)]);
            // There is no tie and nobody was sent anything: that is told, and is no fault.
            // What stands in the log is in no index; the verb says what to type instead of indexing it.
            if (withLog && verb == "search find") Assert.Contains("search rebuild", errors, StringComparison.Ordinal);
            else Assert.True(code is 0 || (verb is "ledger who" or "case leverage" && code == 1), $"{verb}: {code} {output} {errors}");
            Assert.DoesNotContain("read only", errors, StringComparison.Ordinal);
            Assert.Equal(before, Bytes(made.Data));
        }
    }

    [Fact]
    public async Task A_backup_on_media_that_cannot_be_written_to_is_verified()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using var made = await MadeAsync();
        if (OperatingSystem.IsWindows()) return;
        foreach (var withLog in new[] { false, true })
        {
            if (withLog) WithLog(made.Data);
            foreach (var file in Directory.EnumerateFiles(made.Data)) File.SetUnixFileMode(file, UnixFileMode.UserRead);
            File.SetUnixFileMode(made.Data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            try
            {
                var (code, output, errors) = await Executable.RunAsync("journal", "verify", "--data", made.Data);
                Assert.True(code == 0, output + errors);
                Assert.Contains("Right:", output, StringComparison.Ordinal);
            }
            finally
            {
                File.SetUnixFileMode(made.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                foreach (var file in Directory.EnumerateFiles(made.Data)) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    [Fact]
    public async Task What_stands_in_the_log_alone_is_verified_too()
    {
        await using var made = await MadeAsync();
        WithLog(made.Data);
        var (code, output, _) = await Executable.RunAsync("journal", "verify", "--data", made.Data, "--json");
        Assert.Equal(0, code);
        Assert.Contains("\"in-the-log\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_desks_journals_are_read()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var ana = await desk.VisitAsync(Role.Analyst);
        await desk.OpenCaseAsync(ana);
        var (code, output, errors) = await Executable.RunAsync("journal", "verify", "--data", desk.Folder);
        Assert.True(code == 0, output + errors);
        await desk.OpenCaseAsync(ana);
        Assert.Contains("3 journals", (await Executable.RunAsync("journal", "verify", "--data", desk.Folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_desks_backup_is_verified_and_stays_older()
    {
        await using var made = await MadeAsync();
        Older(made.Data);
        var before = Bytes(made.Data);
        Assert.Equal(0, (await Executable.RunAsync("journal", "verify", "--data", made.Data)).Code);
        Assert.Equal(0, (await Executable.RunAsync("journal", "export", "--all", "--data", made.Data)).Code);
        var (code, _, errors) = await Executable.RunAsync("people", "list", "--data", made.Data);
        Assert.Equal(1, code);
        Assert.Contains("demarche upgrade", errors, StringComparison.Ordinal);
        Assert.Equal(before, Bytes(made.Data));
        Assert.Equal(0, (await Executable.RunAsync("upgrade", "--data", made.Data)).Code);
        Assert.Equal(0, (await Executable.RunAsync("people", "list", "--data", made.Data)).Code);
    }

    private static IEnumerable<string> Leaves(Command command, string above) => command.Subcommands.Count == 0 && above.Length > 0 ? [above]
        : command.Subcommands.SelectMany(c => Leaves(c, $"{above} {c.Name}".Trim()));

    private static async Task<Made> MadeAsync()
    {
        var data = Path.Combine(Path.GetTempPath(), "demarche-read-" + Id.New());
        string caseId, item = Id.New();
        string package;
        await using (var desk = await RunningDesk.StartAsync())
        {
            using var ana = await desk.VisitAsync(Role.Analyst);
            await desk.AddPersonAsync([Role.Analyst], login: "ana");
            var person = (await desk.Book.OpenAsync(Ct)).People.Standing.Single(p => p.Content.Login == "ana").Id;
            caseId = await desk.OpenCaseAsync(ana, "A harbour of Norland");
            await desk.Cases.WriteAsync(caseId, ana.Person!, file => Decision.Allow(new AccessGranted(person, CaseAccess.Write), file.Default), ct: Ct);
            await desk.Cases.WriteAsync(caseId, ana.Person!, file => Decision.Allow(
                new Demarche.Parties.PartyNamed(item, new("Harbour Authority", Demarche.Parties.PartyKind.Organisation, null, "Victim")), file.Default, item), ct: Ct);
            using var releaser = await desk.VisitAsync(Role.Releaser);
            using var them = DeskKeys.Create();
            await TwoDesks.PinAsync(releaser, ana, "Westmark", them.Card("Westmark", "https://westmark.example").ToJson());
            package = PlainPackages.Sealed(PlainPackages.Request(them.Desk, PlainPackages.KeysOf(desk).Desk), them, PlainPackages.CardOf(desk));
            await desk.CloseAsync();
            Copy(desk.Folder, data);
        }
        var beside = Directory.CreateTempSubdirectory("demarche-beside-");
        var (file, sealedFile) = (Path.Combine(beside.FullName, "report.txt"), Path.Combine(beside.FullName, "package"));
        await File.WriteAllTextAsync(file, "The minister said on Friday that the harbour had failed.", Ct);
        await File.WriteAllTextAsync(sealedFile, package, Ct);
        return new(data, beside.FullName, caseId, item, file, sealedFile);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(folder.Replace(from, to, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, file.Replace(from, to, StringComparison.Ordinal));
        if (OperatingSystem.IsWindows()) return;
        foreach (var folder in Directory.EnumerateDirectories(to, "*", SearchOption.AllDirectories).Append(to))
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // As a copy of a running desk's files has it: what was written last stands in the log, and the log's index is not there.
    private static void WithLog(string data)
    {
        var path = Path.Combine(data, "desk.db");
        byte[] log;
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_autocheckpoint = 0; INSERT OR IGNORE INTO head (case_id, number, hash) VALUES ('in-the-log', 0, '')";
            command.ExecuteNonQuery();
            var entry = new EntryDraft("in-the-log", "2026-03-02T08:00:00.000Z", "ana", "note-taken", 1, """{"tlp":"amber"}""", "{}").After(Head.Empty("in-the-log"));
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO entry SELECT @c, 1, @t, @a, @k, 1, @m, @b, @p, @h; UPDATE head SET number = 1, hash = @h WHERE case_id = @c";
            foreach (var (name, value) in new (string, string)[] { ("@c", entry.Case), ("@t", entry.Time), ("@a", entry.Author), ("@k", entry.Kind), ("@m", entry.Marking), ("@b", entry.Body), ("@p", entry.Previous), ("@h", entry.Hash) })
                insert.Parameters.AddWithValue(name, value);
            insert.ExecuteNonQuery();
            using var stream = File.Open(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var whole = new MemoryStream();
            stream.CopyTo(whole);
            log = whole.ToArray();
            File.Copy(path, path + ".before", overwrite: true);
        }
        File.Move(path + ".before", path, overwrite: true);
        File.WriteAllBytes(path + "-wal", log);
        File.Delete(path + "-shm");
    }

    private static void Older(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "desk.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE sign_in_failure; DELETE FROM schema_step WHERE number >= 7;";
        command.ExecuteNonQuery();
    }

    private static string Bytes(string folder) => string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(f => $"{f} {(File.Exists(f) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))) : "")} {File.GetLastWriteTimeUtc(f):O}"));

    private sealed record Made(string Data, string Beside, string Case, string Item, string File, string Package) : IAsyncDisposable
    {
        public string Fill(string typed) => typed.Replace("{data}", Data, StringComparison.Ordinal).Replace("{case}", Case, StringComparison.Ordinal)
            .Replace("{item}", Item, StringComparison.Ordinal).Replace("{file}", File, StringComparison.Ordinal).Replace("{package}", Package, StringComparison.Ordinal);

        public ValueTask DisposeAsync()
        {
            Directory.Delete(Data, recursive: true);
            Directory.Delete(Beside, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
