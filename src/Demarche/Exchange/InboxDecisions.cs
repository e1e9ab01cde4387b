using Demarche.Releases;
using static Demarche.Cases.Rules;

namespace Demarche.Exchange;

/// <param name="Case">The case it goes into.</param>
public sealed record TakePackage(string Id, string Case, int? Seen);

public sealed record SetPackageAside(string Id, string? Reason, int? Seen);

/// <summary>What is allowed of the packages in the inbox.</summary>
public static class InboxDecisions
{
    /// <summary>A package belongs to one case from the moment somebody takes it: two people can't take it into two.</summary>
    public static Decision Take(DeskFile desk, TakePackage request)
    {
        var held = desk.Inbox.Find(request.Id);
        return MustStandAsSeen(held, request.Seen, "package")
            ?? Must(held!.Content.Case is null || held.Content.Case == request.Case,
                "a-package-goes-into-one-case", "Somebody has taken this package into another case.")
            ?? Decision.Allow(new PackageTakenIntoCase(request.Id, held.Content with { Case = request.Case }, "Taken in."), held.Marking, request.Id);
    }

    public static Decision SetAside(DeskFile desk, SetPackageAside request)
    {
        var held = desk.Inbox.Find(request.Id);
        return MustStandAsSeen(held, request.Seen, "package")
            ?? Must(held!.Content.Case is null, "what-is-taken-stays", "This package has been taken into a case.")
            ?? TextMustBeGiven(request.Reason, "reason", "why it is set aside")
            ?? Decision.Allow(new PackageSetAside(request.Id, request.Reason!.Trim()), held.Marking, request.Id);
    }

    /// <summary>What a case gets of a package: the request itself where it is one, and the items that a person chose.</summary>
    /// <param name="opened">The case to open with it; null for a case that is there.</param>
    /// <param name="request">The partner's request; null for a reply, which stands in its case already.</param>
    /// <param name="notice">The partner's correction or retraction; null where it is none.</param>
    public static Decision Enter(CaseFile file, Held<Arrival> arrival, CaseOpened? opened, Requests.IncomingRequest? request, string requestId, IReadOnlyList<ArrivalItem> chosen,
        NoticeTakenIn? notice = null)
    {
        if (file.Exists && !file.IsOpen) return Decision.Refuse("case-must-be-open", "This case is closed. Reopen it to write in it.");
        List<Marked> facts = [];
        if (opened is not null && !file.Exists) facts.Add(new(opened, opened.Default));
        var there = file.Incoming.All.FirstOrDefault(i => i.Content.Partner == arrival.Content.Partner && i.Content.Package == arrival.Content.Package);
        if (request is not null && there is null) facts.Add(new(new Requests.RequestTakenIn(requestId, request), arrival.Marking));
        if (notice is not null && !file.PartnerNotices.All.Any(n => n.Content.Partner == notice.Content.Partner && n.Content.Package == notice.Content.Package))
            facts.Add(new(notice, arrival.Marking));
        HashSet<string> named = [];
        foreach (var item in chosen)
        {
            var marking = item.MarkingFrom(arrival.Content.Partner);
            foreach (var fact in item.Facts)
            {
                if (IdOf(fact) is { } id)
                {
                    if (file.MarkingOf(id) is null && named.Add(id)) facts.Add(new(fact, marking));
                }
                // What corrects something bears its marking, or the stricter one that it gets here.
                else if (HeldId(fact) is { } held && file.MarkingOf(held) is { } its)
                {
                    facts.Add(new(fact, its with { Tlp = its.Tlp > marking.Tlp ? its.Tlp : marking.Tlp, Pap = GivenMarking.Stricter(its.Pap, marking.Pap) }));
                }
            }
        }
        return facts.Count == 0
            ? Decision.Refuse("there-must-be-something-to-take", "Everything that you chose stands in the case already.")
            : new Decision.Allowed(facts, there?.Id ?? notice?.Id ?? requestId);
    }

    private static string? HeldId(Fact fact) => fact is MarkingChanged changed ? changed.Item : (fact as IOfItem)?.Id;

    /// <summary>The id of what a fact brings in; null for one that changes something.</summary>
    internal static string? IdOf(Fact fact) => fact switch
    {
        Incidents.IncidentDescribed f => f.Id,
        Incidents.EffectRecorded f => f.Id,
        Parties.PartyNamed f => f.Id,
        Claims.PropositionStated f => f.Id,
        Claims.ClaimMade f => f.Id,
        Sources.SourceNamed f => f.Id,
        Observables.ObservableSeen f => f.Id,
        Statements.StatementMade f => f.Id,
        _ => null,
    };
}
