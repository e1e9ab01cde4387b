using Demarche.Documents;
using Demarche.Sources;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Claims;

/// <summary>Make a claim of a source on a proposition.</summary>
/// <param name="Id">The new claim's id.</param>
/// <param name="Proposition">An existing proposition's id, or null when <paramref name="NewProposition"/> states one.</param>
/// <param name="NewProposition">The text of a proposition to state.</param>
/// <param name="NewPropositionId">Its id.</param>
/// <param name="Claim">The claim; its proposition is filled in.</param>
/// <param name="Marking">Null for the case's default.</param>
public sealed record MakeClaim(string Id, string? Proposition, string? NewProposition, string NewPropositionId, Claim Claim, Marking? Marking);

public sealed record CorrectClaim(string Id, Claim Claim, string Reason, int? Seen);

public sealed record WithdrawClaim(string Id, string Reason, int? Seen);

/// <summary>What is allowed of claims.</summary>
public static class ClaimDecisions
{
    public static Decision Make(View view, MakeClaim request) => Make(view, request, null);

    /// <param name="naming">A source that is named together with the claim, which it makes.</param>
    public static Decision Make(View view, MakeClaim request, NameSource? naming)
    {
        var marking = RestsOn.MarkingFor(view, request.Claim, request.Marking);
        List<Marked> facts = [];
        if (naming is not null)
        {
            var named = SourceDecisions.Name(view, naming with { Marking = marking });
            if (named is not Decision.Allowed allowed) return named;
            facts.AddRange(allowed.Facts);
        }
        var proposition = request.Proposition;
        if (string.IsNullOrEmpty(proposition) && PropositionDecisions.Same(view, request.NewProposition) is { } same) proposition = same.Id;
        if (string.IsNullOrEmpty(proposition))
        {
            if (TextMustBeGiven(request.NewProposition, "newProposition", "which proposition the claim is about") is { } unsaid) return unsaid;
            proposition = request.NewPropositionId;
            facts.Add(new(new PropositionStated(proposition, new(request.NewProposition!.Trim())), marking));
        }
        else if (MustStandAsSeen(view.Propositions.Find(proposition), null, "proposition") is { } missing)
        {
            return missing;
        }
        var claim = request.Claim with { Proposition = proposition };
        if ((CaseMustBeOpen(view) ?? MarkingMustHold(view, marking) ?? MustBeWellFormed(view, claim, naming)) is { } refused) return refused;
        facts.Add(new(new ClaimMade(request.Id, claim), marking));
        return new Decision.Allowed(facts, request.Id);
    }

    /// <summary>A correction keeps the passage: words that stand elsewhere are another claim.</summary>
    public static Decision Correct(View view, CorrectClaim request)
    {
        var held = view.Claims.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "claim")
            ?? TextMustBeGiven(request.Reason, "reason", "why you correct it")
            ?? MustStandAsSeen(view.Propositions.Find(request.Claim.Proposition), null, "proposition")
            ?? MustBeWellFormed(view, request.Claim with { Passage = null })
            ?? Decision.Allow(new ClaimCorrected(request.Id, request.Claim with { Passage = held!.Content.Passage }, request.Reason), held.Marking, request.Id);
    }

    public static Decision Withdraw(View view, WithdrawClaim request)
    {
        var held = view.Claims.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "claim")
            ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
            ?? Decision.Allow(new ClaimWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    /// <summary>Puts the passage of the claim as it stands back into a correction that was decided on a view, which may not show it.</summary>
    public static Decision Carry(CaseFile file, Decision decision) => decision is not Decision.Allowed allowed ? decision
        : allowed with
        {
            Facts = [.. allowed.Facts.Select(m => m.Fact is ClaimCorrected c && file.Claims.Find(c.Id) is { } held
            ? m with { Fact = c with { Content = c.Content with { Passage = held.Content.Passage } } } : m)]
        };

    private static Decision.Refused? MustBeWellFormed(View view, Claim claim, NameSource? naming = null) =>
        (naming is not null && claim.Source == naming.Id ? null : MustStandAsSeen(view.Sources.Find(claim.Source), null, "source"))
        ?? TimeMustBeReal(claim.SaidOn, "saidOn")
        ?? (claim.Passage is { } passage ? PassageMustExist(view, passage) : null);

    private static Decision.Refused? PassageMustExist(View view, PassageRef passage) =>
        MustStandAsSeen(view.Documents.Find(passage.Document), null, "document")
        ?? (passage.Start < 0 || passage.End < passage.Start || passage.Quote.Length != passage.End - passage.Start
            ? new("passage-must-fit", "The passage's range and its words don't have the same length. Mark the passage again.", "passage")
            : null);
}
