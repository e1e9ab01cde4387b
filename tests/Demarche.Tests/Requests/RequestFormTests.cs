using System.Text.Json.Nodes;
using Demarche.Tests.Leaks;

namespace Demarche.Tests.Requests;

/// <summary>Drafts that could never arrive, or would not be what they say.</summary>
public sealed class RequestFormTests : IAsyncLifetime
{
    private GuardedCase guarded = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => guarded = await GuardedCase.StartAsync();

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    [Fact]
    public async Task A_title_that_every_desk_refuses_is_refused_at_the_draft()
    {
        Assert.Equal("title-must-be-a-line", await DraftAsync(d => d["title"] = new string('x', 301)));
        Assert.Equal("title-must-be-a-line", await DraftAsync(d => d["title"] = "Logs\nof a server"));
        Assert.Null(await DraftAsync(d => d["title"] = new string('x', 300)));
    }

    [Fact]
    public async Task The_level_of_what_goes_to_a_partner_is_somebodys_choice()
    {
        const string rule = "level-of-a-draft-must-be-given";
        Assert.Equal(rule, await DraftAsync(d => d.Remove("marking")));
        JsonObject Reply() => new() { ["disposition"] = "answered", ["text"] = "text" };
        JsonObject Notice() => new() { ["kind"] = "retraction", ["includes"] = new JsonArray(guarded.Seen["claim"]), ["text"] = "text" };
        Assert.Equal(rule, await RuleAsync($"/incoming/{guarded.Seen["incoming"]}/replies", Reply()));
        Assert.Equal(rule, await RuleAsync("/notices", Notice()));
        foreach (var page in new[] { "/requests/new", $"/incoming/{guarded.Seen["incoming"]}" })
        {
            var form = await guarded.Reader.ReadAsync($"/cases/{guarded.Case}{page}");
            Assert.Contains("Choose a level", form, StringComparison.Ordinal);
            Assert.DoesNotMatch("The case.{1,8}s default", form);
        }
        Assert.Null(await DraftAsync(_ => { }));
    }

    [Fact]
    public async Task A_request_is_kept_by_somebody_of_this_desk()
    {
        Assert.Equal("owner-must-be-at-this-desk", await DraftAsync(d => d["owner"] = "somebody"));
        Assert.Null(await DraftAsync(d => d["owner"] = guarded.Author.Person));
    }

    [Fact]
    public async Task A_reply_draft_does_not_move_to_another_request()
    {
        var other = new Dictionary<string, string>();
        await guarded.WriteAsync(other, "other", Demarche.Markings.Marking.Of(Tlp.Amber), guarded.Author);
        var reply = new JsonObject { ["disposition"] = "answered", ["text"] = "text" };
        JsonObject Form() => new() { ["reply"] = reply.DeepClone(), ["reason"] = "text" };
        Assert.Equal("item-must-exist", await RuleAsync($"/incoming/{other["incoming"]}/replies/{guarded.Seen["reply"]}/revise", Form()));
        Assert.Null(await RuleAsync($"/incoming/{guarded.Seen["incoming"]}/replies/{guarded.Seen["reply"]}/revise", Form()));
    }

    private Task<string?> DraftAsync(Action<JsonObject> change)
    {
        var draft = new JsonObject
        {
            ["title"] = "Logs",
            ["text"] = "text",
            ["asks"] = new JsonArray(new JsonObject { ["text"] = "Which logs are kept?" }),
            ["legalBasis"] = "Agreement",
            ["due"] = "2030-01-31T12:00",
            ["partners"] = new JsonArray(guarded.Partner),
            ["marking"] = new JsonObject { ["tlp"] = "amber" },
        };
        change(draft);
        return RuleAsync("/requests", draft);
    }

    private async Task<string?> RuleAsync(string path, JsonObject body)
    {
        using var answer = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}{path}", body);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["rule"]?.GetValue<string>();
    }
}
