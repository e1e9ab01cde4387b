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
}
