using System.Net;
using Demarche.Cases;
using Demarche.People;
using Demarche.Tests.Web;
using Demarche.Web;

namespace Demarche.Tests.Leaks;

/// <summary>An administrator runs the desk: reads none of its cases, and is nobody at another desk.</summary>
public sealed class L32_TenantAdministrator
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_is_shown_nothing_of_any_case()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        using var administrator = await guarded.Desk.VisitAsync(Role.Administrator);
        var answered = 0;
        foreach (var (path, text) in await guarded.AllAsync(administrator, plain: false))
        {
            if (path.Contains("/cases/{case}", StringComparison.Ordinal)) Assert.StartsWith("403", text, StringComparison.Ordinal);
            Assert.DoesNotContain(GuardedCase.Word, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("A mail server of Norland", text, StringComparison.Ordinal);
            if (text.StartsWith("200", StringComparison.Ordinal)) answered++;
        }
        Assert.True(answered > 10, $"Only {answered} pages are the administrator's at all.");
        // Nor does access that somebody gives help: the role is no reader's.
        await guarded.Desk.GrantAsync(guarded.Case, guarded.Author, administrator, CaseAccess.Write);
        using var still = await administrator.Api.GetAsync($"/api/cases/{guarded.Case}", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, still.StatusCode);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_changes_an_account_and_no_account_is_one_of_another_desk()
    {
        await using var here = await RunningDesk.StartAsync();
        await using var there = await RunningDesk.StartAsync();
        using var administrator = await here.VisitAsync(Role.Administrator);
        using var analyst = await here.VisitAsync(Role.Analyst);
        using var other = await here.VisitAsync(Role.Analyst);
        foreach (var path in new[] { $"/api/people/{analyst.Person}/change", $"/api/people/{administrator.Person}/reset", "/api/people" })
        {
            using var refused = await analyst.PostJsonAsync(path, new { name = "Ada", login = "ada", roles = new[] { "administrator" }, reason = "More" });
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        using var foreign = new Visitor(new(there.Address), administrator.Person, administrator.Token);
        foreach (var endpoint in Endpoint.Of(there).Where(e => e is { IsApi: true, Capability: Capability.ManagePeople, Method: "GET" }))
        {
            using var elsewhere = await foreign.Api.GetAsync(endpoint.At(new Dictionary<string, string>()), Ct);
            Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
        }
        // The control: at the desk of the account, it is the administrator's to do.
        using var done = await administrator.PostJsonAsync($"/api/people/{analyst.Person}/change", new { name = (await here.Book.OpenAsync(Ct)).NameOf(analyst.Person!), roles = new[] { "reader" }, reason = "Less" });
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        using var after = await analyst.Api.GetAsync("/api/me", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }
}
