using Demarche.Cases;
using Demarche.Claims;
using Demarche.Exchange;
using Demarche.Markings;
using Demarche.People;
using Demarche.Store;
using Demarche.Tests.Store;
using Demarche.Tests.Web;

namespace Demarche.Tests.Exchange;

/// <summary>Two desks over one PostgreSQL database are one desk.</summary>
public sealed class TwoReplicasTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_replica_writes_the_other_shows_and_decides_on()
    {
        await using var scratch = await PostgresScratch.MakeAsync(Ct);
        await using var one = await RunningDesk.StartAsync(store: scratch.Address);
        await using var two = await RunningDesk.StartAsync(store: scratch.Address, with: o => o with { Data = WithKeysOf(one) });
        using var analyst = await one.VisitAsync(Role.Analyst);
        var id = await one.OpenCaseAsync(analyst);
        Assert.NotNull(await two.Cases.FindAsync(id, Ct));

        // The same session, and a form made by one replica, are good at the other.
        using var there = new Visitor(new Uri(two.Address), analyst.Person, analyst.Token);
        await there.ReadAsync($"/cases/{id}/requests");

        var writers = Enumerable.Range(0, 40).Select(n => (n % 2 == 0 ? one : two).Cases.WriteAsync(
            id, analyst.Person!, file => Decision.Allow(new PropositionStated("p" + n, new($"after {file.Propositions.Count}")), Marking.Of(Tlp.Amber)), ct: Ct));
        var outcomes = await Task.WhenAll(writers);
        var written = outcomes.Count(o => o.Refusal is null);
        var (first, second) = ((await one.Cases.FindAsync(id, Ct))!, (await two.Cases.FindAsync(id, Ct))!);
        Assert.Equal(first.Head, second.Head);
        Assert.Equal(written, first.Propositions.Count);
        // Each decided on what all before it had written, at whichever replica.
        Assert.Equal(Enumerable.Range(0, written).Select(n => $"after {n}").Order(StringComparer.Ordinal), second.Propositions.All.Select(p => p.Content.Text).Order(StringComparer.Ordinal));

        await two.GrantAsync(id, analyst, analyst, CaseAccess.None);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await analyst.Page.GetAsync($"/cases/{id}/requests", Ct)).StatusCode);
    }

    [Fact]
    public async Task Each_piece_of_work_is_claimed_by_one_outbox()
    {
        await using var scratch = await PostgresScratch.MakeAsync(Ct);
        await using var one = await JournalStore.OpenAsync(scratch.Address, TimeProvider.System, Ct);
        await using var two = await JournalStore.OpenAsync(scratch.Address, TimeProvider.System, Ct);
        for (var i = 0; i < 60; i++) await one.Records.EnqueueWorkAsync(new("case", "release-" + i, "partner-" + i, "sha", DateTimeOffset.UnixEpoch), Ct);
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? one : two).Records.ClaimWorkAsync("outbox-" + n, Outbox.AtOnce, TimeSpan.FromMinutes(5), Ct)));
        var claimed = claims.SelectMany(c => c).Select(w => w.Id).ToList();
        Assert.Equal(claimed.Distinct().Count(), claimed.Count);
        Assert.Equal(60, claimed.Count);
    }

    private static string WithKeysOf(RunningDesk desk)
    {
        var folder = Path.Combine(Path.GetTempPath(), "demarche-" + Id.New());
        var (from, to) = (Path.Combine(desk.Folder, "keys"), Path.Combine(folder, "keys"));
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(to);
        else
        {
            Directory.CreateDirectory(folder, Own);
            Directory.CreateDirectory(to, Own);
        }
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return folder;
    }
}
