using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Cases;

/// <summary>What adding, correcting and withdrawing an item take, whatever its kind.</summary>
public static class Changes
{
    /// <param name="view">The author's view.</param>
    /// <param name="id">The new item's id.</param>
    /// <param name="fact">That it came in.</param>
    /// <param name="marking">Null for the case's default.</param>
    /// <param name="wrong">What is wrong with its content, if something is.</param>
    public static Decision Add(View view, string id, Fact fact, Marking? marking, Decision.Refused? wrong) =>
        CaseMustBeOpen(view) ?? MarkingMustHold(view, marking ?? view.Default) ?? wrong ?? Decision.Allow(fact, marking ?? view.Default, id);

    /// <param name="view">The author's view.</param>
    /// <param name="held">The item as the author sees it.</param>
    /// <param name="seen">The revision that the author's form was made from.</param>
    /// <param name="fact">That it was corrected; its reason is checked here.</param>
    /// <param name="what">What the item is called in a sentence.</param>
    /// <param name="wrong">What is wrong with its content, if something is.</param>
    public static Decision Correct<T>(View view, Held<T>? held, int? seen, Corrected<T> fact, string what, Decision.Refused? wrong) where T : notnull =>
        CaseMustBeOpen(view) ?? MustStandAsSeen(held, seen, what) ?? TextMustBeGiven(fact.Reason, "reason", "why you correct it") ?? wrong
        ?? Decision.Allow(fact, held!.Marking, held.Id);

    public static Decision Withdraw<T>(View view, Held<T>? held, int? seen, Withdrawn<T> fact, string what) where T : notnull =>
        CaseMustBeOpen(view) ?? MustStandAsSeen(held, seen, what) ?? TextMustBeGiven(fact.Reason, "reason", "why you withdraw it")
        ?? Decision.Allow(fact, held!.Marking, held.Id);
}
