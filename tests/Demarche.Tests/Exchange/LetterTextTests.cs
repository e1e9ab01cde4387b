using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
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
    [InlineData("<table><tr><td colspan=2>z</td></tr></table>", "<table><tbody><tr><td>z</td></tr></tbody></table>")]
    [InlineData("<br/>", "<br>")]
    public void Only_plain_elements_without_attributes_are_left(string letter, string shown) => Assert.Equal(shown, LetterText.Harmless(letter));

    [Theory]
    [InlineData("</div></article><h1>Approved</h1>", "<h1>Approved</h1>")]
    [InlineData("<p>a<p>b", "<p>a</p><p>b</p>")]
    [InlineData("<b>a<p>b</b>c", "<b>a</b><p>bc</p>")]
    [InlineData("<table><div>x<table></div>y", "<table><tbody><tr><td><div>x<table><tbody><tr><td>y</td></tr></tbody></table></div></td></tr></tbody></table>")]
    [InlineData("<ul>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c")]
    [InlineData("<tr><td>x</td></tr>", "x")]
    [InlineData("<small>x</small>", "<small>x</small>")]
    public void Whatever_is_opened_is_closed_where_it_stands(string letter, string shown) => Assert.Equal(shown, LetterText.Harmless(letter));

    [Fact]
    public void Headings_of_a_letter_stand_below_those_of_the_page() =>
        Assert.Equal("<h4>a</h4><h6>b</h6><h6>c</h6>", LetterText.Harmless("<h1>a</h1><h3>b</h3><h6>c</h6>", 4));

    [Fact]
    public void No_letter_leaves_the_element_that_it_stands_in()
    {
        string[] names = ["p", "br", "hr", "h1", "h2", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "strong", "b", "code", "small", "blockquote", "pre", "div", "span"];
        string[] pieces = [.. names.Select(n => $"<{n}>"), .. names.Select(n => $"</{n}>"), "x", "x", "x", " ", "\n", "</article>", "<a>", "<form>", "</body>"];
        Gen.Int[0, pieces.Length - 1].Array[0, 120].Sample(picked =>
        {
            var shown = LetterText.Harmless(string.Concat(picked.Select(n => pieces[n])), 3);
            var page = new HtmlParser().ParseDocument($"<body><main><div><article>{shown}</article><p id=after>after</p></div></main></body>");
            var after = page.GetElementById("after")!;
            Assert.Equal("ARTICLE", after.PreviousElementSibling!.TagName);
            Assert.Equal(2, after.ParentElement!.Children.Length);
            // A parser finds just what was written; ends of line at the beginning of <pre> come and go.
            Assert.Equal(WithoutEnds(shown), WithoutEnds(after.PreviousElementSibling.InnerHtml));
        }, iter: LongTest.Count(5_000, 50_000));

        static string WithoutEnds(string html) => Regex.Replace(html, "<pre>\n+", "<pre>");
    }

    [Fact]
    public void Nothing_but_the_kept_elements_can_come_out_whatever_goes_in()
    {
        const string pieces = "<>/!-ap =\"'&;scritylemgh\n";
        Gen.Char[pieces].Array[0, 60].Sample(letter => Assert.DoesNotMatch(
            "<(?!/?(p|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|strong|em|b|i|blockquote|pre|code|small|section|div|span)>)",
            LetterText.Harmless(new string(letter))), iter: 20_000);
    }

    [Fact]
    public void A_letter_nested_two_hundred_thousand_deep_is_made_harmless_all_the_same() => Assert.DoesNotContain(
        "<script", LetterText.Harmless(string.Concat(Enumerable.Repeat("<div><script>", 100_000))), StringComparison.OrdinalIgnoreCase);
}
