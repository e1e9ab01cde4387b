using Demarche.People;
using Demarche.TwoPeople;
using Demarche.Web;

namespace Demarche.Vault;

/// <summary>A person's own key, what it opens, and the keepers of the desk.</summary>
public static class VaultEndpoints
{
    public static void Map(DeskRoutes routes)
    {
        routes.Page<VaultPage, VaultList>("/vault", Capability.KeepVault, async context => await VaultList.OfAsync(
            Of<CaseBook>(context), await Of<DeskBook>(context).OpenAsync(context.RequestAborted), context.Caller(), Of<TimeProvider>(context).GetUtcNow(), context.RequestAborted));
        routes.Act<KeyForm>("/vault/key", Capability.KeepVault, async (context, form) =>
        {
            var person = Self(context);
            // Weak words first: a proof uses up the code of a second factor.
            if (VaultDecisions.PassphraseMustBeGood(form.Passphrase, form.Again, person.Content.Login) is { } weak) return Done(weak, "");
            return await Of<SignIns>(context).IsAsync(person.Id, form.Password, form.Code, context.RequestAborted)
                ? Done(await Of<VaultKeys>(context).MakeAsync(person, form.Passphrase, form.Again, context.RequestAborted), "vault.key.made")
                : Done(Accounts.NotOneself, "");
        });
        routes.Act<PassphraseForm>("/vault/passphrase", Capability.KeepVault, async (context, form) => Done(
            await Of<VaultKeys>(context).ChangeAsync(Self(context), form.Current, form.Passphrase, form.Again, context.RequestAborted), "vault.passphrase.changed"));
        routes.Act<KeepersForm>("/vault/keepers", Capability.BreakGlass, async (context, form) =>
        {
            var by = new Proposing(Id.New(), context.Caller().Id);
            var outcome = await Of<DeskBook>(context).WriteAsync(by.By, desk => BreakGlassDecisions.Propose(desk, form.People ?? [], form.Reason, by), ct: context.RequestAborted);
            return Waiting.For(outcome) ?? Done(outcome.Refusal, "vault.keepers.named");
        });
    }

    private static Acted Done(Decision.Refused? refused, string message) => refused is not null
        ? new Acted.Refused(refused.Rule, refused.Message, refused.Field) : new Acted.Done("/vault", null, Words.Say(message));

    private static Held<Person> Self(HttpContext context) => context.Features.Get<DeskFile>()!.People.Find(context.Caller().Id)!;

    private static T Of<T>(HttpContext context) where T : notnull => context.RequestServices.GetRequiredService<T>();
}
