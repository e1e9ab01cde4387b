namespace Demarche.Reading.Tests;

/// <summary>The one table of letters that look alike.</summary>
public sealed class ConfusablesTests
{
    [Theory]
    [InlineData("харьоur", "xapbour")]
    [InlineData("ᴀᴍʙᴇʀ", "amber")]
    [InlineData("νοrland", "vorland")]
    [InlineData("10", "lo")]
    [InlineData("plain 29", "plain 29")]
    public void A_letter_is_the_Latin_one_that_it_looks_like(string text, string latin) => Assert.Equal(latin, string.Concat(text.Select(Confusables.Latin)));

    [Theory]
    [InlineData("Νorland", "Norland")]
    [InlineData("ΗΑΜΒURG, ΥΟRΚ", "HAMBURG, YORK")]
    [InlineData("АМВЕR", "AMBER")]
    [InlineData("ПГЬΣΓΩ", "ПГЬΣΓΩ")]
    [InlineData("TLP 1.0", "TLP 1.0")]
    public void As_it_stands_a_capital_is_a_capital(string text, string latin) => Assert.Equal(latin, string.Concat(text.Select(Confusables.AsItStands)));

    [Theory]
    [InlineData("ТLР:АМВЕR")]
    [InlineData("ΤLΡ:ΑΜΒΕR")]
    [InlineData("ᴛʟᴘ:ᴀᴍʙᴇʀ")]
    [InlineData("ＴＬＰ：ＡＭＢＥＲ")]
    public void A_label_is_read_by_the_same_table(string label) =>
        Assert.Equal("TLP:AMBER", StatedMarking.Find(Texts.Read(label + "\n\nA text about cranes that stand still."))?.Label);
}
