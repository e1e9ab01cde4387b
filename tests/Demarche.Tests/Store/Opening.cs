using Demarche.Store;
using Microsoft.Data.Sqlite;

namespace Demarche.Tests.Store;

/// <summary>What an operator reads when a store cannot be opened.</summary>
public sealed class Opening : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demarche-open-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_plain_path_makes_a_file_and_the_folders_above_it()
    {
        var path = Path.Combine(_folder.FullName, "new", "desk.db");
        await using var store = await JournalStore.OpenAsync(path, TimeProvider.System, Ct);
        Assert.Equal("sqlite", store.Kind);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_alone()
    {
        var path = Path.Combine(_folder.FullName, "letter.txt");
        var text = string.Concat(Enumerable.Repeat("To the ministry of Norland. ", 100));
        await File.WriteAllTextAsync(path, text, Ct);

        var problem = await RefusedAsync("sqlite:" + path);

        Assert.Equal(path, problem.Place);
        Assert.Contains("not an SQLite database", problem.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task Another_programs_database_is_left_alone()
    {
        var path = Path.Combine(_folder.FullName, "other.db");
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE invoice (number TEXT)";
            await command.ExecuteNonQueryAsync(Ct);
        }
        Assert.Contains("another program", (await RefusedAsync(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_where_a_file_stands_is_told()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", Ct);
        Assert.Contains("cannot be made", (await RefusedAsync(Path.Combine(file, "desk.db"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_without_the_password()
    {
        var problem = await RefusedAsync("postgres://ana:s3cret@127.0.0.1:1/desk");
        Assert.Equal("postgres://ana@127.0.0.1:1/desk", problem.Place);
        Assert.Contains("cannot be reached", problem.Message, StringComparison.Ordinal);
        Assert.Contains("pg_isready", problem.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_the_server_has_not_is_told()
    {
        await using var scratch = await PostgresScratch.MakeAsync(Ct);
        Assert.Contains("createdb", (await RefusedAsync(scratch.Address + "_none")).Advice, StringComparison.Ordinal);
        var wrong = new UriBuilder(scratch.Address) { Password = "wrong" };
        Assert.Contains("user or password", (await RefusedAsync(wrong.Uri.AbsoluteUri)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mysql://localhost/desk")]
    [InlineData("sqlite:")]
    [InlineData("postgres://")]
    [InlineData("postgres://localhost")]
    [InlineData("postgres://localhost/desk?pooling=no")]
    public async Task A_store_that_cannot_be_meant_is_refused_with_what_to_write(string store) =>
        Assert.Equal("--store", (await RefusedAsync(store)).Place);

    [Fact]
    public void A_postgres_address_is_read_in_all_its_parts()
    {
        var read = PostgresUrl.Read("postgres://an%40a:p%3Ass@[2001:db8::5]:6432/des%20k?sslmode=verify-full&search_path=norland");

        Assert.Equal(("an@a", "p:ss", "2001:db8::5", 6432, "des k"), (read.Username, read.Password, read.Host, read.Port, read.Database));
        Assert.Equal((Npgsql.SslMode.VerifyFull, "norland"), (read.SslMode, read.SearchPath));
        Assert.Equal(("localhost", 5432), (PostgresUrl.Read("postgresql:///desk").Host, PostgresUrl.Read("postgresql:///desk").Port));
    }

    private static Task<StoreProblem> RefusedAsync(string store) =>
        Assert.ThrowsAsync<StoreProblem>(() => JournalStore.OpenAsync(store, TimeProvider.System, Ct));
}
