using Demarche.Journal;
using Demarche.Journals;
using Demarche.Store;

namespace Demarche.Tests.Journals;

public sealed class JournalImportTests : IDisposable
{
    private readonly JournalFolder from = new();
    private readonly JournalFolder to = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        from.Dispose();
        to.Dispose();
    }

    [Fact]
    public async Task What_was_exported_is_imported_entry_by_entry_and_verifies()
    {
        var file = await ExportedAsync();
        await using var source = await from.OpenAsync();
        await using var store = await to.OpenAsync();
        Assert.Equal(new Import(2, 1210, 0, null), await JournalImport.RunAsync(store, new MemoryStream(file), null, Ct));
        Assert.Equal(await source.HeadsAsync(Ct), await store.HeadsAsync(Ct));
        Assert.Equal(await AllAsync(source, "a"), await AllAsync(store, "a"));
        Assert.True((await StoreCheck.RunAsync(store, null, Ct)).IsRight);
        Assert.Equal(new Import(2, 0, 1210, null), await JournalImport.RunAsync(store, new MemoryStream(file), null, Ct));
    }

    [Fact]
    public async Task An_import_goes_on_where_the_store_stops()
    {
        var file = await ExportedAsync();
        await using var store = await to.OpenAsync();
        await JournalFolder.AppendAsync(store, "a", 700);
        Assert.Equal(new Import(2, 510, 700, null), await JournalImport.RunAsync(store, new MemoryStream(file), null, Ct));
    }

    [Fact]
    public async Task A_journal_that_exists_differently_is_refused_and_its_first_difference_named()
    {
        var file = await ExportedAsync();
        await using var store = await to.OpenAsync();
        await JournalFolder.AppendAsync(store, "b", 6);
        var seen = await store.HeadAsync("b", Ct);
        await store.AppendAsync(seen, [new EntryDraft("b", Cases.WrittenCase.Time(6), "ben", "party-named", 1, "{}", "{}")], null, Ct);
        var import = await JournalImport.RunAsync(store, new MemoryStream(file), null, Ct);
        Assert.Equal(("b", 7L), (import.Problem!.Case, import.Problem.Number));
        Assert.Equal("b", Assert.Single(await store.HeadsAsync(Ct)).Case);
    }

    [Fact]
    public async Task A_file_with_a_wrong_entry_is_refused_whole()
    {
        var text = System.Text.Encoding.UTF8.GetString(await ExportedAsync());
        var changed = text.Replace("\"id\":\"p1100\"", "\"id\":\"p1101\"", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        await using var store = await to.OpenAsync();
        var import = await JournalImport.RunAsync(store, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(changed)), null, Ct);
        Assert.Equal(("a", 1101L, 1102L), (import.Problem!.Case, import.Problem.Number, import.Problem.Line));
        Assert.Empty(await store.HeadsAsync(Ct));
    }

    [Fact]
    public async Task The_store_of_a_desk_takes_in_only_what_a_checkpoint_of_that_desk_covers()
    {
        var file = await ExportedAsync();
        await using var source = await from.OpenAsync();
        await using var store = await to.OpenAsync();
        var owner = from.Keys.Current.Card("desk", "https://desk.example");
        await JournalFolder.AppendAsync(store, "b", 6);
        Entry last = (await AllAsync(source, "b"))[^1], forged = last with { Number = 11, Previous = last.Hash, Author = "ben" };
        forged = new EntryDraft("b", forged.Time, "ben", forged.Kind, forged.Version, forged.Marking, forged.Body).After(last.AsHead());
        // With a line more at its end, in a journal that is there and in one that is not, with no checkpoint, with the old one, with another desk's.
        foreach (var (what, entries, signer) in new (string, IReadOnlyList<Entry>, DeskKeys?)[]
        {
            ("another author's line", [.. await AllAsync(source, "b"), forged], null), ("the same lines, unsigned", await AllAsync(source, "b"), null),
            ("a new journal", await AllAsync(source, "a"), null), ("another desk's checkpoint", await AllAsync(source, "b"), to.Keys.Current),
        })
        {
            using var stream = new MemoryStream();
            await JournalFile.WriteAsync(stream, new((signer ?? from.Keys.Current).Desk, Cases.WrittenCase.Time(0)), entries.ToAsyncEnumerable(), signer, Ct);
            var refused = await JournalImport.RunAsync(store, new MemoryStream(stream.ToArray()), owner, Ct);
            Assert.True(refused is { Taken: 0, Problem: not null }, what);
            Assert.Contains("checkpoint", refused.Problem.Message, StringComparison.Ordinal);
        }
        var lines = System.Text.Encoding.UTF8.GetString(file).Split('\n');
        using var one = new MemoryStream();
        await JournalFile.WriteAsync(one, new(from.Keys.Current.Desk, Cases.WrittenCase.Time(0)), new[] { await AllAsync(source, "b"), [forged] }.SelectMany(e => e).ToAsyncEnumerable(), null, Ct);
        var withOne = string.Join('\n', [.. lines[..^2], System.Text.Encoding.UTF8.GetString(one.ToArray()).Split('\n')[^2], .. lines[^2..]]);
        Assert.NotNull((await JournalImport.RunAsync(store, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(withOne)), owner, Ct)).Problem);
        Assert.Equal(6, (await store.HeadAsync("b", Ct)).Number);
        // What is there already is no matter, whoever signed it. And the control: what this desk exported, into a backup of before.
        Assert.Equal(new Import(2, 1204, 6, null), await JournalImport.RunAsync(store, new MemoryStream(file), owner, Ct));
    }

    [Fact]
    public async Task Nobody_writes_as_somebody_else_into_a_desk_at_work()
    {
        await using var desk = await Web.RunningDesk.StartAsync();
        var (jonas, maren) = (await desk.VisitAsync(Demarche.People.Role.Analyst), await desk.VisitAsync(Demarche.People.Role.Releaser));
        var open = await desk.OpenCaseAsync(maren);
        await using var store = await JournalStore.OpenAsync(System.IO.Path.Combine(desk.Folder, "desk.db"), TimeProvider.System, Ct);
        var entries = await AllAsync(store, open);
        var file = Cases.WrittenCase.Internal;
        var forged = Demarche.Cases.FactKinds.Draft(open, Cases.WrittenCase.Time(1), jonas.Person!, new(new Demarche.Cases.AccessGranted(maren.Person!, Demarche.Cases.CaseAccess.Write), file)).After(entries[^1].AsHead());
        var path = to.In("forged.jsonl");
        await using (var stream = File.Create(path))
            await JournalFile.WriteAsync(stream, new("x", Cases.WrittenCase.Time(0)), entries.Append(forged).ToAsyncEnumerable(), null, Ct);
        var refused = await Executable.RunAsync("journal", "import", path, "--data", desk.Folder);
        Assert.Equal(3, refused.Code);
        Assert.Contains("checkpoint", refused.Output, StringComparison.Ordinal);
        // Nor with the store alone, and a folder of one's own beside it.
        Assert.NotEqual(0, (await Executable.RunAsync("journal", "import", path, "--store", System.IO.Path.Combine(desk.Folder, "desk.db"), "--data", to.Path)).Code);
        Assert.NotEqual(0, (await Executable.RunAsync("journal", "import", path, "--store", System.IO.Path.Combine(desk.Folder, "desk.db"), "--data", to.In("new"))).Code);
        Assert.Equal(entries[^1].AsHead(), await store.HeadAsync(open, Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    public async Task What_is_no_exported_file_is_refused_in_its_first_line(string text)
    {
        await using var store = await to.OpenAsync();
        Assert.Equal(1, (await JournalImport.RunAsync(store, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), null, Ct)).Problem!.Line);
    }

    [Fact]
    public async Task The_command_line_verifies_exports_imports_and_ends_with_the_documented_codes()
    {
        await ExportedAsync();
        var (file, checkpoint) = (from.In("all.jsonl"), from.In("checkpoint.jws"));
        Assert.Equal(0, (await Executable.RunAsync("journal", "export", "--all", "--data", from.Path, "--out", file)).Code);
        Assert.Equal(0, (await Executable.RunAsync("journal", "checkpoint", "--data", from.Path, "--out", checkpoint)).Code);
        var verified = await Executable.RunAsync("journal", "verify", file, "--data", from.Path, "--checkpoint", checkpoint);
        Assert.True(verified.Code == 0, verified.Output + verified.Errors);
        Assert.Contains("signed by the desk", verified.Output, StringComparison.Ordinal);
        var imported = await Executable.RunAsync("journal", "import", file, "--data", to.Path, "--json");
        Assert.True(imported.Code == 0, imported.Output + imported.Errors);
        Assert.Contains("\"taken\": 1210", imported.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Executable.RunAsync("journal", "export", "--data", from.Path)).Code);
        var missing = await Executable.RunAsync("journal", "verify", "--data", from.In("nowhere"));
        Assert.Equal(1, missing.Code);
        Assert.Contains("--data", missing.Errors, StringComparison.Ordinal);
        to.Damage("UPDATE entry SET author = 'ben' WHERE case_id = 'a' AND number = 17");
        var wrong = await Executable.RunAsync("journal", "verify", "--data", to.Path);
        Assert.Equal(3, wrong.Code);
        Assert.Contains("Journal a, entry 17", wrong.Output, StringComparison.Ordinal);
    }

    private async Task<byte[]> ExportedAsync()
    {
        await using var store = await from.OpenAsync();
        await JournalFolder.AppendAsync(store, "a", 1200);
        await JournalFolder.AppendAsync(store, "b", 10);
        using var stream = new MemoryStream();
        await JournalFile.WriteAsync(stream, new(from.Keys.Current.Desk, Cases.WrittenCase.Time(0)), EntriesAsync(store), from.Keys.Current, Ct);
        return stream.ToArray();
    }

    private static async IAsyncEnumerable<Entry> EntriesAsync(JournalStore store)
    {
        foreach (var id in new[] { "a", "b" })
        {
            await foreach (var entry in store.ReadAsync(id, 0, Ct)) yield return entry;
        }
    }

    private static async Task<List<Entry>> AllAsync(JournalStore store, string id)
    {
        List<Entry> entries = [];
        await foreach (var entry in store.ReadAsync(id, 0, Ct)) entries.Add(entry);
        return entries;
    }
}
