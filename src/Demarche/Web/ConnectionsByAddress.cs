using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Demarche.Web;

/// <summary>Closes a connection at once where its neighbourhood has as many as one may have. Named proxies pass: behind them are many callers.</summary>
internal sealed class ConnectionsByAddress(IReadOnlyList<string> proxies)
{
    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    private readonly List<IPNetwork> passing = [.. proxies.Select(p => IPAddress.TryParse(p, out var one)
        ? new IPNetwork(one, one.GetAddressBytes().Length * 8) : IPNetwork.Parse(p))];

    public ConnectionDelegate PassAsync(ConnectionDelegate next) => async connection =>
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        if (address is not null && passing.Exists(p => p.Contains(address)))
        {
            await next(connection);
            return;
        }
        var from = AddressBlock.Near(address);
        try
        {
            if (open.AddOrUpdate(from, 1, (_, count) => count + 1) <= WebLimits.MostConnectionsOfOne) await next(connection);
            else connection.Abort();
        }
        finally
        {
            // Left at nothing it is removed: else every address that ever came would be kept.
            if (open.AddOrUpdate(from, 0, (_, count) => count - 1) == 0) open.TryRemove(KeyValuePair.Create(from, 0));
        }
    };
}
