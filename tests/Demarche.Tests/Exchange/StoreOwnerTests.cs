using Demarche.Exchange;
using Demarche.People;
using Demarche.Store;
using Demarche.Tests.Store;
using Demarche.Tests.Web;
using Microsoft.Data.Sqlite;

namespace Demarche.Tests.Exchange;

/// <summary>A database and the keys beside it are one desk's, or nothing is done with them.</summary>
public abstract class StoreOwnerContract : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("demarche-owner-");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected string Data => folder.FullName;

    private string Keys => Path.Combine(Data, "keys");

    private string Away => Path.Combine(Data, "away");

    /// <summary>Null for the SQLite file in the folder.</summary>
    protected abstract string? Store { get; }

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_database_without_its_keys_is_refused_and_starts_with_them_again()
    {
        var desk = await ServedAsync();
        Directory.Move(Keys, Away);
        var problem = await Assert.ThrowsAsync<OptionsProblem>(ServedAsync);
        Assert.Contains("Restore the folder of keys", problem.Message, StringComparison.Ordinal);
        Assert.Contains(desk, problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Keys));
        Directory.Move(Away, Keys);
        Assert.Equal(desk, await ServedAsync());
    }

    [Fact]
    public async Task Another_desks_keys_are_refused_by_the_desk_and_by_every_verb_that_needs_keys()
    {
        await ServedAsync();
        Directory.Move(Keys, Away);
        OurKeys.OpenOrCreate(Keys);
        Assert.Contains("those of the desk", (await Assert.ThrowsAsync<OptionsProblem>(ServedAsync)).Message, StringComparison.Ordinal);
        foreach (var verb in new[] { new[] { "journal", "export", "--all" }, ["journal", "checkpoint"], ["partner", "card"], ["partner", "rotate", "--do-not-tell"] })
        {
            var (code, _, errors) = await Executable.RunAsync([.. verb, .. At]);
            Assert.True(code == 1, $"{string.Join(' ', verb)}: {errors}");
            Assert.Contains("Restore the folder of keys", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verifying_says_that_the_keys_are_missing_or_foreign()
    {
        await ServedAsync();
        Assert.Equal(0, (await Executable.RunAsync(["journal", "verify", .. At])).Code);
        Directory.Move(Keys, Away);
        var (code, output, _) = await Executable.RunAsync(["journal", "verify", .. At]);
        Assert.Equal(3, code);
        Assert.Contains("its keys are not in", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Right:", output, StringComparison.Ordinal);
        OurKeys.OpenOrCreate(Keys);
        (code, output, _) = await Executable.RunAsync(["journal", "verify", .. At, "--json"]);
        Assert.Equal(3, code);
        Assert.Contains("\"right\": false", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_from_before_its_desk_was_noted_is_known_by_what_is_sealed_in_it()
    {
        await ServedAsync();
        await using (var store = await JournalStore.OpenAsync(Options.StoreAddress, TimeProvider.System, Ct)) Assert.True(await store.Records.RemoveSettingAsync("desk-id", Ct));
        Directory.Move(Keys, Away);
        await Assert.ThrowsAsync<OptionsProblem>(ServedAsync);
        OurKeys.OpenOrCreate(Keys);
        Assert.Contains("another desk", (await Assert.ThrowsAsync<OptionsProblem>(ServedAsync)).Message, StringComparison.Ordinal);
        Directory.Delete(Keys, recursive: true);
        Directory.Move(Away, Keys);
        await ServedAsync();
        await using var noted = await JournalStore.OpenAsync(Options.StoreAddress, TimeProvider.System, Ct);
        Assert.NotNull(await StoreOwner.FindAsync(noted, Ct));
    }

    [Fact]
    public async Task A_rotation_keeps_the_desk()
    {
        var desk = await ServedAsync();
        await OurKeys.Open(Keys).RotateAsync((_, _) => Task.CompletedTask);
        Assert.Equal(desk, await ServedAsync());
    }

    [Fact]
    public async Task Keys_from_before_a_rotation_are_refused_and_said_to_be_wrong_and_a_rotation_that_was_broken_off_is_not()
    {
        await ServedAsync();
        Copy(Keys, Away);
        Assert.Equal(0, (await Executable.RunAsync(["partner", "rotate", "--do-not-tell", .. At])).Code);
        var (now, retired) = (Path.Combine(Data, "now"), Keys + ".retired");
        Directory.Move(Keys, now);
        Directory.Move(retired, retired + ".kept");
        Directory.Move(Away, Keys);
        Assert.Contains("before a rotation", (await Assert.ThrowsAsync<OptionsProblem>(ServedAsync)).Message, StringComparison.Ordinal);
        var (code, output, _) = await Executable.RunAsync(["journal", "verify", .. At]);
        Assert.Equal(3, code);
        Assert.DoesNotContain("Right:", output, StringComparison.Ordinal);
        Assert.Contains("before a rotation", (await Executable.RunAsync(["partner", "card", .. At])).Errors, StringComparison.Ordinal);
        // The process died after the entry and before the new keys were in force.
        Directory.Move(now, Keys + ".next");
        Assert.NotEmpty(await ServedAsync());
    }

    [Fact]
    public async Task Another_desks_key_files_under_the_right_id_are_refused()
    {
        await ServedAsync();
        Directory.Move(Keys, Away);
        OurKeys.OpenOrCreate(Keys);
        File.Copy(Path.Combine(Away, "desk.id"), Path.Combine(Keys, "desk.id"), overwrite: true);
        await Assert.ThrowsAsync<OptionsProblem>(ServedAsync);
        Assert.Equal(3, (await Executable.RunAsync(["journal", "verify", .. At])).Code);
        Assert.Equal(1, (await Executable.RunAsync(["partner", "card", .. At])).Code);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private DeskOptions Options => new() { Data = Data, Store = Store, Urls = "http://127.0.0.1:0" };

    private string[] At => Store is null ? ["--data", Data] : ["--data", Data, "--store", Store];

    // Starts the desk, does something that is sealed under its keys, and stops it.
    private async Task<string> ServedAsync()
    {
        await using var desk = await RunningDesk.StartAsync(with: o => o with { Data = Data, Store = Store }, keepsFolder: true);
        await desk.AddPersonAsync([Role.Administrator]);
        using var browser = desk.Stranger();
        await browser.ReadAsync("/sign-in");
        return PlainPackages.KeysOf(desk).Desk;
    }
}

public sealed class SqliteStoreOwner : StoreOwnerContract
{
    protected override string? Store => null;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_desk_begins_from_an_export_with_keys_of_its_own()
    {
        using var from = new Journals.JournalFolder();
        var file = from.In("all.jsonl");
        await using (var store = await from.OpenAsync()) await Journals.JournalFolder.AppendAsync(store, "a", 3);
        Assert.Equal(0, (await Executable.RunAsync("journal", "export", "--all", "--data", from.Path, "--out", file)).Code);
        Assert.Equal(0, (await Executable.RunAsync("journal", "import", file, "--data", Data)).Code);
        await using var desk = await RunningDesk.StartAsync(with: o => o with { Data = Data }, keepsFolder: true);
        Assert.NotEqual(from.Keys.Current.Desk, PlainPackages.KeysOf(desk).Desk);
    }
}

public sealed class PostgresStoreOwner : StoreOwnerContract
{
    private PostgresScratch? scratch;

    protected override string? Store => scratch!.Address;

    public override async ValueTask InitializeAsync() => scratch = await PostgresScratch.MakeAsync(Ct);

    public override async ValueTask DisposeAsync()
    {
        if (scratch is not null) await scratch.DisposeAsync();
        await base.DisposeAsync();
    }
}
