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
        foreach (var login in new[] { "maren", "astrid" }.Take(LongTest.Count(0, 2)))
        {
            await using var person = await SignInAsync(demo.Norland.Address, checks, login);
            await person.WanderAsync("/");
        }
        Assert.True(checks.Looked.Count > 50, string.Join('\n', checks.Looked));
        Assert.True(checks.Found.Count == 0, string.Join('\n', checks.Found));
        Assert.Empty(checks.Strays);
    }

    [Fact]
    public async Task Keys_act_on_the_item_that_the_reader_is_at_and_go_on_where_the_last_one_was()
    {
        await using var jonas = await SignInAsync(demo.Norland.Address, new(), "jonas");
        var page = jonas.Page;
        await page.GotoAsync($"/cases/{demo.Case}/documents/{demo.Kept["report"]}");
        Task<string> HereAsync() => page.EvaluateAsync<string>("document.querySelector('.here .value, .here .text, .here')?.innerText ?? ''");
        for (var i = 0; i < 30 && !(await HereAsync()).Contains("198.51.100.23", StringComparison.Ordinal); i++) await page.Keyboard.PressAsync("j");
        Assert.Contains("198.51.100.23", await HereAsync(), StringComparison.Ordinal);
        // The focus goes elsewhere by other means than the keys: what is marked goes with it.
        var other = page.Locator(".proposal", new() { HasText = "berth-plan.example" }).First;
        await other.Locator("button").First.FocusAsync();
        Assert.Contains("berth-plan.example", await HereAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("x");
        await page.WaitForURLAsync(url => url.EndsWith("#next", StringComparison.Ordinal));
        Assert.Equal("", await HereAsync());
        var next = await page.Locator("#next").InnerTextAsync();
        await page.Keyboard.PressAsync("j");
        Assert.Equal(next, await page.Locator(".here").InnerTextAsync());
        Assert.InRange((await page.Locator(".message").BoundingBoxAsync())!.Y, 0, 100);
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
