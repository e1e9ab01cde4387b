using System.Collections.Frozen;
using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Views;
using Finding = Demarche.Hypotheses.Finding;

namespace Demarche.Cases;

/// <summary>
/// What items of each kind rest on: the one list. What is derived is at most as widely releasable as its basis, unless a person says why not.
/// A kind that is not in the list fails a test, and its items rest on what nobody may see.
/// </summary>
internal static class RestsOn
{
    private static readonly FrozenDictionary<Type, Basis> Kinds = new Dictionary<Type, Basis>
    {
        // Taken out of something, and shown without it: bound by its marking.
        [typeof(Claim)] = Leaving<Claim>(c => [c.Passage?.Document]),
        [typeof(Observable)] = Leaving<Observable>(o => [o.Passage?.Document]),
        [typeof(Commitment)] = Leaving<Commitment>(c => [c.Passage?.Document]),
        [typeof(Finding)] = Staying<Finding>(f => [f.Passage?.Document, .. f.Observables]),
        [typeof(Tie)] = Staying<Tie>(t => [t.Passage?.Document, t.Source]),
        [typeof(Interest)] = Staying<Interest>(i => [i.Passage?.Document, i.Source]),
        [typeof(ImpactScore)] = Staying<ImpactScore>(s => s.Inputs.SelectMany(i => i.RestsOn)),
        // A brief takes the strictest marking of what it cites, and goes to a partner who is given all of it.
        [typeof(Brief)] = Staying<Brief>(b => b.Cites),

        // Shown only to readers who see what they are about.
        [typeof(OriginJudgement)] = ShownWithIt,
        [typeof(RejectedProposal)] = ShownWithIt,
        [typeof(Wording)] = ShownWithIt,
        [typeof(Reply)] = ShownWithIt,
        [typeof(ReplyDraft)] = ShownWithIt,
        [typeof(Rewording)] = ShownWithIt,
        [typeof(Rating)] = ShownWithIt,
        [typeof(Assessment)] = ShownWithIt,
        [typeof(EffectTerms)] = ShownWithIt,
        [typeof(Weighing)] = ShownWithIt,
        [typeof(Proportionality)] = ShownWithIt,
        [typeof(CommitmentJudgement)] = ShownWithIt,
        [typeof(Notice)] = ShownWithIt,
        [typeof(PartnerNotice)] = ShownWithIt,
        [typeof(NoticeJudgement)] = ShownWithIt,
        [typeof(Release)] = ShownWithIt,
        [typeof(SamePerson)] = ShownWithIt,

        // Stated by a person, or given by a partner. What it names, it names; it is not made of it. It rests on the documents that it came into being with.
        [typeof(Incident)] = LeavingAlone,
        [typeof(Effect)] = LeavingAlone,
        [typeof(Party)] = LeavingAlone,
        [typeof(Source)] = LeavingAlone,
        [typeof(Proposition)] = LeavingAlone,
        [typeof(Statement)] = LeavingAlone,
        [typeof(Document)] = Itself,
        [typeof(Contact)] = Nothing,
        [typeof(Request)] = Nothing,
        [typeof(IncomingRequest)] = Nothing,
        [typeof(Hypothesis)] = Nothing,
        [typeof(Option)] = Nothing,
        [typeof(Response)] = Nothing,
        [typeof(Resolution)] = Nothing,
    }.ToFrozenDictionary();

    private static readonly IReadOnlyList<string> None = [];
    private static readonly IReadOnlyList<string> Unknown = [Marking.UnknownCompartment];

    private static Basis Nothing => new(_ => None, Sort.Stated);

    private static Basis Itself => new(_ => None, Sort.Basis);

    private static Basis LeavingAlone => new(_ => None, Sort.LeavesAlone);

    private static Basis ShownWithIt => new(_ => None, Sort.ShownWithIt);

    /// <summary>The ids of what an item of this content rests on. Of a kind that is not in the list: an id that no item has.</summary>
    public static IReadOnlyList<string> Of(object content) => Kinds.TryGetValue(content.GetType(), out var basis) ? basis.Ids(content) : Unknown;

