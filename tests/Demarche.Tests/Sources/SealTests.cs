using System.Net;
using System.Text;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.People;
using Demarche.Store;
using Demarche.Tests.Vault;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Sources;

public sealed class SealTests : IAsyncLifetime
{
    private const string Identity = "Alba Serrano of the Quay Office";
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private Visitor handler = null!;
    private string id = null!;
    private string source = null!;

    private static (string, string) Unlocking => ("passphrase", Keyed.Passphrase);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        handler = await desk.VisitAsync(Role.SourceHandler);
        id = await desk.OpenCaseAsync(ana);
        await desk.GrantAsync(id, ana, handler, CaseAccess.Write);
        await desk.MakeKeyAsync(handler);
        source = await NameAsync("A Norland official", Identity);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Its_handler_opens_it_with_a_reason_once_and_each_opening_is_in_the_journal()
    {
        var refused = await handler.PostAsync($"/cases/{id}/sources/{source}/open", ("reason", ""), Unlocking);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var opened = await handler.PostAsync($"/cases/{id}/sources/{source}/open", ("reason", "To call back before the hearing."), Unlocking);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains(Identity, await opened.Content.ReadAsStringAsync(Ct));
        Assert.Contains("no-store", opened.Headers.CacheControl!.ToString());
        var entry = Assert.Single(await EntriesAsync(), e => e.Kind == "source-identity-opened");
        Assert.Equal(handler.Person, entry.Author);
        Assert.Contains("To call back", entry.Body);
    }

