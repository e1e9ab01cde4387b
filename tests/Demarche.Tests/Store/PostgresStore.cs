using Npgsql;

namespace Demarche.Tests.Store;

public sealed class PostgresStore : StoreContract
{
    private PostgresScratch? _scratch;

    protected override string Address => _scratch!.Address;

    [Fact]
    public async Task Truncating_the_entries_is_refused_too()
    {
        await AppendAsync("case-a");
        Assert.Contains("append-only", await TamperAsync("TRUNCATE entry"), StringComparison.Ordinal);
        Assert.Contains("append-only", await TamperAsync("SET session_replication_role = replica; DELETE FROM entry"), StringComparison.Ordinal);
        Assert.Single(await WholeChainAsync("case-a"));
    }

    protected override async Task PrepareAsync() => _scratch = await PostgresScratch.MakeAsync(Ct);

    protected override async Task RemoveAsync()
    {
        if (_scratch is not null) await _scratch.DisposeAsync();
    }

    protected override async Task<string> TamperAsync(string sql)
    {
        try
        {
            await _scratch!.RunAsync(sql, Ct);
            return "";
        }
        catch (PostgresException e)
        {
            return e.MessageText;
        }
    }
}
