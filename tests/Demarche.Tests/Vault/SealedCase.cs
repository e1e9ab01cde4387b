using System.Net;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.People;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Demarche.Tests.Vault;

/// <summary>A case with a protected source whose identity is sealed, and the people around it.</summary>
internal sealed class SealedCase : IAsyncDisposable
{
    public const string Identity = "Zqalba Zqserrano of the Quay Office";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SealedCase(RunningDesk desk, FakeTimeProvider clock) => (Desk, Clock) = (desk, clock);

    public RunningDesk Desk { get; }

    public FakeTimeProvider Clock { get; }

    public Visitor Analyst { get; private set; } = null!;

    public Visitor Handler { get; private set; } = null!;

    /// <summary>A second source handler, of no source yet, with a key.</summary>
    public Visitor Second { get; private set; } = null!;

    /// <summary>Keepers.</summary>
    public Visitor Releaser { get; private set; } = null!;

    public Visitor Administrator { get; private set; } = null!;

    public string Case { get; private set; } = "";

    public static async Task<SealedCase> StartAsync()
    {
        var clock = new FakeTimeProvider(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var made = new SealedCase(await RunningDesk.StartAsync(clock, with: o => o with { RequestsPerSecond = 100_000 }), clock);
        made.Analyst = await made.Desk.VisitAsync(Role.Analyst);
        made.Handler = await made.Desk.VisitAsync(Role.SourceHandler);
        made.Second = await made.Desk.VisitAsync(Role.SourceHandler);
        made.Releaser = await made.Desk.VisitAsync(Role.Releaser);
        made.Administrator = await made.Desk.VisitAsync(Role.Administrator);
        foreach (var keyed in new[] { made.Handler, made.Second, made.Releaser, made.Administrator }) await made.Desk.MakeKeyAsync(keyed);
        await made.Desk.NameKeepersAsync(made.Administrator, made.Releaser);
        made.Case = await made.Desk.OpenCaseAsync(made.Analyst);
        foreach (var other in new[] { made.Handler, made.Second, made.Releaser }) await made.Desk.GrantAsync(made.Case, made.Analyst, other, CaseAccess.Write);
        return made;
    }

    /// <summary>Sessions end while the clock is moved.</summary>
    public async Task SignInAgainAsync()
    {
        async Task<Visitor> Again(Visitor visitor)
        {
            visitor.Dispose();
            return new(new Uri(Desk.Address), visitor.Person, await Desk.Services.GetRequiredService<Sessions>().OpenAsync(visitor.Person!, Ct));
        }
        (Releaser, Administrator) = (await Again(Releaser), await Again(Administrator));
    }

    public async Task<string> NameAsync(string description, string? identity, bool breakGlass, params Visitor[] handlers)
    {
        List<(string, string)> fields = [("protected", "on"), ("description", description), ("standing", "official"), .. handlers.Select(h => ("handlers", h.Person!))];
        if (identity is not null) fields.Add(("identity", identity));
        if (breakGlass) fields.Add(("breakGlass", "on"));
        var answer = await Analyst.PostAsync($"/cases/{Case}/sources", [.. fields]);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Ct));
        return answer.Headers.Location!.OriginalString.Split('/')[^1];
    }

    /// <summary>What stands on the page that answers an opening.</summary>
    public async Task<string> OpenAsync(Visitor visitor, string source, string passphrase = Keyed.Passphrase) =>
        await (await visitor.PostAsync($"/cases/{Case}/sources/{source}/open", ("reason", "To call back."), ("passphrase", passphrase))).Content.ReadAsStringAsync(Ct);

    public Task<HttpResponseMessage> ActAsync(Visitor visitor, string path, params (string, string)[] fields) =>
        visitor.PostAsync(path, [.. fields, ("passphrase", Keyed.Passphrase)]);

    public async Task<CaseFile> FileAsync() => (await Desk.Cases.FindAsync(Case, Ct))!;

    public async Task<List<Entry>> EntriesAsync(string journal)
    {
        List<Entry> entries = [];
        await foreach (var entry in Desk.Store.ReadAsync(journal, 0, Ct)) entries.Add(entry);
        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in new[] { Analyst, Handler, Second, Releaser, Administrator }) visitor.Dispose();
        await Desk.DisposeAsync();
    }
}
