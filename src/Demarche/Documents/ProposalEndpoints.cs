using System.Globalization;
using Demarche.Claims;
using Demarche.Observables;
using Demarche.Web;

namespace Demarche.Documents;

/// <summary>Accepting and rejecting what the reader proposes. Nothing becomes part of a case by any other way than a person's.</summary>
public static class ProposalEndpoints
{
    public static void Map(CaseRoutes routes)
    {
        routes.Act<AcceptClaimForm>("/documents/{document}/accept-claim", Capability.WriteCases, AcceptClaimAsync);
        routes.Act<AcceptObservableForm>("/documents/{document}/accept-observable", Capability.WriteCases, AcceptObservableAsync);
        routes.Act<RejectForm>("/documents/{document}/reject", Capability.WriteCases, (call, form) =>
        {
            var id = Id.New();
            return call.WriteAsync(
                view => ProposalDecisions.Reject(view, new(id, new(form.What, call.Route("document"), form.Start, form.End))),
                Place(call, form.Start), "Rejected. It is not proposed again unless somebody restores it.");
        });
        routes.Act<RestorationForm>("/documents/{document}/rejected/{rejection}/restore", Capability.WriteCases, (call, form) => call.WriteAsync(
            view => view.Rejected.Find(call.Route("rejection"))?.Content.Document == call.Route("document")
                ? ProposalDecisions.Restore(view, new(call.Route("rejection")))
                : Decision.Refuse("item-must-exist", "There is no such rejection in this case."),
            Place(call, form.At ?? 0), "It is proposed again."));
    }

    private static async Task<Acted> AcceptClaimAsync(CaseCall call, AcceptClaimForm form)
    {
        if (await FindAsync(call) is not var (document, reading)) return new Acted.NotFound();
        var proposal = Proposals.Of(call.View, document, reading).Claims
            .Where(c => c.Start == form.Start && c.End == form.End).OrderBy(c => c.State == ProposalState.Open ? 0 : 1).FirstOrDefault();
        if (proposal is null || proposal.State != ProposalState.Open) return Stale();
        var claim = form.Claim is { } edited
            ? edited with { Passage = new(document, proposal.Start, proposal.End, proposal.Quote) }
            : proposal.ToForm(document, form.Source == AcceptClaimForm.NewSource ? null : form.Source ?? proposal.Source);
        return await ClaimActs.MakeAsync(call, claim, Place(call, form.Start));
    }

    private static async Task<Acted> AcceptObservableAsync(CaseCall call, AcceptObservableForm form)
    {
        if (await FindAsync(call) is not var (document, reading)) return new Acted.NotFound();
        var proposal = Proposals.Of(call.View, document, reading).Observables.FirstOrDefault(o => o.Start == form.Start && o.End == form.End);
        if (proposal is null || proposal.State != ProposalState.Open) return Stale();
        return await ObservableActs.SeeAsync(call, new(proposal.Type, proposal.Value, form.Credibility, form.Note,
            new(document, proposal.Start, proposal.End, proposal.Written), form.Marking, form.Role), Place(call, form.Start));
    }

    // What is open next stands right after what was just handled.
    private static string Place(CaseCall call, int at) => string.Create(CultureInfo.InvariantCulture, $"/documents/{call.Route("document")}?at={at}#next");

    private static Acted.Refused Stale() => new("proposal-must-be-open", "This proposal was handled already, or the reader does not make it. Open the document again.");

    private static async Task<(string Document, DocumentReading Reading)?> FindAsync(CaseCall call) =>
        call.View.Documents.Find(call.Route("document")) is { IsWithdrawn: false } held
        && await call.Context.RequestServices.GetRequiredService<Readings>().OfAsync(held.Content, call.Context.RequestAborted) is { } reading
            ? (held.Id, reading) : null;
}

/// <param name="At">Where in the document to go on.</param>
public sealed record RestorationForm(int? At);
