using System.Net;
using System.Text.Json.Nodes;
using Demarche.Cases;

namespace Demarche.Tests.Leaks;

/// <summary>Who may write in one case does not reach another's items through it; and of many ids, each is looked at.</summary>
public sealed class L15_OneForAnother : IAsyncLifetime
{
    private GuardedCase guarded = null!;
    private string own = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedCase.StartAsync();
        own = await guarded.Desk.OpenCaseAsync(guarded.Outsider, "A case of the outsider's own");
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    [Fact]
    public async Task An_item_of_another_case_is_no_item_of_this_one_by_any_endpoint()
    {
        var (before, tried) = ((await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Head, 0);
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e is { IsApi: true, Method: "POST" } && e.Parameters.Contains("case")))
        {
            foreach (var key in endpoint.Parameters.Select(endpoint.KeyOf).Where(guarded.Seen.ContainsKey))
            {
                var (ids, nothing) = (guarded.Ids(), guarded.Ids());
                (ids["case"], nothing["case"], nothing[key]) = (own, own, Id.New());
                Assert.Equal((endpoint, await PostAsync(endpoint, nothing)), (endpoint, await PostAsync(endpoint, ids)));
                tried++;
            }
        }
        Assert.True(tried > 25);
        Assert.Equal(before, (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Head);
        // The control: in its own case the item is there.
        var there = Endpoint.Of(guarded.Desk).Single(e => e.IsApi && e.Pattern.EndsWith("/observables/{observable}/withdraw", StringComparison.Ordinal));
        Assert.Equal(200, (await PostAsync(there, guarded.Ids(), guarded.Author)).Status);
    }

    [Fact]
    public async Task One_hidden_id_among_many_is_refused_as_one_of_nothing_is()
    {
        await guarded.HideAsync();
        var (hidden, nothing, seen) = (await DraftAsync(guarded.Hidden["claim"]), await DraftAsync(Id.New()), await DraftAsync(guarded.Seen["observable"]));
        Assert.Equal(nothing, hidden);
        Assert.Equal(HttpStatusCode.OK, seen.Status);
    }

    private async Task<(HttpStatusCode Status, string Text)> DraftAsync(string second)
    {
        using var answer = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}/requests", new JsonObject
        {
            ["title"] = "Help",
            ["text"] = "We ask.",
            ["asks"] = new JsonArray(new JsonObject { ["text"] = "Who?" }),
            ["legalBasis"] = "Law",
            ["due"] = "2030-01-31T12:00",
            ["partners"] = new JsonArray(guarded.Partner),
            ["includes"] = new JsonArray(guarded.Seen["claim"], second),
            ["marking"] = new JsonObject { ["tlp"] = "amber" },
        });
        return (answer.StatusCode, Endpoint.Plain(await answer.Content.ReadAsStringAsync(Ct)));
    }

    private async Task<(int Status, string Text)> PostAsync(Endpoint endpoint, Dictionary<string, string> ids, Web.Visitor? by = null)
    {
        using var answer = await (by ?? guarded.Outsider).PostJsonAsync(endpoint.At(ids), endpoint.Body is { } body ? Bodies.Of(body, guarded.Ids()) : new JsonObject());
        return ((int)answer.StatusCode, Endpoint.Plain(await answer.Content.ReadAsStringAsync(Ct)));
    }
}
