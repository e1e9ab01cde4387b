using System.Net;
using System.Text;
using Demarche.Cases;
using Demarche.Tests.Exchange;
using Demarche.Tests.Web;
using Demarche.Web;

namespace Demarche.Tests.Leaks;

/// <summary>Who works at the desk, on what, and with whom it speaks is told to nobody who need not know: to no partner, and to nobody without the role.</summary>
public sealed class L20_Directory
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partners_package_names_no_other_partner_and_nobody_of_the_desk()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var sudria = Journal.DeskKeys.Create();
        var other = await TwoDesks.PinAsync(desks.Releaser, desks.Analyst, "Sudria Zqother", sudria.Card("Sudria Zqother", "https://zqother.example").ToJson());
        var (id, _) = await desks.CaseForAsync(desks.Westmark);
        var request = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/requests", new
        {
            title = "Help",
            text = "We ask.",
            asks = new[] { new { text = "Who?" } },
            legalBasis = "Law",
            due = "2026-03-09T12:00Z",
            partners = new[] { desks.Westmark, other },
            marking = new { tlp = "amber", releasableTo = new[] { desks.Westmark, other } },
        });
        Dictionary<string, string> plain = [];
        foreach (var partner in new[] { desks.Westmark, other })
        {
            var release = await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/drafts/{request}/propose", new { partners = new[] { partner } });
            plain[partner] = Encoding.UTF8.GetString((await desks.Ours.Store.FindAsync((await desks.ReleaseOfAsync(id, release)).Proposal.PlainSha256, Ct))!);
        }
        // The control: each names the one that it is for.
        Assert.Contains("Zqother", plain[other], StringComparison.Ordinal);
        Assert.DoesNotContain("Zqother", plain[desks.Westmark], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Westmark\"", plain[other], StringComparison.Ordinal);
        var people = (await desks.Ours.Book.OpenAsync(Ct)).People.All;
        Assert.All(people, p => Assert.All(plain.Values, text => Assert.False(text.Contains(p.Content.Name, StringComparison.Ordinal) || text.Contains(p.Content.Login, StringComparison.Ordinal), p.Content.Name)));
    }

    [Fact]
    public async Task The_list_of_people_is_the_administrators_and_the_list_of_who_works_on_a_case_is_its_readers()
    {
        await using var guarded = await GuardedCase.StartAsync();
        using var administrator = await guarded.Desk.VisitAsync(Demarche.People.Role.Administrator);
        using var stranger = guarded.Desk.Stranger();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(administrator, "/api/people"));
        foreach (var visitor in new[] { guarded.Author, guarded.Reader, guarded.Outsider }) Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(visitor, "/api/people"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guarded.Reader, $"/api/cases/{guarded.Case}/access"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(guarded.Outsider, $"/api/cases/{guarded.Case}/access"));
        foreach (var path in new[] { "/api/people", "/api/partners", $"/api/cases/{guarded.Case}/access", "/api/outbox", "/api/settings" })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, path));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_told_our_own_card_and_nothing_of_any_partner()
    {
        await using var guarded = await GuardedCase.StartAsync();
        using var stranger = guarded.Desk.Stranger();
        var list = await guarded.Desk.Book.OpenAsync(Ct);
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e is { Method: "GET", Capability: Capability.Anyone or Capability.Exchange }))
        {
            using var answer = await stranger.Page.GetAsync(endpoint.At(guarded.Ids()), Ct);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.All(list.Partners.All, p => Assert.DoesNotContain(p.Content.Name, text, StringComparison.Ordinal));
            Assert.All(list.People.All, p => Assert.DoesNotContain(p.Content.Name, text, StringComparison.Ordinal));
        }
        Assert.NotEmpty(list.Partners.All);
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.Api.GetAsync(path, Ct);
        return answer.StatusCode;
    }
}
