using System.Security.Cryptography;
using System.Text;
using Demarche.Stix;
using Demarche.Views;

namespace Demarche.Releases;

/// <summary>One STIX object of our own in one package: the id and the times under which the partner has it.</summary>
/// <param name="Item">Our id of what it says; of the draft where it is the letter itself.</param>
/// <param name="As">The STIX id.</param>
/// <param name="Created">When this partner was first given the object.</param>
/// <param name="Modified">When what it says last changed for this partner.</param>
/// <param name="Sha256">Of what it says, without its times.</param>
/// <param name="InOtherWords">Whether the copy of its draft says it in other words than its own.</param>
/// <param name="Ended">True where the package ends the object: what the item says now has no such object. No version follows.</param>
public sealed record GivenObject(string Item, string As, string Created, string Modified, string Sha256, bool InOtherWords, bool? Ended = null);

/// <summary>
/// What a partner has of our own objects, and so the id and the times of each in the next package (docs/decisions/times-of-a-package.md).
/// An object has an id of its own for each partner, derived from the package that first gave it; its times are those of packages to this partner.
/// Nothing of an item's own history is in them: two partners have no id and no time in common.
/// </summary>
internal sealed class GivenObjects
{
    private static readonly StixTimestamp NoTime = StixTimestamp.Parse("2000-01-01T00:00:00.000Z");

    private readonly string partner;
    private readonly Letterhead head;
    private readonly Dictionary<(string Item, string Type, string? Copy), GivenObject> last = [];
    private readonly HashSet<string> arrived = [];
    private readonly Dictionary<string, StixId> seenAs = [];

    /// <param name="view">The partner's view.</param>
    public GivenObjects(View view, Outgoing outgoing, Letterhead head)
    {
        (partner, this.head) = (((Audience.Partner)view.Audience).Id, head);
        HashSet<string> ended = [];
        foreach (var release in view.Given(outgoing.Readers))
        {
            var proposal = release.Content.Proposal;
            if (proposal.Kind == PackageKind.Retraction) ended.UnionWith(proposal.Items.Select(i => i.As));
            foreach (var one in proposal.Objects ?? Earlier(view, proposal))
            {
                if (one.Ended == true) ended.Add(one.As);
                if (release.Content.HasGone) arrived.Add(one.As);
                Remember(one, proposal.About);
            }
            foreach (var item in proposal.Items)
            {
                if (StixId.TryParse(item.As, out var id) && IsSeen(id)) seenAs[item.Item] = id;
            }
        }
        foreach (var notice in outgoing.Notices)
        {
            if (StixId.TryParse(notice.As, out var id) && IsSeen(id)) seenAs.TryAdd(notice.Item, id);
        }
        // A notice names the objects that it is about, whoever may see the releases that gave them.
        foreach (var one in outgoing.Notices.Where(n => !last.Values.Any(g => g.Item == n.Item)))
            Remember(new(one.Item, one.As, one.Created, one.Modified, "", false), outgoing.About);
        foreach (var (key, _) in last.Where(l => ended.Contains(l.Value.As)).ToList()) last.Remove(key);
    }

    /// <summary>An object as it stands in this package: the next version of what the partner has, the very version that it has, or a new object.</summary>
    /// <param name="item">Our id of what it says.</param>
    /// <param name="copy">The draft in whose copy it is in other words; null for its own words.</param>
    /// <param name="write">Writes it with an id and times: called twice, and it says the same both times.</param>
    public (StixObject Object, GivenObject Given) Next(string type, string item, string? copy, Func<StixHeader, StixObject> write)
    {
        var before = last.GetValueOrDefault((item, type, copy));
        var id = before is null ? StixId.DerivedFrom(type, partner, item, copy ?? "", head.Package) : StixId.Parse(before.As);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(write(new(id, NoTime)).RawJson)));
        var created = before?.Created ?? head.Created;
        var modified = before is null ? head.Created : before.Sha256 == sha256 ? before.Modified : Later(before.Modified, head.Created);
        return (write(new(id, StixTimestamp.Parse(created), StixTimestamp.Parse(modified))), new(item, id.ToString(), created, modified, sha256, copy is not null));
    }

    /// <summary>Everything that the partner has of an item in its own words.</summary>
    public IEnumerable<GivenObject> Of(string item) => last.Where(l => l.Key.Item == item && l.Key.Copy is null).Select(l => l.Value).OrderBy(g => g.As, StringComparer.Ordinal);

    /// <summary>
    /// An object of an item that has left for the partner, and so can be pointed at; null where there is none. One that is only on its way does not count: it may
    /// still be stopped, and what points at it would point nowhere.
    /// </summary>
    public StixId? Arrived(string type, string item) => last.TryGetValue((item, type, null), out var one) && arrived.Contains(one.As) ? StixId.Parse(one.As) : null;

    /// <summary>The cyber-observable object by which the partner last had an item; null where there was none.</summary>
    public StixId? SeenAs(string item) => seenAs.GetValueOrDefault(item);

    private static bool IsSeen(StixId id) => !OwnTypes.Contains(id.Type);

    private static readonly HashSet<string> OwnTypes = ["note", "incident", "identity", "vulnerability", "indicator", "observed-data"];

    /// <summary>The time of a version that follows another: the package's own, or a moment after the version before where that is not later.</summary>
    public static string Later(string before, string made) =>
        string.CompareOrdinal(made, before) > 0 ? made : Times.Text(Times.Parse(before)!.Value.AddMilliseconds(1));

    private void Remember(GivenObject one, string about)
    {
        // A journal that no desk wrote may hold anything; an object without an id or a time is one that nobody has.
        if (!StixId.TryParse(one.As, out var id) || !StixTimestamp.TryParse(one.Created, out _) || Times.Parse(one.Modified) is null) return;
        var key = (one.Item, id.Type, one.InOtherWords ? about : null);
        if (last.TryGetValue(key, out var before) && before.As == one.As && string.CompareOrdinal(before.Modified, one.Modified) > 0) return;
        last[key] = one;
    }

    // Packages of before: ids were derived from the item alone, and "created" was the item's own time, which the partner has already.
    // What was said under which time isn't known, so whatever goes now is a later version.
    private IEnumerable<GivenObject> Earlier(View view, Proposal proposal)
    {
        foreach (var given in ReleasedItem.OfTheirOwn(proposal.Items))
        {
            if (!StixId.TryParse(given.As, out var id) || id != StixId.DerivedFrom(id.Type, partner, given.Item)) continue;
            if (view.Item(given.Item) is { } item) yield return new(given.Item, given.As, item.History[0].Time, proposal.Created, "", false);
        }
    }
}
