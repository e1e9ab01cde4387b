using System.Text.Json;

namespace Demarche.Imports;

/// <summary>What became of all members of one name in the events of an import.</summary>
/// <param name="Member">Whose it is, and its name: <c>attribute comment</c>.</param>
/// <param name="Found">How many there are that say something: not null, not false and not empty. Of a list each counts.</param>
/// <param name="Taken">How many stand in the case now.</param>
/// <param name="Joined">How many say what stands there already.</param>
/// <param name="LeftOut">How many do not, by why.</param>
public sealed record MemberAccount(string Member, int Found, int Taken, int Joined, IReadOnlyDictionary<string, int> LeftOut)
{
    /// <summary>Whether each that was found is accounted for.</summary>
    public bool IsBalanced => Found == Taken + Joined + LeftOut.Values.Sum();

    /// <summary>The same members of several events.</summary>
    public static IReadOnlyList<MemberAccount> Sum(IEnumerable<MemberAccount> accounts) =>
    [
        .. accounts.GroupBy(a => a.Member).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new MemberAccount(g.Key, g.Sum(a => a.Found), g.Sum(a => a.Taken), g.Sum(a => a.Joined),
            g.SelectMany(a => a.LeftOut).GroupBy(l => l.Key).OrderBy(l => l.Key, StringComparer.Ordinal)
                .ToDictionary(l => l.Key, l => l.Sum(n => n.Value)))),
    ];
}

/// <summary>The accounts of one event: what it holds is counted in its JSON, what became of it where that is decided.</summary>
internal sealed class MispMembers
{
    public const string Attributes = "attribute";
    public const string Objects = "object";
    public const string Values = "typed value";

    private const string Server = "how the sender's server keeps or shares it";
    private const string NoPlace = "this desk has no place for it";
    private const string Deleted = "deleted by its originator";

    private static readonly HashSet<string> OfEvent = ["info", "uuid", "Orgc"];
    private static readonly HashSet<string> Described = ["date", "threat_level_id", "analysis", "timestamp", "Tag"];
    private static readonly HashSet<string> OfObject = ["name", "comment", "first_seen", "last_seen", "deleted"];
    private static readonly HashSet<string> OfAttribute = ["type", "category", "value", "object_relation", "comment", "to_ids",
        "first_seen", "last_seen", "timestamp", "Tag", "deleted"];

