using System.Net;
using Demarche.People;
using Demarche.Web;

namespace Demarche.Tests.Leaks;

/// <summary>Every endpoint, every role: let through exactly where the role has what the endpoint declares. A new endpoint is in this table from its first day.</summary>
public sealed class L31_Capabilities
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_passes_the_gate_of_an_endpoint_exactly_where_it_has_the_capability()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var (refused, passed) = (0, 0);
        foreach (var role in Enum.GetValues<Role>())
        {
            using var visitor = await guarded.Desk.VisitAsync(role);
            var may = Roles.CapabilitiesOf(new("x", "x", [role], [], false));
            foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e.IsApi && e.Capability is not (Capability.Anyone or Capability.Exchange) && e.Pattern is not "/api/sign-out"))
            {
                using var request = new HttpRequestMessage(new(endpoint.Method), endpoint.At(new Dictionary<string, string>()));
                if (endpoint.Method == "POST") request.Content = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
                using var answer = await visitor.Api.SendAsync(request, Ct);
                Assert.True(may.Contains(endpoint.Capability) == (answer.StatusCode != HttpStatusCode.Forbidden), $"{role} was answered {answer.StatusCode} by {endpoint}, which asks for {endpoint.Capability}");
                if (answer.StatusCode == HttpStatusCode.Forbidden) refused++;
                else passed++;
            }
        }
        Assert.True(refused > 100 && passed > 100, $"{refused} were refused, {passed} passed.");
    }

    [Fact]
    public void Every_capability_is_some_roles_and_no_role_has_all()
    {
        var all = Enum.GetValues<Capability>().Except([Capability.Anyone, Capability.Exchange]).ToList();
        var held = Enum.GetValues<Role>().Select(r => Roles.CapabilitiesOf(new("x", "x", [r], [], false))).ToList();
        Assert.All(all, c => Assert.Contains(held, h => h.Contains(c)));
        Assert.All(held, h => Assert.NotEmpty(all.Except(h)));
        Assert.Empty(Roles.CapabilitiesOf(new("x", "x", Enum.GetValues<Role>(), [], true)));
    }
}
