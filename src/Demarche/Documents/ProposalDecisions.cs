using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Documents;

public sealed record RejectProposal(string Id, RejectedProposal Proposal);

public sealed record RestoreProposal(string Id);

/// <summary>What is allowed of the reader's proposals beside accepting them, which makes a claim or an observable.</summary>
public static class ProposalDecisions
{
    public const string Claim = "claim";
    public const string Observable = "observable";

    public static Decision Reject(View view, RejectProposal request)
    {
        var proposal = request.Proposal;
        var held = view.Documents.Find(proposal.Document);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, null, "document")
            ?? Unless(proposal.What is Claim or Observable, "proposal-must-be-known", "A proposal is a claim or an observable.", "what")
            ?? Unless(proposal.Start >= 0 && proposal.End > proposal.Start, "passage-must-fit", "The place of the proposal is not a range.", "start")
            ?? Unless(view.Rejected.Standing.All(r => r.Content != proposal), "proposal-must-be-open", "This proposal was rejected already.")
            ?? Decision.Allow(new ProposalRejected(request.Id, proposal), held!.Marking.OnOurReading(), request.Id);
    }

    public static Decision Restore(View view, RestoreProposal request)
    {
        var held = view.Rejected.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, null, "rejection")
            ?? Decision.Allow(new ProposalRestored(request.Id, "Proposed again."), held!.Marking, request.Id);
    }
}
