using System.Net;
using System.Text.Json.Nodes;
using Demarche.People;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Leaks;

/// <summary>What is wrong is refused in the same words whether something is there or not.</summary>
public sealed class L26_ErrorOracle
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_sign_in_does_not_say_what_is_wrong()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var person = await guarded.Desk.AddPersonAsync([Role.Analyst], login: "ada.berg");
        await guarded.Desk.Services.GetRequiredService<Passwords>().SetAsync(person, "a long enough password", Ct);
        var closed = await guarded.Desk.AddPersonAsync([Role.Analyst], login: "ida.closed");
        using var stranger = guarded.Desk.Stranger();
        List<(HttpStatusCode, string)> answers = [];
        foreach (var (login, password, code) in new[] { ("ada.berg", "a wrong password", null), ("nobody", "a wrong password", null), ("ida.closed", "a wrong password", null), ("ada.berg", "", "000000"), ("", "", null), ("ADA.BERG ", "x", (string?)"1") })
        {
            using var answer = await stranger.PostJsonAsync("/api/session", new { login, password, code });
            answers.Add((answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        }
        Assert.Single(answers.Distinct());
        Assert.NotEqual("", closed);
        // The control: what is right is answered otherwise.
        using var right = await stranger.PostJsonAsync("/api/session", new { login = "ada.berg", password = "a long enough password" });
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_link_that_was_used_one_that_has_expired_and_one_of_nobody_are_answered_alike()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var links = guarded.Desk.Services.GetRequiredService<Invitations>();
        var person = await guarded.Desk.AddPersonAsync([Role.Analyst]);
        var (used, expired) = (await links.MakeAsync(person, ct: Ct), "");
        await links.TakeAsync(used, Ct);
        expired = await links.MakeAsync(person, ct: Ct);
        using var stranger = guarded.Desk.Stranger();
        using var good = await stranger.Api.GetAsync($"/api/invitation/{expired}", Ct);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        guarded.Clock.Advance(Invitations.Good + TimeSpan.FromMinutes(1));
        HashSet<string> answers = [];
        foreach (var token in new[] { used, expired, Id.New(), "x" })
        {
            foreach (var path in new[] { "/api/invitation/", "/api/first-start/" })
            {
                using var answer = await stranger.Api.GetAsync(path + token, Ct);
                answers.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
            }
        }
        Assert.Single(answers);
    }

    [Fact]
    public async Task An_id_that_is_taken_by_something_hidden_can_not_be_asked_after()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        // No form lets its sender choose an id, so there is none to be told that it is taken.
        Assert.DoesNotContain(Endpoint.Of(guarded.Desk).Where(e => e is { Body: not null, IsApi: true }),
            e => Bodies.Places(Bodies.Of(e.Body!, guarded.Ids())).Any(p => p.Split('/')[^1] is "id" && !p.Contains("/asks/", StringComparison.Ordinal)));
        // And a document of the same bytes is a new one to whoever does not see the first.
        var hidden = await TakeInAsync(guarded, GuardedCase.Word + " of a document, which is kept.");
        Assert.Equal(HttpStatusCode.OK, hidden);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await TakeInAsync(guarded, "text of a document, which is kept."));
    }

    private static async Task<HttpStatusCode> TakeInAsync(GuardedCase guarded, string text)
    {
        using var answer = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/documents", new JsonObject { ["name"] = "document.txt", ["text"] = text });
        return answer.StatusCode;
    }
}
