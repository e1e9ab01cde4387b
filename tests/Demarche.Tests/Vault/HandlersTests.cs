using System.Net;
using Demarche.Cases;
using Demarche.People;
using Demarche.Sources;
using Demarche.Vault;
using Demarche.Views;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Vault;

public sealed class HandlersTests : IAsyncLifetime
{
    private SealedCase sealedCase = null!;
    private string source = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sealedCase = await SealedCase.StartAsync();
        source = await sealedCase.NameAsync("A Norland official", SealedCase.Identity, false, sealedCase.Handler);
    }

    public ValueTask DisposeAsync() => sealedCase.DisposeAsync();

    [Fact]
    public async Task An_identity_opens_with_the_handlers_passphrase_and_not_without()
    {
        Assert.Contains(SealedCase.Identity, await sealedCase.OpenAsync(sealedCase.Handler, source));
        foreach (var wrong in new[] { "", "nine dry barns stood by the road" })
            Assert.DoesNotContain("Zqalba", await sealedCase.OpenAsync(sealedCase.Handler, source, wrong), StringComparison.Ordinal);
        // Only the opening that took place is one.
        Assert.Single(await sealedCase.EntriesAsync(sealedCase.Case), e => e.Kind == "source-identity-opened");
        Assert.Equal(2, (await sealedCase.EntriesAsync(DeskFile.JournalId)).Count(e => e.Kind == "vault-try-failed"));
    }

    [Fact]
    public async Task A_handler_who_is_added_can_open_and_one_who_is_removed_can_not_nor_with_what_stood_before()
    {
        var old = (await sealedCase.FileAsync()).Sources.Find(source)!.Content.Identity!;
        Assert.Equal(HttpStatusCode.NotFound, (await ChangeAsync(sealedCase.Second, sealedCase.Second)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(sealedCase.Handler, sealedCase.Handler, sealedCase.Second)).StatusCode);
        Assert.Contains(SealedCase.Identity, await sealedCase.OpenAsync(sealedCase.Second, source));
        Assert.Null(await sealedCase.Desk.Store.FindKeyAsync(sealedCase.Case, old.Key, Ct));

        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(sealedCase.Second, sealedCase.Second)).StatusCode);
        Assert.DoesNotContain("Zqalba", await sealedCase.OpenAsync(sealedCase.Handler, source), StringComparison.Ordinal);
        Assert.Contains(SealedCase.Identity, await sealedCase.OpenAsync(sealedCase.Second, source));
        var changes = (await sealedCase.EntriesAsync(sealedCase.Case)).Where(e => e.Kind == "source-handlers-changed").ToList();
        Assert.Equal([sealedCase.Handler.Person, sealedCase.Second.Person], changes.Select(c => c.Author));
        Assert.Contains($"\"removed\":[\"{sealedCase.Handler.Person}\"]", changes[1].Body);
        // Whoever does not handle it sees a correction like any other. Who named it and who keeps the glass always have forms that speak of
        // handlers.
        using var reader = await sealedCase.Desk.VisitAsync(Role.Reader);
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, reader, CaseAccess.Read);
        var page = await reader.ReadAsync($"/cases/{sealedCase.Case}/sources/{source}");
        Assert.DoesNotContain("handlers", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain((await sealedCase.Analyst.GetJsonAsync($"/api/cases/{sealedCase.Case}/journal"))["rows"]!.AsArray(), r => ((string)r!["what"]!).Contains("handlers", StringComparison.Ordinal));
        Assert.Contains("handlers changed", await sealedCase.Second.ReadAsync("/vault"));
    }

    [Fact]
    public async Task Who_named_a_source_without_a_handler_names_the_first_ones_and_nobody_else_can_or_learns_whether_it_has_any()
    {
        var bare = await sealedCase.NameAsync("Somebody at the port", null, false);
        Task<HttpResponseMessage> NameAsync(Demarche.Tests.Web.Visitor by, string of, params string[] handlers) =>
            by.PostJsonAsync($"/api/cases/{sealedCase.Case}/sources/{of}/first-handlers", new { handlers, reason = "Of this port." });
        async Task<string> RefusedAsync(Task<HttpResponseMessage> act)
        {
            using var answer = await act;
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}";
        }
        async Task NobodyElseAsync()
        {
            foreach (var other in new[] { sealedCase.Releaser, sealedCase.Second, sealedCase.Handler })
            {
                var nothing = await RefusedAsync(NameAsync(other, "nothing", sealedCase.Second.Person!));
                Assert.StartsWith("404", nothing, StringComparison.Ordinal);
                Assert.Equal(nothing, await RefusedAsync(NameAsync(other, bare, sealedCase.Second.Person!)));
            }
        }
        await NobodyElseAsync();
        var (second, handler) = (sealedCase.Second.Person!, sealedCase.Handler.Person!);
        Assert.Contains("identity-must-have-a-handler", await RefusedAsync(NameAsync(sealedCase.Analyst, bare)));
        var releaser = await RefusedAsync(NameAsync(sealedCase.Analyst, bare, sealedCase.Releaser.Person!));
        Assert.Contains("handler-must-be-a-source-handler", releaser, StringComparison.Ordinal);
        Assert.Contains("source-must-have-no-handler", await RefusedAsync(NameAsync(sealedCase.Analyst, source, second)));

        await sealedCase.Releaser.ReadAsync("/cases");
        Task<string> LookAsync() => sealedCase.Releaser.ReadAsync($"/cases/{sealedCase.Case}/sources/{bare}");
        var before = Demarche.Tests.Web.Visitor.WithoutFormToken(await LookAsync());
        Assert.Contains("Name its first handlers", await sealedCase.Analyst.ReadAsync($"/cases/{sealedCase.Case}/sources/{bare}"));
        Assert.DoesNotContain("Name its first handlers", before, StringComparison.Ordinal);
        var form = await sealedCase.Analyst.PostAsync($"/cases/{sealedCase.Case}/sources/{bare}/first-handlers",
            ("handlers", second), ("handlers", handler), ("reason", "Of this port."));
        Assert.Equal(HttpStatusCode.SeeOther, form.StatusCode);
        Assert.Equal(before, Demarche.Tests.Web.Visitor.WithoutFormToken(await LookAsync()));
        Assert.Contains("source-must-have-no-handler", await RefusedAsync(NameAsync(sealedCase.Analyst, bare, second)));
        await NobodyElseAsync();

        // Its handlers know each other, seal who it is, and hand it on without losing one another unseen.
        async Task<string?[]> EntrustedAsync(Demarche.Tests.Web.Visitor to) =>
            [.. (await to.GetJsonAsync($"/api/cases/{sealedCase.Case}/sources/{bare}"))["entrusted"]!.AsArray().Select(h => (string?)h)];
        string?[] both = [.. new[] { second, handler }.Order(StringComparer.Ordinal)];
        Assert.Equal(both, await EntrustedAsync(sealedCase.Second));
        Assert.Empty(await EntrustedAsync(sealedCase.Releaser));
        Assert.Equal(sealedCase.Analyst.Person, Assert.Single(await EntrustedAsync(sealedCase.Analyst)));
        var said = await sealedCase.ActAsync(sealedCase.Second, $"/cases/{sealedCase.Case}/sources/{bare}/identity",
            ("identity", SealedCase.Identity), ("handlers", handler), ("reason", "Said now."));
        Assert.Equal(HttpStatusCode.SeeOther, said.StatusCode);
        Assert.Contains(SealedCase.Identity, await sealedCase.OpenAsync(sealedCase.Handler, bare));
    }

    [Fact]
    public async Task Nobody_without_a_key_becomes_a_handler()
    {
        var keyless = await sealedCase.Desk.VisitAsync(Role.SourceHandler);
        var refused = await ChangeAsync(sealedCase.Handler, sealedCase.Handler, keyless);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("handler-must-have-a-vault-key", await refused.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChangeAsync(sealedCase.Handler)).StatusCode);
        Assert.Contains(SealedCase.Identity, await sealedCase.OpenAsync(sealedCase.Handler, source));
    }

    [Fact]
    public async Task A_handler_whose_account_is_closed_opens_nothing_and_is_named_for_nothing()
    {
        var id = sealedCase.Handler.Person!;
        await sealedCase.Desk.Book.WriteAsync(sealedCase.Administrator.Person!,
            desk => Decision.Allow(new PersonDisabled(id, desk.People.Find(id)!.Content with { Disabled = true }, "Left the desk."), DeskFile.Internal), ct: Ct);
        using var answer = await sealedCase.Handler.Page.PostAsync($"/cases/{sealedCase.Case}/sources/{source}/open",
            new FormUrlEncodedContent([KeyValuePair.Create("reason", "To call back."), KeyValuePair.Create("passphrase", Keyed.Passphrase)]), Ct);
        // Signed out: what was typed is shown to copy, except the passphrase, and nothing of the source.
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("To call back.", page, StringComparison.Ordinal);
        foreach (var kept in new[] { Keyed.Passphrase, SealedCase.Identity }) Assert.DoesNotContain(kept, page, StringComparison.Ordinal);
        var unlocked = await sealedCase.Desk.Services.GetRequiredService<VaultKeys>().UnlockAsync(id, Keyed.Passphrase, Ct);
        Assert.Null(unlocked.Secret);
        var named = await sealedCase.Analyst.PostAsync($"/cases/{sealedCase.Case}/sources", ("protected", "on"), ("description", "Another"), ("standing", "official"), ("identity", "X Y"), ("handlers", id));
        Assert.Contains("handler-must-be-a-source-handler", await named.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_handler_who_lost_the_passphrase_gets_in_again_only_through_another_handler()
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(sealedCase.Handler, sealedCase.Handler, sealedCase.Second)).StatusCode);
        await sealedCase.Desk.MakeKeyAsync(sealedCase.Handler, "nine dry barns stood by the road");
        Assert.DoesNotContain("Zqalba", await sealedCase.OpenAsync(sealedCase.Handler, source, "nine dry barns stood by the road"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zqalba", await sealedCase.OpenAsync(sealedCase.Handler, source), StringComparison.Ordinal);
        var stuck = await sealedCase.Handler.PostAsync($"/cases/{sealedCase.Case}/sources/{source}/handlers",
            ("handlers", sealedCase.Handler.Person!), ("reason", "Mine again."), ("passphrase", "nine dry barns stood by the road"));
        Assert.Contains("identity-must-be-sealed-to-you", await stuck.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(sealedCase.Second, sealedCase.Handler, sealedCase.Second)).StatusCode);
        Assert.Contains(SealedCase.Identity, await sealedCase.OpenAsync(sealedCase.Handler, source, "nine dry barns stood by the road"));
    }

    [Fact]
    public async Task An_erased_identity_opens_with_no_passphrase_and_a_handler_who_lost_theirs_can_erase()
    {
        await sealedCase.Desk.MakeKeyAsync(sealedCase.Handler, "nine dry barns stood by the road");
        Assert.Equal(HttpStatusCode.SeeOther, (await sealedCase.Handler.PostAsync($"/cases/{sealedCase.Case}/sources/{source}/erase", ("reason", "Asked for."))).StatusCode);
        var entrusted = await sealedCase.NameAsync("Another official", SealedCase.Identity, false, sealedCase.Second);
        Assert.Contains(SealedCase.Identity, await sealedCase.OpenAsync(sealedCase.Second, entrusted));
        Assert.Equal(HttpStatusCode.SeeOther, (await sealedCase.Second.PostAsync($"/cases/{sealedCase.Case}/sources/{entrusted}/erase", ("reason", "Asked for."))).StatusCode);
        Assert.DoesNotContain("Zqalba", await sealedCase.OpenAsync(sealedCase.Second, entrusted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sources_are_two_until_a_handler_of_both_says_under_seal_that_they_are_one_and_then_they_count_as_one()
    {
        var second = await sealedCase.NameAsync("Another official", "Zqalba again", false, sealedCase.Handler, sealedCase.Second);
        // The first page after an act has its message once.
        await sealedCase.Analyst.ReadAsync("/cases");
        var before = await sealedCase.Analyst.ReadAsync($"/cases/{sealedCase.Case}/sources/{source}");
        Assert.Equal(2, await CountAsync(sealedCase.Handler, source, second));
        Assert.Equal(HttpStatusCode.NotFound, (await JoinAsync(sealedCase.Second, second, source)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await JoinAsync(sealedCase.Handler, source, second)).StatusCode);
        Assert.Contains("join-must-be-new", await (await JoinAsync(sealedCase.Handler, second, source)).Content.ReadAsStringAsync(Ct));
        Assert.Equal(1, await CountAsync(sealedCase.Handler, source, second));
        Assert.Equal(2, await CountAsync(sealedCase.Second, source, second));
        Assert.Equal(2, await CountAsync(sealedCase.Analyst, source, second));

        var entry = Assert.Single(await sealedCase.EntriesAsync(sealedCase.Case), e => e.Kind == "sources-joined");
        foreach (var told in new[] { source, second, "Zqvoice" }) Assert.DoesNotContain(told, entry.Body, StringComparison.Ordinal);
        Assert.Equal(Demarche.Tests.Web.Visitor.WithoutFormToken(before), Demarche.Tests.Web.Visitor.WithoutFormToken(await sealedCase.Analyst.ReadAsync($"/cases/{sealedCase.Case}/sources/{source}")));
        Assert.DoesNotContain("Zqvoice", await sealedCase.Handler.ReadAsync($"/cases/{sealedCase.Case}/sources/{source}"), StringComparison.Ordinal);
        Assert.Contains("Zqvoice", await sealedCase.OpenAsync(sealedCase.Handler, source));
        // Handles one of both, and learns nothing.
        var halves = await sealedCase.OpenAsync(sealedCase.Second, second);
        Assert.Contains("Zqalba again", halves);
        Assert.DoesNotContain("Zqvoice", halves, StringComparison.Ordinal);

        var join = (await sealedCase.FileAsync()).SamePersons.All[0].Content;
        Assert.Equal(HttpStatusCode.SeeOther, (await sealedCase.ActAsync(sealedCase.Handler, $"/cases/{sealedCase.Case}/sources/{second}/part", ("other", source), ("reason", "They are not."))).StatusCode);
        Assert.Equal(2, await CountAsync(sealedCase.Handler, source, second));
        foreach (var key in new[] { join.Sources.Key, join.Token.Key }) Assert.Null(await sealedCase.Desk.Store.FindKeyAsync(sealedCase.Case, key, Ct));
    }

    [Fact]
    public async Task The_sealed_word_follows_the_handlers_of_both()
    {
        var second = await sealedCase.NameAsync("Another official", "Zqalba again", false, sealedCase.Handler, sealedCase.Second);
        await JoinAsync(sealedCase.Handler, source, second);
        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(sealedCase.Handler, sealedCase.Handler, sealedCase.Second)).StatusCode);
        Assert.Contains("Zqvoice", await sealedCase.OpenAsync(sealedCase.Second, source));
        // The handler leaves one of both: what was sealed to the handler is gone, the other reads on, and it counts on.
        Assert.Equal(HttpStatusCode.SeeOther, (await ChangeAsync(sealedCase.Second, sealedCase.Second)).StatusCode);
        Assert.DoesNotContain("Zqvoice", await sealedCase.OpenAsync(sealedCase.Handler, second), StringComparison.Ordinal);
        Assert.Contains("Zqvoice", await sealedCase.OpenAsync(sealedCase.Second, source));
        Assert.Equal(1, await CountAsync(sealedCase.Second, source, second));
        Assert.Equal(2, await CountAsync(sealedCase.Handler, source, second));
    }

    [Fact]
    public async Task What_was_done_under_seal_is_told_to_handlers_and_to_nobody_else()
    {
        await sealedCase.OpenAsync(sealedCase.Handler, source);
        var told = (await sealedCase.Handler.GetJsonAsync("/api/vault"))["uses"]!.AsArray();
        Assert.Equal("source-identity-opened", (string)Assert.Single(told)!["what"]!);
        Assert.Empty((await sealedCase.Second.GetJsonAsync("/api/vault"))["uses"]!.AsArray());
        Assert.Empty((await sealedCase.Releaser.GetJsonAsync("/api/vault"))["uses"]!.AsArray());
        var file = await sealedCase.FileAsync();
        Assert.Empty(View.For(file, new Demarche.Markings.Audience.Partner("p")).SealUses);
        Assert.Empty(View.For(file, new Demarche.Markings.Audience.AtDesk(sealedCase.Second.Person!, true, new HashSet<string>())).SealUses);
    }

    private async Task<int> CountAsync(Demarche.Tests.Web.Visitor by, params string[] sources) =>
        (await sealedCase.Desk.Services.GetRequiredService<SamePersons>().KnownToAsync(new Demarche.Markings.Audience.AtDesk(by.Person!, true, new HashSet<string>()),
            await sealedCase.FileAsync(), await sealedCase.Desk.Book.OpenAsync(Ct), Ct)).Count(sources);

    private Task<HttpResponseMessage> JoinAsync(Demarche.Tests.Web.Visitor by, string first, string second) =>
        sealedCase.ActAsync(by, $"/cases/{sealedCase.Case}/sources/{first}/same", ("other", second), ("grounds", "Zqvoice: the same on both calls."));

    private Task<HttpResponseMessage> ChangeAsync(Demarche.Tests.Web.Visitor by, params Demarche.Tests.Web.Visitor[] to) => sealedCase.ActAsync(
        by, $"/cases/{sealedCase.Case}/sources/{source}/handlers", [("reason", "Shifts change."), .. to.Select(h => ("handlers", h.Person!))]);
}
