using System.Net;
using System.Text.Json.Nodes;
using Demarche.Web;

namespace Demarche.Tests.Leaks;

/// <summary>A body sets what its form has and nothing else: not who acts, not when, not where it stands, not what the actor may do.</summary>
public sealed class L17_MassAssignment
{
    private static readonly string[] Members =
        ["id", "author", "by", "time", "number", "revision", "role", "roles", "organisation_id", "path", "owner_id", "originator", "case", "capabilities", "isAdministrator", "approved", "state", "hash", "__proto__", "$type"];

    [Fact]
    public async Task A_member_that_a_form_does_not_have_is_refused_by_every_endpoint()
    {
        await using var guarded = await GuardedCase.StartAsync();
        using var administrator = await guarded.Desk.VisitAsync(Demarche.People.Role.Administrator);
        var (ct, ids, refused, taken) = (TestContext.Current.CancellationToken, guarded.Ids(), 0, 0);
        foreach (var endpoint in Endpoint.Of(guarded.Desk).Where(e => e is { Method: "POST", IsApi: true, Body: not null, Capability: not (Capability.Anyone or Capability.SignedIn) }))
        {
            var (body, known) = (Bodies.Of(endpoint.Body!, ids), FormReader.Json.GetTypeInfo(endpoint.Body!).Properties.Select(p => p.Name).ToHashSet());
            foreach (var member in Members.Where(m => !known.Contains(m)))
            {
                foreach (var value in new JsonNode[] { "administrator", new JsonArray("administrator"), true })
                {
                    var with = body.DeepClone().AsObject();
                    with[member] = value.DeepClone();
                    using var answer = await (endpoint.Capability == Capability.ManagePeople ? administrator : guarded.Author).PostJsonAsync(endpoint.At(ids), with);
                    if (answer.StatusCode == HttpStatusCode.Forbidden) continue;
                    Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity && (await answer.Content.ReadAsStringAsync(ct)).Contains("body-must-be-whole", StringComparison.Ordinal),
                        $"{endpoint} answered {answer.StatusCode} to a body with {member}");
                    refused++;
                }
            }
            using var plain = await guarded.Author.PostJsonAsync(endpoint.At(ids), body);
            if (plain.IsSuccessStatusCode) taken++;
        }
        // The control: without the member some of these bodies are taken.
        Assert.True(refused > 1000 && taken > 5, $"{refused} were refused, {taken} were taken.");
    }
}
