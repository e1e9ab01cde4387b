using System.Net;
using System.Text.RegularExpressions;
using System.Text.Json.Nodes;
using Demarche.People;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Journals;

public sealed class JournalEndpointsTests : IAsyncLifetime
{
    private RunningDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_administrator_sees_neither_what_stands_in_a_case_nor_how_long_its_journal_is_and_when_it_was_written_in()
    {
        using var analyst = await desk.VisitAsync(Role.Analyst);
        using var administrator = await desk.VisitAsync(Role.Administrator);
        var id = await desk.OpenCaseAsync(analyst, "A secret matter");
        foreach (var path in new[] { "/journal", "/journal/entries/desk", "/journal/verify" })
        {
            foreach (var text in new[] { await administrator.ReadAsync(path), (await administrator.GetJsonAsync("/api" + path)).ToJsonString() })
            {
                Assert.DoesNotContain("A secret matter", text, StringComparison.Ordinal);
                Assert.DoesNotContain("amber", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(analyst.Person!, text, StringComparison.Ordinal);
            }
        }
        async Task<string> ToAdministratorAsync()
        {
            List<string> all = [];
            foreach (var path in new[] { "/journal", "/api/journal", "/api/journal/entries/desk", "/journal/verify", "/api/journal/verify" })
            {
                using var answer = await (path.StartsWith("/api", StringComparison.Ordinal) ? administrator.Api : administrator.Page).GetAsync(path, Ct);
                all.Add(Regex.Replace(Visitor.WithoutFormToken(await answer.Content.ReadAsStringAsync(Ct)), @"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( UTC|Z)?", ""));
            }
            return string.Join('\n', all);
        }
        var before = await ToAdministratorAsync();
        using var noted = await analyst.PostJsonAsync($"/api/cases/{id}/propositions", new { text = "It rained.", marking = new { tlp = "amber" } });
        Assert.True(noted.IsSuccessStatusCode);
        Assert.Equal(before, await ToAdministratorAsync());
        Assert.DoesNotContain(id, before, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Page.GetAsync($"/journal/entries/{id}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Page.GetAsync($"/journal/entries/{Id.New()}", Ct)).StatusCode);
    }

    [Fact]
    public async Task Nobody_else_sees_the_journals()
    {
        using var analyst = await desk.VisitAsync(Role.Analyst, Role.Releaser, Role.SourceHandler, Role.Reader);
        foreach (var path in new[] { "/journal", "/journal/entries/desk", "/journal/verify", "/journal/checkpoints/x", "/journal/checkpoints/x/download" })
            Assert.Equal(HttpStatusCode.Forbidden, (await analyst.Page.GetAsync(path, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_checkpoint_is_taken_downloaded_and_compared()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.SeeOther, (await administrator.PostAsync("/journal/checkpoints")).StatusCode);
        var time = (string)((JsonArray)(await administrator.GetJsonAsync("/api/journal"))["checkpoints"]!)[0]!["time"]!;
        var saved = await administrator.Page.GetAsync($"/journal/checkpoints/{time}/download", Ct);
        Assert.Equal("application/jose", saved.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2, (await saved.Content.ReadAsStringAsync(Ct)).Count(c => c == '.'));
        Assert.Contains("goes on from where it was", await administrator.ReadAsync($"/journal/checkpoints/{time}"), StringComparison.Ordinal);
        await administrator.ReadAsync("/journal");
    }

    [Fact]
    public async Task A_downloaded_checkpoint_tells_of_no_case_how_long_it_is_and_when_it_was_written_in()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        using var analyst = await desk.VisitAsync(Role.Analyst);
        var id = await desk.OpenCaseAsync(analyst);
        var store = desk.Services.GetRequiredService<Demarche.Store.JournalStore>();
        var keys = desk.Services.GetRequiredService<Demarche.Exchange.OurKeys>();
        // One that an earlier program took, and two of today between which nothing was written in the case.
        const string Early = "2026-01-01T00:00:00.000Z";
        await store.Records.KeepSettingAsync("checkpoint " + Early, Demarche.Journal.SignedCheckpoint.Of(keys.Current.Desk, Early, await store.HeadsAsync(Ct)).Sign(keys.Current), Ct);
        foreach (var _ in new int[2]) await administrator.PostAsync("/journal/checkpoints");
        var kept = ((JsonArray)(await administrator.GetJsonAsync("/api/journal"))["checkpoints"]!).Select(c => (string)c!["time"]!).ToList();
        Assert.Equal(3, kept.Count);
        List<JsonObject> told = [];
        foreach (var time in kept)
        {
            var text = (await (await administrator.Page.GetAsync($"/journal/checkpoints/{time}/download", Ct)).Content.ReadAsStringAsync(Ct)).Trim();
            told.Add((JsonObject)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(text.Split('.')[1]))!);
            Assert.DoesNotContain(id, told[^1].ToJsonString(), StringComparison.Ordinal);
            Assert.Equal(["desk", "journals", "root", "sealed", "time"], told[^1].Select(m => m.Key).Order(StringComparer.Ordinal));
            // Whoever has the desk's keys reads it as before.
            Assert.Contains(new Demarche.Journals.Checkpoints(store, keys, TimeProvider.System).Read(text).Value!.Heads, h => h.Case == id);
            Assert.Contains("keys", Demarche.Journal.SignedCheckpoint.Verify(text, keys.Current.Card("desk", "https://desk.example")).Problem!, StringComparison.Ordinal);
        }
        Assert.Equal(3, told.Select(t => (string)t["root"]!).Distinct().Count());
        Assert.Single(told.Select(t => ((string)t["sealed"]!["cipher"]!).Length).Distinct());
    }

    [Fact]
    public async Task A_damaged_store_is_shown_with_its_first_wrong_entry()
    {
        using var administrator = await desk.VisitAsync(Role.Administrator);
        Assert.Contains("right", await administrator.ReadAsync("/journal/verify"), StringComparison.Ordinal);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(desk.Folder, "desk.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER entry_is_never_updated; UPDATE entry SET kind = 'person-removed' WHERE case_id = 'desk' AND number = 1";
            command.ExecuteNonQuery();
        }
        var verdict = await administrator.GetJsonAsync("/api/journal/verify");
        Assert.Equal(1, (long)verdict["wrong"]![0]!["wrong"]!);
        Assert.Contains("1 journal is wrong.", await administrator.ReadAsync("/journal/verify"), StringComparison.Ordinal);
    }
}
