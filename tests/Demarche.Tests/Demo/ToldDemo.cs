using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Demo;
using Demarche.People;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Demo;

/// <summary>The desks of the demo in this process, after its story was told to its end through their API.</summary>
public sealed class ToldDemo : IAsyncLifetime
{
    public const string Password = "a good long passphrase of a test";

    private readonly List<RunningDesk> desks = [];

    public RunningDesk Norland => desks[0];

    public RunningDesk Westmark => desks[1];

    /// <summary>Ids by the names that the story uses.</summary>
    public Dictionary<string, string> Kept { get; } = [];

    public string Case => Kept["case"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var story = new Story(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var plot = story.Plot;
        Dictionary<string, Seat> seats = [];
        foreach (var key in (string[])["norland", "westmark", "kasteria"]) await SeatAsync(key, plot["desks"]![key]!, seats);
        await new Telling(story, seats, Kept, TimeProvider.System).TellAsync(plot["acts"]!.AsArray(), Ct);
        foreach (var seat in seats.Values) seat.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in desks) await desk.DisposeAsync();
    }

    // Without invitations and codes: what this test is about begins after them.
    private async Task SeatAsync(string key, JsonNode cast, Dictionary<string, Seat> seats)
    {
        var desk = await RunningDesk.StartAsync();
        desks.Add(desk);
        var people = cast["people"]!.AsArray();
        var accounts = desk.Services.GetRequiredService<Accounts>();
        await accounts.FoundAsync((await accounts.OfferFoundingAsync(Ct))!, new((string)cast["name"]!, (string)people[0]!["name"]!,
            (string)people[0]!["login"]!, Password, Password), Ct);
        foreach (var person in people)
        {
            var login = (string)person!["login"]!;
            var id = (await desk.Book.OpenAsync(Ct)).People.Standing.FirstOrDefault(p => p.Content.Login == login)?.Id;
            if (id is null)
            {
                var roles = person["roles"]!.AsArray().Select(r => Enum.GetValues<Role>().Single(v =>
                    Demarche.Web.Words.Key(v) == (string)r!)).ToArray();
                id = Id.New();
                await desk.Book.WriteAsync(id, _ => Decision.Allow(new PersonAdded(id,
                    new((string)person["name"]!, login, roles, [], false)), DeskFile.Internal, id), ct: Ct);
                await desk.Services.GetRequiredService<Passwords>().SetAsync(id, Password, Ct);
            }
            Kept[login] = id;
            var seat = seats[$"{key}/{login}"] = new Seat(desk.Address, await desk.Services.GetRequiredService<Sessions>().OpenAsync(id,
                Ct));
            if ((bool?)person["vault"] == true) await seat.PostAsync("/vault/key",
                new JsonObject
                {
                    ["password"] = Password,
                    ["passphrase"] = "seven plain words for a vault key",
                    ["again"] = "seven plain words for a vault key"
                }, Ct);
        }
    }
}
