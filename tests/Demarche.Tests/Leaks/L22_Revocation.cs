using System.Net;
using Demarche.Cases;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Leaks;

/// <summary>What was taken away is gone at the next request: access, a compartment, an account.</summary>
public sealed class L22_Revocation : IAsyncLifetime
{
    private GuardedCase guarded = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    [Fact]
    public async Task Access_that_is_taken_away_ends_reading_and_writing_at_once()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guarded.Reader, "/requests"));
        await guarded.Desk.GrantAsync(guarded.Case, guarded.Author, guarded.Reader, CaseAccess.Read);
        var refused = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/requests/{guarded.Seen["request"]}/withdraw", new { reason = "text" });
        Assert.Contains("case-access-must-allow-writing", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await guarded.Desk.GrantAsync(guarded.Case, guarded.Author, guarded.Reader, CaseAccess.None);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(guarded.Reader, "/requests"));
    }

    [Fact]
    public async Task Whoever_leaves_a_compartment_no_longer_finds_what_stands_in_it()
    {
        var path = "/requests/" + guarded.Hidden["request"];
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guarded.Author, path));
        await ChangeAsync(p => p with { Compartments = [] });
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(guarded.Author, path));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guarded.Author, "/requests/" + guarded.Seen["request"]));
    }

    [Fact]
    public async Task A_closed_account_ends_its_sessions()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guarded.Author, "/requests"));
        await ChangeAsync(p => p with { Disabled = true });
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(guarded.Author, "/requests"));
    }

    private async Task<HttpStatusCode> StatusAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.Api.GetAsync($"/api/cases/{guarded.Case}{path}", Ct);
        return answer.StatusCode;
    }

    private Task ChangeAsync(Func<Person, Person> change) => guarded.Desk.Book.WriteAsync(guarded.Author.Person!, desk => Decision.Allow(
        new PersonChanged(guarded.Author.Person!, change(desk.People.Find(guarded.Author.Person)!.Content), "text"), DeskFile.Internal), ct: Ct);
}
