using Demarche.Web;

namespace Demarche.People;

/// <summary>Coming in and going out: sign-in, sign-out, and the links with which a first password is set.</summary>
public static class SignInEndpoints
{
    public static void Map(DeskRoutes routes)
    {
        routes.Raw.MapGet("/sign-in", (HttpContext context, string? next) =>
            Pages.Of<SignInPage>(context, new SignInModel(Local(next)))).AsPage().Demand(Capability.Anyone).ExcludeFromDescription();
        routes.ActByForm<SignInForm>("/sign-in", Capability.Anyone, SignInAsync);
        routes.ActByJson<SignInForm>("/api/session", Capability.Anyone, OpenForProgramAsync);
        routes.Act<Pressed>("/sign-out", Capability.SignedIn, SignOutAsync);
        routes.Page<InvitationPage, InvitationModel>("/invitation/{token}", Capability.Anyone, InvitedAsync);
        routes.Act<PasswordForm>("/invitation/{token}", Capability.Anyone, SetPasswordAsync);
        routes.Page<FoundPage, InvitationModel>("/first-start/{token}", Capability.Anyone, FoundingAsync);
        routes.Act<FoundForm>("/first-start/{token}", Capability.Anyone, FoundAsync);
    }

    private static async Task<Acted> SignInAsync(HttpContext context, SignInForm form)
    {
        if (await Of<SignIns>(context).TryAsync(form.Login, form.Password, form.Code, SignInFrom.Of(context), context.RequestAborted) is not { } entered)
            return new Acted.Refused("sign-in-must-be-right", Words.Say("people.sign-in.failed"));
        await OpenAsync(context, entered.Person);
        KnownDevices.Give(context, entered.Device);
        return new Acted.Done(Local(form.Next) ?? "/");
    }

    private static async Task<Acted> OpenForProgramAsync(HttpContext context, SignInForm form)
    {
        if (await Of<SignIns>(context).TryAsync(form.Login, form.Password, form.Code, SignInFrom.Of(context), context.RequestAborted) is not { Person: var person })
            return new Acted.Refused("sign-in-must-be-right", Words.Say("people.sign-in.failed"));
        var ends = Of<Sessions>(context).LongestEnd;
        var token = await Of<Sessions>(context).OpenAsync(person, context.RequestAborted);
        return new Acted.Told(Pages.NotFound, new { person, token, endsAtLatest = Times.Text(ends) });
    }

    private static async Task<Acted> SignOutAsync(HttpContext context, Pressed _)
    {
        if (Sessions.TokenOf(context) is { } token) await Of<Sessions>(context).CloseAsync(token, context.RequestAborted);
        Sessions.Take(context);
        return new Acted.Done("/sign-in");
    }

    private static async Task<Shown<InvitationModel>> InvitedAsync(HttpContext context) =>
        await FindAsync(context) is ({ } invitation, { } person) ? new InvitationModel(person.Content.Name, person.Content.Login, invitation.Code is not null) : null;

    private static async Task<Acted> SetPasswordAsync(HttpContext context, PasswordForm form)
    {
        if (await FindAsync(context) is not ({ } invitation, { } person)) return new Acted.NotFound();
        var outcome = await Of<Accounts>(context).SetPasswordAsync(Token(context), invitation, person, form, context.RequestAborted);
        return await InAsync(context, outcome, "people.password.set");
    }

    private static async Task<Shown<InvitationModel>> FoundingAsync(HttpContext context) =>
        await Of<Invitations>(context).FindAsync(Token(context), context.RequestAborted) is { Person: null } ? new InvitationModel(null, null) : null;

    private static async Task<Acted> FoundAsync(HttpContext context, FoundForm form)
    {
        if (await Of<Invitations>(context).FindAsync(Token(context), context.RequestAborted) is not { Person: null }) return new Acted.NotFound();
        return await InAsync(context, await Of<Accounts>(context).FoundAsync(Token(context), form, context.RequestAborted), "people.found.done");
    }

    // Whoever just set a password has proved enough; a second form would prove the same again.
    private static async Task<Acted> InAsync(HttpContext context, AccountOutcome outcome, string message)
    {
        if (outcome.Refusal is { } refused) return new Acted.Refused(refused.Rule, refused.Message, refused.Field);
        if (outcome.Person is not { } person) return new Acted.NotFound();
        if (Pages.IsApi(context)) return new Acted.Done("/me", person);
        await OpenAsync(context, person);
        return new Acted.Done("/me", person, Words.Say(message));
    }

    /// <summary>Opens a session in the browser. A token that the browser had before is never raised to a session of somebody else.</summary>
    internal static async Task OpenAsync(HttpContext context, string person)
    {
        if (Sessions.TokenOf(context) is { Length: > 0 } old) await Of<Sessions>(context).CloseAsync(old, context.RequestAborted);
        Sessions.Give(context, await Of<Sessions>(context).OpenAsync(person, context.RequestAborted));
    }

    private static async Task<(Invitation?, Held<Person>?)> FindAsync(HttpContext context)
    {
        var invitation = await Of<Invitations>(context).FindAsync(Token(context), context.RequestAborted);
        var desk = await Of<DeskBook>(context).OpenAsync(context.RequestAborted);
        return (invitation, desk.People.Find(invitation?.Person) is { IsWithdrawn: false, Content.Disabled: false } person ? person : null);
    }

    private static string Token(HttpContext context) => (string)context.Request.RouteValues["token"]!;

    // An address from outside must not choose where a person goes next.
    private static string? Local(string? next) =>
        next is ['/', not ('/' or '\\'), ..] && !next.Any(char.IsControl) ? next : null;

    private static T Of<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();
}

/// <param name="Next">Where to go then.</param>
public sealed record SignInModel(string? Next);

/// <summary>Whom a link is for; nobody yet where it founds the desk.</summary>
/// <param name="NeedsCode">Whether it opens only with the code that a second person hands over.</param>
public sealed record InvitationModel(string? Name, string? Login, bool NeedsCode = false);
