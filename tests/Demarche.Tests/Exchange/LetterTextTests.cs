using CsCheck;
using Demarche.Exchange;

namespace Demarche.Tests.Exchange;

public sealed class LetterTextTests
{
    [Theory]
    [InlineData("<p>Dear <b>colleague</b></p>", "<p>Dear <b>colleague</b></p>")]
    [InlineData("<p onclick=\"x()\">a</p>", "<p>a</p>")]
    [InlineData("<a href=\"https://watch.example\">a</a>", "a")]
    [InlineData("<img src=\"https://watch.example\">", "")]
    [InlineData("<script>alert(1)</script>b", "b")]
    [InlineData("<STYLE>p{}</STYLE >b", "b")]
    [InlineData("<link rel=preconnect href=//watch.example>b", "b")]
    [InlineData("<meta http-equiv=refresh content=0>b", "b")]
    [InlineData("1 < 2 and 3 > 2", "1 &lt; 2 and 3 &gt; 2")]
    [InlineData("<p<script>alert(1)</script>", "&lt;p")]
    [InlineData("<!-- <script> -->x<!--", "x&lt;!--")]
    [InlineData("&lt;script&gt;", "&lt;script&gt;")]
    [InlineData("<svg><script>x</script></svg>y", "y")]
    [InlineData("<table><tr><td colspan=2>z</td></tr></table>", "<table><tr><td>z</td></tr></table>")]
    [InlineData("<br/>", "<br>")]
    public void Only_plain_elements_without_attributes_are_left(string letter, string shown) => Assert.Equal(shown, LetterText.Harmless(letter));

    [Fact]
    public void Nothing_but_the_kept_elements_can_come_out_whatever_goes_in()
    {
        const string pieces = "<>/!-ap =\"'&;scritylemgh\n";
        Gen.Char[pieces].Array[0, 60].Sample(letter => Assert.DoesNotMatch(
            "<(?!/?(p|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|strong|em|b|i|blockquote|pre|code|section|div|span)>)",
            LetterText.Harmless(new string(letter))), iter: 20_000);
    }

    [Fact]
    public void A_letter_nested_two_hundred_thousand_deep_is_made_harmless_all_the_same() => Assert.DoesNotContain(
        "<script", LetterText.Harmless(string.Concat(Enumerable.Repeat("<div><script>", 100_000))), StringComparison.OrdinalIgnoreCase);
}
