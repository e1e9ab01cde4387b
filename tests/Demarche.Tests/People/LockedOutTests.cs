using Demarche.People;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OtpNet;

namespace Demarche.Tests.People;

/// <summary>Whoever fails on purpose keeps nobody out, and learns nothing by it.</summary>
public sealed class LockedOutTests : IAsyncLifetime
{
    private const string Password = "four wheels on the bus";
    private const string Wrong = "a wrong password here";

    private static readonly SignInFrom Home = new("192.0.2", null), Attacker = new("203.0.113", null);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private RunningDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SignIns SignIns => desk.Services.GetRequiredService<SignIns>();

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync(time);

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_link_that_waits_for_a_second_person_takes_no_other_link_away_before_it_is_confirmed()
    {
        var invitations = desk.Services.GetRequiredService<Invitations>();
        var given = await invitations.MakeAsync("p", ct: Ct);
        var refused = await invitations.MakeAsync("p", waits: true, Ct);
        Assert.NotNull(await invitations.FindAsync(given, Ct));
        await invitations.ForgetAsync("p", waiting: true, ct: Ct);
        Assert.NotNull(await invitations.FindAsync(given, Ct));
        Assert.Null(await invitations.AllowedAsync("p", Ct));
        var waiting = await invitations.MakeAsync("p", waits: true, Ct);
        var allowed = (await invitations.AllowedAsync("p", Ct))!.Value.Kept;
        await desk.Services.GetRequiredService<Demarche.Store.Records>().KeepSettingAsync(allowed.Name, allowed.Value, Ct);
        await invitations.ForgetAsync("p", but: allowed.Name, ct: Ct);
        Assert.Equal((false, true), (await invitations.FindAsync(given, Ct) is not null, await invitations.FindAsync(waiting, Ct) is not null));
        Assert.Null(await invitations.FindAsync(refused, Ct));
    }

    [Fact]
    public async Task Failures_elsewhere_lock_the_login_there_and_not_here()
    {
        var (person, login) = await PersonAsync();
        // One wrong password at each expiry, for a day.
        for (var i = 0; i < 12; i++)
        {
            await SignIns.TryAsync(login, Wrong, null, Attacker, Ct);
            time.Advance(TimeSpan.FromMinutes(i < 5 ? 0 : 61));
        }
        await SignIns.TryAsync(login, Wrong, null, Attacker, Ct);
        Assert.Null(await SignIns.TryAsync(login, Password, null, Attacker, Ct));
        Assert.Equal(person, (await SignIns.TryAsync(login, Password, null, Home, Ct))?.Person);
    }

    [Fact]
    public async Task A_known_browser_gets_through_whatever_fails_elsewhere_and_is_counted_by_itself()
    {
        var (person, login) = await PersonAsync();
        var device = (await SignIns.TryAsync(login, Password, null, Home, Ct))!.Device;
        await LockInAllAsync(login);
        Assert.Null(await SignIns.TryAsync(login, Password, null, Home with { Block = "198.51.100" }, Ct));
        // In the attacker's own neighbourhood, too.
        var known = (await SignIns.TryAsync(login, Password, null, Attacker with { Cookie = device }, Ct))!;
        Assert.Equal(person, known.Person);
        for (var i = 0; i < SignIns.Allowed; i++) Assert.Null(await SignIns.TryAsync(login, Wrong, null, Home with { Cookie = known.Device }, Ct));
        Assert.Null(await SignIns.TryAsync(login, Password, null, Home with { Cookie = known.Device }, Ct));
    }

    [Fact]
    public async Task A_browser_is_known_for_one_person_one_password_and_a_time()
    {
        var ((_, login), (_, other)) = (await PersonAsync(), await PersonAsync());
        var device = (await SignIns.TryAsync(login, Password, null, Home, Ct))!.Device;
        await LockInAllAsync(login);
        await LockInAllAsync(other);
        Assert.Null(await SignIns.TryAsync(other, Password, null, Home with { Cookie = device }, Ct));
        foreach (var forged in new[] { "", "x", "AAAA", device[..^4], new string('A', 5_000), "eyJLZXkiOiIiLCJGaWVsZCI6bnVsbH0" })
            Assert.Null(await SignIns.TryAsync(login, Password, null, Home with { Cookie = forged }, Ct));
        Assert.NotNull(await SignIns.TryAsync(login, Password, null, Home with { Cookie = device }, Ct));

        time.Advance(TimeSpan.FromSeconds(1));
        await desk.Services.GetRequiredService<Passwords>().SetAsync(await IdOfAsync(login), Password + " again", Ct);
        await LockInAllAsync(login);
        Assert.Null(await SignIns.TryAsync(login, Password + " again", null, Home with { Cookie = device }, Ct));
    }

