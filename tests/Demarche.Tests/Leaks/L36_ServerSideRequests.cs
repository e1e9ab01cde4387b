using System.Net;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Markings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Demarche.Tests.Leaks;

/// <summary>The desk asks no address that stands in a document, a form or an answer: only that of a partner whose keys a person confirmed.</summary>
public sealed class L36_ServerSideRequests : IAsyncLifetime
{
    private readonly List<string> asked = [];
    private WebApplication watched = null!;
    private string address = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.None);
        watched = builder.Build();
        watched.Run(context =>
        {
            lock (asked) asked.Add(context.Request.Path);
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = "/redirected";
            return Task.CompletedTask;
        });
        await watched.StartAsync(Ct);
        address = watched.Urls.Single();
    }

    public ValueTask DisposeAsync() => watched.DisposeAsync();

    [Fact]
    public async Task No_address_that_anybody_writes_anywhere_is_asked()
    {
        await using var guarded = await GuardedCase.StartAsync();
        await guarded.WriteAsync([], $"{address}/seen.png <img src={address}/img>", Marking.Of(Tlp.Amber, guarded.Partner), guarded.Author);
        var at = $"/api/cases/{guarded.Case}";
        foreach (var (path, body) in new (string, object)[]
        {
            ("/documents", new { name = "page.html", from = address + "/from", text = $"<html><head><link rel=stylesheet href={address}/css></head><body><img src={address}/img><iframe src={address}/frame></iframe><p>A text that is long enough.</p></body></html>", mediaType = "text/html" }),
            ("/observables", new { type = "url", value = address + "/observable" }),
        })
        {
            using var answer = await guarded.Author.PostJsonAsync(at + path, body);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        }
        await guarded.AllAsync(guarded.Author);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task A_partner_that_answers_with_a_redirect_is_not_followed()
    {
        using var keys = DeskKeys.Create();
        using var courier = Courier.Create();
        var trouble = await courier.TellAsync(keys.Card("Westmark", address), "statement", Ct);
        Assert.Contains("redirect", trouble, StringComparison.Ordinal);
        // The control: it was asked, once, at the address of its card.
        Assert.Equal(["/exchange/rotations"], asked);
    }

    [Theory]
    [InlineData("http://192.0.2.1")]
    [InlineData("http://169.254.169.254")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1")]
    [InlineData("ftp://127.0.0.1")]
    public void A_card_that_names_anything_but_a_desk_over_tls_is_none(string named)
    {
        using var keys = DeskKeys.Create();
        Assert.Throws<ArgumentException>(() => keys.Card("Westmark", named));
        // Nor does one that somebody else wrote.
        var card = keys.Card("Westmark", "https://westmark.example").ToJson();
        Assert.Null(DeskCard.Parse(card.Replace("https://westmark.example", named, StringComparison.Ordinal)).Card);
        Assert.NotNull(DeskCard.Parse(card).Card);
    }
}
