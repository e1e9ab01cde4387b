using Demarche.Web;

namespace Demarche.TwoPeople;

/// <param name="Fingerprint">The fingerprint that was compared, where a card is in it.</param>
/// <param name="Reason">Why it is confirmed, or with whom and how the fingerprint was compared.</param>
public sealed record ConfirmChangeForm(string? Fingerprint, string? Reason);

public sealed record RefuseChangeForm(string? Reason);

/// <param name="Item">The person's id.</param>
/// <param name="Code">Told once: the person needs it together with the link that the proposer has.</param>
public sealed record OneTimeCode(string Item, string Name, string Code);

/// <summary>Where a second person confirms or refuses.</summary>
public static class ChangeEndpoints
{
    public static void Map(DeskRoutes routes)
    {
        routes.Page<ChangesPage, ChangeList>("/changes", Capability.ConfirmChanges, async context =>
        {
            var desk = await Of<DeskBook>(context).OpenAsync(context.RequestAborted);
            return desk.People.Find(context.Caller().Id) is { } reader ? ChangeList.Of(desk, reader) : null;
        });
        routes.Act<ConfirmChangeForm>("/changes/{change}/confirm", Capability.ConfirmChanges, async (context, form) =>
        {
            var confirmed = await Of<Confirmations>(context).ConfirmAsync(new(Change(context), context.Caller().Id, form.Fingerprint, form.Reason), context.RequestAborted);
            if (confirmed.Code is not { } code) return Answer(confirmed, "changes.confirmed");
            var desk = await Of<DeskBook>(context).OpenAsync(context.RequestAborted);
            var once = new OneTimeCode(confirmed.Item!, desk.NameOf(confirmed.Item!), code);
            return new Acted.Told(c => Pages.Of<CodePage>(c, once), once);
        });
        routes.Act<RefuseChangeForm>("/changes/{change}/refuse", Capability.ConfirmChanges, async (context, form) => Answer(
            await Of<Confirmations>(context).RefuseAsync(Change(context), context.Caller().Id, form.Reason, context.RequestAborted), "changes.refused"));
    }

    private static Acted Answer(Confirmed confirmed, string message) => confirmed.Refusal switch
    {
        { Rule: "item-must-exist" } => new Acted.NotFound(),
        { } refused => new Acted.Refused(refused.Rule, refused.Message, refused.Field),
        null => new Acted.Done("/changes", confirmed.Item, Words.Say(message)),
    };

    private static string Change(HttpContext context) => (string)context.Request.RouteValues["change"]!;

    private static T Of<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();
}
