using Demarche.Tests.Store;

namespace Demarche.Tests.Search;

public sealed class PostgresSearch : SearchContract
{
    private PostgresScratch? scratch;

    protected override int Cases => 40;

    protected override async Task<string> PrepareAsync() => (scratch = await PostgresScratch.MakeAsync(Ct)).Address;

    protected override async Task RemoveAsync()
    {
        if (scratch is not null) await scratch.DisposeAsync();
    }
}
