using System.Net;

namespace Demarche.Tests.Leaks;

/// <summary>Nobody writes for a compartment of others, nor to a partner that is none: by no form and no method, and not by leaving the field out.</summary>
public sealed class L07_OthersGroups : IAsyncLifetime
{
    private GuardedCase guarded = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => guarded = await GuardedCase.StartAsync();

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    [Fact]
    public async Task A_compartment_that_the_writer_is_not_in_is_refused_as_one_that_nobody_is_in()
    {
        var (theirs, nobodys) = (await PostAsync("/observables", Body("one", new { tlp = "amber", compartments = new[] { "crypto" } })), await PostAsync("/observables", Body("two", new { tlp = "amber", compartments = new[] { "nobody" } })));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, theirs.Status);
        Assert.Equal(nobodys.Text, theirs.Text.Replace("crypto", "nobody", StringComparison.Ordinal));
        // The control: without the compartment it is taken.
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/observables", Body("one", new { tlp = "amber" }))).Status);
    }

    [Fact]
    public async Task A_field_that_is_left_out_is_the_cases_own_marking_and_never_a_wider_one()
    {
        foreach (var marking in new object?[] { null, new { }, new { tlp = (string?)null }, new { releasableTo = new[] { guarded.Partner } }, new { compartments = new[] { "crypto" } } })
        {
            var (status, _) = await PostAsync("/observables", Body("left-out-" + Id.New()[..8], marking));
            if (status == HttpStatusCode.UnprocessableEntity) continue;
            var last = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!;
            Assert.Equal(last.Default, last.Observables.All[^1].Marking);
        }
    }

    [Fact]
    public async Task Another_method_on_the_same_path_is_refused()
    {
        foreach (var method in new[] { "PUT", "PATCH", "DELETE" })
        {
            using var answer = await guarded.Reader.Api.SendAsync(new(new(method), $"/api/cases/{guarded.Case}/observables")
            {
                Content = new StringContent("""{"type":"domain-name","value":"by-put.example","marking":{"tlp":"amber","compartments":["crypto"]}}""", System.Text.Encoding.UTF8, "application/json"),
            }, Ct);
            Assert.False(answer.IsSuccessStatusCode, $"{method} was answered {answer.StatusCode}");
        }
        Assert.DoesNotContain((await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!.Observables.All, o => o.Content.Value == "by-put.example");
    }

    private static Dictionary<string, object?> Body(string name, object? marking) => new() { ["type"] = "domain-name", ["value"] = name + ".example", ["marking"] = marking };

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, object body)
    {
        using var answer = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}{path}", body);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
