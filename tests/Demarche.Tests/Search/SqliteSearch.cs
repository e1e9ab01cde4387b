namespace Demarche.Tests.Search;

public sealed class SqliteSearch : SearchContract
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("demarche-search-");

    protected override int Cases => 100;

    protected override Task<string> PrepareAsync() => Task.FromResult(Path.Combine(folder.FullName, "desk.db"));

    protected override Task RemoveAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
