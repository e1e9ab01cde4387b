using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.People;
using Demarche.Tests.Web;
using Demarche.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OtpNet;

namespace Demarche.Tests.People;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Password = "four wheels on the bus";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private RunningDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync(time);

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_first_link_makes_one_administrator_and_then_opens_nothing()
    {
        var token = await desk.Services.GetRequiredService<Accounts>().OfferFoundingAsync(Ct);
        using var first = desk.Stranger();
        using var second = desk.Stranger();
        Assert.Contains("Set up this desk", await first.ReadAsync($"/first-start/{token}"), StringComparison.Ordinal);
        (string, string)[] form = [("deskName", "Norland's desk"), ("name", "Ada Nord"), ("login", "ada"), ("password", Password), ("again", Password)];
        using var done = await first.PostAsync($"/first-start/{token}", form);
        Assert.Equal("/me", done.Headers.Location?.OriginalString);
        Assert.Contains("Ada Nord", await first.ReadAsync("/people"), StringComparison.Ordinal);
        using var again = await second.PostAsync($"/first-start/{token}", form);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await second.Page.GetAsync($"/first-start/{token}", Ct)).StatusCode);
        Assert.Null(await desk.Services.GetRequiredService<Accounts>().OfferFoundingAsync(Ct));
        Assert.Single((await desk.Book.OpenAsync(Ct)).People.All);
    }

    [Fact]
    public async Task A_link_is_good_for_three_days_and_a_weak_password_does_not_use_it_up()
    {
        var token = await desk.Services.GetRequiredService<Accounts>().OfferFoundingAsync(Ct);
        using var stranger = desk.Stranger();
        using var weak = await stranger.PostAsync(
            $"/first-start/{token}", ("deskName", "Norland's desk"), ("name", "Ada"), ("login", "ada"), ("password", "short"), ("again", "short"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        await stranger.ReadAsync($"/first-start/{token}");
        time.Advance(Invitations.Good);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Page.GetAsync($"/first-start/{token}", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_person_signs_in_with_login_and_password_and_goes_where_the_person_was_going()
    {
        var (_, login) = await PersonAsync();
        using var browser = desk.Stranger();
        using var wanted = await browser.Page.GetAsync("/me", Ct);
        Assert.Equal("/sign-in?next=%2Fme", wanted.Headers.Location?.OriginalString);
        using var answer = await browser.PostAsync("/sign-in", ("login", login), ("password", Password), ("next", "/me"));
        Assert.Equal("/me", answer.Headers.Location?.OriginalString);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(CookieNames.Session(new(desk.Address)) + "=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(login, await browser.ReadAsync("/me"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_leads_to_no_other_host(string next)
    {
        var (_, login) = await PersonAsync();
        using var browser = desk.Stranger();
        using var answer = await browser.PostAsync("/sign-in", ("login", login), ("password", Password), ("next", next));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_whoever_holds_its_token()
    {
        var (_, login) = await PersonAsync();
        using var browser = desk.Stranger();
        await browser.PostAsync("/sign-in", ("login", login), ("password", Password));
        var token = browser.Cookies.GetCookies(new Uri(desk.Address))[CookieNames.Session(new(desk.Address))]!.Value;
        using var thief = new Visitor(new Uri(desk.Address), null, token);
        await thief.ReadAsync("/me");
        await thief.PostAsync("/sign-out");
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Page.GetAsync("/me", Ct)).StatusCode);
    }

    [Fact]
    public async Task After_five_failures_the_right_password_waits_and_the_answer_does_not_say_so()
    {
        var (person, login) = await PersonAsync();
        using var browser = desk.Stranger();
        var unknown = await RefusedAsync(browser, "nobody-here", "a wrong password here");
        for (var i = 0; i < SignIns.Allowed; i++)
            Assert.Equal(unknown.Replace("nobody-here", login, StringComparison.Ordinal), await RefusedAsync(browser, login, "a wrong password here"));
        Assert.Equal(unknown.Replace("nobody-here", login, StringComparison.Ordinal), await RefusedAsync(browser, login, Password));
        time.Advance(SignIns.FirstLock);
        using var answer = await browser.PostAsync("/sign-in", ("login", login), ("password", Password));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        // The journal says that the login was locked once the person is in; a stranger makes no entries.
        Assert.Contains("sign-in-locked", await KindsAsync(), StringComparison.Ordinal);
        Assert.NotNull(person);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(8, 8)]
    [InlineData(50, 60)]
    public void Each_failure_doubles_the_lock_up_to_an_hour(long failed, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), SignIns.LockAfter(failed));

    [Fact]
    public async Task A_code_is_good_once_and_only_around_its_time()
    {
        var (person, login) = await PersonAsync();
        using var browser = desk.Stranger();
        await browser.PostAsync("/sign-in", ("login", login), ("password", Password));
        await browser.PostAsync("/me/second-factor/begin");
        Assert.Contains("<svg", await browser.ReadAsync("/me/second-factor.svg"), StringComparison.Ordinal);
        var secret = (await desk.Services.GetRequiredService<SecondFactors>().PendingAsync(person, Ct))!;
        Assert.Contains(secret, await browser.ReadAsync("/me/second-factor"), StringComparison.Ordinal);
        using var on = await browser.PostAsync("/me/second-factor/on", ("code", Code(secret)), ("password", Password));
        Assert.Equal("/me", on.Headers.Location?.OriginalString);

        Assert.Null(await TryAsync(login, null));
        Assert.Null(await TryAsync(login, Code(secret)));
        time.Advance(TimeSpan.FromSeconds(30));
        var code = Code(secret);
        Assert.Equal(person, await TryAsync(login, code));
        Assert.Null(await TryAsync(login, code));
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Null(await TryAsync(login, Code(secret, -60)));
        Assert.Equal(person, await TryAsync(login, Code(secret)));
        var kept = (await desk.Store.Records.FindCredentialAsync(person, Ct))!.TotpWrapped!;
        Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_signs_in_for_a_token_and_a_wrong_token_opens_nothing()
    {
        var (person, login) = await PersonAsync();
        using var program = desk.Stranger();
        using var wrong = await program.PostJsonAsync("/api/session", new { login, password = "a wrong password here" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var answer = await program.PostJsonAsync("/api/session", new { login, password = Password });
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal(person, (string?)told["person"]);
        using var signedIn = new Visitor(new Uri(desk.Address), person, (string)told["token"]!);
        Assert.Equal(login, (string?)(await signedIn.GetJsonAsync("/api/me"))["login"]);
        using var other = new Visitor(new Uri(desk.Address), person, (string)told["token"]! + "x");
        using var refused = await other.Api.GetAsync("/api/me", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Bearer", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_idle_and_after_a_shift_however_busy()
    {
        using var idle = await desk.VisitAsync(Role.Reader);
        time.Advance(TimeSpan.FromMinutes(119));
        await idle.ReadAsync("/me");
        time.Advance(TimeSpan.FromMinutes(120));
        Assert.Equal(HttpStatusCode.SeeOther, (await idle.Page.GetAsync("/me", Ct)).StatusCode);
        using var busy = await desk.VisitAsync(Role.Reader);
        for (var hour = 1; hour < 12; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            await busy.ReadAsync("/me");
        }
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await busy.Page.GetAsync("/me", Ct)).StatusCode);
    }

    private async Task<(string Person, string Login)> PersonAsync()
    {
        var login = Id.New()[..8];
        var person = await desk.AddPersonAsync([Role.Analyst], login: login);
        await desk.Services.GetRequiredService<Passwords>().SetAsync(person, Password, Ct);
        return (person, login);
    }

    private async Task<string?> TryAsync(string login, string? code) =>
        (await desk.Services.GetRequiredService<SignIns>().TryAsync(login, Password, code, new("192.0.2", null), Ct))?.Person;

    private string Code(string secret, int seconds = 0) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(time.GetUtcNow().AddSeconds(seconds).UtcDateTime);

    private static async Task<string> RefusedAsync(Visitor browser, string login, string password)
    {
        using var answer = await browser.PostAsync("/sign-in", ("login", login), ("password", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return Visitor.WithoutFormToken(await answer.Content.ReadAsStringAsync(Ct));
    }

    private async Task<string> KindsAsync()
    {
        List<string> kinds = [];
        await foreach (var entry in desk.Store.ReadAsync(DeskFile.JournalId, 0, Ct)) kinds.Add(entry.Kind);
        return string.Join(' ', kinds);
    }
}
