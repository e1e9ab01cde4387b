using Demarche.Tests.Leaks;

namespace Demarche.Tests.Releases;

/// <summary>A package that holds something its reader may not see.</summary>
public sealed class PartlySeenReleaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_may_not_see_all_of_a_package_learns_that_it_went_and_not_what_it_holds()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        var path = $"/api/cases/{guarded.Case}/releases/{await guarded.ReleaseWithHiddenItemAsync()}";
        var (whole, part) = (await guarded.Author.GetJsonAsync(path), await guarded.Reader.GetJsonAsync(path));
        Assert.True(whole["isWhole"]!.GetValue<bool>());
        Assert.Contains(GuardedCase.Word, whole["plain"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(part["isWhole"]!.GetValue<bool>());
        Assert.Equal("received", part["row"]!["release"]!["content"]!["state"]!.GetValue<string>());
        Assert.Equal("", part["plain"]!.GetValue<string>());
        Assert.DoesNotContain(GuardedCase.Word, part.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(guarded.Hidden["claim"], part.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_approves_what_they_may_not_see()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.HideAsync();
        var path = $"/api/cases/{guarded.Case}/releases/{await guarded.ReleaseWithHiddenItemAsync(isReceived: false)}/approve";
        var answer = await guarded.Reader.PostJsonAsync(path, new { });
        Assert.Contains("approver-must-see-all", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
