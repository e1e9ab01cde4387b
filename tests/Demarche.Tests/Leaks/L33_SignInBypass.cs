using System.Net;
using Demarche.People;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Leaks;

/// <summary>Nothing but the right password, and the code where there is one, opens a session.</summary>
public sealed class L33_SignInBypass
{
    private const string Password = "a long enough password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_empty_no_odd_and_no_nearly_right_password_opens_a_session()
    {
        await using var desk = await RunningDesk.StartAsync();
        var person = await desk.AddPersonAsync([Role.Analyst], login: "ada");
        var invited = await desk.AddPersonAsync([Role.Analyst], login: "invited");
        var passwords = desk.Services.GetRequiredService<Passwords>();
        using var stranger = desk.Stranger();
        foreach (var login in new[] { "ada", "invited", Passwords.Nobody, "desk", "administrator", "*", "' or 1=1 --" })
        {
            await passwords.SetAsync(person, Password, Ct);
            foreach (var password in new string?[] { "", " ", null, "\u0000", Password.ToUpperInvariant(), Password + " ", Password[..^1], "\u0000" + Password, new('x', 10_000) })
            {
                using var answer = await stranger.PostJsonAsync("/api/session", new { login, password });
                Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
                if (login == "ada") await passwords.SetAsync(person, Password, Ct);
            }
        }
        Assert.NotNull(invited);
        // The control: somebody whose login nobody tried from here.
        await passwords.SetAsync(await desk.AddPersonAsync([Role.Analyst], login: "bea"), Password, Ct);
        using var right = await stranger.PostJsonAsync("/api/session", new { login = "bea", password = Password });
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_made_up_is_nobodys()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var reader = await desk.VisitAsync(Role.Reader);
        foreach (var token in new[] { "", "null", "undefined", reader.Token![..^1], reader.Token + "=", reader.Token!.ToUpperInvariant(), Sessions.Hash(reader.Token), reader.Person!, "eyJhbGciOiJub25lIn0.e30." })
        {
            using var forged = new Visitor(new(desk.Address), null, token.Length == 0 ? "x" : token);
            using var answer = await forged.Api.GetAsync("/api/me", Ct);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        using var own = await reader.Api.GetAsync("/api/me", Ct);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    /// <summary>No directory and no foreign identity: when one is built, an empty bind and an account joined by e-mail are tested here.</summary>
    [Fact]
    public void Accounts_are_the_desks_own_and_no_other_service_vouches_for_anybody() =>
        Assert.DoesNotContain(typeof(Demarche.Desk).Assembly.GetReferencedAssemblies(), a => a.Name!.Contains("DirectoryServices", StringComparison.Ordinal)
            || a.Name.Contains("Ldap", StringComparison.OrdinalIgnoreCase) || a.Name.Contains("OpenIdConnect", StringComparison.Ordinal) || a.Name.Contains("Saml", StringComparison.OrdinalIgnoreCase));
}
