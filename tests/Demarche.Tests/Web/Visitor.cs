using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Demarche.Cases;
using Demarche.Web;

namespace Demarche.Tests.Web;

/// <summary>Somebody at a browser and at a program, signed in or not.</summary>
public sealed partial class Visitor : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Visitor(Uri desk, string? person, string? token)
    {
        Person = person;
        Token = token;
        Page = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = desk };
        Api = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = desk };
        if (token is null) return;
        Cookies.Add(desk, new Cookie(CookieNames.Session(desk), token));
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The person's id.</summary>
    public string? Person { get; }

    public string? Token { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>A browser: keeps cookies, does not follow redirects.</summary>
    public HttpClient Page { get; }

    /// <summary>A program: a bearer token and no cookies.</summary>
    public HttpClient Api { get; }

    /// <summary>The page's HTML; fails unless the desk shows it.</summary>
    public async Task<string> ReadAsync(string path)
    {
        var answer = await Page.GetAsync(path, Ct);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path} answered {(int)answer.StatusCode}: {html}");
        return html;
    }

    /// <summary>Posts a form as a browser does, with the hidden field of a form of the desk's own.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        await Page.PostAsync(path, new FormUrlEncodedContent(
            [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", await FormTokenAsync())]), Ct);

    /// <summary>The hidden field of a form: every page of somebody signed in has one (to sign out), and so has the page to sign in.</summary>
    public async Task<string> FormTokenAsync()
    {
        var html = await (await Page.GetAsync(Token is null ? "/sign-in" : "/there-is-no-such-page", Ct)).Content.ReadAsStringAsync(Ct);
        var match = FormToken().Match(html);
        Assert.True(match.Success, $"No form stands on the page: {html}");
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }

    public async Task<JsonNode> GetJsonAsync(string path)
    {
        var answer = await Api.GetAsync(path, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path} answered {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public Task<HttpResponseMessage> PostJsonAsync(string path, object body) => Api.PostAsJsonAsync(path, body, FactKinds.Json, Ct);

    /// <summary>Two pages are alike if they are without the hidden field of their forms.</summary>
    public static string WithoutFormToken(string html) => FormToken().Replace(html, "");

    public void Dispose()
    {
        Page.Dispose();
        Api.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
