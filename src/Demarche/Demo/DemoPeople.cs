using System.Text.Json.Nodes;

namespace Demarche.Demo;

/// <summary>Sets a desk up as its operator would: the one-time link, then an account for everybody in the story.</summary>
internal static class DemoPeople
{
    /// <param name="firstStart">The token of the desk's one-time link.</param>
    /// <param name="cast">The desk and its people, as the story has them; the first is its administrator.</param>
    /// <param name="seats">Gets a seat for each person.</param>
    /// <param name="kept">Gets each person's id under the login.</param>
    public static async Task<DemoDesk> SeatAsync(
        string key, string url, string firstStart, JsonNode cast, Dictionary<string, Seat> seats, Dictionary<string, string> kept, CancellationToken ct)
    {
        using var stranger = new Seat(url);
        List<DemoPerson> people = [];
        foreach (var person in cast["people"]!.AsArray())
        {
            var (name, login, password) = ((string)person!["name"]!, (string)person["login"]!, DemoAccounts.NewPassword());
            if (people.Count == 0)
            {
                var found = new JsonObject { ["deskName"] = (string)cast["name"]!, ["name"] = name, ["login"] = login, ["password"] = password, ["again"] = password };
                await stranger.PostAsync($"/first-start/{firstStart}", found, ct);
            }
            else
            {
                var added = await seats[$"{key}/{people[0].Login}"].PostAsync(
                    "/people", new JsonObject { ["name"] = name, ["login"] = login, ["roles"] = person["roles"]!.DeepClone() }, ct);
                var token = ((string)added["link"]!).Split('/')[^1];
                await stranger.PostAsync($"/invitation/{token}", new JsonObject { ["password"] = password, ["again"] = password }, ct);
            }
            var session = await stranger.PostAsync("/session", new JsonObject { ["login"] = login, ["password"] = password }, ct);
            seats[$"{key}/{login}"] = new Seat(url, (string)session["token"]!);
            kept[login] = (string)session["person"]!;
            people.Add(new(name, login, password, (string)person["part"]!, await MakeKeyAsync(seats[$"{key}/{login}"], person, password, ct)));
        }
        return new(key, (string)cast["name"]!, url, people);
    }

    /// <returns>The passphrase, for those of the story who seal and open.</returns>
    private static async Task<string?> MakeKeyAsync(Seat seat, JsonNode person, string password, CancellationToken ct)
    {
        if ((bool?)person["vault"] != true) return null;
        var passphrase = DemoAccounts.NewPassphrase();
        await seat.PostAsync("/vault/key", new JsonObject { ["password"] = password, ["passphrase"] = passphrase, ["again"] = passphrase }, ct);
        return passphrase;
    }
}
