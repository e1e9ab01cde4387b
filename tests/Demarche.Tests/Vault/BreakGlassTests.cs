using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.People;
using Demarche.Store;
using Demarche.Tests.Web;
using Demarche.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Vault;

public sealed class BreakGlassTests : IAsyncLifetime
{
    private SealedCase sealedCase = null!;
    private string allowed = "";
    private string forbidden = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sealedCase = await SealedCase.StartAsync();
        allowed = await sealedCase.NameAsync("An official", SealedCase.Identity, true, sealedCase.Handler);
        forbidden = await sealedCase.NameAsync("Another official", SealedCase.Identity, false, sealedCase.Handler);
    }

    public ValueTask DisposeAsync() => sealedCase.DisposeAsync();

    [Fact]
    public async Task Two_people_open_it_once_and_each_step_is_journalled_and_told_to_the_handlers()
    {
        var request = await AskAsync(allowed);
        Assert.DoesNotContain("Zqalba", await OpenAsync(allowed, request), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await ConfirmAsync(sealedCase.Administrator, request)).StatusCode);
        Assert.Contains(SealedCase.Identity, await OpenAsync(allowed, request));
        var again = await OpenAsync(allowed, request);
        Assert.Contains("request-must-be-open", again);
        Assert.DoesNotContain("Zqalba", again, StringComparison.Ordinal);
        Assert.Null(await sealedCase.Desk.Services.GetRequiredService<Records>().FindSettingAsync("break-glass/" + request, Ct));

        var steps = (await sealedCase.EntriesAsync(DeskFile.JournalId)).Where(e => e.Kind.StartsWith("break-glass-", StringComparison.Ordinal));
        Assert.Equal(
            [("break-glass-requested", sealedCase.Releaser.Person), ("break-glass-confirmed", sealedCase.Administrator.Person), ("break-glass-opened", sealedCase.Releaser.Person)],
            steps.Select(e => (e.Kind, (string?)e.Author)));
        Assert.Contains(request, Assert.Single(await sealedCase.EntriesAsync(sealedCase.Case), e => e.Kind == "source-identity-opened").Body);
        var vault = await sealedCase.Handler.GetJsonAsync("/api/vault");
        Assert.NotNull(Assert.Single(vault["uses"]!.AsArray())!["second"]);
        Assert.Equal("opened", (string)Assert.Single(vault["requests"]!.AsArray())!["state"]!);
        Assert.Contains("opened by two, without a handler", await sealedCase.Handler.ReadAsync("/vault"));
        Assert.Empty((await sealedCase.Second.GetJsonAsync("/api/vault"))["requests"]!.AsArray());
    }

    [Fact]
    public async Task What_a_confirmation_hands_over_is_good_for_that_one_identity_only()
    {
        var other = await sealedCase.NameAsync("A third official", "Zqthird", true, sealedCase.Handler);
        var request = await AskAsync(allowed);
        await ConfirmAsync(sealedCase.Administrator, request);
        var keys = sealedCase.Desk.Services.GetRequiredService<VaultKeys>();
        using var secret = (await keys.UnlockAsync(sealedCase.Releaser.Person!, Keyed.Passphrase, Ct)).Secret!;
        var passed = (await sealedCase.Desk.Services.GetRequiredService<PassedHalves>().TakeAsync(request, secret, Ct))!.Value;
        var seal = sealedCase.Desk.Services.GetRequiredService<Demarche.Sources.SourceSeal>();
        var file = await sealedCase.FileAsync();
        // Everything that the one who asked has, against both.
        Assert.Null(await seal.OpenByTwoAsync(sealedCase.Case, file.Sources.Find(other)!, secret, passed, Ct));
        Assert.Null(await seal.OpenIdentityAsync(sealedCase.Case, file.Sources.Find(allowed)!, secret, Ct));
        Assert.Equal(SealedCase.Identity, await seal.OpenByTwoAsync(sealedCase.Case, file.Sources.Find(allowed)!, secret, passed, Ct));
    }

    [Fact]
    public async Task Nobody_is_both_people_and_nobody_else_opens()
    {
        var request = await AskAsync(allowed);
        Assert.Contains("second-person-must-confirm", await (await ConfirmAsync(sealedCase.Releaser, request)).Content.ReadAsStringAsync(Ct));
        await ConfirmAsync(sealedCase.Administrator, request);
        Assert.Contains("request-must-wait", await (await ConfirmAsync(sealedCase.Administrator, request)).Content.ReadAsStringAsync(Ct));
        var other = await sealedCase.Desk.VisitAsync(Role.Releaser);
        await sealedCase.Desk.MakeKeyAsync(other);
        await sealedCase.Desk.GrantAsync(sealedCase.Case, sealedCase.Analyst, other, CaseAccess.Write);
        foreach (var stranger in new[] { other, sealedCase.Administrator })
            Assert.Equal(HttpStatusCode.NotFound, (await sealedCase.ActAsync(stranger, $"/cases/{sealedCase.Case}/sources/{allowed}/break-glass/{request}/open")).StatusCode);
        // Not at another source's address either.
        Assert.Equal(HttpStatusCode.NotFound, (await sealedCase.ActAsync(sealedCase.Releaser, $"/cases/{sealedCase.Case}/sources/{forbidden}/break-glass/{request}/open")).StatusCode);
        Assert.Contains(SealedCase.Identity, await OpenAsync(allowed, request));
    }

    [Fact]
    public async Task Where_the_handlers_did_not_allow_it_two_people_open_nothing_and_are_answered_alike_until_then()
    {
        var empty = await sealedCase.NameAsync("A fourth official", null, false, sealedCase.Handler);
        foreach (var source in new[] { forbidden, empty })
        {
            var request = await AskAsync(source);
            Assert.Equal(HttpStatusCode.SeeOther, (await ConfirmAsync(sealedCase.Administrator, request)).StatusCode);
            var opened = await OpenAsync(source, request);
            Assert.Contains("Nothing is here that your key opens", opened);
            Assert.DoesNotContain("Zqalba", opened, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_keeper_who_was_not_one_when_it_was_sealed_confirms_in_vain()
    {
        var late = await sealedCase.Desk.VisitAsync(Role.Releaser);
        await sealedCase.Desk.MakeKeyAsync(late);
        await sealedCase.Desk.NameKeepersAsync(late, sealedCase.Releaser);
        var request = await AskAsync(allowed);
        Assert.Equal(HttpStatusCode.SeeOther, (await ConfirmAsync(late, request)).StatusCode);
        Assert.DoesNotContain("Zqalba", await OpenAsync(allowed, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_ends_after_its_time_confirmed_or_not()
    {
        var (late, confirmed) = (await AskAsync(allowed), await AskAsync(allowed));
        await ConfirmAsync(sealedCase.Administrator, confirmed);
        sealedCase.Clock.Advance(BreakGlassDecisions.Good + TimeSpan.FromSeconds(1));
        await sealedCase.SignInAgainAsync();
        Assert.Contains("request-must-be-in-time", await (await ConfirmAsync(sealedCase.Administrator, late)).Content.ReadAsStringAsync(Ct));
        Assert.DoesNotContain("Zqalba", await OpenAsync(allowed, confirmed), StringComparison.Ordinal);
        // What was handed over for it goes with the next request.
        await AskAsync(allowed);
        Assert.Null(await sealedCase.Desk.Services.GetRequiredService<Records>().FindSettingAsync("break-glass/" + confirmed, Ct));
    }

    [Fact]
    public async Task A_confirmation_is_there_with_the_half_that_goes_with_it_or_not_at_all()
    {
        var request = await AskAsync(allowed);
        await sealedCase.Desk.RefuseRowsAsync("setting", "NEW.name LIKE 'break-glass/%'");
        Assert.Equal(HttpStatusCode.InternalServerError, (await ConfirmAsync(sealedCase.Administrator, request)).StatusCode);
        Assert.Null((await sealedCase.Desk.Book.OpenAsync(Ct)).BreakGlass.Find(request)!.Content.Confirmer);
    }

    [Fact]
    public async Task An_opening_stands_in_both_journals_or_in_neither()
    {
        var request = await AskAsync(allowed);
        await ConfirmAsync(sealedCase.Administrator, request);
        await sealedCase.Desk.RefuseRowsAsync("entry", "NEW.kind = 'source-identity-opened'");
        Assert.DoesNotContain("Zqalba", await OpenAsync(allowed, request), StringComparison.Ordinal);
        Assert.False((await sealedCase.Desk.Book.OpenAsync(Ct)).BreakGlass.Find(request)!.Content.Opened);
    }

    [Fact]
    public async Task A_handler_refuses_in_time()
    {
        var request = await AskAsync(allowed);
        await ConfirmAsync(sealedCase.Administrator, request);
        Assert.Equal(HttpStatusCode.NotFound, (await sealedCase.Second.PostAsync($"/vault/break-glass/{request}/refuse", ("reason", "No."))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await sealedCase.Handler.PostAsync($"/vault/break-glass/{request}/refuse", ("reason", "I am here. Ask me."))).StatusCode);
        Assert.DoesNotContain("Zqalba", await OpenAsync(allowed, request), StringComparison.Ordinal);
        Assert.Null(await sealedCase.Desk.Services.GetRequiredService<Records>().FindSettingAsync("break-glass/" + request, Ct));
    }

    [Fact]
    public async Task The_second_person_learns_of_a_case_that_is_not_theirs_only_what_the_first_wrote()
    {
        await AskAsync(allowed);
        var row = Assert.Single((await sealedCase.Administrator.GetJsonAsync("/api/vault"))["requests"]!.AsArray())!;
        Assert.Null(row["name"]);
        var page = await sealedCase.Administrator.ReadAsync("/vault");
        Assert.Contains("A life is at stake.", page);
        Assert.DoesNotContain("An official", page, StringComparison.Ordinal);
    }

    /// <summary>Whichever comes first, the link or the request: accounts that one person could have opened are not two.</summary>
    [Fact]
    public async Task Accounts_of_which_one_person_made_the_other_are_not_two()
    {
        var (waiting, confirmed) = (await AskAsync(allowed), await AskAsync(allowed));
        await ConfirmAsync(sealedCase.Administrator, confirmed);
        await sealedCase.Desk.Book.WriteAsync("desk", _ => new Decision.Allowed(
            [
                new(new Demarche.TwoPeople.AccountIssued(sealedCase.Administrator.Person!, [sealedCase.Releaser.Person!]), DeskFile.Internal),
                new(new PasswordSet(sealedCase.Administrator.Person!), DeskFile.Internal),
            ]), ct: Ct);
        Assert.Contains("accounts-must-not-be-one-persons", await (await ConfirmAsync(sealedCase.Administrator, waiting)).Content.ReadAsStringAsync(Ct));
        Assert.Contains("accounts-must-not-be-one-persons", await OpenAsync(allowed, confirmed));
        Assert.False((bool)(await sealedCase.Administrator.GetJsonAsync("/api/vault"))["requests"]!.AsArray().Single(r => (string)r!["id"]! == waiting)!["canConfirm"]!);
        // Nor are they keepers together, of those named already or of new ones.
        var desk = await sealedCase.Desk.Book.OpenAsync(Ct);
        Assert.Empty(BreakGlassDecisions.Keepers(desk));
        Assert.Equal("keepers-must-be-different-people", Refusal(BreakGlassDecisions.Name(desk, [sealedCase.Releaser.Person!, sealedCase.Administrator.Person!], "x")));
        // The control: another person confirms.
        var other = await sealedCase.Desk.VisitAsync(Role.Releaser);
        await sealedCase.Desk.MakeKeyAsync(other);
        Assert.Equal(HttpStatusCode.SeeOther, (await ConfirmAsync(other, waiting)).StatusCode);
    }

    [Fact]
    public async Task Keepers_are_two_or_more_releasers_or_administrators_with_keys()
    {
        var desk = await sealedCase.Desk.Book.OpenAsync(Ct);
        Assert.Equal("keepers-must-be-two-or-more", Refusal(BreakGlassDecisions.Name(desk, [sealedCase.Releaser.Person!, sealedCase.Releaser.Person!], "x")));
        Assert.Equal("keeper-must-have-a-vault-key", Refusal(BreakGlassDecisions.Name(desk, [sealedCase.Releaser.Person!, sealedCase.Handler.Person!], "x")));
        var keyless = await sealedCase.Desk.VisitAsync(Role.Releaser);
        Assert.Equal("keeper-must-have-a-vault-key", Refusal(BreakGlassDecisions.Name(await sealedCase.Desk.Book.OpenAsync(Ct), [sealedCase.Releaser.Person!, keyless.Person!], "x")));
    }

    private static string Refusal(Decision decision) => Assert.IsType<Decision.Refused>(decision).Rule;

    private async Task<string> AskAsync(string source)
    {
        var answer = await sealedCase.Releaser.PostJsonAsync($"/api/cases/{sealedCase.Case}/sources/{source}/break-glass", new { reason = "A life is at stake." });
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["item"]!;
    }

    private Task<HttpResponseMessage> ConfirmAsync(Visitor by, string request) =>
        sealedCase.ActAsync(by, $"/vault/break-glass/{request}/confirm", ("reason", "I know of it."));

    private async Task<string> OpenAsync(string source, string request) =>
        await (await sealedCase.ActAsync(sealedCase.Releaser, $"/cases/{sealedCase.Case}/sources/{source}/break-glass/{request}/open")).Content.ReadAsStringAsync(Ct);
}
