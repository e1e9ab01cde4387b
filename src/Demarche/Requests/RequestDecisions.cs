using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Requests;

/// <param name="Id">The new request's id.</param>
/// <param name="Marking">Null for the case's default.</param>
public sealed record DraftRequest(string Id, Request Request, Marking? Marking);

public sealed record ReviseRequest(string Id, Request Request, string Reason, int? Seen);

/// <summary>Word a request anew for one partner.</summary>
/// <param name="NewId">The id of the wording, where the partner has none yet.</param>
public sealed record WordRequest(string NewId, Wording Wording, int? Seen);

public sealed record WithdrawRequest(string Id, string Reason, int? Seen);

public sealed record CloseRequest(string Request, string Partner, string Reason);

/// <param name="How">By what means the partner was reminded, in words.</param>
public sealed record RemindPartner(string Request, string Partner, string How);

/// <summary>What is allowed of our requests.</summary>
public static class RequestDecisions
{
    /// <summary>More asks than this belong in several requests.</summary>
    public const int MostAsks = 50;

    /// <summary>A longer title is one that every desk refuses (docs/protocol/exchange.md): the package could never arrive.</summary>
    private const int LongestTitle = Exchange.PackageContent.LongestTitle;

    /// <summary>Our ids have 25 characters; a form sends back those it was given.</summary>
    private const int LongestId = 64;

    public static Decision Draft(View view, DeskFile desk, DraftRequest request)
    {
        var marking = request.Marking ?? view.Default;
        return CaseMustBeOpen(view) ?? MarkingMustHold(view, marking) ?? OwnerMustBeHere(desk, request.Request.Owner) ?? MustBeWhole(view, desk, request.Request)
            ?? Decision.Allow(new RequestDrafted(request.Id, request.Request), marking, request.Id);
    }

