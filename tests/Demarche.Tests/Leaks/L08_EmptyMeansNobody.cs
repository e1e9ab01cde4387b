using System.Net;
using System.Text.Json.Nodes;
using Demarche.Markings;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Leaks;

/// <summary>No recipient, an empty list of them, an unknown one: each is nobody, never everybody.</summary>
public sealed class L08_EmptyMeansNobody
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_to_nobody_or_to_somebody_unknown_is_refused()
    {
        await using var guarded = await GuardedCase.StartAsync();
        foreach (var partners in new[] { null, new JsonArray(), new JsonArray(""), new JsonArray(Id.New()), new JsonArray("*"), new JsonArray(guarded.Partner, Id.New()) })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await DraftAsync(guarded, partners));
        // The control.
        Assert.Equal(HttpStatusCode.OK, await DraftAsync(guarded, new JsonArray(guarded.Partner)));
    }

    [Fact]
    public async Task A_draft_that_is_proposed_to_nobody_goes_to_nobody()
    {
        await using var guarded = await GuardedCase.StartAsync();
        foreach (var body in new object[] { new { }, new { partners = Array.Empty<string>() }, new { partners = new[] { Id.New() } }, new { partners = (string[]?)null } })
        {
            using var answer = await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/drafts/{guarded.Seen["request"]}/propose", body);
            Assert.False(answer.IsSuccessStatusCode);
        }
        Assert.DoesNotContain((await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Releases.All, r => r.Content.Proposal.About == guarded.Seen["request"]);
    }

    [Theory]
    [InlineData(Tlp.Green)]
    [InlineData(Tlp.Amber)]
    [InlineData(Tlp.AmberStrict)]
    [InlineData(Tlp.Red)]
    public void A_marking_that_names_no_partner_lets_none_see(Tlp tlp)
    {
        var audience = new Audience.Partner(WrittenCase.Ostania);
        Assert.False(Ruling.For(Marking.Of(tlp), audience).Seen);
        Assert.False(Ruling.For(Marking.Of(tlp, "", "*"), audience).Seen);
        Assert.True(Ruling.For(Marking.Of(tlp, WrittenCase.Ostania), audience).Seen);
    }

    private static async Task<HttpStatusCode> DraftAsync(GuardedCase guarded, JsonArray? partners)
    {
        using var answer = await guarded.Author.PostJsonAsync($"/api/cases/{guarded.Case}/requests", new JsonObject
        {
            ["title"] = "Help",
            ["text"] = "We ask.",
            ["asks"] = new JsonArray(new JsonObject { ["text"] = "Who?" }),
            ["legalBasis"] = "Law",
            ["due"] = "2030-01-31T12:00",
            ["partners"] = partners,
            ["marking"] = new JsonObject { ["tlp"] = "amber" },
        });
        return answer.StatusCode;
    }
}
