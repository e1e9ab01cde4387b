using Demarche.Cases;
using Demarche.Observables;
using Demarche.Tests.Cases;

namespace Demarche.Tests.Observables;

public sealed class ObservableDecisionTests
{
    private readonly WrittenCase written = new();

    [Theory]
    [InlineData("192[.]0[.]2[.]17", "ipv4-addr", "192.0.2.17")]
    [InlineData("hxxps://files.registry-update[.]example/w.bin", "url", "https://files.registry-update.example/w.bin")]
    [InlineData("D41D8CD98F00B204E9800998ECF8427E", "file:hashes.MD5", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("2001:DB8::1", "ipv6-addr", "2001:db8::1")]
    public void What_a_person_writes_is_refanged_and_normalised(string written, string type, string value)
    {
        var allowed = Assert.IsType<Decision.Allowed>(ObservableDecisions.See(this.written.View, new("o", null, written, null, null, null, null)));
        var seen = ((ObservableSeen)allowed.Facts[0].Fact).Content;
        Assert.Equal((type, value, 6), (seen.Type, seen.Value, seen.Credibility));
    }

    [Theory]
    [InlineData("a server in Westmark", null, "observable-must-be-readable")]
    [InlineData("the address 192.0.2.17", null, "observable-must-be-readable")]
    [InlineData("192.0.2.17", "domain-name", "observable-must-be-of-its-type")]
    [InlineData("", null, "text-must-be-given")]
    public void What_is_no_observable_is_refused(string text, string? type, string rule) =>
        Assert.Equal(rule, Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View, new("o", type, text, null, null, null, null))).Rule);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Credibility_goes_from_one_to_six(int credibility) => Assert.Equal("credibility-must-be-graded",
        Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View, new("o", null, "192.0.2.17", credibility, null, null, null))).Rule);

    [Fact]
    public void The_same_value_from_the_same_place_stands_once()
    {
        written.Add(new ObservableSeen("o", new("ipv4-addr", "192.0.2.17", 3, null, null)));
        Assert.Equal("observable-must-be-new",
            Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View, new("p", null, "192[.]0.2.17", null, null, null, null))).Rule);
        Assert.IsType<Decision.Allowed>(ObservableDecisions.Correct(written.View, new("o", null, "192.0.2.17", 2, "The mail server.", "Confirmed.", null)));
    }

    [Fact]
    public void The_list_is_filtered_by_type_and_withdrawn_ones_stand_apart()
    {
        written.Add(new ObservableSeen("a", new("ipv4-addr", "192.0.2.17", 3, null, null))).Add(new ObservableSeen("b", new("url", "http://x.example/", 3, null, null)))
            .Add(new ObservableSeen("c", new("url", "http://y.example/", 3, null, null))).Add(new ObservableWithdrawn("c", "Ours."));
        var desk = DeskFile.Fold([]);
        Assert.Equal(["b"], ObservableList.Of(written.View, desk, "url", false, null).Rows.Select(r => r.Id));
        Assert.Equal(["c"], ObservableList.Of(written.View, desk, null, true, null).Rows.Select(r => r.Id));
        Assert.Equal([new TypeCount("ipv4-addr", 1), new TypeCount("url", 1)], ObservableList.Of(written.View, desk, null, false, null).Types);
    }
}