    private static readonly HashSet<string> InWords = ["type", "category", "value", "object_relation", "comment"];
    private static readonly HashSet<string> InNotes = ["value", "object_relation", "comment"];
    private static readonly HashSet<string> Stating = ["type", "category", "value", "object_relation", "name"];
    private const string StandsAlready = "its observable stands in the case already, and was left as it is";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["id"] = Server,
        ["event_id"] = Server,
        ["object_id"] = Server,
        ["org_id"] = Server,
        ["orgc_id"] = Server,
        ["published"] = Server,
        ["publish_timestamp"] = Server,
        ["locked"] = Server,
        ["proposal_email_lock"] = Server,
        ["disable_correlation"] = Server,
        ["distribution"] = Server,
        ["sharing_group_id"] = Server,
        ["SharingGroup"] = Server,
        ["attribute_count"] = Server,
        ["protected"] = Server,
        ["CryptographicKey"] = Server,
        ["sighting_timestamp"] = Server,
        ["Org"] = Server,
        ["event_creator_email"] = "the sender's own staff",
        ["uuid"] = "the sender's id of it",
        ["extends_uuid"] = "a reference to another event",
        ["meta-category"] = "what the template of the object says",
        ["description"] = "what the template of the object says",
        ["template_uuid"] = "what the template of the object says",
        ["template_version"] = "what the template of the object says",
        ["timestamp"] = "its attributes have times of their own",
        ["ShadowAttribute"] = "a proposal, which its originator has not accepted",
        ["Sighting"] = "a sighting by somebody else",
        ["Galaxy"] = "a galaxy; its tag stands among the words",
        ["RelatedEvent"] = "another event",
        ["EventReport"] = "a report: take it in as a document",
        ["data"] = "an attached file",
        ["ObjectReference"] = "a reference to what is not among the observables",
    };

    private readonly Dictionary<string, (int Found, int Taken, int Joined, Dictionary<string, int> Left)> accounts =
        new(StringComparer.Ordinal);

    private enum Fate { Taken, Joined, Left }

    /// <summary>What became of an object or attribute, and of its members.</summary>
    /// <param name="Members">Those that share its fate; null for all of them.</param>
    /// <param name="Other">Why those that are taken elsewhere are not taken here.</param>
    private sealed record MemberFate(Fate Fate, string? Why, HashSet<string>? Members = null, string? Other = null);

    /// <summary>What became of an event that was written.</summary>
    /// <param name="described">Whether a description of the incident was written from it.</param>
    public static IReadOnlyList<MemberAccount> Of(MispEvent e, MispSightings read, bool described)
    {
        var of = new MispMembers();
        of.Walk(e, (member, _) => OfEvent.Contains(member) || described && Described.Contains(member) || member == "Org"
            && !e.Json.TryGetProperty("Orgc", out JsonElement _)
                ? (Fate.Taken, null) : (Fate.Left, Described.Contains(member) ? "the case describes its incident already" : null),
            o => o.IsDeleted ? new(Fate.Left, Deleted) : o.Attributes.Select(read.FateOf).DefaultIfEmpty(MispFate.LeftOut).Max() switch
            {
                MispFate.LeftOut => new(Fate.Left, "none of its attributes is taken"),
                MispFate.InCase => new(Fate.Joined, null, Stating, StandsAlready),
                MispFate.Joined => new(Fate.Joined, null, OfObject),
                _ => new(Fate.Taken, null, OfObject),
            },
            (a, o) => a.IsDeleted || o?.IsDeleted == true ? new(Fate.Left, Deleted) : read.FateOf(a) switch
            {
                MispFate.LeftOut => new(Fate.Left, read.WhyLeftOut(a)),
                MispFate.Words => new(Fate.Taken, null, InWords, "the description of the incident has no place for it"),
                MispFate.Noted => new(Fate.Taken, null, InNotes, "a note has no place for it"),
                MispFate.InCase => new(Fate.Joined, null, Stating, StandsAlready),
                MispFate.Joined => new(Fate.Joined, null, OfAttribute),
                _ => new(Fate.Taken, null, OfAttribute),
            });
        var references = e.Objects.Where(o => !o.IsDeleted).Sum(o => o.References.Count);
        of.Put("object ObjectReference", Fate.Taken, read.References, null);
        of.Put("object ObjectReference", Fate.Left, references - read.References, Reasons["ObjectReference"]);
        of.Find(Values, read.Values.Taken + read.Values.Joined + read.Values.Words + read.Refused.Count);
        of.Put(Values, Fate.Taken, read.Values.Taken + read.Values.Words, null);
        of.Put(Values, Fate.Joined, read.Values.Joined, null);
        foreach (var refusal in read.Refused) of.Put(Values, Fate.Left, 1, $"no {Observables.ObservableWords.Of(refusal.Value.Type)}");
        return of.All();
    }

    /// <summary>What became of an event of which nothing was written.</summary>
    /// <param name="why">Why not; null where a case was made of it before.</param>
    public static IReadOnlyList<MemberAccount> Of(MispEvent e, string? why)
    {
        var of = new MispMembers();
        var fate = why is null ? (Fate.Joined, (string?)null) : (Fate.Left, why);
        of.Walk(e, (_, _) => fate, _ => new(fate.Item1, why), (_, _) => new(fate.Item1, why));
        of.Put("object ObjectReference", fate.Item1, e.Objects.Where(o => !o.IsDeleted).Sum(o => o.References.Count), why);
        return of.All();
    }

    private IReadOnlyList<MemberAccount> All() =>
        MemberAccount.Sum(accounts.Where(a => a.Value.Found > 0 || a.Value.Taken + a.Value.Joined + a.Value.Left.Count > 0)
            .Select(a => new MemberAccount(a.Key, a.Value.Found, a.Value.Taken, a.Value.Joined, a.Value.Left)));

    private void Walk(
        MispEvent e, Func<string, int, (Fate, string?)> ofEvent, Func<MispObject, MemberFate> ofObject,
        Func<MispAttribute, MispObject?, MemberFate> ofAttribute)
    {
        foreach (var (name, count) in Saying(e.Json).Where(m => m.Name is not ("Attribute" or "Object")))
        {
            var (fate, why) = ofEvent(name, count);
            Count($"event {name}", fate, count, why ?? Reasons.GetValueOrDefault(name, NoPlace));
        }
        foreach (var one in e.Objects)
        {
            var of = ofObject(one);
            Count(Objects, of.Fate, 1, of.Why);
            foreach (var (name, count) in Saying(one.Json).Where(m => m.Name != "Attribute"))
            {
                if (name == "ObjectReference")
                {
                    // References are placed one by one; those of a deleted object, and deleted ones, are not.
                    Find("object ObjectReference", count);
                    Put("object ObjectReference", Fate.Left, count - (one.IsDeleted ? 0 : one.References.Count), Deleted);
                }
                else Share("object", name, count, of, OfObject);
            }
        }
        foreach (var (attribute, of) in e.Attributes.Select(a => (a, (MispObject?)null))
            .Concat(e.Objects.SelectMany(o => o.Attributes.Select(a => (a, (MispObject?)o)))))
        {
            var own = ofAttribute(attribute, of);
            Count(Attributes, own.Fate, 1, own.Why);
            foreach (var (name, count) in Saying(attribute.Json)) Share("attribute", name, count, own, OfAttribute);
        }
    }

    private void Share(string owner, string name, int count, MemberFate of, HashSet<string> taken)
    {
        if (of.Fate == Fate.Left) Count($"{owner} {name}", Fate.Left, count, $"with its {owner}: {of.Why}");
        else if (of.Members is null || of.Members.Contains(name)) Count($"{owner} {name}", of.Fate, count, null);
        else Count($"{owner} {name}", Fate.Left, count, of.Other is { } other && taken.Contains(name) ? other
            : Reasons.GetValueOrDefault(name, NoPlace));
    }

    // A member that is null, false or empty says nothing, but for to_ids: that something is not for detection is said.
    private static IEnumerable<(string Name, int Count)> Saying(JsonElement of) => of.EnumerateObject()
        .Select(m => (m.Name, m.Value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => 0,
            JsonValueKind.False => m.Name == "to_ids" ? 1 : 0,
            JsonValueKind.String => m.Value.GetString()!.Length == 0 ? 0 : 1,
            JsonValueKind.Array => m.Value.GetArrayLength(),
            JsonValueKind.Object => m.Value.EnumerateObject().Any() ? 1 : 0,
            _ => 1,
        })).Where(m => m.Item2 > 0);

    private void Count(string member, Fate fate, int count, string? why)
    {
        Find(member, count);
        Put(member, fate, count, why);
    }

    private void Find(string member, int count) => accounts[member] = Account(member) with { Found = Account(member).Found + count };

    private void Put(string member, Fate fate, int count, string? why)
    {
        if (count == 0) return;
        var account = Account(member);
        if (fate == Fate.Taken) account.Taken += count;
        else if (fate == Fate.Joined) account.Joined += count;
        else account.Left[why ?? NoPlace] = account.Left.GetValueOrDefault(why ?? NoPlace) + count;
        accounts[member] = account;
    }

    private (int Found, int Taken, int Joined, Dictionary<string, int> Left) Account(string member) =>
        accounts.TryGetValue(member, out var account) ? account : accounts[member] = (0, 0, 0, []);
}
