using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;
using Demarche.Tests.Exchange;
using Demarche.Tests.Vault;
using Demarche.Tests.Web;
using Demarche.TwoPeople;
using Demarche.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Leaks;

/// <summary>One person, whatever accounts she makes and whichever road she takes, changes no keys, turns no second person off, and widens no rights.</summary>
public sealed class L56_OnePersonTwoHats : IAsyncLifetime
{
    private const string Password = "four wheels on the bus";

    private readonly DeskKeys keys = DeskKeys.Create();
    private RunningDesk desk = null!;
    private Visitor eve = null!;
    private Visitor colleague = null!;
    private Visitor rita = null!;
    private string pinned = "";
    private string unpinned = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Each act: its address, its body, and whether what it wants holds.</summary>
    private IReadOnlyList<(string Name, string Path, Func<JsonObject> Body, Func<DeskFile, bool> Holds)> Acts =>
    [
        ("pin keys", $"/partners/{unpinned}/confirm", () => new() { ["fingerprint"] = Fingerprint(unpinned), ["how"] = "By phone." }, d => d.Partners.Find(unpinned)!.Content.Confirmed),
        ("replace keys", $"/partners/{pinned}/card", () => new() { ["card"] = EvesCard, ["reason"] = "They lost them." }, d => d.Partners.Find(pinned)!.Content.Card!.ToJson() == EvesCard),
        ("move an address", $"/partners/{pinned}/card", () => new() { ["card"] = MovedCard, ["reason"] = "They moved." }, d => d.Partners.Find(pinned)!.Content.Card!.ToJson() == MovedCard),
        ("another desk's card", $"/partners/{pinned}/card", () => new() { ["card"] = DeskKeys.Create().Card("Westmark", "https://eve.example").ToJson(), ["reason"] = "New desk." }, d => d.Partners.Find(pinned)!.Content.Card!.Address == "https://eve.example"),
        ("turn the second person off", "/settings", () => new() { ["name"] = "Unnamed desk", ["wasName"] = "Unnamed desk", ["wasTwoPersonRelease"] = true, ["reason"] = "Nights." }, d => !d.Settings.TwoPersonRelease),
        ("a role for oneself", $"/people/{eve.Person}/change", () => Account("Eve", ["administrator", "releaser"], []), d => Of(d, eve).Roles.Contains(Role.Releaser)),
        ("a compartment for oneself", $"/people/{eve.Person}/change", () => Account("Eve", ["administrator"], ["north"]), d => Of(d, eve).Compartments.Count > 0),
        ("a role for a colleague", $"/people/{colleague.Person}/change", () => Account("Al", ["administrator", "source-handler"], []), d => Of(d, colleague).Roles.Count > 1),
        ("another account", "/people", () => new() { ["name"] = "Hat", ["login"] = "hat", ["roles"] = new JsonArray("releaser") }, d => d.People.All.Any(p => p.Content.Login == "hat")),
        ("a colleague's password", $"/people/{colleague.Person}/reset", () => new(), d => d.Issued.ContainsKey(colleague.Person!)),
        ("the second person away", $"/people/{rita.Person}/disable", () => new() { ["disabled"] = true, ["reason"] = "Left." }, d => Of(d, rita).Disabled),
        ("the second person to read only", $"/people/{rita.Person}/change", () => Account("Rita", ["reader"], []), d => !Of(d, rita).Roles.Contains(Role.Releaser)),
        ("keepers", "/vault/keepers", () => new() { ["people"] = new JsonArray(eve.Person, colleague.Person), ["reason"] = "Nights." }, d => d.Keepers.Contains(eve.Person!)),
    ];

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        (eve, colleague) = (await desk.VisitAsync(Role.Administrator), await desk.VisitAsync(Role.Administrator));
        rita = await desk.VisitAsync([Role.Releaser], ["north"]);
        foreach (var person in new[] { eve, colleague }) await desk.MakeKeyAsync(person);
        pinned = await AddAsync("Westmark", keys.Card("Westmark", "https://westmark.example"), true);
        using var other = DeskKeys.Create();
        unpinned = await AddAsync("Sudria", other.Card("Sudria", "https://sudria.example"), false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in new[] { eve, colleague, rita }) visitor.Dispose();
        keys.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task No_act_holds_by_one_person_on_a_page_or_over_the_api_and_each_does_when_a_second_one_confirms()
    {
        foreach (var act in Acts)
        {
            foreach (var isApi in new[] { false, true })
            {
                var proposed = await DoAsync(eve, act.Path, act.Body(), isApi);
                Assert.True(proposed is not null || act.Name == "another desk's card", $"{act.Name} was neither done nor proposed.");
                Assert.False(act.Holds(await OpenAsync()), $"One person did it alone: {act.Name}, {(isApi ? "over the API" : "on a page")}.");
                if (proposed is null) continue;
                // Nor by confirming it oneself, nor by a colleague of the same role, on either road.
                foreach (var by in new[] { eve, colleague })
                {
                    Assert.Equal(HttpStatusCode.UnprocessableEntity, (await by.PostJsonAsync($"/api/changes/{proposed}/confirm", Confirming(await OpenAsync(), proposed))).StatusCode);
                    using var page = await by.PostAsync($"/changes/{proposed}/confirm", [.. Fields(Confirming(await OpenAsync(), proposed))]);
                    Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
                }
                Assert.False(act.Holds(await OpenAsync()), $"One person did it alone, by confirming it: {act.Name}.");
                await TwoDesks.DoneAsync(eve, $"/api/changes/{proposed}/refuse", new { reason = "Another road." });
            }
        }
        // The control: the same acts, by two.
        foreach (var act in Acts.Where(a => a.Name is not ("move an address" or "another desk's card" or "the second person to read only" or "the second person away")).OrderBy(a => a.Name == "a role for oneself"))
        {
            var proposed = await DoAsync(eve, act.Path, act.Body(), true);
            Assert.True(proposed is not null, $"{act.Name} was not proposed.");
            using var done = await rita.PostJsonAsync($"/api/changes/{proposed}/confirm", Confirming(await OpenAsync(), proposed));
            Assert.True(done.IsSuccessStatusCode && act.Holds(await OpenAsync()), $"{act.Name}: {await done.Content.ReadAsStringAsync(Ct)}");
            if (act.Name is "a role for oneself" or "a compartment for oneself" or "a role for a colleague") await SignInAgainAsync();
            if (act.Name == "a colleague's password") await SignInAgainAsync();
        }
    }

