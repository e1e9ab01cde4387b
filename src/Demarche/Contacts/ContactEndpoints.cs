using Demarche.Documents;
using Demarche.Store;
using Demarche.Web;

namespace Demarche.Contacts;

public static class ContactEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Page<ContactPage, ContactList>("/contacts", Capability.ReadCases,
            call => ContactList.Of(call.View, call.Desk, call.Query["partner"] is [{ Length: > 0 } partner] ? partner : null, call.Writes));
        routes.Act<ContactForm>("/contacts", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(view => ContactDecisions.Hold(view, call.Desk, new(id, form.ToContact(), form.Marking?.ToMarking())), "/contacts#{0}", "The contact is logged.");
        });
        routes.Act<ContactCorrectionForm>("/contacts/{contact}/correct", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ContactDecisions.Correct(view, call.Desk, new CorrectContact(call.Route("contact"), form.Contact.ToContact(), form.Reason, form.Seen)),
            "/contacts#{0}", "The contact was corrected."));
        routes.Act<WithdrawalForm>("/contacts/{contact}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ContactDecisions.Withdraw(view, new WithdrawContact(call.Route("contact"), form.Reason, form.Seen)),
            "/contacts#{0}", "The contact was withdrawn. Its history stays."));

        routes.Act<CommitmentForm>("/commitments", Capability.WriteCases, async (call, form) =>
        {
            var id = Id.New();
            var said = form.ToCommitment(await PassageAsync(call, form));
            return await call.WriteAsync(
                view => ContactDecisions.Make(view, call.Desk, new(id, said, form.Marking?.ToMarking())), "/contacts#{0}", "What the partner said was added to the case.");
        });
        routes.Act<CommitmentCorrectionForm>("/commitments/{commitment}/correct", Capability.WriteCases, async (call, form) =>
        {
            var said = form.Commitment.ToCommitment(await Quotes.CorrectedAsync(call, form.Commitment.Passage));
            return await call.WriteAsync(
                view => ContactDecisions.Correct(view, call.Desk, new CorrectCommitment(call.Route("commitment"), said, form.Reason, form.Seen)),
                "/contacts#{0}", "It was corrected.");
        });
        routes.Act<WithdrawalForm>("/commitments/{commitment}/withdraw", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => ContactDecisions.Withdraw(view, new WithdrawCommitment(call.Route("commitment"), form.Reason, form.Seen)),
            "/contacts#{0}", "It was withdrawn. Its history stays."));
    }

    private static Task<PassageRef?> PassageAsync(CaseCall call, CommitmentForm form) => Quotes.FindAsync(
        call.View, call.Context.RequestServices.GetRequiredService<JournalStore>(), form.Passage, call.Context.RequestAborted);
}
