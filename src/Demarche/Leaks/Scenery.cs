using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Demarche.Leaks;

/// <summary>
/// Two accounts and two cases, made for one run by an administrator's account: what is hidden is then known word for word, and what moves
/// while it is written is seen. At the end the cases are closed and the accounts too; nothing that was there before is touched.
/// </summary>
internal sealed class Scenery(Probe administrator, Func<string, string, Probe> seat, Probe stranger)
{
    private const string Reason = "demarche leaks";

    private readonly List<string> people = [], cases = [];
    private readonly string mark = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 10);

    public Probe Sees { get; private set; } = null!;

    public Probe SeesNot { get; private set; } = null!;

    /// <summary>Makes both accounts, and a case that both read.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        Sees = await AccountAsync("a", [mark], ct);
        SeesNot = await AccountAsync("b", [], ct);
        var shared = await OpenAsync("Leak check, open to both", ct);
        await DoneAsync(Sees, $"/api/cases/{shared}/access", new() { ["person"] = people[1], ["access"] = "write" }, ct);
        await FillAsync(shared, "plain" + mark[..4], null, ct);
    }

    /// <summary>Writes in secret, and says what moved for the second account meanwhile.</summary>
    public async Task<(IReadOnlyList<string> Moved, int Held)> HideAsync(CancellationToken ct)
    {
        var before = await Survey.EverythingAsync(SeesNot, cases, ct);
        var shared = cases[0];
        await FillAsync(shared, "hidden" + mark, new() { ["tlp"] = "amber", ["compartments"] = new JsonArray(mark) }, ct);
        await FillAsync(await OpenAsync($"Hidden {mark}", ct), "case" + mark, null, ct);
        var after = await Survey.EverythingAsync(SeesNot, [shared], ct);
        var moved = before.Where(b => !IsOwn(b.Key)).Where(b => !after.TryGetValue(b.Key, out var now) || !now.IsLike(b.Value))
            .Select(b => $"{b.Key} moved{(after.TryGetValue(b.Key, out var now) ? ": " + b.Value.Difference(now) : " away")}")
            .Concat(after.Keys.Where(k => !before.ContainsKey(k)).Select(k => $"{k} came")).ToList();
        return (moved, before.Count);
    }

    /// <summary>Closes what was made; goes on where something is refused, and says what stays.</summary>
    public async Task<IReadOnlyList<string>> EndAsync(CancellationToken ct)
    {
        List<string> left = [];
        foreach (var id in cases) await TryAsync(Sees, $"/api/cases/{id}/close", new() { ["reason"] = Reason });
        foreach (var id in people) await TryAsync(administrator, $"/api/people/{id}/disable", new() { ["disabled"] = true, ["reason"] = Reason });
        return left;

        async Task TryAsync(Probe by, string path, JsonObject body)
        {
            if ((await by.PostAsync(path, body, ct)) is { IsFound: false } answer) left.Add($"{path} answered {answer.Status}");
        }
    }

    // When the caller was last here moves by itself, and the description of the API is the program's own.
    private static bool IsOwn(string path) => path is "/api/me" or Route.Description;

    private async Task<Probe> AccountAsync(string which, string[] compartments, CancellationToken ct)
    {
        var (login, password) = ($"leaks-{which}-{mark}", RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 24));
        var added = await DoneAsync(administrator, "/api/people", new()
        {
            ["name"] = $"Leak check {which}",
            ["login"] = login,
            ["roles"] = new JsonArray("analyst"),
            ["compartments"] = new JsonArray([.. compartments.Select(c => JsonValue.Create(c))]),
        }, ct);
        people.Add((string)added["item"]!);
        await DoneAsync(stranger, $"/api/invitation/{((string)added["link"]!).Split('/')[^1]}", new() { ["password"] = password, ["again"] = password }, ct);
        return seat($"the account {which}", await SignIn.OpenAsync(stranger, new(login, password), ct));
    }

    private async Task<string> OpenAsync(string title, CancellationToken ct)
    {
        var opened = await DoneAsync(Sees, "/api/cases", new() { ["title"] = title, ["summary"] = $"Made by {Reason}.", ["default"] = new JsonObject { ["tlp"] = "amber" } }, ct);
        cases.Add((string)opened["item"]!);
        return cases[^1];
    }

    private async Task FillAsync(string caseId, string word, JsonObject? marking, CancellationToken ct)
    {
        var at = $"/api/cases/{caseId}";
        JsonNode? Marking() => marking?.DeepClone();
        await DoneAsync(Sees, $"{at}/parties", new() { ["name"] = $"Party {word}", ["kind"] = "organisation", ["role"] = $"Role {word}", ["marking"] = Marking() }, ct);
        await DoneAsync(Sees, $"{at}/observables", new() { ["type"] = "domain-name", ["value"] = $"{word}.example", ["note"] = $"Note {word}", ["marking"] = Marking() }, ct);
        await DoneAsync(Sees, $"{at}/documents", new() { ["name"] = $"{word}.txt", ["from"] = $"Desk {word}", ["text"] = $"A text about {word}.\n\nIt has two passages, and {word}.example stands in it.", ["marking"] = Marking() }, ct);
        await DoneAsync(Sees, $"{at}/claims", new()
        {
            ["newProposition"] = $"It was {word}.",
            ["newSource"] = new JsonObject { ["protected"] = false, ["name"] = $"Source {word}", ["description"] = $"Speaks of {word}", ["standing"] = "official" },
            ["stance"] = "asserts",
            ["standing"] = "official",
            ["onRecord"] = true,
            ["nature"] = "fact",
            ["marking"] = Marking(),
        }, ct);
        await DoneAsync(Sees, $"{at}/statements", new() { ["speaker"] = $"Speaker {word}", ["at"] = new JsonObject { ["value"] = "2026-01-01" }, ["text"] = $"We say {word}.", ["marking"] = Marking() }, ct);
    }

    private static async Task<JsonNode> DoneAsync(Probe by, string path, JsonObject body, CancellationToken ct)
    {
        var answer = await by.PostAsync(path, body, ct);
        return answer.IsFound ? Probe.Json(answer) ?? new JsonObject() : throw new LeaksProblem($"{by.Who}: {answer.Asked} answered {answer.Status}: {Cut.To(answer.Text, 300, "…")}");
    }
}
