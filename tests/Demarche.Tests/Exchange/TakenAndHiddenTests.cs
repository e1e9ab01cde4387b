using System.Text.Json.Nodes;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.People;
using Microsoft.Extensions.DependencyInjection;
using static Demarche.Tests.Exchange.PlainPackages;

namespace Demarche.Tests.Exchange;

public sealed class TakenAndHiddenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_taken_and_then_hidden_is_not_taken_to_whoever_does_not_see_it_and_can_be_taken_again()
    {
        await using var desks = await TwoDesks.StartAsync();
        using var inside = await desks.Ours.VisitAsync([Role.Analyst], ["crypto"]);
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var package = Request(them.Desk, us.Desk);
        package["bundle"]!["objects"]!.AsArray().Add(Ask());
        Assert.IsType<Reception.Held>(await desks.Ours.Services.GetRequiredService<Intake>().ReceiveAsync(Sealed(package, them, us), Ct));
        var arrival = Assert.Single((await desks.Ours.Book.OpenAsync(Ct)).Inbox.All).Id;
        var row = await RowAsync(desks, arrival);
        Assert.False((bool)row["taken"]!);

        var id = await TwoDesks.DoneAsync(inside, $"/api/inbox/{arrival}/take", new { items = new[] { (string)row["as"]! } });
        await desks.Ours.GrantAsync(id, inside, desks.Analyst, CaseAccess.Write);
        // The control: while it is seen, it is taken.
        Assert.True((bool)(await RowAsync(desks, arrival))["taken"]!);

        var taken = Assert.Single((await desks.Ours.Cases.FindAsync(id, Ct))!.Observables.All);
        await TwoDesks.DoneAsync(inside, $"/api/cases/{id}/items/{taken.Id}/marking", new { marking = new { tlp = "amber", compartments = new[] { "crypto" } }, reason = "It names somebody" });
        Assert.False((bool)(await RowAsync(desks, arrival))["taken"]!);
        await TwoDesks.DoneAsync(desks.Analyst, $"/api/inbox/{arrival}/take", new { items = new[] { (string)row["as"]! } });
        var all = (await desks.Ours.Cases.FindAsync(id, Ct))!.Observables.All;
        Assert.Equal(2, all.Count);
        Assert.Equal(["crypto"], all.Single(o => o.Id == taken.Id).Marking.Compartments);
        Assert.True((bool)(await RowAsync(desks, arrival))["taken"]!);
    }

    private static async Task<JsonNode> RowAsync(TwoDesks desks, string arrival) =>
        (await desks.Analyst.GetJsonAsync($"/api/inbox/{arrival}"))["items"]!.AsArray().Single(i => (string)i!["kind"]! == "observable")!;

    private static JsonNode Ask() => JsonNode.Parse($$$"""
        {"type":"grouping","spec_version":"2.1","id":"grouping--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","created":"2026-03-02T08:00:00.000Z","modified":"2026-03-02T08:00:00.000Z",
         "name":"Help with a relay","context":"unspecified","object_refs":["ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"],
         "extensions":{"{{{Demarche.Stix.DemarcheExtensions.RequestId}}}":{"extension_type":"property-extension","due":"2026-03-09T12:00:00.000Z","legal_basis":"Treaty","reply_to":"r-1","asks":[{"ask_id":"a1","text":"Who?"}]} } }
        """)!;
}
