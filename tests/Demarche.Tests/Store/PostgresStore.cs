using Demarche.Journal;
using Demarche.Store;
using Npgsql;

namespace Demarche.Tests.Store;

public sealed class PostgresStore : StoreContract
{
    private const string DropConnections = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{0}'";

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

    [Fact]
    public async Task A_server_that_dropped_the_connections_is_asked_again()
    {
        await AppendAsync("case-a");
        await _scratch!.RunBesideAsync(DropConnections, Ct);
        await Store.AppendAsync(Head.Empty("case-b"), [Draft("case-b")], null, Ct);
        await _scratch.RunBesideAsync(DropConnections, Ct);
        Assert.Single(await WholeChainAsync("case-b"));
    }

    [Fact]
    public async Task A_database_that_is_closed_for_a_while_fails_the_waiters_and_is_used_again_after()
    {
        var first = await AppendAsync("case-a");
        await _scratch!.RunBesideAsync("ALTER DATABASE {0} ALLOW_CONNECTIONS false", Ct);
        await _scratch.RunBesideAsync(DropConnections, Ct);

        var waiters = Enumerable.Range(0, 10).Select(n => Store.AppendAsync(first.Head, [Draft("case-a", n)], null, Ct)).ToArray();
        foreach (var waiter in waiters)
            Assert.StartsWith("postgres://", (await Assert.ThrowsAsync<StoreProblem>(() => waiter)).Message, StringComparison.Ordinal);

        await _scratch.RunBesideAsync("ALTER DATABASE {0} ALLOW_CONNECTIONS true", Ct);
        await AppendAsync("case-a");
        Assert.Equal(2, (await WholeChainAsync("case-a")).Count);
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
