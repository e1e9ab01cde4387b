using System.Security.Cryptography;
using Demarche.Store;

namespace Demarche.Tests.Store;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData("UPDATE entry SET body = '{}' WHERE number = 1")]
    [InlineData("DELETE FROM entry WHERE number = 2")]
    [InlineData("DELETE FROM entry")]
    public async Task The_database_itself_refuses_to_change_an_entry(string sql)
    {
        var appended = await AppendAsync("case-a", 2);

        Assert.Contains("append-only", await TamperAsync(sql), StringComparison.Ordinal);
        Assert.Equal(appended.Entries, await WholeChainAsync("case-a"));
    }

    [Fact]
    public async Task A_document_is_kept_once_by_its_hash()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        var with = new StoreWrites { Documents = [KeptDocument.Of(bytes), KeptDocument.Of([])] };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => AppendAsync($"case-{n}", 1, with)));

        Assert.Equal(bytes, await Store.FindAsync(Convert.ToHexStringLower(SHA256.HashData(bytes)), Ct));
        Assert.Null(await Store.FindAsync(new string('0', 64), Ct));
        Assert.Empty((await Store.FindAsync(KeptDocument.Of([]).Sha256, Ct))!);
    }

    [Fact]
    public async Task Erasing_a_key_leaves_the_chain_whole()
    {
        var with = new StoreWrites { Keys = [new WrappedKey("case-a", "key-1", "the-wrapped-key"), new WrappedKey("case-a", "key-2", "another")] };
        var appended = await AppendAsync("case-a", 2, with);
        Assert.Equal("the-wrapped-key", await Store.FindKeyAsync("case-a", "key-1", Ct));

        await Store.EraseKeyAsync("case-a", "key-1", Ct);
        await Store.EraseKeyAsync("case-a", "key-1", Ct);

        Assert.Null(await Store.FindKeyAsync("case-a", "key-1", Ct));
        Assert.Equal("another", await Store.FindKeyAsync("case-a", "key-2", Ct));
        Assert.Equal(appended.Entries, await WholeChainAsync("case-a"));
    }

    [Fact]
    public async Task A_key_is_not_overwritten()
    {
        await Store.KeepKeyAsync("case-a", "key-1", "first", Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.KeepKeyAsync("case-a", "key-1", "second", Ct));
        Assert.Equal("first", await Store.FindKeyAsync("case-a", "key-1", Ct));
    }

    [Fact]
    public async Task A_store_of_a_newer_desk_is_not_touched()
    {
        await TamperAsync("INSERT INTO schema_step (number, name, applied) VALUES (9999, '9999_later', '2031-01-01T00:00:00.000Z')");
        var problem = await Assert.ThrowsAsync<StoreProblem>(OpenAsync);
        Assert.Contains("newer desk", problem.Message, StringComparison.Ordinal);
    }
}
