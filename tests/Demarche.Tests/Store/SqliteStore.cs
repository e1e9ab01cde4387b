using Microsoft.Data.Sqlite;

namespace Demarche.Tests.Store;

public sealed class SqliteStore : StoreContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demarche-store-");

    protected override string Address => "sqlite:" + File;

    private string File => Path.Combine(_folder.FullName, "desk.db");

    [Fact]
    public async Task A_replacing_insert_is_refused_too()
    {
        await AppendAsync("case-a");
        Assert.Contains("append-only", await TamperAsync("INSERT OR REPLACE INTO entry SELECT * FROM entry"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_an_erased_key_is_left_in_the_files()
    {
        const string Wrapped = "wrapped-key-that-must-be-gone-0123456789";
        await Store.KeepKeyAsync("case-a", "key-1", Wrapped, Ct);
        await AppendAsync("case-a");
        Assert.True(FilesHold(Wrapped));

        await Store.EraseKeyAsync("case-a", "key-1", Ct);
        Assert.False(FilesHold(Wrapped));
    }

    [Fact]
    public void The_file_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    protected override Task PrepareAsync() => Task.CompletedTask;

    protected override Task RemoveAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    protected override async Task<string> TamperAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            await command.ExecuteNonQueryAsync(Ct);
            return "";
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }

    private bool FilesHold(string text) => _folder.EnumerateFiles().Any(file =>
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
    });
}
