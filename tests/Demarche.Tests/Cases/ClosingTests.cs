using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.People;
using Demarche.Tests.Exchange;

namespace Demarche.Tests.Cases;

/// <summary>What still goes though a case is closed is named where somebody closes it.</summary>
public sealed class ClosingTests
{
    [Fact]
    public async Task Deliveries_that_wait_are_named_before_a_case_is_closed_and_after()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (id, _, release) = await desks.ReleaseAsync();
        async Task<bool> IsNamedAsync()
        {
            var page = await desks.Analyst.ReadAsync($"/cases/{id}");
            var isListed = (await desks.Analyst.GetJsonAsync($"/api/cases/{id}"))["waiting"]!.AsArray().Any(r => (string?)r!["release"]!["id"] == release);
            Assert.Equal(isListed, page.Contains("They go though the case is closed", StringComparison.Ordinal) && page.Contains($"/releases/{release}", StringComparison.Ordinal));
            return isListed;
        }
        Assert.True(await IsNamedAsync());
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/cases/{id}/close", new { reason = "Done" });
        Assert.True(await IsNamedAsync());
        await TwoDesks.SendAsync(desks.Ours);
        Assert.False(await IsNamedAsync());
    }

    [Fact]
    public async Task The_answer_to_a_program_names_them_too_as_far_as_it_may_see_them_and_says_what_the_page_says()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var circle = await desks.Ours.VisitAsync([Role.Analyst], ["quay"]);
        async Task<JsonNode> CloseAsync(bool isHidden)
        {
            var (id, request, release) = await desks.ReleaseAsync();
            if (isHidden)
            {
                await desks.Ours.GrantAsync(id, desks.Analyst, circle, CaseAccess.Write);
                var marking = new { tlp = "amber", releasableTo = new[] { desks.Westmark }, compartments = new[] { "quay" } };
                await TwoDesks.DoneAsync(circle, $"/api/cases/{id}/items/{request}/marking", new { marking, reason = "For the circle." });
            }
            using var answer = await desks.Analyst.PostJsonAsync($"/api/cases/{id}/close", new { reason = "Done" });
            var read = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal("The case is closed.", (string?)read["message"]);
            (string?, string?, string?, string?)[] named = isHidden ? []
                : [(release, "Help with a relay in Westmark", desks.Westmark, "Westmark")];
            Assert.Equal(named, read["waiting"]!.AsArray()
                .Select(w => ((string?)w!["release"], (string?)w["title"], (string?)w["partner"], (string?)w["partnerName"])));
            return read;
        }
        await CloseAsync(isHidden: false);
        await CloseAsync(isHidden: true);
    }
}