    /// <summary>Whether items of this kind can go to a partner, so that the whole marking of their basis binds them.</summary>
    public static bool CanLeave(object content) => Kinds.TryGetValue(content.GetType(), out var basis) && basis.Sort is Sort.Leaves or Sort.LeavesAlone;

    /// <summary>Whether items of this kind keep the documents that they came into being with as their basis: all but documents, and what is shown with its subject alone.</summary>
    public static bool KeepsPlace(object content) => Kinds.TryGetValue(content.GetType(), out var basis) && basis.Sort is not (Sort.Basis or Sort.ShownWithIt);

    /// <summary>Kinds that are taken out of something and shown without it.</summary>
    internal static IEnumerable<Type> Derived => Kinds.Where(k => k.Value.Sort is Sort.Leaves or Sort.Stays).Select(k => k.Key);

    internal static IEnumerable<Type> Known => Kinds.Keys;

    /// <summary>The member of what can leave the desk that says where it was taken from.</summary>
    public const string Place = "passage";

    /// <summary>Whether a marking lets an item go wider than one of what it rests on.</summary>
    /// <param name="marking">The item's marking.</param>
    /// <param name="content">What the item says.</param>
    /// <param name="kept">The documents that it came into being with.</param>
    /// <param name="markingOf">The marking of an item by its id; null where it is not there or not to be seen: that is stricter than anything.</param>
    public static bool IsWider(Marking marking, object content, IReadOnlyList<string> kept, Func<string, Marking?> markingOf)
    {
        if (IsLaxerThanStated(marking, content)) return true;
        foreach (var id in Of(content))
        {
            if (markingOf(id) is not { } basis || IsWider(marking, content, basis)) return true;
        }
        foreach (var id in kept)
        {
            if (markingOf(id) is not { } basis || IsWider(marking, content, basis)) return true;
        }
        return false;
    }

    /// <summary>Whether it is a document marked laxer than it says of itself.</summary>
    public static bool IsLaxerThanStated(Marking marking, object content) => content is Document { Stated: { } stated } && marking.Tlp < stated;

    public static bool IsWider(Marking marking, object content, Marking basis) =>
        !ReferenceEquals(marking, basis) && (CanLeave(content) ? marking.IsWiderThan(basis) : marking.IsLaxerHereThan(basis));

    /// <summary>How what is made of other things is marked: like them, where a person gives no marking. A partner's terms bind what is taken out of what it gave.</summary>
    /// <param name="view">The author's view.</param>
    /// <param name="content">What the new item says.</param>
    /// <param name="given">The marking that the author gives; null for none.</param>
    public static Marking MarkingFor(View view, object content, Marking? given)
    {
        List<Marking> bases = [.. Of(content).Select(id => view.Item(id)?.Marking).OfType<Marking>()];
        var document = content.GetType().GetProperty("Passage")?.GetValue(content) is PassageRef passage ? view.Documents.Find(passage.Document)?.Marking : null;
        var marking = given ?? bases.Aggregate(document ?? view.Default, (all, one) => all.And(one));
        // It is our reading of it all the same, so the partner does not see it as its own.
        return bases.FirstOrDefault(b => b.Originator is not null) is { Originator: { } originator } ? marking with { Originator = originator, Derived = true } : marking with { Originator = null, Derived = null };
    }

    private static Basis Leaving<T>(Func<T, IEnumerable<string?>> ids) => new(Ids(ids), Sort.Leaves);

    private static Basis Staying<T>(Func<T, IEnumerable<string?>> ids) => new(Ids(ids), Sort.Stays);

    // Words of a partner's document come with no place in a document of ours: an empty id names nothing.
    private static Func<object, IReadOnlyList<string>> Ids<T>(Func<T, IEnumerable<string?>> ids) => content =>
        [.. ids((T)content).OfType<string>().Where(id => id.Length > 0)];

    private enum Sort { Leaves, LeavesAlone, Stays, ShownWithIt, Stated, Basis }

    private sealed record Basis(Func<object, IReadOnlyList<string>> Ids, Sort Sort);
}