    public static Decision Revise(View view, DeskFile desk, ReviseRequest request)
    {
        var held = view.Requests.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "request")
            ?? TextMustBeGiven(request.Reason, "reason", "why you revise it")
            ?? (request.Request.Owner == held!.Content.Owner ? null : OwnerMustBeHere(desk, request.Request.Owner))
            ?? WhoWasAskedStays(view, held, request.Request) ?? MustBeWhole(view, desk, request.Request)
            ?? (Decision)new Decision.Allowed(
            [
                .. Naming(held, request),
                new(new RequestRevised(request.Id, request.Request with
                {
                    Includes = WithUnseen(request.Request.Includes, held.Content.Includes, view.Whole<Request>(request.Id)!.Includes),
                }, request.Reason), held.Marking),
            ], request.Id);
    }

    // Who asks one more partner says that it may go to that one, as with the first.
    private static IEnumerable<Marked> Naming(Held<Request> held, ReviseRequest request)
    {
        List<string> added = [.. request.Request.Partners.Except(held.Content.Partners).Except(held.Marking.ReleasableTo)];
        if (added.Count == 0 || held.Marking.Tlp == Stix.Tlp.Red) return [];
        var to = held.Marking with { ReleasableTo = [.. held.Marking.ReleasableTo.Union(added).Order(StringComparer.Ordinal)] };
        return [new(new MarkingChanged(held.Id, to, request.Reason), to)];
    }

    public static Decision Word(View view, WordRequest request)
    {
        var held = view.Requests.Find(request.Wording.Request);
        var refused = CaseMustBeOpen(view) ?? MustStandAsSeen(held, null, "request")
            ?? TextMustBeGiven(request.Wording.Text, "wording.text", "what this partner is told")
            ?? MustBeAsked(held!, request.Wording.Partner)
            ?? AsksMustBeWhole(request.Wording.Asks);
        if (refused is not null) return refused;
        var before = RequestList.WordingFor(view, held!.Id, request.Wording.Partner);
        if (before is null) return Decision.Allow(new RequestWorded(request.NewId, request.Wording), ForOne(held.Marking, request.Wording.Partner), held.Id);
        return (Decision?)AsSeen(before, request.Seen, "wording")
            ?? Decision.Allow(new RequestReworded(before.Id, request.Wording, "Reworded"), before.Marking, held.Id);
    }

    // What one partner is told in words of its own is for no other.
    private static Marking ForOne(Marking request, string partner) => request.ReleasableTo.Contains(partner) ? request with { ReleasableTo = [partner] } : request;

    public static Decision Withdraw(View view, WithdrawRequest request)
    {
        var held = view.Requests.Find(request.Id);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "request")
            ?? TextMustBeGiven(request.Reason, "reason", "why you withdraw it")
            ?? Must(!view.Releases.HasGone(request.Id), "what-was-sent-stays", "It went to a partner already. Close it with that partner instead, and tell the partner why.")
            ?? Decision.Allow(new RequestWithdrawn(request.Id, request.Reason), held!.Marking, request.Id);
    }

    public static Decision Close(View view, CloseRequest request)
    {
        var held = view.Requests.Find(request.Request);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, null, "request")
            ?? TextMustBeGiven(request.Reason, "reason", "why the matter is done with this partner")
            ?? MustBeAsked(held!, request.Partner)
            ?? Decision.Allow(new RequestClosed(request.Request, request.Partner, request.Reason), held!.Marking, held.Id);
    }

    public static Decision Remind(View view, RemindPartner request)
    {
        var held = view.Requests.Find(request.Request);
        return CaseMustBeOpen(view) ?? MustStandAsSeen(held, null, "request") ?? MustBeAsked(held!, request.Partner)
            ?? TextMustBeGiven(request.How, "reason", "how you reminded the partner")
            ?? Must(view.Releases.HasGone(request.Request, request.Partner), "nothing-to-remind-of", "Nothing has gone to this partner yet.")
            ?? Decision.Allow(new PartnerReminded(request.Request, request.Partner, request.How), held!.Marking, held.Id);
    }

    // What somebody else included and this author does not see, this author does not take out.
    internal static IReadOnlyList<string> WithUnseen(IReadOnlyList<string> next, IReadOnlyList<string> seen, IReadOnlyList<string> whole) =>
        [.. next, .. whole.Except(seen).Except(next)];

    private static Decision.Refused? OwnerMustBeHere(DeskFile desk, string owner) => Must(
        desk.People.Find(owner) is { IsWithdrawn: false, Content.Disabled: false }, "owner-must-be-at-this-desk",
        "Whoever keeps the request must have an account at this desk.", "owner");

    private static Decision.Refused? MustBeAsked(Held<Request> held, string partner) =>
        Must(held.Content.Partners.Contains(partner), "partner-must-be-asked", "This request does not go to that partner.");

    internal static Decision.Refused? AsksMustBeWhole(IReadOnlyList<Ask>? asks) =>
        asks is null ? null
        : asks.Count > MostAsks ? new("asks-must-be-few", $"Ask at most {MostAsks} things in one request.", "asks")
        : asks.Any(a => a.Text.Length > LongestText || a.Id.Length > LongestId) ? new("text-must-be-short-enough", $"An ask is at most {LongestText} characters. Shorten it.", "asks")
        : asks.Any(a => string.IsNullOrWhiteSpace(a.Text)) ? new("text-must-be-given", "Say what is asked, or remove the empty ask.", "asks")
        : asks.Select(a => a.Id).Distinct().Count() < asks.Count ? new("asks-must-differ", "Two asks have one id. Open the form again.", "asks")
        : null;

    private static Decision.Refused? MustBeWhole(View view, DeskFile desk, Request request) =>
        TextMustBeGiven(request.Title, "title", "in a line what is asked") ?? NameMustBePlain(request.Title, "title")
        ?? Must(request.Title.Length <= LongestTitle && !request.Title.Any(char.IsControl), "title-must-be-a-line",
            $"A title is one line of at most {LongestTitle} characters; the partner's desk refuses a longer one. Say the rest in the text.", "title")
        ?? TextMustBeGiven(request.LegalBasis, "legalBasis", "on what ground you ask")
        ?? (request.Text.Length > LongestText ? TextMustBeGiven(request.Text, "text", "what you ask") : null)
        ?? Must(request.Asks.Count > 0, "asks-must-be-specific", "Ask at least one specific thing.", "asks")
        ?? AsksMustBeWhole(request.Asks)
        ?? Must(Times.Parse(request.Due) is not null, "time-must-be-real", "Say by when you need an answer, as 2026-01-31T17:00Z.", "due")
        ?? Must(request.Partners.Count > 0, "empty-means-nobody", "Name at least one partner. An empty list is nobody, never everybody.", "partners")
        ?? Must(request.Partners.All(p => desk.Partners.Find(p) is { IsWithdrawn: false }), "partner-must-exist", "One of the partners is not in the directory.", "partners")
        ?? Must(request.Includes.All(view.Shows), "item-must-exist", "One of the items is not in this case, or has been withdrawn.", "includes");

    private static Decision.Refused? WhoWasAskedStays(View view, Held<Request> held, Request next) => Must(
        held.Content.Partners.Except(next.Partners).All(p => view.Releases.Latest(held.Id, p) is null),
        "who-was-asked-stays",
        "A partner who was sent this request, or for whom it waits for approval, can't be taken off it. Close it with that partner.",
        "partners");
}
