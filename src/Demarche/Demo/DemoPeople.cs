using System.Text.Json.Nodes;

namespace Demarche.Demo;

/// <summary>Sets a desk up as its operator would: the one-time link, then an account for everybody in the story.</summary>
internal static class DemoPeople
{
    /// <param name="key">What the story calls the desk.</param>
    /// <param name="data">The desk's folder: its shell adds the second person, as an operator does at first start.</param>
    /// <param name="firstStart">The token of the desk's one-time link.</param>
    /// <param name="cast">The desk and its people, as the story has them; the first is its administrator.</param>
    /// <param name="seats">Gets a seat for each person.</param>
    /// <param name="kept">Gets each person's id under the login.</param>
    public static async Task<DemoDesk> SeatAsync(
        string key, string data, string url, string firstStart, JsonNode cast, Dictionary<string, Seat> seats, Dictionary<string, string> kept, CancellationToken ct)
    {
        using var stranger = new Seat(url);
        List<DemoPerson> people = [];
        var told = cast["people"]!.AsArray().Select(p => p!).ToList();
        var (first, second) = (told[0], told.Single(p => (bool?)p["second"] == true));
        foreach (var person in told.OrderBy(p => p == first ? 0 : p == second ? 1 : 2))
        {
            var (name, login, password) = ((string)person["name"]!, (string)person["login"]!, DemoAccounts.NewPassword());
            if (person == first)
            {
                var found = new JsonObject { ["deskName"] = (string)cast["name"]!, ["name"] = name, ["login"] = login, ["password"] = password, ["again"] = password };
                await stranger.PostAsync($"/first-start/{firstStart}", found, ct);
            }
            else
            {
                var (link, code) = person == second
                    ? (await DeskProcess.AddPersonAsync(data, url, person, ct), null)
                    : await IssueAsync(seats[$"{key}/{(string)first["login"]!}"], seats[$"{key}/{(string)second["login"]!}"], person, ct);
                await stranger.PostAsync($"/invitation/{link.Split('/')[^1]}", new JsonObject { ["password"] = password, ["again"] = password, ["code"] = code }, ct);
            }
            var session = await stranger.PostAsync("/session", new JsonObject { ["login"] = login, ["password"] = password }, ct);
            seats[$"{key}/{login}"] = new Seat(url, (string)session["token"]!);
            kept[login] = (string)session["person"]!;
            people.Add(new(name, login, password, (string)person["part"]!, await MakeKeyAsync(seats[$"{key}/{login}"], person, password, ct)));
        }
        return new(key, (string)cast["name"]!, url, [.. told.Select(p => people.Single(s => s.Login == (string)p["login"]!))]);
    }

    /// <summary>Two people issue an account: the administrator has the link, the second person the code.</summary>
    private static async Task<(string Link, string? Code)> IssueAsync(Seat administrator, Seat second, JsonNode person, CancellationToken ct)
    {
        var asked = new JsonObject { ["name"] = (string)person["name"]!, ["login"] = (string)person["login"]!, ["roles"] = person["roles"]!.DeepClone() };
        var proposed = await administrator.PostAsync("/people", asked, ct);
        var confirmed = await second.PostAsync($"/changes/{(string)proposed["waits"]!}/confirm", new JsonObject { ["reason"] = "Starts at this desk today." }, ct);
        return ((string)proposed["link"]!, (string)confirmed["code"]!);
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
