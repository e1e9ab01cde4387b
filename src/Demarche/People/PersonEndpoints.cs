using Demarche.Store;
using Demarche.TwoPeople;
using Demarche.Web;

namespace Demarche.People;

/// <summary>The administrator's page of accounts.</summary>
public static class PersonEndpoints
{
    public static void Map(DeskRoutes routes)
    {
        routes.Page<PeoplePage, PeopleList>("/people", Capability.ManagePeople, async context => await PeopleList.OfAsync(
            await Of<DeskBook>(context).OpenAsync(context.RequestAborted), Of<Records>(context), Of<Sessions>(context), Of<SignIns>(context), context.RequestAborted));
        routes.Act<PersonForm>("/people", Capability.ManagePeople, async (context, form) => ToldOnce(context, await Of<Accounts>(context).AddAsync(
            new(Id.New(), form.Name, form.Login, form.Roles ?? [], Names(form.Compartments), By(context)), context.RequestAborted)));
        routes.Act<PersonChangeForm>("/people/{person}/change", Capability.ManagePeople, async (context, form) => Done(await Of<Accounts>(context).ChangeAsync(
            new(Person(context), form.Name, form.Roles ?? [], Names(form.Compartments), form.Reason, form.Seen, By(context)), context.RequestAborted), "people.changed"));
        routes.Act<DisableForm>("/people/{person}/disable", Capability.ManagePeople, async (context, form) => Done(await Of<Accounts>(context).DisableAsync(
            new(Person(context), form.Disabled, form.Reason, form.Seen, By(context)), context.RequestAborted), form.Disabled ? "people.disabled" : "people.enabled"));
        routes.Act<ResetForm>("/people/{person}/reset", Capability.ManagePeople, async (context, form) => ToldOnce(context, await Of<Accounts>(context).ResetAsync(
            new(Person(context), form.Reason?.Trim() ?? "", By(context)), context.RequestAborted)));
    }

    private static Proposing By(HttpContext context) => new(Id.New(), context.Caller().Id);

    /// <summary>The link that is told once.</summary>
    internal static string Link(DeskOptions options, string token) => $"{options.PublicAddress}/invitation/{token}";

    internal static IReadOnlyList<string> Names(IReadOnlyList<string>? typed) =>
        [.. (typed ?? []).SelectMany(t => t.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static Acted Done(AccountOutcome outcome, string message) => outcome.Refusal is { } refused
        ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
        : outcome.Waits is { } waits ? new Acted.Done("/changes#" + waits, waits, Words.Say("changes.waits"))
        : new Acted.Done("/people#" + outcome.Person, outcome.Person, Words.Say(message));

    private static Acted ToldOnce(HttpContext context, AccountOutcome outcome)
    {
        if (outcome.Refusal is { } refused) return new Acted.Refused(refused.Rule, refused.Message, refused.Field);
        var link = new OneTimeLink(outcome.Person!, Link(Of<DeskOptions>(context), outcome.Token!), (int)Invitations.Good.TotalDays, outcome.Waits);
        return new Acted.Told(c => Pages.Of<LinkPage>(c, link), link);
    }

    private static string Person(HttpContext context) => (string)context.Request.RouteValues["person"]!;

    private static T Of<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();
}

/// <param name="Item">The person's id.</param>
/// <param name="Days">How long the link is good.</param>
/// <param name="Waits">The proposal that a second person has to confirm before the link opens; null where one person was enough.</param>
public sealed record OneTimeLink(string Item, string Link, int Days, string? Waits);
