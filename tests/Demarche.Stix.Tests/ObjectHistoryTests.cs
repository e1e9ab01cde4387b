namespace Demarche.Stix.Tests;

public class ObjectHistoryTests
{
    private static readonly StixHeader First = Examples.Header("incident") with { CreatedBy = StixId.DerivedFrom("identity", "norland") };
    private static readonly StixHeader Second = First.Next(StixTimestamp.Parse("2026-03-02T12:00:00.000Z"));
    private static readonly StixHeader Third = Second.Next(StixTimestamp.Parse("2026-03-03T12:00:00.000Z"));

    [Fact]
    public void The_version_modified_last_is_current_whatever_the_order_of_receipt()
    {
        var history = Assert.Single(ObjectHistory.Of([Incident(Third, "c"), Incident(First, "a"), Incident(Second, "b"), Incident(Second, "b")]));
        Assert.Equal("c", history.Current.Name);
        Assert.Equal(["a", "b"], history.Earlier.Select(v => v.Name));
        Assert.Empty(history.Rejected);
    }

    [Fact]
    public void Nobody_but_the_creator_can_make_a_version()
    {
        var stranger = Third with { CreatedBy = StixId.DerivedFrom("identity", "ostania") };
        var history = Assert.Single(ObjectHistory.Of([Incident(First, "a"), Incident(stranger, "x"), Incident(Second, "b")]));
        Assert.Equal("b", history.Current.Name);
        Assert.Equal("x", Assert.Single(history.Rejected).Name);
    }

    [Fact]
    public void Nothing_follows_a_revocation()
    {
        var history = Assert.Single(ObjectHistory.Of([Incident(First, "a"), Incident(Second with { Revoked = true }, "b"), Incident(Third, "c")]));
        Assert.True(history.Current.Revoked);
        Assert.Equal("c", Assert.Single(history.Rejected).Name);
        Assert.Throws<InvalidOperationException>(() => (Second with { Revoked = true }).Next(Third.Modified));
    }

    [Fact]
    public void One_version_with_two_contents_keeps_the_first_received()
    {
        var history = Assert.Single(ObjectHistory.Of([Incident(First, "a"), Incident(First, "z")]));
        Assert.Equal("a", history.Current.Name);
        Assert.Equal("z", Assert.Single(history.Rejected).Name);
    }

    [Fact]
    public void A_next_version_is_later_and_a_marking_has_none()
    {
        Assert.Throws<InvalidOperationException>(() => Second.Next(Second.Modified));
        Assert.Throws<InvalidOperationException>(() => Examples.Header("marking-definition").Next(Second.Modified));
        Assert.Equal((First.Id, First.Created), (Second.Id, Second.Created));
    }

    private static StixObject Incident(StixHeader header, string name) => StixObjects.Incident(header, name);
}
