using Demarche.Leaks;

namespace Demarche.Tests.Leaks;

public class ActivePageTests
{
    [Theory]
    [InlineData("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("<p title=\"&lt;img src=x onerror=alert(1)&gt;\">x</p>")]
    [InlineData("<p title=\"<img src=x onerror=alert(1)>\">x</p>")]
    [InlineData("<input value=\"a onclick=b\">")]
    [InlineData("<input value='href=\"javascript:alert(1)\"'>")]
    [InlineData("<a href=\"/search?q=javascript:alert(1)\">x</a>")]
    [InlineData("<textarea><script>alert(1)</script></textarea>")]
    [InlineData("<!-- <script>alert(1)</script> -->")]
    [InlineData("<script src=\"/desk.js\"></script>")]
    [InlineData("<script type=\"application/json\">{}</script>")]
    public void Words_that_look_like_a_script_are_none(string html) => Assert.Null(ActivePage.Fault(html));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<script type=module>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<img/onerror=alert(1)>")]
    [InlineData("<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>")]
    [InlineData("<a href=\" java\nscript:alert(1)\">x</a>")]
    [InlineData("<form action=\"JavaScript:alert(1)\">")]
    [InlineData("<button formaction=javascript:alert(1)>")]
    [InlineData("<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"></iframe>")]
    [InlineData("<iframe src=\"data:text/html,x\"></iframe>")]
    public void What_runs_is_found(string html) => Assert.NotNull(ActivePage.Fault(html));
}
