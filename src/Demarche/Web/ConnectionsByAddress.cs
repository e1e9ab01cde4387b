using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Demarche.Web;

/// <summary>
/// The places for open connections. One neighbourhood of addresses has at most its share. Where all are taken, a newcomer gets the place
/// of a connection that asks nothing: first of those that never sent a request, then of those that wait between two, each time the oldest
/// one of the neighbourhood that has most of them; and where all are at work, of the oldest in the fullest neighbourhood. So whoever has
/// many networks holds the desk shut for nobody. Named proxies have no share and lose no place: behind them are many callers.
/// </summary>
internal sealed class ConnectionsByAddress(
    IReadOnlyList<IPNetwork> proxies, int most = WebLimits.MostConnections, int mostOfOne = WebLimits.MostConnectionsOfOne)
{
    /// <summary>What a connection does, by how soon it gives way.</summary>
    private enum Doing
    {
        NothingYet,
        Waiting,
        Working,
    }

    private readonly Lock gate = new();
    private readonly Dictionary<string, Neighbourhood> near = new(StringComparer.Ordinal);

    // By what its connections do: the neighbourhood with most of them last, of equal ones the one whose first one is older.
    private readonly SortedSet<(int Count, long Age, string Name)>[] ranks = [new(), new(), new()];
    private int open;
    private long counted;

    public ConnectionDelegate PassAsync(ConnectionDelegate next) => async connection =>
    {
        if (Enter(connection) is not { } place)
        {
            connection.Abort();
            return;
        }
        connection.Items[typeof(Place)] = place;
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(place);
        }
    };

    /// <summary>Notes that a connection is at work as long as one of its requests is answered.</summary>
    public static async Task NoteRequestAsync(HttpContext context, Func<Task> next)
    {
        object? known = null;
        context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(typeof(Place), out known);
        if (known is not Place place)
        {
            await next();
            return;
        }
        place.Owner.Note(place, 1);
        try
        {
            await next();
        }
        finally
        {
            place.Owner.Note(place, -1);
        }
    }

    private Place? Enter(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        var isProxy = address is not null && proxies.Any(p => p.Contains(address));
        Place? gone = null;
        Place? place = null;
        lock (gate)
        {
            var name = AddressBlock.Near(address);
            var has = near.GetValueOrDefault(name)?.Count ?? 0;
            if (isProxy || has < mostOfOne)
            {
                if (open >= most && (gone = GivesWay(has, isProxy)) is not null) Remove(gone);
                if (open < most || isProxy)
                {
                    place = new(this, connection, isProxy ? null : name);
                    open++;
                    if (!isProxy) Put(place, Doing.NothingYet);
                }
            }
        }
        gone?.Connection.Abort(new ConnectionAbortedException("Its place was needed."));
        return place;
    }

    private void Leave(Place place)
    {
        lock (gate) Remove(place);
    }

    private void Note(Place place, int requests)
    {
        lock (gate)
        {
            place.Requests += requests;
            if (place.Node is null) return;
            var doing = place.Requests > 0 ? Doing.Working : Doing.Waiting;
            if (doing == place.Doing) return;
            Take(place);
            Put(place, doing);
        }
    }

    // The one that gives way to a newcomer; at work it gives way only to somebody whose neighbourhood has less.
    private Place? GivesWay(int has, bool isProxy)
    {
        foreach (var doing in new[] { Doing.NothingYet, Doing.Waiting, Doing.Working })
        {
            if (ranks[(int)doing].Count == 0) continue;
            var (count, _, name) = ranks[(int)doing].Max;
            if (doing == Doing.Working && !isProxy && count <= has + 1) return null;
            return near[name].Of(doing).First!.Value;
        }
        return null;
    }

    private void Remove(Place place)
    {
        if (place.IsGone) return;
        place.IsGone = true;
        open--;
        if (place.Node is not null) Take(place);
    }

    private void Put(Place place, Doing doing)
    {
        if (!near.TryGetValue(place.Name!, out var at)) near[place.Name!] = at = new();
        var list = at.Of(doing);
        if (list.Count > 0) ranks[(int)doing].Remove(Rank(place.Name!, list));
        (place.Doing, place.Since) = (doing, counted++);
        place.Node = list.AddLast(place);
        ranks[(int)doing].Add(Rank(place.Name!, list));
    }

    private void Take(Place place)
    {
        var at = near[place.Name!];
        var list = at.Of(place.Doing);
        ranks[(int)place.Doing].Remove(Rank(place.Name!, list));
        list.Remove(place.Node!);
        place.Node = null;
        if (list.Count > 0) ranks[(int)place.Doing].Add(Rank(place.Name!, list));
        // Left at nothing it is removed: else every address that ever came would be kept.
        if (at.Count == 0) near.Remove(place.Name!);
    }

    private static (int Count, long Age, string Name) Rank(string name, LinkedList<Place> list) =>
        (list.Count, -list.First!.Value.Since, name);

    private sealed class Neighbourhood
    {
        private readonly LinkedList<Place>[] places = [new(), new(), new()];

        public int Count => places[0].Count + places[1].Count + places[2].Count;

        public LinkedList<Place> Of(Doing doing) => places[(int)doing];
    }

    /// <param name="owner">Whose place it is.</param>
    /// <param name="connection">The connection that has it.</param>
    /// <param name="name">Its neighbourhood; null for a proxy's.</param>
    private sealed class Place(ConnectionsByAddress owner, ConnectionContext connection, string? name)
    {
        public ConnectionsByAddress Owner => owner;

        public ConnectionContext Connection => connection;

        public string? Name => name;

        public LinkedListNode<Place>? Node { get; set; }

        public Doing Doing { get; set; }

        public long Since { get; set; }

        public int Requests { get; set; }

        public bool IsGone { get; set; }
    }
}
