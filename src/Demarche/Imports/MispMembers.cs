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
    private const string Limit = "a limit of the sender's server, which counts for the marking";
    private const string Times = "the time says nothing, or its object was seen before or after it as well";
    private const string Deleted = "deleted by its originator";

    private static readonly HashSet<string> OfBoth = ["type", "category", "value", "object_relation", "name", "deleted"];

    public const string StandsAlready = "its observable stands in the case already without it, and was left as it is";
    public const string TooMany = "its object has more further values than an observable holds";
    public const string NoteIsFull = "the note of its observable is full";

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
        ["distribution"] = Limit,
        ["sharing_group_id"] = Limit,
        ["SharingGroup"] = Limit,
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

    /// <summary>What became of an event that was written.</summary>
    /// <param name="read">What it says was seen, once that is settled.</param>
    /// <param name="written">What was written of the event as a whole: the texts of the case, its incident and its document.</param>
    /// <param name="standing">What stood in the case before of such texts.</param>
    public static IReadOnlyList<MemberAccount> Of(MispEvent e, MispSightings read, IReadOnlyList<string> written,
        IReadOnlyList<string> standing)
    {
        var of = new MispMembers();
        of.Walk(e, member => Said(e, member) is not { } texts ? (Fate.Left, null)
                : texts.All(t => written.Any(w => w.Contains(t, StringComparison.Ordinal))) ? (Fate.Taken, null)
                : texts.All(t => written.Concat(standing).Any(w => w.Contains(t, StringComparison.Ordinal))) ? (Fate.Joined, null)
                : (Fate.Left, "the case describes its incident already, or its description is full"),
            o => WhyNone(o) is { } why ? _ => (Fate.Left, why) : OfObject(o, read),
            (a, o) => (WhyNone(o) ?? (a.IsDeleted ? Deleted : a.WhyUnread)) is { } why ? _ => (Fate.Left, why) : OfAttribute(a, read));
        foreach (var (seen, words) in read.References)
        {
            var isSaid = seen.Held is not null && seen.Says(words);
            of.Put("object ObjectReference", !isSaid ? Fate.Left : seen.IsJoined ? Fate.Joined : Fate.Taken, 1,
                isSaid ? null : seen.Held is null || seen.IsJoined ? seen.WhyNot : NoteIsFull);
        }
        var references = e.Objects.Where(o => o.Stands).Sum(o => o.References.Count);
        of.Put("object ObjectReference", Fate.Left, references - read.References.Count, Reasons["ObjectReference"]);
        of.Find(Values, read.Stated.Count + read.Refused.Count);
        foreach (var stated in read.Stated)
        {
            var (fate, why) = OfValue(stated, read);
            of.Put(Values, fate, 1, why);
        }
        foreach (var refusal in read.Refused) of.Put(Values, Fate.Left, 1, $"no {Observables.ObservableWords.Of(refusal.Value.Type)}");
        return of.All();
    }

    private static string? WhyNone(MispObject? one) => one is null ? null : one.IsDeleted ? Deleted : one.WhyUnread;

    // The words in which a member of the event stands in the case; null where it has no place there.
    private static IReadOnlyList<string>? Said(MispEvent e, string member) => member switch
    {
        "info" => [e.Info],
        "uuid" when e.Uuid is { } id => [id],
        "Orgc" when e.Organisation is { } by => [by],
        "Org" when e.Organisation is { } by && !e.Json.TryGetProperty("Orgc", out JsonElement _) => [by],
        "date" when e.Date is { } date => [$"dated {date}"],
        "threat_level_id" when e.ThreatLevel is { } level => [$"the threat level {level}."],
        "analysis" when e.Analysis is { } analysis => [$"the analysis {analysis}."],
        "timestamp" when e.AsOf is { } asOf => [$"as of {asOf}"],
        "Tag" => e.Tags,
        _ => null,
    };

    private static (Fate, string?) OfValue(MispStated stated, MispSightings read)
    {
        if (stated.In is not { } seen)
            return read.FateOf(stated.Attribute) == MispFate.Words ? (Fate.Taken, null) : (Fate.Left, read.WhyLeftOut(stated.Attribute));
        var isHeld = stated.Words is null ? seen.Has(stated.Value) : seen.Says(stated.Words);
        if (!isHeld) return (Fate.Left, seen.Held is null || seen.IsJoined || stated.Words is null ? seen.WhyNot : NoteIsFull);
        return seen.IsJoined || !stated.IsNew && stated.Words is null ? (Fate.Joined, null) : (Fate.Taken, null);
    }

    private static Func<string, (Fate, string?)> OfAttribute(MispAttribute a, MispSightings read)
    {
        var (fate, seen) = (read.FateOf(a), read.Of(a).ToList());
        if (fate == MispFate.LeftOut)
        {
            var why = read.WhyLeftOut(a);
            return _ => (Fate.Left, why);
        }
        (Fate, string?) If(bool isSaid, string whyNot) => isSaid ? (fate is MispFate.InCase or MispFate.Joined ? Fate.Joined : Fate.Taken,
            null)
            : (Fate.Left, fate == MispFate.InCase ? StandsAlready : whyNot);
        return member => member switch
        {
            "category" or "type" when fate == MispFate.Noted => (Fate.Left, "a note has no place for it"),
            _ when OfBoth.Contains(member) => If(true, ""),
            "comment" when fate == MispFate.Words => If(true, ""),
            "comment" => If(seen.Exists(s => s.Says(a.Comment)), NoteIsFull),
            "to_ids" or "timestamp" or "first_seen" or "last_seen" or "Tag" when fate == MispFate.Words =>
                (Fate.Left, "the description of the incident has no place for it"),
            "to_ids" => If(fate != MispFate.Noted && seen.Exists(s => s.Says("(to_ids)")), "a note has no place for it"),
            "timestamp" => If(a.AsOf is { } asOf && seen.Exists(s => s.Says($"as of {asOf}")),
                "a note has the last change of its object only"),
            "first_seen" => If(a.FirstSeen is not null && seen.Exists(s => s.Held?.FirstSeen == a.FirstSeen), Times),
            "last_seen" => If(a.LastSeen is not null && seen.Exists(s => s.Held?.LastSeen == a.LastSeen), Times),
            "Tag" => If(a.Tags.All(t => seen.Exists(s => s.Says(t))), NoteIsFull),
            _ => (Fate.Left, null),
        };
    }

    private static Func<string, (Fate, string?)> OfObject(MispObject o, MispSightings read)
    {
        var fate = o.Attributes.Select(read.FateOf).DefaultIfEmpty(MispFate.LeftOut).Max();
        if (fate == MispFate.LeftOut) return _ => (Fate.Left, "none of its attributes is taken");
        var seen = read.Of(o);
        (Fate, string?) If(bool isSaid, string whyNot) => isSaid ? (fate is MispFate.InCase or MispFate.Joined ? Fate.Joined : Fate.Taken,
            null)
            : (Fate.Left, fate == MispFate.InCase ? StandsAlready : seen.Count == 0
                ? "the description of the incident has no place for it" : whyNot);
        return member => member switch
        {
            _ when OfBoth.Contains(member) => If(true, ""),
            "comment" => If(seen.Any(s => s.Says(o.Comment)), NoteIsFull),
            "first_seen" => If(o.FirstSeen is not null && seen.Any(s => s.Held?.FirstSeen == o.FirstSeen), Times),
            "last_seen" => If(o.LastSeen is not null && seen.Any(s => s.Held?.LastSeen == o.LastSeen), Times),
            "Tag" => If(MispLabels.Tags(o.Json).All(t => seen.Any(s => s.Says(t))), NoteIsFull),
            _ => (Fate.Left, null),
        };
    }

    /// <summary>What became of an event of which nothing was written.</summary>
    /// <param name="why">Why not; null where a case was made of it before.</param>
    public static IReadOnlyList<MemberAccount> Of(MispEvent e, string? why)
    {
        var of = new MispMembers();
        var fate = why is null ? (Fate.Joined, (string?)null) : (Fate.Left, why);
        of.Walk(e, _ => fate, _ => _ => fate, (_, _) => _ => fate);
        of.Put("object ObjectReference", fate.Item1, e.Objects.Where(o => o.Stands).Sum(o => o.References.Count), why);
        return of.All();
    }

    private IReadOnlyList<MemberAccount> All() =>
        MemberAccount.Sum(accounts.Where(a => a.Value.Found > 0 || a.Value.Taken + a.Value.Joined + a.Value.Left.Count > 0)
            .Select(a => new MemberAccount(a.Key, a.Value.Found, a.Value.Taken, a.Value.Joined, a.Value.Left)));

    private void Walk(
        MispEvent e, Func<string, (Fate, string?)> ofEvent, Func<MispObject, Func<string, (Fate, string?)>> ofObject,
        Func<MispAttribute, MispObject?, Func<string, (Fate, string?)>> ofAttribute)
    {
        Lists(e.Unread);
        Members("event", e.Json, e.Unread, ofEvent, "Attribute", "Object");
        foreach (var one in e.Objects)
        {
            var of = ofObject(one);
            var (fate, why) = of("name");
            Count(Objects, fate, 1, why);
            Lists(one.Unread);
            Members("object", one.Json, one.Unread, fate == Fate.Left ? _ => (Fate.Left, $"with its object: {why}") : of, "Attribute",
                "ObjectReference");
            // References are placed one by one; those of an object that does not count, and those that are deleted, are not.
            if (Saying(one.Json).FirstOrDefault(m => m.Name == "ObjectReference") is not { Count: > 0 and var references }) continue;
            var unread = one.Unread.FirstOrDefault(u => u.Member == "ObjectReference");
            Find("object ObjectReference", references);
            Put("object ObjectReference", Fate.Left, unread?.Count ?? 0, $"not {unread?.Why}");
            Put("object ObjectReference", Fate.Left, references - (unread?.Count ?? 0) - (one.Stands ? one.References.Count : 0),
                WhyNone(one) ?? Deleted);
        }
        foreach (var (attribute, of) in e.Attributes.Select(a => (a, (MispObject?)null))
            .Concat(e.Objects.SelectMany(o => o.Attributes.Select(a => (a, (MispObject?)o)))))
        {
            var own = ofAttribute(attribute, of);
            var (fate, why) = own("value");
            Count(Attributes, fate, 1, why);
            Members("attribute", attribute.Json, attribute.Unread, fate == Fate.Left ? _ => (Fate.Left, $"with its attribute: {why}")
                : own);
        }
    }

    // What should be an attribute or an object of the event, and has not the form of one.
    private void Lists(IReadOnlyList<MispUnread> unread)
    {
        foreach (var one in unread.Where(u => u.Member is "Attribute" or "Object"))
            Count(one.Member == "Object" ? Objects : Attributes, Fate.Left, one.Count, $"not {one.Why}");
    }

    private void Members(string owner, JsonElement json, IReadOnlyList<MispUnread> unread, Func<string, (Fate, string?)> of,
        params ReadOnlySpan<string> others)
    {
        foreach (var (name, count) in Saying(json))
        {
            if (others.Contains(name)) continue;
            if (unread.FirstOrDefault(u => u.Member == name) is { } odd) Count($"{owner} {name}", Fate.Left, count, $"not {odd.Why}");
            else
            {
                var (fate, why) = of(name);
                Count($"{owner} {name}", fate, count, why ?? Reasons.GetValueOrDefault(name, NoPlace));
            }
        }
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
