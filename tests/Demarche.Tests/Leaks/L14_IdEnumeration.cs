using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Tests.Web;

namespace Demarche.Tests.Leaks;

/// <summary>Every route, every id that the caller may not know of, every method: the answer is that of an id of nothing.</summary>
public sealed class L14_IdEnumeration : IAsyncLifetime
{
    private GuardedCase guarded = null!;
    private IReadOnlyList<Endpoint> endpoints = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        endpoints = [.. Endpoint.Of(guarded.Desk).Where(e => e.Parameters.Contains("case"))];
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    [Fact]
    public async Task A_case_without_access_answers_as_a_case_that_is_not_there()
    {
        var there = 0;
        foreach (var endpoint in endpoints)
        {
            var hidden = await AnswerAsync(guarded.Outsider, endpoint, Ids(guarded.Case));
            Assert.Equal((endpoint, await AnswerAsync(guarded.Outsider, endpoint, Ids(Id.New()))), (endpoint, hidden));
            // The control: the same call of somebody with access is another answer.
            if (endpoint.Method == "GET" && await AnswerAsync(guarded.Author, endpoint, Ids(guarded.Case)) != hidden) there++;
        }
        Assert.True(there > 15, $"Only {there} pages were there for anybody.");
    }

    [Fact]
    public async Task An_item_in_a_compartment_answers_as_an_item_that_is_not_there()
    {
        var there = new HashSet<string>();
        foreach (var endpoint in endpoints)
        {
            foreach (var parameter in endpoint.Parameters.Where(p => guarded.Hidden.ContainsKey(endpoint.KeyOf(p))))
            {
                var key = endpoint.KeyOf(parameter);
                var nothing = await AnswerAsync(guarded.Reader, endpoint, Ids(guarded.Case, key, Id.New()));
                Assert.Equal((endpoint, nothing), (endpoint, await AnswerAsync(guarded.Reader, endpoint, Ids(guarded.Case, key, guarded.Hidden[key]))));
                if (endpoint.Method == "GET" && await AnswerAsync(guarded.Author, endpoint, Ids(guarded.Case, key, guarded.Hidden[key])) != nothing) there.Add(key);
            }
        }
        Assert.Superset(new HashSet<string> { "request", "incoming", "release" }, there);
    }

    [Fact]
    public async Task An_id_in_a_body_of_what_is_in_a_compartment_is_refused_as_one_of_nothing()
    {
        var (asked, told) = (0, 0);
        foreach (var endpoint in endpoints.Where(e => e is { Method: "POST", Body: not null, IsApi: true }))
        {
            var ids = Ids(guarded.Case);
            var body = Bodies.Of(endpoint.Body!, ids);
            foreach (var (path, key) in Bodies.Ids(body).Where(i => guarded.Hidden.ContainsKey(i.Key)).ToList())
            {
                var nothing = await PostAsync(endpoint, ids, Bodies.With(body, path, Id.New()));
                // Where any text will do, there is nothing to be told.
                if (nothing.Status < 400) continue;
                asked++;
                Assert.Equal((endpoint, path, nothing), (endpoint, path, await PostAsync(endpoint, ids, Bodies.With(body, path, guarded.Hidden[key]))));
                if (await PostAsync(endpoint, ids, body) != nothing) told++;
            }
        }
        // The control: ids in bodies are looked up, and one that the caller sees is answered otherwise.
        Assert.True(asked >= 3 && told >= 3, $"{asked} ids were refused, {told} of them were answered otherwise where the caller sees the item.");
    }

    private Dictionary<string, string> Ids(string caseId, string? key = null, string? id = null)
    {
        var ids = new Dictionary<string, string>(guarded.Seen) { ["case"] = caseId, ["partner"] = guarded.Partner, ["person"] = guarded.Reader.Person! };
        if (key is not null) ids[key] = id!;
        return ids;
    }

    private async Task<(int Status, string Text)> PostAsync(Endpoint endpoint, Dictionary<string, string> ids, JsonObject body)
    {
        using var answer = await guarded.Reader.Api.PostAsJsonAsync(endpoint.At(ids), body, FactKinds.Json, Ct);
        return ((int)answer.StatusCode, Endpoint.Plain(await answer.Content.ReadAsStringAsync(Ct)));
    }

    private static async Task<(int Status, string? Location, string Text)> AnswerAsync(Visitor visitor, Endpoint endpoint, Dictionary<string, string> ids)
    {
        using var request = new HttpRequestMessage(new(endpoint.Method), endpoint.At(ids));
        if (endpoint.Method == "POST")
        {
            request.Content = endpoint.IsApi ? JsonContent.Create(endpoint.Body is { } body ? Bodies.Of(body, ids) : new JsonObject())
                : new FormUrlEncodedContent([KeyValuePair.Create("reason", "text"), KeyValuePair.Create("__RequestVerificationToken", await visitor.FormTokenAsync())]);
        }
        using var answer = await (endpoint.IsApi ? visitor.Api : visitor.Page).SendAsync(request, Ct);
        return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString, Endpoint.Plain(await answer.Content.ReadAsStringAsync(Ct)));
    }
}
