using System.Text.Json.Nodes;
using Demarche.Exchange;
using Demarche.Stix;
using Microsoft.Extensions.DependencyInjection;
using static Demarche.Tests.Exchange.PlainPackages;

namespace Demarche.Tests.Exchange;

public sealed class StrictestLevelTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Tlp.Green, Tlp.Amber)]
    [InlineData(Tlp.Red, Tlp.Red)]
    public async Task A_package_is_read_by_those_who_may_read_the_strictest_thing_in_it(Tlp item, Tlp arrival)
    {
        await using var desks = await TwoDesks.StartAsync();
        var (us, them) = (CardOf(desks.Ours), KeysOf(desks.Theirs));
        var package = Request(them.Desk, us.Desk);
        package["bundle"]!["objects"]![0]!["object_marking_refs"] = new JsonArray(item.MarkingId().ToString());
        Assert.IsType<Reception.Held>(await desks.Ours.Services.GetRequiredService<Intake>().ReceiveAsync(Sealed(package, them, us), Ct));
        Assert.Equal(arrival, Assert.Single((await desks.Ours.Book.OpenAsync(Ct)).Inbox.All).Marking.Tlp);
    }
}
