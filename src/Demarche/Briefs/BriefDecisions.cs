using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Briefs;

/// <param name="Marking">What it must be at least; it is never wider than the strictest of what it cites.</param>
public sealed record DraftBrief(string Id, Brief Brief, Marking? Marking);

public sealed record ReviseBrief(string Id, string Title, string Text, IReadOnlyList<string> More, string Reason, int? Seen);

public sealed record WithdrawBrief(string Id, string Reason, int? Seen);

/// <summary>What is allowed of briefs.</summary>
public static class BriefDecisions
{
    /// <summary>A brief that rests on more than this is no brief, and its list of sources would be longer than itself.</summary>
    public const int MostCites = 200;

    public static Decision Draft(View view, DeskFile desk, DraftBrief request) => Changes.Add(
        view, request.Id, new BriefDrafted(request.Id, BriefText.Following(request.Brief, [])), MarkingFor(view, request.Brief, request.Marking),
        Must(request.Brief.Partner is null || desk.Partners.Find(request.Brief.Partner) is { IsWithdrawn: false }, "partner-must-be-listed", "Choose a partner from the directory.", "partner")
        ?? MustBeWellFormed(view, request.Brief));

    public static Decision Revise(View view, ReviseBrief request)
    {
        var held = view.Briefs.Find(request.Id);
        if ((CaseMustBeOpen(view) ?? MustStandAsSeen(held, request.Seen, "brief")) is { } refused) return refused;
        // What the author may not see is cited for as long as its number is in the text.
        var whole = view.Whole<Brief>(request.Id)!.Cites;
        var revised = held!.Content with { Title = request.Title.Trim(), Text = request.Text, Cites = [.. whole, .. request.More.Where(c => c.Length > 0 && !whole.Contains(c)).Distinct()] };
        revised = BriefText.Following(revised, request.More);
        var decision = Changes.Correct(view, held, request.Seen, new BriefRevised(request.Id, revised, request.Reason), "brief",
            request.More.Select(c => Must(c.Length == 0 || view.Item(c) is { IsWithdrawn: false }, "item-must-exist", "The brief is to cite something that is not in this case.", "more"))
                .FirstOrDefault(r => r is not null) ?? MustBeWellFormed(view, revised));
        var marking = Raised(view, revised, held.Marking);
        if (decision is not Decision.Allowed allowed || marking == held.Marking) return decision;
        // In one act, and both under the stricter marking: nobody reads the words under the level that the brief had.
        return (Decision?)MarkingMustHold(view, marking) ?? allowed with
        {
            Facts =
            [
                .. allowed.Facts.Select(f => f with { Marking = marking }),
                new(new MarkingChanged(held.Id, marking, request.Reason), marking),
            ],
        };
    }

    /// <summary>The marking of a brief, made as strict as what it cites and this reader sees: something may have been marked again since it
    /// was written, or be cited from now on.</summary>
    public static Marking Raised(View view, Brief brief, Marking marking)
    {
        var stricter = brief.Cites.Select(view.Item).OfType<Item>().Select(i => i.Marking).Where(marking.IsLaxerHereThan).ToList();
        if (stricter.Count == 0) return marking;
        var raised = ForItsReader(brief, stricter.Aggregate(marking, (all, one) => all.And(one)));
        return raised with { Originator = marking.Originator, Derived = marking.Derived };
    }

    public static Decision Withdraw(View view, WithdrawBrief request) => Changes.Withdraw(
        view, view.Briefs.Find(request.Id), request.Seen, new BriefWithdrawn(request.Id, request.Reason), "brief");

    /// <summary>What a brief tells is as secret as the strictest of what it is made from.</summary>
    private static Marking MarkingFor(View view, Brief brief, Marking? least)
    {
        var marking = brief.Cites.Select(view.Item).OfType<Item>().Select(i => i.Marking).Prepend(least).OfType<Marking>().Aggregate(view.Default, (all, one) => all.And(one));
        return ForItsReader(brief, marking) with { Originator = null, Derived = null };
    }

    // It is written for one reader, from what that one may see: whether it goes is the releaser's act.
    private static Marking ForItsReader(Brief brief, Marking marking)
    {
        IEnumerable<string> readers = brief.Partner is { } reader ? marking.ReleasableTo.Append(reader) : marking.ReleasableTo;
        return marking with { ReleasableTo = [.. readers.Distinct().Order(StringComparer.Ordinal)] };
    }

    private static Decision.Refused? MustBeWellFormed(View view, Brief brief) =>
        TextMustBeGiven(brief.Title, "title", "what the brief is called") ?? NameMustBePlain(brief.Title, "title")
        ?? Must(brief.Title.Length <= Exchange.PackageContent.LongestTitle && !brief.Title.Any(char.IsControl), "title-must-be-one-line",
            $"A title is one line of at most {Exchange.PackageContent.LongestTitle} characters.", "title")
        ?? TextMustBeGiven(brief.Text, "text", "what the brief says")
        ?? Must(brief.Cites.Count <= MostCites, "brief-must-be-brief", $"It cites {brief.Cites.Count} items; {MostCites} are the limit. Leave some sentences out.", "text")
        ?? (BriefText.CitesIn(brief.Text).FirstOrDefault(n => n > brief.Cites.Count) is > 0 and var lost
            ? new("citation-must-be-there", $"The text cites [{lost}], and the list of what it rests on ends at {brief.Cites.Count}.", "text") : null);
}