    // A changed account signs in again.
    private async Task SignInAgainAsync() => (eve, colleague) = (
        new(new(desk.Address), eve.Person, await desk.Services.GetRequiredService<Sessions>().OpenAsync(eve.Person!, Ct)),
        new(new(desk.Address), colleague.Person, await desk.Services.GetRequiredService<Sessions>().OpenAsync(colleague.Person!, Ct)));

    [Fact]
    public async Task A_link_for_an_account_opens_for_nobody_who_has_the_link_alone_or_the_code_alone()
    {
        using var added = await eve.PostJsonAsync("/api/people", new { name = "Hat", login = "hat", roles = new[] { "releaser" } });
        var told = JsonNode.Parse(await added.Content.ReadAsStringAsync(Ct))!;
        var path = new Uri((string)told["link"]!).AbsolutePath;
        using var stranger = desk.Stranger();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Page.GetAsync(path, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SetAsync(null)).StatusCode);
        using var confirmed = await rita.PostJsonAsync($"/api/changes/{told["waits"]}/confirm", new { reason = "I have met her." });
        var code = (string)JsonNode.Parse(await confirmed.Content.ReadAsStringAsync(Ct))!["code"]!;
        foreach (var wrong in new[] { null, "", "abcd-efgh-jkmn-pqrs" }) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SetAsync(wrong)).StatusCode);
        Assert.DoesNotContain(code, string.Concat(await eve.ReadAsync("/changes"), await eve.ReadAsync("/people")), StringComparison.Ordinal);
        // The control: who was given both is in.
        Assert.Contains("hat", await stranger.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SetAsync(code.ToUpperInvariant())).StatusCode);
        Assert.NotNull(await desk.Services.GetRequiredService<SignIns>().TryAsync("hat", Password, null, new("127.0.0.0", null), Ct));

        // A new password for somebody who is here already: her link waits as well, and so does she until it is confirmed.
        using var reset = await eve.PostJsonAsync($"/api/people/{colleague.Person}/reset", new { });
        var waiting = new Uri((string)JsonNode.Parse(await reset.Content.ReadAsStringAsync(Ct))!["link"]!).AbsolutePath;
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Page.GetAsync(waiting, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostJsonAsync("/api" + waiting, new { password = Password, again = Password })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await colleague.Api.GetAsync("/api/me", Ct)).StatusCode);

        Task<HttpResponseMessage> SetAsync(string? code) => stranger.PostJsonAsync("/api" + path, new { password = Password, again = Password, code });
    }

    [Fact]
    public async Task The_command_line_only_proposes()
    {
        foreach (var (what, arguments) in new (string, string[])[]
        {
            ("pin", ["partner", "confirm", "Sudria", "--fingerprint", Fingerprint(unpinned), "--how", "By phone."]),
            ("add", ["people", "add", "hat", "--name", "Hat", "--role", "releaser"]),
            ("reset", ["people", "reset", Of(await OpenAsync(), colleague).Login]),
            ("disable", ["people", "disable", Of(await OpenAsync(), rita).Login, "--reason", "Left."]),
        })
        {
            var (code, output) = await RunAsync([.. arguments, "--data", desk.Folder]);
            Assert.True(code == 0, $"{what}: {output}");
        }
        var after = await OpenAsync();
        Assert.False(after.Partners.Find(unpinned)!.Content.Confirmed);
        Assert.DoesNotContain(after.People.All, p => p.Content.Login == "hat");
        Assert.False(after.Issued.ContainsKey(colleague.Person!));
        Assert.False(Of(after, rita).Disabled);
        Assert.Equal(4, after.Changes.Count);
        // Whoever has the shell and an administrator's account is one person still.
        foreach (var change in after.Changes.All)
        {
            Assert.Equal(SecondPerson.Shell, change.Author);
            using var refused = await eve.PostJsonAsync($"/api/changes/{change.Id}/confirm", Confirming(after, change.Id));
            Assert.Equal("confirmer-must-be-of-another-role", (string)JsonNode.Parse(await refused.Content.ReadAsStringAsync(Ct))!["rule"]!);
        }
        // The control.
        await TwoDesks.DoneAsync(rita, $"/api/changes/{after.Changes.All[0].Id}/confirm", Confirming(after, after.Changes.All[0].Id));
        Assert.True((await OpenAsync()).Partners.Find(unpinned)!.Content.Confirmed);
    }

    [Fact]
    public async Task A_file_of_entries_goes_on_with_no_list_of_the_desk()
    {
        List<Entry> entries = [];
        await foreach (var entry in desk.Store.ReadAsync(DeskFile.JournalId, 0, Ct)) entries.Add(entry);
        var forged = FactKinds.Draft(DeskFile.JournalId, "2026-03-02T09:00:00.000Z", rita.Person!,
            new(new PersonChanged(eve.Person!, Of(await OpenAsync(), eve) with { Roles = [Role.Administrator, Role.Releaser] }, "x"), DeskFile.Internal)).After(entries[^1].AsHead());
        var taken = await Demarche.Journals.JournalImport.RunAsync(desk.Store, await FileAsync([.. entries, forged]), desk.Services.GetRequiredService<Demarche.Exchange.OurKeys>().Current.Card("desk", "https://desk.example"), Ct);
        Assert.Equal((0, DeskFile.JournalId), (taken.Taken, taken.Problem!.Case));
        Assert.Equal(entries.Count, (await OpenAsync()).Head.Number);
        // The control: an empty store takes the list in, as it was.
        await using var empty = await Demarche.Store.JournalStore.OpenAsync(Path.Combine(desk.Folder, "empty.db"), TimeProvider.System, Ct);
        Assert.Null((await Demarche.Journals.JournalImport.RunAsync(empty, await FileAsync(entries), null, Ct)).Problem);
        Assert.Equal(entries[^1].AsHead(), await empty.HeadAsync(DeskFile.JournalId, Ct));
    }

    [Fact]
    public async Task A_stolen_key_moves_no_address()
    {
        using var next = keys.Rotate();
        var statement = new KeyRotation(next.Card("Westmark", "https://thief.example"), "2026-03-02T09:00:00.000Z").Sign(keys);
        using var stranger = desk.Stranger();
        using var content = new StringContent(statement, new System.Net.Http.Headers.MediaTypeHeaderValue("application/jose"));
        Assert.Equal(HttpStatusCode.NoContent, (await stranger.Api.PostAsync("/exchange/rotations", content, Ct)).StatusCode);
        Assert.Equal("https://westmark.example", Pins.CardOf(await OpenAsync(), pinned)!.Address);
        Assert.Contains("https://thief.example", await rita.ReadAsync($"/partners/{pinned}"), StringComparison.Ordinal);
        // The control: the keys are the new ones, and two people move the address.
        Assert.Equal(next.SigningKey, Pins.CardOf(await OpenAsync(), pinned)!.Signing);
        var moved = (Pins.CardOf(await OpenAsync(), pinned)! with { Address = "https://thief.example" }).ToJson();
        var proposed = await TwoDesks.DoneAsync(eve, $"/api/partners/{pinned}/card", new { card = moved, reason = "Ms Lind says so." });
        await TwoDesks.DoneAsync(rita, $"/api/changes/{proposed}/confirm", Confirming(await OpenAsync(), proposed));
        Assert.Equal("https://thief.example", Pins.CardOf(await OpenAsync(), pinned)!.Address);
    }

    /// <summary>No identity provider: when one is built, groups and roles that it sends, and accounts that it makes, are tried here.</summary>
    [Fact]
    public void There_is_no_identity_provider_that_could_give_rights()
    {
        var openings = Endpoint.Of(desk).Where(e => e.Capability == Capability.Anyone && e.Method == "POST").Select(e => e.Pattern).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["/api/first-start/{token}", "/api/invitation/{token}", "/api/session", "/first-start/{token}", "/invitation/{token}", "/sign-in"], openings);
        Assert.Null(desk.Services.GetService<Microsoft.AspNetCore.Authentication.IAuthenticationSchemeProvider>());
    }

    private string EvesCard => (evesKeys ??= keys.Rotate()).Card("Westmark", "https://westmark.example").ToJson();

    private string MovedCard => keys.Card("Westmark", "https://moved.example").ToJson();

    private DeskKeys? evesKeys;

    private async Task<Stream> FileAsync(IReadOnlyList<Entry> entries)
    {
        var stream = new MemoryStream();
        var ours = desk.Services.GetRequiredService<Demarche.Exchange.OurKeys>();
        await JournalFile.WriteAsync(stream, new(ours.Current.Desk, "2026-03-02T09:00:00.000Z"), entries.ToAsyncEnumerable(), ours.Current, Ct);
        stream.Position = 0;
        return stream;
    }

    private static JsonObject Account(string name, string[] roles, string[] compartments) => new()
    {
        ["name"] = name,
        ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]),
        ["compartments"] = new JsonArray([.. compartments.Select(c => (JsonNode)c)]),
        ["reason"] = "More.",
    };

    private static Person Of(DeskFile file, Visitor visitor) => file.People.Find(visitor.Person)!.Content;

    private string Fingerprint(string partner) => desk.Book.OpenAsync(Ct).GetAwaiter().GetResult().Partners.Find(partner)!.Content.Card!.Fingerprint;

    private Task<DeskFile> OpenAsync() => desk.Book.OpenAsync(Ct);

    private static JsonObject Confirming(DeskFile file, string change) => new() { ["fingerprint"] = file.Changes.Find(change)!.Content.Card?.Fingerprint, ["reason"] = "I asked myself." };

    /// <returns>The proposal that it became; null where it is neither done nor proposed.</returns>
    private async Task<string?> DoAsync(Visitor by, string path, JsonObject body, bool isApi)
    {
        var before = (await OpenAsync()).Changes.All.Select(c => c.Id).ToHashSet();
        using var answer = isApi ? await by.PostJsonAsync("/api" + path, body) : await by.PostAsync(path, [.. Fields(body)]);
        return (await OpenAsync()).Changes.All.FirstOrDefault(c => !before.Contains(c.Id))?.Id;
    }

    private static IEnumerable<(string, string)> Fields(JsonObject body) => body.SelectMany(m => m.Value is JsonArray list
        ? list.Select(i => (m.Key, (string)i!)) : m.Value is null ? [] : [(m.Key, m.Value.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)m.Value! : m.Value.ToString())]);

    private async Task<string> AddAsync(string name, DeskCard card, bool confirmed)
    {
        var id = Id.New();
        await desk.Book.WriteAsync(rita.Person!, _ => Decision.Allow(new PartnerAdded(id, new(name, null, "", "", card, confirmed, [], null, null)), DeskFile.Internal), ct: Ct);
        return id;
    }

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "demarche.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("DEMARCHE_STORE");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output + await error);
    }
}
