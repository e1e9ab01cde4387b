using System.Collections.Frozen;
using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>What is to be said to one partner, apart from the items that go with it.</summary>
/// <param name="Kind">A request or a reply.</param>
/// <param name="About">The request or reply draft in our case.</param>
/// <param name="Title">In a line.</param>
/// <param name="Text">The words.</param>
/// <param name="Asks">What is asked, or what was asked where this is a reply.</param>
/// <param name="LegalBasis">On what ground; null in a reply.</param>
/// <param name="Due">By when; null in a reply.</param>
/// <param name="Tlp">The draft's own level.</param>
/// <param name="Includes">Ids of items; those that the partner may not see stay behind.</param>
/// <param name="Answers">What is said to each ask; null in a request.</param>
/// <param name="Disposition">The reply as a whole; null in a request.</param>
/// <param name="AnsweredPackage">The package that this answers, as its sender knows it.</param>
/// <param name="AnsweredObject">The STIX object that this answers.</param>
public sealed partial record Outgoing(
    PackageKind Kind, string About, string Title, string Text, IReadOnlyList<Ask> Asks, string? LegalBasis, string? Due, Tlp Tlp,
    IReadOnlyList<string> Includes, IReadOnlyList<Answer>? Answers, Disposition? Disposition, string? AnsweredPackage, string? AnsweredObject)
{
    /// <summary>The marking of the draft: whoever may read what bears it may read the package.</summary>
    public required Marking Readers { get; init; }

    /// <summary>What its holders may do with the words of the package; null where nobody says.</summary>
    public Pap? Pap { get; init; }

    /// <summary>What a reply says of the whole, in words; null in any other package.</summary>
    internal string? Whole => Disposition is { } whole ? LetterWords.Whole(whole, [.. (Answers ?? []).Select(a => a.Disposition)], Asks.Count) : null;

    /// <summary>Items that stand in other words in this partner's copy, by their ids.</summary>
    public IReadOnlyDictionary<string, Held<Rewording>> Rewordings { get; init; } = FrozenDictionary<string, Held<Rewording>>.Empty;

    /// <summary>Parties that the sender sees. An effect names no other as its victim: nobody sends what they may not see.</summary>
    public IReadOnlySet<string> Nameable { get; init; } = FrozenSet<string>.Empty;

    /// <summary>In a correction or a retraction, what it is about, as the partner knows it.</summary>
    public IReadOnlyList<Noticed> Notices { get; init; } = [];

    /// <summary>Items that were retracted from this partner: no later version of their objects may follow.</summary>
    public IReadOnlyList<string> Retracted { get; init; } = [];

    /// <summary>What the text of a brief cites by number: its first is 1.</summary>
    public IReadOnlyList<string> Cites { get; init; } = [];

    /// <summary>Items of which the partner would be given a part that is kept from the sender: somebody who sees that part has to send them.</summary>
    public IReadOnlyList<string> SeenInPart { get; init; } = [];

    /// <summary>What a request or reply draft says to a partner; null where it says nothing to that partner.</summary>
    /// <param name="view">A view in which the draft stands. Only the words addressed to the partner are taken from it.</param>
    public static Outgoing? To(string partner, string about, View view)
    {
        if (view.Requests.Find(about) is { IsWithdrawn: false } request && request.Content.Partners.Contains(partner))
        {
            var held = RequestList.WordingFor(view, about, partner);
            var (wording, content) = (held?.Content, request.Content);
            var tlp = held?.Marking.Tlp > request.Marking.Tlp ? held.Marking.Tlp : request.Marking.Tlp;
            return new(PackageKind.Request, about, content.Title, wording?.Text ?? content.Text, wording?.Asks ?? content.Asks, content.LegalBasis,
                content.Due, tlp, content.Includes, null, null, null, null)
            {
                Readers = request.Marking,
                Pap = SentMarking.Of(request.Marking).And(held?.Marking).Pap,
                Rewordings = Reworded(view, about, partner),
                Nameable = PartiesOf(view),
            };
        }
        if (view.ReplyDrafts.Find(about) is { IsWithdrawn: false } reply && Answerable.Of(view, reply.Content) is { } asked && asked.Partner == partner)
        {
            return new(PackageKind.Reply, about, asked.PackageTitle, reply.Content.Text, asked.Asks, null, null,
                reply.Marking.Tlp, reply.Content.Includes, reply.Content.Answers,
                // What becomes of the whole follows from the asks.
                Demarche.Requests.Asks.Whole([.. reply.Content.Answers.Select(a => a.Disposition)], asked.Asks.Count) ?? reply.Content.Disposition,
                asked.Package, asked.Object)
            {
                Readers = reply.Marking,
                Pap = reply.Marking.Pap,
                Rewordings = Reworded(view, about, partner),
                Nameable = PartiesOf(view),
            };
        }
        if (view.Briefs.Find(about) is { IsWithdrawn: false, Content: { Partner: { } reader } brief } draft && reader == partner)
        {
            return new(PackageKind.Brief, about, brief.Title, brief.Text, [], null, null, draft.Marking.Tlp, [.. brief.Cites.Where(view.Shows).Distinct()], null, null, null, null)
            {
                Readers = draft.Marking,
                Pap = draft.Marking.Pap,
                Cites = brief.Cites,
                Rewordings = Reworded(view, about, partner),
                Nameable = PartiesOf(view),
            };
        }
        return view.Notices.Find(about) is { IsWithdrawn: false } notice ? Noticed.To(partner, notice, view) : null;
    }

    internal static IReadOnlyDictionary<string, Held<Rewording>> Reworded(View view, string about, string partner) =>
        RewordingDecisions.Of(view, about, partner).GroupBy(r => r.Content.Item).ToDictionary(g => g.Key, g => g.First());

    internal static IReadOnlySet<string> PartiesOf(View view) => view.Parties.All.Select(p => p.Id).ToHashSet();
}

/// <summary>The two desks of a package, and what makes this one its own.</summary>
/// <param name="Package">The package's id, random.</param>
/// <param name="Created">The time in the package, UTC.</param>
public sealed record Letterhead(string Package, string Created, string FromDesk, string FromName, string ToDesk, string ToName);
