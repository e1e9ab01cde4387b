using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Demarche.Web;

namespace Demarche.Tests.Leaks;

/// <summary>Whatever stands in a body, it is read as what it is or refused; nothing of the inside is told, and nothing falls over.</summary>
public sealed class L30_HostileBodies : IAsyncLifetime
{
    private static readonly string[] Whole =
    [
        "", "null", "[]", "7", "\"text\"", "{}", "{\"a\":1}", "{", "\u0000", new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 100_000)),
    ];

    private static readonly string[] Values =
    [
        "null", "7", "1e999", "true", "[]", "{}", "[[[]]]", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\\u200b\"", "\"../../../etc/passwd\"", "\"{0}{1}%s\"",
        "\"<script>alert(1)</script>\"", "99999999999999999999", $"\"{new string('x', 30_000)}\"",
    ];

    private GuardedCase guarded = null!;
    private List<Endpoint> endpoints = [];
    private Dictionary<string, string> ids = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedCase.StartAsync();
        // Not those by which the caller would be gone.
        endpoints = [.. Endpoint.Of(guarded.Desk).Where(e => e is { Method: "POST", IsApi: true, Capability: not (Capability.Anyone or Capability.SignedIn) })];
        ids = new(guarded.Seen) { ["case"] = guarded.Case, ["partner"] = guarded.Partner, ["person"] = guarded.Reader.Person! };
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    [Fact]
    public async Task No_body_makes_an_endpoint_fail_inside()
    {
        var (sent, refused) = (0, 0);
        foreach (var endpoint in endpoints)
        {
            foreach (var body in Whole.Concat(Changed(endpoint)))
            {
                var (status, text) = await PostAsync(endpoint, body);
                Assert.True((int)status < 500, $"{endpoint} answered {status} to {body[..Math.Min(body.Length, 400)]}");
                Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
                sent++;
                if (status == HttpStatusCode.UnprocessableEntity) refused++;
            }
        }
        Assert.True(sent > 500 && refused > 250, $"{sent} were sent, {refused} were refused.");
    }

    [Fact]
    public async Task A_member_that_is_unknown_or_stands_twice_is_refused_by_name()
    {
        var read = 0;
        foreach (var endpoint in endpoints.Where(e => e.Body is not null))
        {
            var body = Bodies.Of(endpoint.Body!, ids).ToJsonString();
            if (body == "{}") continue;
            var name = JsonNode.Parse(body)!.AsObject().First();
            foreach (var hostile in new[] { body.Insert(1, "\"author\":\"somebody\","), body.Insert(1, $"\"{name.Key}\":{name.Value?.ToJsonString() ?? "null"},") })
            {
                var (status, text) = await PostAsync(endpoint, hostile);
                if (status == HttpStatusCode.Forbidden) continue;
                Assert.True(status == HttpStatusCode.UnprocessableEntity && text.Contains("body-must-be-whole", StringComparison.Ordinal), $"{endpoint} answered {status} to {hostile}: {text}");
                read++;
            }
        }
        Assert.True(read > 20);
    }

    [Fact]
    public async Task A_choice_that_is_not_made_is_never_taken_for_the_first_one()
    {
        var source = guarded.Seen["source"];
        var claim = new JsonObject { ["newProposition"] = "It rained.", ["source"] = source, ["standing"] = "official", ["nature"] = "fact", ["onRecord"] = true };
        var (status, text) = await PostAsync(endpoints.Single(e => e.Pattern == "/api/cases/{case}/claims"), claim.ToJsonString());
        Assert.True(status == HttpStatusCode.UnprocessableEntity && text.Contains("stance", StringComparison.Ordinal), text);
        claim["stance"] = "denies";
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(endpoints.Single(e => e.Pattern == "/api/cases/{case}/claims"), claim.ToJsonString())).Status);
    }

    private IEnumerable<string> Changed(Endpoint endpoint)
    {
        if (endpoint.Body is null) return [];
        var body = Bodies.Of(endpoint.Body, ids);
        return Bodies.Places(body).SelectMany(path => Values.Select(value => Bodies.With(body, path, "@here").ToJsonString().Replace("\"@here\"", value, StringComparison.Ordinal)));
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(Endpoint endpoint, string body)
    {
        using var answer = await guarded.Author.Api.PostAsync(endpoint.At(ids), new StringContent(body, Encoding.UTF8, "application/json"), Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
