using Demarche.Exchange;
using Demarche.TwoPeople;
using Demarche.Web;

namespace Demarche.Partners;

public static class PartnerEndpoints
{
    public static void Map(DeskRoutes routes)
    {
        routes.Page<PartnersPage, PartnerList>("/partners", Capability.ReadPartners, async context =>
            PartnerList.Of(await OpenAsync(context), context.Caller().Can(Capability.ManagePartners)));
        routes.Page<PartnerPage, PartnerSheet>("/partners/{partner}", Capability.ReadPartners, async context =>
            PartnerSheet.Of(await OpenAsync(context), Partner(context), context.Caller().Can(Capability.ManagePartners)));
        routes.Act<NewPartnerForm>("/partners", Capability.ManagePartners, (context, form) =>
        {
            var id = Id.New();
            return WriteAsync(context, desk => PartnerDecisions.Add(desk, new(id, form.Partner ?? Empty, form.Card, Ours(context).Id)), "/partners/{0}", "partners.added");
        });
        routes.Act<PartnerCorrectionForm>("/partners/{partner}/correct", Capability.ManagePartners, (context, form) => WriteAsync(context,
            desk => PartnerDecisions.Correct(desk, new(Partner(context), form.Partner ?? Empty, form.Reason, form.Seen, By(context))), "/partners/{0}", "partners.corrected"));
        routes.Act<WithdrawalForm>("/partners/{partner}/withdraw", Capability.ManagePartners, (context, form) => WriteAsync(context,
            desk => PartnerDecisions.Withdraw(desk, new(Partner(context), form.Reason, form.Seen)), "/partners/{0}", "partners.withdrawn"));
        routes.Act<ConfirmKeysForm>("/partners/{partner}/confirm", Capability.ManagePartners, (context, form) => WriteAsync(context,
            desk => PinDecisions.Confirm(desk, new(Partner(context), form.Fingerprint, form.How, form.Seen, By(context))), "/partners/{0}", "partners.confirmed"));
        routes.Act<NewCardForm>("/partners/{partner}/card", Capability.ManagePartners, (context, form) => WriteAsync(context,
            desk => PinDecisions.Replace(desk, new(Partner(context), form.Card, form.Reason, form.Seen, Ours(context).Id, By(context))), "/partners/{0}", "partners.card-replaced"));
        routes.Act<RotationForm>("/partners/rotations", Capability.ManagePartners, (context, form) => WriteAsync(context,
            desk => PinDecisions.Rotate(desk, form.Statement), "/partners/{0}", "partners.rotated"));
        MapGroups(routes);
        MapOurs(routes);
    }

    private static void MapGroups(DeskRoutes routes)
    {
        routes.Act<GroupForm>("/partners/groups", Capability.ManagePartners, (context, form) =>
        {
            var id = Id.New();
            return WriteAsync(context, desk => GroupDecisions.Make(desk, new(id, form.Name, form.Members)), "/partners#{0}", "partners.groups.made");
        });
        routes.Act<GroupCorrectionForm>("/partners/groups/{group}/correct", Capability.ManagePartners, (context, form) => WriteAsync(context,
            desk => GroupDecisions.Correct(desk, new(Group(context), form.Name, form.Members, form.Reason, form.Seen)), "/partners#{0}", "partners.groups.corrected"));
        routes.Act<WithdrawalForm>("/partners/groups/{group}/withdraw", Capability.ManagePartners, (context, form) => WriteAsync(context,
            desk => GroupDecisions.Withdraw(desk, new(Group(context), form.Reason, form.Seen)), "/partners#{0}", "partners.groups.withdrawn"));
    }

    private static void MapOurs(DeskRoutes routes)
    {
        routes.Page<OurCardPage, OurCard>("/partners/our-card", Capability.ReadPartners, async context =>
            OurCard.Of(await Ours(context).CardAsync(context.RequestAborted), await OpenAsync(context)));
        routes.Raw.MapGet("/partners/our-card.json", async (HttpContext context, OurDesk ours) =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=\"demarche-card.json\"";
            return Card(await ours.CardAsync(context.RequestAborted));
        }).Demand(Capability.ReadPartners).ExcludeFromDescription();
        // A card is no secret and proves nothing: whoever takes it from here compares its fingerprint with us.
        routes.Raw.MapGet("/exchange/card", async (OurDesk ours, CancellationToken ct) => Card(await ours.CardAsync(ct))).Demand(Capability.Anyone);
    }

    private static IResult Card(Journal.DeskCard card) => TypedResults.Text(card.ToJson(), "application/json");

    private static readonly PartnerForm Empty = new(null, null, null, null, null, null);

    private static Proposing By(HttpContext context) => new(Id.New(), context.Caller().Id);

    private static string Partner(HttpContext context) => (string)context.Request.RouteValues["partner"]!;

    private static string Group(HttpContext context) => (string)context.Request.RouteValues["group"]!;

    private static OurDesk Ours(HttpContext context) => context.RequestServices.GetRequiredService<OurDesk>();

    private static Task<DeskFile> OpenAsync(HttpContext context) => context.RequestServices.GetRequiredService<DeskBook>().OpenAsync(context.RequestAborted);

    private static async Task<Acted> WriteAsync(HttpContext context, Func<DeskFile, Decision> decide, string location, string message)
    {
        var book = context.RequestServices.GetRequiredService<DeskBook>();
        var outcome = await book.WriteAsync(context.Caller().Id, decide, ct: context.RequestAborted);
        return outcome.Refusal is { } refused
            ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
            : Waiting.For(outcome) ?? new Acted.Done(string.Format(System.Globalization.CultureInfo.InvariantCulture, location, outcome.Item), outcome.Item, Words.Say(message));
    }
}
