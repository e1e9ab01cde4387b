using Demarche.Store;
using Demarche.Web;

namespace Demarche.People;

/// <summary>A person's own account: password, second factor, open sessions.</summary>
public static class MeEndpoints
{
    public static void Map(DeskRoutes routes)
    {
        routes.Page<MePage, Me>("/me", Capability.SignedIn, async context => await MeAsync(context));
        routes.Act<PasswordChangeForm>("/me/password", Capability.SignedIn, async (context, form) =>
            await AgainAsync(context, await Of<Accounts>(context).ChangePasswordAsync(Self(context), form, context.RequestAborted), "people.password.set"));
        routes.Act<Pressed>("/me/sessions/{session}/close", Capability.SignedIn, async (context, _) =>
            await Of<Sessions>(context).CloseAsync(context.Caller().Id, (string)context.Request.RouteValues["session"]!, context.RequestAborted)
                ? new Acted.Done("/me", null, Words.Say("people.sessions.closed")) : new Acted.NotFound());
        routes.Page<SecondFactorPage, NewFactor>("/me/second-factor", Capability.SignedIn, async context => await NewFactorAsync(context));
        routes.Act<Pressed>("/me/second-factor/begin", Capability.SignedIn, async (context, _) =>
        {
            await Of<SecondFactors>(context).BeginAsync(context.Caller().Id, context.RequestAborted);
            return new Acted.Done("/me/second-factor");
        });
        routes.Raw.MapGet("/me/second-factor.svg", async Task<IResult> (HttpContext context) => await NewFactorAsync(context) is { } factor
            ? TypedResults.Text(SecondFactors.Picture(factor.Uri), "image/svg+xml") : Pages.NotFound(context)).Demand(Capability.SignedIn).ExcludeFromDescription();
        routes.Act<CodeForm>("/me/second-factor/on", Capability.SignedIn, async (context, form) =>
            await AgainAsync(context, await Of<Accounts>(context).SwitchOnAsync(context.Caller().Id, form, context.RequestAborted), "people.factor.is-on"));
        routes.Act<CodeForm>("/me/second-factor/off", Capability.SignedIn, async (context, form) =>
            await AgainAsync(context, await Of<Accounts>(context).SwitchOffAsync(context.Caller().Id, form, context.RequestAborted), "people.factor.is-off"));
    }

    private static async Task<Me> MeAsync(HttpContext context)
    {
        var person = Self(context);
        var credential = await Of<Records>(context).FindCredentialAsync(person.Id, context.RequestAborted);
        var here = Sessions.Hash(Sessions.TokenOf(context)!);
        var sessions = await Of<Sessions>(context).OfAsync(person.Id, context.RequestAborted);
        return new(person.Content.Name, person.Content.Login, person.Content.Roles, person.Content.Compartments, credential?.TotpWrapped is not null,
            [.. sessions.Select(s => new OpenSession(s.Hash[..Sessions.ShownHash], Times.Text(s.Created), Times.Text(s.Seen), Times.Text(s.Expires), s.Hash == here))]);
    }

    private static async Task<NewFactor?> NewFactorAsync(HttpContext context)
    {
        if (await Of<SecondFactors>(context).PendingAsync(context.Caller().Id, context.RequestAborted) is not { } secret) return null;
        var desk = await Of<DeskBook>(context).OpenAsync(context.RequestAborted);
        return new(secret, SecondFactors.Uri(secret, desk.Settings.Name, Self(context).Content.Login));
    }

    // Every session ended with the change; the person who made it goes on in a new one.
    private static async Task<Acted> AgainAsync(HttpContext context, AccountOutcome outcome, string message)
    {
        if (outcome.Refusal is { } refused) return new Acted.Refused(refused.Rule, refused.Message, refused.Field);
        if (!Pages.IsApi(context)) await SignInEndpoints.OpenAsync(context, context.Caller().Id);
        return new Acted.Done("/me", context.Caller().Id, Words.Say(message));
    }

    private static Held<Person> Self(HttpContext context) => context.Features.Get<DeskFile>()!.People.Find(context.Caller().Id)!;

    private static T Of<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();
}

public sealed record Me(
    string Name, string Login, IReadOnlyList<Role> Roles, IReadOnlyList<string> Compartments, bool HasSecondFactor, IReadOnlyList<OpenSession> Sessions);

/// <param name="Id">The first characters of the hash of its token.</param>
/// <param name="Opened">UTC, as are the others.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record OpenSession(string Id, string Opened, string Seen, string Ends, bool IsThis);

/// <summary>A second factor that waits for its first code.</summary>
/// <param name="Secret">In base 32, for typing.</param>
/// <param name="Uri">For the picture.</param>
public sealed record NewFactor(string Secret, string Uri);