    [Fact]
    public async Task A_valid_second_factor_gets_through_a_lock_and_guesses_at_codes_do_not()
    {
        var (person, login) = await PersonAsync();
        var secret = await FactorAsync(person);
        await LockInAllAsync(login);
        Assert.Null(await SignIns.TryAsync(login, Password, null, Attacker, Ct));
        Assert.Equal(person, (await SignIns.TryAsync(login, Password, Code(secret), Attacker, Ct))?.Person);

        await LockInAllAsync(login);
        for (var i = 0; i < SignIns.Allowed; i++) Assert.Null(await SignIns.TryAsync(login, Password, "000000", new($"block {i}", null), Ct));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await SignIns.TryAsync(login, Password, Code(secret), new("block 99", null), Ct));
    }

    [Fact]
    public async Task Guesses_from_a_hundred_places_lock_the_login_for_unknown_browsers()
    {
        var (_, login) = await PersonAsync();
        await FailedBeforeAsync(login, SignIns.AllowedInAll - 2);
        await SignIns.TryAsync(login, Wrong, null, new("one block", null), Ct);
        Assert.Null(await SignIns.LockedUntilAsync(login, Ct));
        await SignIns.TryAsync(login, Wrong, null, new("block", null), Ct);
        Assert.NotNull(await SignIns.LockedUntilAsync(login, Ct));
        Assert.Null(await SignIns.TryAsync(login, Password, null, Home, Ct));
    }

    [Fact]
    public async Task A_lock_for_all_places_stays_short_however_many_fail_and_one_more_failure_does_not_lock_again()
    {
        var (_, login) = await PersonAsync();
        await FailedBeforeAsync(login, (40 * SignIns.AllowedInAll) - 1);
        await SignIns.TryAsync(login, Wrong, null, Attacker, Ct);
        Assert.Null(await SignIns.TryAsync(login, Password, null, Home, Ct));
        time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        await SignIns.TryAsync(login, Wrong, null, Attacker, Ct);
        Assert.NotNull(await SignIns.TryAsync(login, Password, null, Home, Ct));
    }

    [Fact]
    public async Task From_one_place_a_login_is_tried_so_often_a_minute_and_no_password_is_looked_at_beyond()
    {
        await using var strict = await RunningDesk.StartAsync(time, with: o => o with { SignInsPerMinute = 2 });
        var (passwords, door) = (strict.Services.GetRequiredService<Passwords>(), strict.Services.GetRequiredService<SignIns>());
        var person = await strict.AddPersonAsync([Role.Analyst], login: "ada");
        await passwords.SetAsync(person, Password, Ct);
        for (var i = 0; i < 2; i++) Assert.Null(await door.TryAsync("ada", Wrong, null, Attacker, Ct));
        var hashings = passwords.Hashings;
        Assert.Null(await door.TryAsync("ada", Password, null, Attacker, Ct));
        Assert.Equal(hashings, passwords.Hashings);
        Assert.Equal(person, (await door.TryAsync("ada", Password, null, Home, Ct))?.Person);
    }

    [Fact]
    public async Task A_wrong_password_does_not_use_up_the_code()
    {
        var (person, login) = await PersonAsync();
        var secret = await FactorAsync(person);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await SignIns.TryAsync(login, Wrong, Code(secret), Home, Ct));
        Assert.Equal(person, (await SignIns.TryAsync(login, Password, Code(secret), Home, Ct))?.Person);
    }

    [Fact]
    public async Task Tries_while_a_login_is_locked_make_the_lock_no_longer()
    {
        var (person, login) = await PersonAsync();
        for (var i = 0; i < SignIns.Allowed; i++) await SignIns.TryAsync(login, Wrong, null, Attacker, Ct);
        time.Advance(SignIns.FirstLock / 2);
        for (var i = 0; i < 3; i++) Assert.Null(await SignIns.TryAsync(login, i == 0 ? Password : Wrong, null, Attacker, Ct));
        time.Advance((SignIns.FirstLock / 2) + TimeSpan.FromSeconds(1));
        Assert.Equal(person, (await SignIns.TryAsync(login, Password, null, Attacker, Ct))?.Person);
    }

    [Fact]
    public async Task Somebody_who_is_signed_in_proves_the_password_whatever_fails_at_the_door()
    {
        var (person, login) = await PersonAsync();
        await LockInAllAsync(login);
        Assert.True(await SignIns.IsAsync(person, Password, null, Ct));
        for (var i = 0; i < SignIns.Allowed; i++) Assert.False(await SignIns.IsAsync(person, Wrong, null, Ct));
        Assert.False(await SignIns.IsAsync(person, Password, null, Ct));
    }

    [Fact]
    public async Task Every_failed_try_costs_the_same_whatever_is_wrong_with_it()
    {
        var ((person, login), (_, closed), (factored, factor)) = (await PersonAsync(), await PersonAsync(), await PersonAsync());
        await FactorAsync(factored);
        var invited = Id.New()[..8];
        await desk.AddPersonAsync([Role.Analyst], login: invited);
        await desk.Book.WriteAsync("desk", list => PersonDecisions.Disable(list, new(list.People.Standing.Single(p => p.Content.Login == closed).Id, true, "Left.", null, new(Id.New(), "desk"))), ct: Ct);
        await SignIns.TryAsync("nobody-here", Wrong, null, Home, Ct);
        await desk.Book.OpenAsync(Ct);

        List<(string What, long Hashes, long Statements, long Commits)> costs = [];
        for (var i = 0; i < SignIns.Allowed + 1; i++)
        {
            foreach (var (what, name, code) in new[]
            {
                ("unknown", "nobody-here", null), ("known", login, null), ("closed", closed, null), ("invited", invited, null), ("second factor", factor, null), ("code", factor, "123456"),
                ("empty", "", null), ("long", new string('x', 100), (string?)null),
            })
            {
                var (hashes, statements, commits) = (Hashings, desk.Store.Statements, desk.Store.Commits);
                Assert.Null(await SignIns.TryAsync(name, Wrong, code, Attacker, Ct));
                costs.Add(($"{what}, try {i}", Hashings - hashes, desk.Store.Statements - statements, desk.Store.Commits - commits));
            }
        }
        Assert.All(costs, c => Assert.Equal((c.What, costs[0].Hashes, costs[0].Statements, costs[0].Commits), c));
        Assert.Equal(1, costs[0].Hashes);
        Assert.NotNull(person);
    }

    private long Hashings => desk.Services.GetRequiredService<Passwords>().Hashings;

    private async Task LockInAllAsync(string login)
    {
        await FailedBeforeAsync(login, SignIns.AllowedInAll - 1);
        await SignIns.TryAsync(login, Wrong, null, Attacker, Ct);
        Assert.NotNull(await SignIns.LockedUntilAsync(login, Ct));
    }

    // Each try costs a hash: most of a hundred are noted as if they had been made.
    private Task FailedBeforeAsync(string login, int count) =>
        desk.Store.Records.CountFailuresAsync([new(SignIns.InAllOf(login), count, _ => null)], time.GetUtcNow(), time.GetUtcNow().AddDays(-1), Ct);

    private async Task<(string Person, string Login)> PersonAsync()
    {
        var login = Id.New()[..8];
        var person = await desk.AddPersonAsync([Role.Analyst], login: login);
        await desk.Services.GetRequiredService<Passwords>().SetAsync(person, Password, Ct);
        return (person, login);
    }

    private async Task<string> IdOfAsync(string login) => (await desk.Book.OpenAsync(Ct)).People.Standing.Single(p => p.Content.Login == login).Id;

    private async Task<string> FactorAsync(string person)
    {
        var factors = desk.Services.GetRequiredService<SecondFactors>();
        await factors.BeginAsync(person, Ct);
        var secret = (await factors.PendingAsync(person, Ct))!;
        Assert.True(await factors.SwitchOnAsync((await desk.Store.Records.FindCredentialAsync(person, Ct))!, Code(secret), Ct));
        time.Advance(TimeSpan.FromSeconds(30));
        return secret;
    }

    private string Code(string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(time.GetUtcNow().UtcDateTime);
}
