using Demarche.Tests.Demo;

namespace Demarche.Tests.Tour;

/// <summary>Every page of the story that the README tells, as its people see it; the pictures in docs/screenshots are of these pages.</summary>
public sealed class DemoPagesTests(Chromium chromium, ToldDemo demo) : IClassFixture<Chromium>, IClassFixture<ToldDemo>
{
    [Fact]
    public async Task Every_page_of_the_story_can_be_read_by_its_people()
    {
        var checks = new PageChecks(arePictures: true);
        await using var jonas = await SignInAsync(demo.Norland.Address, checks, "jonas");
        // The README's first step.
        Assert.Contains("Read the reply: Help after the stop at Ekhaven", await jonas.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Sudria National CERT", await jonas.TextAsync(), StringComparison.Ordinal);
        await jonas.WanderAsync("/");
        await using var maren = await SignInAsync(demo.Norland.Address, checks, "maren");
        await maren.WanderAsync("/");
        await using var astrid = await SignInAsync(demo.Norland.Address, checks, "astrid");
        await astrid.WanderAsync("/");
        Assert.True(checks.Looked.Count > 50, string.Join('\n', checks.Looked));
        Assert.True(checks.Found.Count == 0, string.Join('\n', checks.Found));
        Assert.Empty(checks.Strays);
    }

    private async Task<Tourist> SignInAsync(string desk, PageChecks checks, string login)
    {
        var person = await chromium.OpenAsync(desk, checks);
        await person.GoAsync("/sign-in");
        await person.SendAsync("/sign-in", ("login", login), ("password", ToldDemo.Password));
        await person.GoAsync("/");
        return person;
    }
}
