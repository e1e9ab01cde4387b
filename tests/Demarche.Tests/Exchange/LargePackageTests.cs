using System.Text.Json.Nodes;
using Demarche.Exchange;
using Demarche.Stix;
using Microsoft.Extensions.DependencyInjection;
using static Demarche.Tests.Exchange.PlainPackages;

namespace Demarche.Tests.Exchange;

/// <summary>Of a package with many objects each is on one of its pages.</summary>
public sealed class LargePackageTests
{
    private const int Values = 1_100;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_page_is_short_and_leads_to_the_rest()
    {
        await using var desks = await TwoDesks.StartAsync();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var package = Request(them.Desk, us.Desk);
        package["bundle"]!["objects"] = new JsonArray([.. Enumerable.Range(0, Values).SelectMany(Objects).Append(Ask()).Select(o => JsonNode.Parse(o))]);
        Assert.IsType<Reception.Held>(await desks.Ours.Services.GetRequiredService<Intake>().ReceiveAsync(Sealed(package, them, us), Ct));
        var arrival = Assert.Single((await desks.Ours.Book.OpenAsync(Ct)).Inbox.All).Id;
        var page = await desks.Analyst.ReadAsync($"/inbox/{arrival}");
        Assert.Contains($"{Values} items", page, StringComparison.Ordinal);
        Assert.Contains($"/inbox/{arrival}?after=", page, StringComparison.Ordinal);
        HashSet<string> seen = [];
        for (string? after = ""; after is not null;)
        {
            var sheet = await desks.Analyst.GetJsonAsync($"/api/inbox/{arrival}?after={after}");
            Assert.InRange(sheet["items"]!.AsArray().Count, 1, ArrivalSheet.MostListed);
            Assert.All(sheet["items"]!.AsArray(), i => Assert.True(seen.Add((string)i!["as"]!)));
            after = (string?)sheet["next"];
        }
        Assert.Equal(Values, seen.Count);
        var id = await TwoDesks.DoneAsync(desks.Analyst, $"/api/inbox/{arrival}/take", new { all = true });
        Assert.Equal(Values, (await desks.Ours.Cases.FindAsync(id, Ct))!.Observables.All.Count);
        Assert.Equal(0, (int)(await desks.Analyst.GetJsonAsync($"/api/inbox/{arrival}"))["new"]!);
    }

    private static string[] Objects(int n)
    {
        var value = $"10.{n >> 16}.{(n >> 8) & 255}.{n & 255}";
        const string Dates = "\"created\":\"2026-03-01T08:00:00.000Z\",\"modified\":\"2026-03-01T08:00:00.000Z\"";
        string Id(string type) => $"\"type\":\"{type}\",\"spec_version\":\"2.1\",\"id\":\"{type}--{n:x8}-8ff7-4a4d-aa9d-feb398cd0061\"";
        return
        [
            $"{{{Id("ipv4-addr")},\"value\":\"{value}\"}}",
            $"{{{Id("indicator")},{Dates},\"pattern\":\"[ipv4-addr:value = '{value}']\",\"pattern_type\":\"stix\",\"valid_from\":\"2026-02-01T00:00:00Z\"}}",
            $"{{{Id("observed-data")},{Dates},\"first_observed\":\"2026-02-01T10:00:00Z\",\"last_observed\":\"2026-02-01T10:00:00Z\",\"number_observed\":1,\"object_refs\":[\"ipv4-addr--{n:x8}-8ff7-4a4d-aa9d-feb398cd0061\"]}}",
        ];
    }

    private static string Ask() => $$"""
        {"type":"grouping","spec_version":"2.1","id":"grouping--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","created":"2026-03-02T08:00:00.000Z","modified":"2026-03-02T08:00:00.000Z",
         "name":"Help with a relay","context":"unspecified","object_refs":["ipv4-addr--00000001-8ff7-4a4d-aa9d-feb398cd0061"],
         "extensions":{"{{DemarcheExtensions.RequestId}}":{"extension_type":"property-extension","due":"2026-03-09T12:00:00.000Z","legal_basis":"Treaty","reply_to":"r-1","asks":[{"ask_id":"a1","text":"Who?"}]} } }
        """;
}
