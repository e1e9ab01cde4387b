using Demarche.Documents;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Leverage;

/// <param name="Marking">Null for that of the document whose words it quotes, or the case's default.</param>
public sealed record RecordInterest(string Id, Interest Interest, Marking? Marking);

public sealed record CorrectInterest(string Id, Interest Interest, string Reason, int? Seen);

public sealed record WithdrawInterest(string Id, string Reason, int? Seen);

/// <summary>What is allowed of parties' interests and red lines.</summary>
public static class InterestDecisions
{
    public static Decision Record(View view, RecordInterest request) => Changes.Add(
        view, request.Id, new InterestRecorded(request.Id, request.Interest), RestsOn.MarkingFor(view, request.Interest, request.Marking), MustBeWellFormed(view, request.Interest));

    public static Decision Correct(View view, CorrectInterest request) => Changes.Correct(
        view, view.Interests.Find(request.Id), request.Seen, new InterestCorrected(request.Id, Whole(view, request), request.Reason), "interest",
        MustBeWellFormed(view, request.Interest)
        ?? Must(view.Interests.Find(request.Id)?.Content.Party is not { } party || party == request.Interest.Party, "interest-stays-its-partys",
            "A correction says an interest anew; another party's is another one. Withdraw this one and record the other.", "party")
        ?? TieDecisions.MustKeepWhatIsHidden(view, request.Interest.Source, request.Interest.Passage, GroundOf(view, request)));

    public static Decision Withdraw(View view, WithdrawInterest request) => Changes.Withdraw(
        view, view.Interests.Find(request.Id), request.Seen, new InterestWithdrawn(request.Id, request.Reason), "interest");

    private static Decision.Refused? MustBeWellFormed(View view, Interest interest) =>
        (interest.Party.Length == 0 ? new Decision.Refused("party-must-be-chosen", "Choose whose interest it is.", "party") : MustStandAsSeen(view.Parties.Find(interest.Party), null, "party"))
        ?? TextMustBeGiven(interest.Text, "text", "what the party wants, or will not accept")
        ?? TieDecisions.MustBeCited(view, interest.Citation, interest.Source, interest.Passage);

    private static Interest Whole(View view, CorrectInterest request)
    {
        var (source, passage) = TieDecisions.Unseen(view, request.Interest.Source, request.Interest.Passage, GroundOf(view, request));
        return request.Interest with { Source = source, Passage = passage };
    }

    private static (string? Source, PassageRef? Passage) GroundOf(View view, CorrectInterest request) => view.Whole<Interest>(request.Id) is { } whole ? (whole.Source, whole.Passage) : default;
}