    [Fact]
    public async Task To_anyone_else_the_opening_is_not_there()
    {
        var other = await desk.VisitAsync(Role.SourceHandler);
        await desk.GrantAsync(id, ana, other, CaseAccess.Write);
        var answer = await other.PostAsync($"/cases/{id}/sources/{source}/open", ("reason", "Curious."), Unlocking);
        var missing = await other.PostAsync($"/cases/{id}/sources/{Id.New()}/open", ("reason", "Curious."), Unlocking);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(Visitor.WithoutFormToken(await missing.Content.ReadAsStringAsync(Ct)), Visitor.WithoutFormToken(await answer.Content.ReadAsStringAsync(Ct)));
        Assert.Equal(HttpStatusCode.Forbidden, (await ana.PostAsync($"/cases/{id}/sources/{source}/open", ("reason", "Curious."), Unlocking)).StatusCode);
        Assert.DoesNotContain(await EntriesAsync(), e => e.Kind == "source-identity-opened");
        Assert.DoesNotContain("/open\"", await other.ReadAsync($"/cases/{id}/sources/{source}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_identity_stands_in_no_page_answer_or_entry()
    {
        await handler.PostAsync($"/cases/{id}/sources/{source}/grade", ("reliability", "b"), ("reason", "Was right twice."), Unlocking);
        await handler.PostAsync($"/cases/{id}/sources/{source}/correct", ("description", "A senior Norland official"), ("standing", "official"), ("reason", "More exact."), Unlocking);
        Assert.Equal("A senior Norland official", (await desk.Cases.FindAsync(id, Ct))!.Sources.Find(source)!.Content.Description);
        foreach (var visitor in (Visitor[])[ana, handler])
        {
            foreach (var path in (string[])["/sources", $"/sources/{source}", "/claims", "/documents"])
            {
                Assert.DoesNotContain("Serrano", await visitor.ReadAsync($"/cases/{id}{path}"), StringComparison.Ordinal);
                Assert.DoesNotContain("Serrano", (await visitor.GetJsonAsync($"/api/cases/{id}{path}")).ToJsonString(), StringComparison.Ordinal);
            }
        }
        Assert.All(await EntriesAsync(), e => Assert.DoesNotContain("Serrano", e.Body, StringComparison.Ordinal));
        Assert.False(OnDisk(Identity));
        // Grading and correcting on a view without the seal has not lost it.
        var opened = await handler.PostAsync($"/cases/{id}/sources/{source}/open", ("reason", "Check."), Unlocking);
        Assert.Contains(Identity, await opened.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task An_erased_identity_is_gone_from_the_disk_and_the_chain_still_verifies()
    {
        var field = (await desk.Cases.FindAsync(id, Ct))!.Sources.Find(source)!.Content.Identity!;
        var wrapped = (await Store.FindKeyAsync(id, field.Key, Ct))!;
        Assert.True(OnDisk(wrapped));
        var erased = await handler.PostAsync($"/cases/{id}/sources/{source}/erase", ("reason", "The source asked for it."));
        Assert.Equal(HttpStatusCode.SeeOther, erased.StatusCode);
        Assert.Null(await Store.FindKeyAsync(id, field.Key, Ct));
        Assert.False(OnDisk(wrapped));
        Assert.False(OnDisk(Identity));
        var entries = await EntriesAsync();
        Assert.Contains(entries, e => e.Kind == "source-identity-erased");
        Assert.Null(Chain.Verify(entries, id));
        var opened = await handler.PostAsync($"/cases/{id}/sources/{source}/open", ("reason", "Again."), Unlocking);
        Assert.DoesNotContain("Serrano", await opened.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await handler.PostAsync($"/cases/{id}/sources/{source}/erase", ("reason", "Twice."))).StatusCode);
    }

    [Fact]
    public async Task A_public_description_that_tells_the_identity_is_refused()
    {
        var answer = await ana.PostAsync($"/cases/{id}/sources", ("protected", "on"), ("description", "Serrano's deputy"), ("standing", "official"),
            ("identity", Identity), ("handlers", handler.Person!));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain(Identity, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_another_handler_sealing_is_alike_whether_or_not_a_source_has_handlers()
    {
        var other = await desk.VisitAsync(Role.SourceHandler);
        await desk.GrantAsync(id, ana, other, CaseAccess.Write);
        await desk.MakeKeyAsync(other);
        var answer = await ana.PostAsync($"/cases/{id}/sources", ("protected", "on"), ("description", "A clerk"), ("standing", "official"));
        var bare = answer.Headers.Location!.OriginalString.Split('/')[^1];
        List<string> answers = [];
        foreach (var of in new[] { source, bare, Id.New() })
        {
            using var sealing = await other.PostAsync($"/cases/{id}/sources/{of}/identity", ("identity", "Ada"), ("reason", "r"), ("handlers", other.Person!), Unlocking);
            answers.Add($"{sealing.StatusCode} {Visitor.WithoutFormToken(await sealing.Content.ReadAsStringAsync(Ct)).Replace(of, "", StringComparison.Ordinal)}");
            if (of == source || of == bare)
                Assert.DoesNotContain("/identity\"", await other.ReadAsync($"/cases/{id}/sources/{of}"), StringComparison.Ordinal);
        }
        Assert.Single(answers.Distinct());
        Assert.StartsWith("NotFound", answers[0], StringComparison.Ordinal);
        // The control: its handler seals it, and who named one without handlers.
        using var done = await handler.PostAsync($"/cases/{id}/sources/{source}/identity", ("identity", "Bo"), ("reason", "r"), ("handlers", handler.Person!), Unlocking);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        var own = (await other.PostAsync($"/cases/{id}/sources", ("protected", "on"), ("description", "A guard"), ("standing", "official"))).Headers.Location!.OriginalString.Split('/')[^1];
        using var named = await other.PostAsync($"/cases/{id}/sources/{own}/identity", ("identity", "Cy"), ("reason", "r"), ("handlers", other.Person!), Unlocking);
        Assert.Equal(HttpStatusCode.SeeOther, named.StatusCode);
    }

    [Fact]
    public async Task A_handlers_correction_is_checked_against_the_sealed_identity_and_anybody_elses_is_answered_alike()
    {
        async Task<string> CorrectAsync(Visitor by, string description, params (string, string)[] more)
        {
            using var answer = await by.PostAsync($"/cases/{id}/sources/{source}/correct", [("description", description), ("standing", "official"), ("reason", "More exact."), .. more]);
            return answer.StatusCode == HttpStatusCode.SeeOther ? "done" : await answer.Content.ReadAsStringAsync(Ct);
        }
        Assert.Contains("Give your passphrase", await CorrectAsync(handler, "Serrano of Norland"), StringComparison.Ordinal);
        var told = await CorrectAsync(handler, "Serrano of Norland", Unlocking);
        Assert.Contains("contains a word of the identity", told, StringComparison.Ordinal);
        Assert.Equal("done", await CorrectAsync(handler, "A clerk of Norland", Unlocking));
        // Who can't open it gets one answer for a right guess and a wrong one.
        Assert.Equal("done", await CorrectAsync(ana, "Lindqvist of Norland"));
        Assert.DoesNotContain("holds a word of this identity", await OpenedAsync(), StringComparison.Ordinal);
        Assert.Equal("done", await CorrectAsync(ana, "Serrano of Norland"));
        // And the handler is shown it at the next opening.
        Assert.Contains("holds a word of this identity", await OpenedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_word_that_a_handler_writes_of_a_source_or_its_claims_is_checked()
    {
        const string Told = "As Serrano told me.";
        var stated = await handler.PostAsync($"/cases/{id}/propositions", ("text", "It rained."), ("marking.tlp", "amber"));
        var proposition = stated.Headers.Location!.OriginalString.Split('=')[^1];
        (string, string)[] says = [("proposition", proposition), ("source", source), ("stance", "asserts"), ("standing", "anonymous"), ("nature", "fact"), ("onRecord", "false"), ("marking.tlp", "amber")];
        var made = await handler.PostAsync($"/cases/{id}/claims", [.. says, Unlocking]);
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        var claim = (await desk.Cases.FindAsync(id, Ct))!.Claims.All.Single().Id;
        (string Path, (string, string)[] Fields)[] acts =
        [
            ($"/sources/{source}/correct", [("description", "A Norland official"), ("standing", "witness"), ("reason", Told)]),
            ($"/sources/{source}/correct", [("description", "A Norland official"), ("organisation", "The Serrano office"), ("standing", "official"), ("reason", "r")]),
            ($"/sources/{source}/grade", [("reliability", "b"), ("reason", Told)]),
            ($"/sources/{source}/withdraw", [("reason", Told)]),
            ($"/items/{source}/marking", [("marking.tlp", "green"), ("reason", Told)]),
            ($"/items/{source}/fields", [("field", "organisation"), ("marking.tlp", "red"), ("reason", Told)]),
            ($"/claims/{claim}/withdraw", [("reason", Told)]),
            ($"/items/{claim}/marking", [("marking.tlp", "red"), ("reason", Told)]),
            ($"/claims", [.. says, ("cue", Told)]),
        ];
        var before = (await EntriesAsync()).Count;
        foreach (var (path, fields) in acts)
        {
            using var unasked = await handler.PostAsync($"/cases/{id}{path}", fields);
            if (path.EndsWith("/withdraw", StringComparison.Ordinal) && path.StartsWith("/sources", StringComparison.Ordinal)) continue;
            Assert.Equal(HttpStatusCode.UnprocessableEntity, unasked.StatusCode);
            Assert.True((await unasked.Content.ReadAsStringAsync(Ct)).Contains("Give your passphrase", StringComparison.Ordinal), path);
            using var answer = await handler.PostAsync($"/cases/{id}{path}", [.. fields, Unlocking]);
            Assert.True((await answer.Content.ReadAsStringAsync(Ct)).Contains("contains a word of the identity", StringComparison.Ordinal), path);
        }
        using var resealed = await handler.PostAsync($"/cases/{id}/sources/{source}/identity", ("identity", Identity), ("handlers", handler.Person!), ("reason", Told), Unlocking);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, resealed.StatusCode);
        using var entrusted = await handler.PostAsync($"/cases/{id}/sources/{source}/handlers", ("handlers", handler.Person!), ("reason", Told), Unlocking);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, entrusted.StatusCode);
        Assert.Equal(before, (await EntriesAsync()).Count);
        // The control: other words go, and somebody who can't open it is answered alike whatever the words are.
        using var graded = await handler.PostAsync($"/cases/{id}/sources/{source}/grade", ("reliability", "b"), ("reason", "Right twice."), Unlocking);
        Assert.Equal(HttpStatusCode.SeeOther, graded.StatusCode);
        using var other = await ana.PostAsync($"/cases/{id}/sources/{source}/grade", ("reliability", "c"), ("reason", Told));
        Assert.Equal(HttpStatusCode.SeeOther, other.StatusCode);
    }

    [Fact]
    public async Task A_form_that_has_no_place_for_the_passphrase_is_shown_again_with_one()
    {
        using var refused = await handler.PostAsync($"/cases/{id}/sources/{source}/grade", ("reliability", "b"), ("reason", "Right twice."));
        var page = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Matches("<input[^>]*name=\"passphrase\"[^>]*type=\"password\"", page);
        Assert.Contains("Right twice.", page, StringComparison.Ordinal);
        handler.Api.DefaultRequestHeaders.Add("X-Demarche-Passphrase", Keyed.Passphrase);
        using var byProgram = await handler.PostJsonAsync($"/api/cases/{id}/sources/{source}/grade", new { reliability = "b", reason = "Right twice." });
        Assert.True(byProgram.IsSuccessStatusCode);
    }

    private async Task<string> OpenedAsync() => await (await handler.PostAsync($"/cases/{id}/sources/{source}/open", ("reason", "To look."), Unlocking)).Content.ReadAsStringAsync(Ct);

    private JournalStore Store => desk.Services.GetRequiredService<JournalStore>();

    private async Task<string> NameAsync(string description, string identity)
    {
        var answer = await ana.PostAsync($"/cases/{id}/sources", ("protected", "on"), ("description", description), ("standing", "official"),
            ("identity", identity), ("handlers", handler.Person!));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.OriginalString.Split('/')[^1];
    }

    private async Task<List<Entry>> EntriesAsync()
    {
        List<Entry> entries = [];
        await foreach (var entry in Store.ReadAsync(id, 0, Ct)) entries.Add(entry);
        return entries;
    }

    /// <summary>Whether any file of the desk, the database and its write-ahead log among them, holds these words.</summary>
    private bool OnDisk(string words) => Directory.EnumerateFiles(desk.Folder, "*", SearchOption.AllDirectories)
        .Any(f => ReadShared(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0);

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
