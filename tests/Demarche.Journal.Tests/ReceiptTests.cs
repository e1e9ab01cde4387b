using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class ReceiptTests
{
    private static readonly Receipt Receipt = new("package-1", new string('a', 64), Norland.Desk, Westmark.Desk, Time,
        [new("report--1", true, null), new("note--2", false, "The pattern is not one that this desk reads.")]);

    [Fact]
    public void A_receipt_verifies_with_the_card_of_the_desk_that_received()
    {
        var verified = Receipt.Verify(Receipt.Sign(Westmark), WestmarkCard).Value!;
        Assert.Equal(Receipt with { Items = verified.Items }, verified);
        Assert.Equal(Receipt.Items, verified.Items);
        Assert.NotNull(Receipt.Verify(Receipt.Sign(Westmark), NorlandCard).Problem);
    }

    [Fact]
    public void A_receipt_in_another_desks_name_is_not_believed()
    {
        var forged = (Receipt with { To = Sudria.Desk }).Sign(Sudria);
        Assert.NotNull(Receipt.Verify(forged, WestmarkCard).Problem);
        Assert.Contains("receipt of the desk", Receipt.Verify(forged, Sudria.Card("Sudria", "mailto:desk@sudria.example") with { Desk = Westmark.Desk }).Problem!, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Receipt.Sign(Sudria));
    }

    [Fact]
    public void Every_changed_character_is_refused()
    {
        var text = Receipt.Sign(Westmark);
        for (var at = 0; at < text.Length; at++)
            Assert.NotNull(Receipt.Verify(text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..], WestmarkCard).Problem);
    }

    [Fact]
    public void A_receipt_covers_exactly_what_was_sent()
    {
        Assert.True(Receipt.Covers(["note--2", "report--1"]));
        Assert.False(Receipt.Covers(["note--2"]));
        Assert.False(Receipt.Covers(["note--2", "report--1", "indicator--3"]));
        Assert.False((Receipt with { Items = [.. Receipt.Items, Receipt.Items[0]] }).Covers(["note--2", "report--1"]));
        Assert.False((Receipt with { Items = [Receipt.Items[0], Receipt.Items[0]] }).Covers(["note--2", "report--1"]));
    }

    [Fact]
    public void An_item_refused_without_a_reason_is_our_own_mistake()
    {
        Assert.Throws<ArgumentException>(() => (Receipt with { Items = [new("report--1", false, null)] }).Sign(Westmark));
        Assert.Throws<ArgumentException>(() => (Receipt with { Items = [new("report--1", true, "but")] }).Sign(Westmark));
    }

    [Theory]
    [InlineData("""{"from":"a","items":[{"id":"x"}],"package":"p","sha256":"HASH","time":"TIME","to":"WEST"}""")]
    [InlineData("""{"from":"a","items":[{"because":null,"id":"x","stored":false}],"package":"p","sha256":"HASH","time":"TIME","to":"WEST"}""")]
    [InlineData("""{"from":"a","items":{},"package":"p","sha256":"HASH","time":"TIME","to":"WEST"}""")]
    [InlineData("""{"from":"a","items":[],"package":"p","sha256":"short","time":"TIME","to":"WEST"}""")]
    [InlineData("""{"from":"a","items":[],"package":"p","sha256":"HASH","time":"TIME","to":"WEST","to":"WEST"}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_signed_text_that_is_no_receipt_is_refused(string payload)
    {
        var text = payload.Replace("HASH", new string('0', 64), StringComparison.Ordinal).Replace("TIME", Time, StringComparison.Ordinal).Replace("WEST", Westmark.Desk, StringComparison.Ordinal);
        Assert.NotNull(Receipt.Verify(SignedText.Sign("demarche-receipt+jws", Strict.Utf8.GetBytes(text), Westmark), WestmarkCard).Problem);
    }
}
