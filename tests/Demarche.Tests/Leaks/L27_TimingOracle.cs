using Demarche.People;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Leaks;

/// <summary>
/// The same work is done whoever tries to sign in: counted here, since no test fails on a clock. Times themselves are compared as
/// distributions by <c>demarche leaks</c>.
/// </summary>
public sealed class L27_TimingOracle
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_login_that_is_known_one_that_is_not_and_one_without_a_password_cost_one_hash_and_one_write_each()
    {
        // The clock stands, so that nothing else of the desk writes meanwhile.
        await using var desk = await RunningDesk.StartAsync(new FakeTimeProvider(new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)));
        var (known, invited) = (await desk.AddPersonAsync([Role.Analyst], login: "known"), await desk.AddPersonAsync([Role.Analyst], login: "invited"));
        var (signIns, records) = (desk.Services.GetRequiredService<SignIns>(), desk.Store.Records);
        await desk.Services.GetRequiredService<Passwords>().SetAsync(known, "a long enough password", Ct);
        var from = new SignInFrom("192.0.2", null);
        Assert.Null(await signIns.TryAsync("nobody-here", "a wrong password", null, from, Ct));

        // The hash says what it costs to check: its algorithm, its rounds and its lengths.
        Assert.Equal(Cost((await records.FindCredentialAsync(known, Ct))!.PasswordHash), Cost((await records.FindCredentialAsync(Passwords.Nobody, Ct))!.PasswordHash));
        Assert.Null(await records.FindCredentialAsync(invited, Ct));
        foreach (var login in new[] { "known", "nobody-here", "invited", "", new string('x', 100) })
        {
            var (commits, journal) = (desk.Store.Commits, await desk.Store.HeadAsync(DeskFile.JournalId, Ct));
            Assert.Null(await signIns.TryAsync(login, "a wrong password", null, from, Ct));
            Assert.Equal(commits + 1, desk.Store.Commits);
            Assert.Equal(journal, await desk.Store.HeadAsync(DeskFile.JournalId, Ct));
        }
        // The control: the right password opens.
        Assert.Equal(known, (await signIns.TryAsync("known", "a long enough password", null, from, Ct))?.Person);
    }

    // Identity's third format: one byte of format, four of the function, four of the rounds, four of the salt's length.
    private static (string Head, int Length) Cost(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        return (Convert.ToHexString(bytes[..13]), bytes.Length);
    }
}
