using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Stix;

namespace Demarche.Exchange;

/// <summary>
/// Which objects of a bundle are one thing, and what each would become. With the extensions of this program an item comes with all its members; of another
/// sender's objects as much comes as STIX says.
/// </summary>
internal sealed partial class ArrivalReading
{
    private static readonly HashSet<string> Furniture = ["marking-definition", "extension-definition", "language-content"];

    private readonly PackageContent content;
    private readonly string arrival;
    private readonly List<StixObject> objects;
    private readonly Dictionary<StixId, StixObject> byId;
    private readonly List<(StixObject Object, NotOffered Because)> aside = [];

    // What is no item, and what comes with one.
    private readonly HashSet<StixId> within;

    public ArrivalReading(PackageContent content, string arrival, string to)
    {
        (this.content, this.arrival) = (content, arrival);
        objects = [.. Current()];
        byId = objects.ToDictionary(o => o.Id);
        // Who speaks in a claim comes with the claim; the two desks are no parties of the incident.
        within = [StixId.DerivedFrom("identity", content.From), StixId.DerivedFrom("identity", to), DemarcheExtensions.Author.Id];
        within.UnionWith(content.Bundle.Objects.Select(o => o.CreatedByRef).OfType<StixId>());
        aside.AddRange(objects.Where(o => within.Contains(o.Id)).Select(o => (o, NotOffered.Sender)));
        within.UnionWith(objects.Where(o => ClaimExtension.Read(o).Value is not null).SelectMany(c => c.ObjectRefs).Where(r => r.Type == "identity"));
        // The words of a request, a reply and a notice stand by themselves, and those of the package with its letter.
        List<StixObject> words = [.. objects.Where(o => RequestExtension.Read(o).Value is not null || ReplyExtension.Read(o).Value is not null
            || NoticeReading.IsNotice(content, o) || IsContainer(o))];
        within.UnionWith(words.Select(o => o.Id));
        aside.AddRange(words.Select(o => (o, NotOffered.Words)));
    }

    public IReadOnlyList<ArrivalItem> Items()
    {
        List<ArrivalItem> items = [.. OurObservables(), .. Observables()];
        items.AddRange(objects.Where(o => !within.Contains(o.Id)).ToList().Select(Read));
        return items;
    }

    /// <summary>What is nothing to take in, each with the reason.</summary>
    public IReadOnlyList<ArrivalItem> Aside() =>
        [.. aside.Select(a => new ArrivalItem(a.Object.Id.ToString(), a.Object.Type, Shown(a.Object), Level(a.Object).Tlp, [], "") { Because = a.Because })
            .OrderBy(i => i.Because).ThenBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.As, StringComparer.Ordinal)];

    // Of several versions of one object the newest counts, whatever order they stand in; what its sender revoked is nobody's to take in.
    private IEnumerable<StixObject> Current()
    {
        foreach (var versions in content.Bundle.Objects.GroupBy(o => o.Id))
        {
            var newest = versions.MaxBy(o => o.Version)!;
            aside.AddRange(versions.Where(o => !ReferenceEquals(o, newest))
                .Select(o => (o, o.Version == newest.Version ? NotOffered.Twice : NotOffered.Older)));
            if (newest.Revoked) aside.Add((newest, NotOffered.Revoked));
            else if (Furniture.Contains(newest.Type)) aside.Add((newest, NotOffered.Definition));
            else yield return newest;
        }
    }

    private ArrivalItem Read(StixObject one)
    {
        var item = ItemId(one.Id.ToString());
        var members = ItemExtension.Read(one).Value;
        return one.Type switch
        {
            "incident" => Taken("incident", [one], new IncidentDescribed(item, new(
                members?.Text is { } text ? Words(text) : Description(one),
                ItemPhrases.Read(members?.Began), ItemPhrases.Read(members?.Ended), ItemPhrases.Read(members?.Discovered)))),
            "identity" when one.Name is { Length: > 0 } => Taken("party", [one], Named(one)),
            "note" when ClaimExtension.Read(one).Value is { } claim => Claim(claim),
            "note" when members is { Kind: ItemKind.Effect } => Effect(members),
            "note" when members is { Kind: ItemKind.Statement, Text: { } said, Speaker: { } speaker } && ItemPhrases.Read(members.At) is { } at =>
                Taken("statement", [one], new StatementMade(item, new(Words(said), at, Words(speaker), []))),
            "note" when one.Text("abstract") == "Effect" =>
                Taken("effect", [one], new EffectRecorded(item, new(null, "effect", Words(one.Text("content")), null))),
            "note" when one.Text("abstract") == "Proposition" => Taken("proposition", [one], new PropositionStated(item, new(Words(one.Text("content"))))),
            _ => Marked(new(one.Id.ToString(), one.Type, Shown(one), Tlp.Red, [], item) { Because = Why(one) }, [one]),
        };

        ArrivalItem Taken(string kind, IReadOnlyList<StixObject> says, params IReadOnlyList<Fact> facts) =>
            this.Taken(one.Id.ToString(), kind, says, facts, item);

        ArrivalItem Effect(ItemExtension effect)
        {
            // Whom it names may come by itself too: it is one party in the case, whichever of the two is taken first.
            var identity = effect.Victim is null ? null : one.ObjectRefs.Select(r => byId.GetValueOrDefault(r))
                .FirstOrDefault(o => o?.Type == "identity" && o.Name == effect.Victim && !within.Contains(o.Id));
            var party = effect.Victim is not { } victim ? null : identity is not null ? Named(identity)
                : new PartyNamed(ItemId("party " + victim), new Party(Words(victim), KindOf(effect.VictimKind, null), null, "").Plain());
            var recorded = new EffectRecorded(item, new(party?.Id, Words(effect.Title) is { Length: > 0 } title ? title : "effect",
                Words(effect.Text ?? one.Text("content")), ItemPhrases.Read(effect.At)));
            return Taken("effect", identity is null ? [one] : [one, identity], party is null ? [recorded] : [party, recorded]);
        }

        ArrivalItem Claim(ClaimExtension claim)
        {
            var (proposition, source) = (ItemId("proposition " + claim.Proposition), ItemId($"source {claim.SourceName} {claim.SourceDescription}"));
            var standing = Enum.TryParse<Standing>(claim.Standing, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : Standing.Unknown;
            List<StixObject> speakers = [.. one.ObjectRefs.Where(r => r.Type == "identity").Select(r => byId.GetValueOrDefault(r)).OfType<StixObject>()];
            var organisation = speakers.Select(s => s.Description).FirstOrDefault(d => d is not null);
            var said = ItemPhrases.Read(claim.SaidOn) is { } at ? Minute(at) with { About = claim.SaidAbout } : null;
            return Taken("claim", [one, .. speakers],
                new PropositionStated(proposition, new(Words(claim.Proposition))),
                new SourceNamed(source, new Source(claim.SourceName is { } name ? Words(name) : null, Words(claim.SourceDescription),
                    organisation is null ? null : Words(organisation), standing, null, [], null).Plain()),
                new ClaimMade(item, new(proposition, source, (Stance)(int)claim.Stance, standing, claim.OnRecord, (Nature)(int)claim.Nature, null,
                    claim.Quote is { Length: > 0 } quote ? new("", 0, 0, Words(quote)) : null, said)));
        }
    }

    /// <param name="says">All objects whose words or values are recorded: the strictest of their markings governs what is taken in.</param>
    private ArrivalItem Taken(string id, string kind, IReadOnlyList<StixObject> says, IReadOnlyList<Fact> facts, string item)
    {
        var said = ArrivalWords.Of(facts);
        return Marked(new(id, kind, string.Join("\n", said.Select(s => s.Line)), Tlp.Red, facts, item) { Said = said }, says);
    }

    private ArrivalItem Marked(ArrivalItem item, IReadOnlyList<StixObject> says) =>
        content.Markings.Of(says) is var (tlp, pap, terms) ? item with { Tlp = tlp, Pap = pap, Terms = terms } : item;

    private NotOffered Why(StixObject one) => one.Type switch
    {
        "indicator" => NotOffered.Pattern,
        "identity" => NotOffered.NoValue,
        _ => ObservableTypesRead.Contains(one.Type) ? NotOffered.NoValue : NotOffered.NoPlace,
    };

    private PartyNamed Named(StixObject identity)
    {
        var members = ItemExtension.Read(identity).Value is { Kind: ItemKind.Party } ours ? ours : null;
        // Another sender says in "roles" what part it has.
        var role = members is not null ? members.Text : identity.Description ?? string.Join(", ", identity.Texts("roles"));
        return new(ItemId(identity.Id.ToString()), new Party(
            Words(identity.Name), KindOf(members?.PartyKind, identity.Text("identity_class")), members?.Country is { } country ? Words(country) : null, Words(role)).Plain());
    }

    private static PartyKind KindOf(string? word, string? identityClass) =>
        Enum.GetValues<PartyKind>().Where(k => ItemPhrases.Word(k) == word).Select(k => (PartyKind?)k).FirstOrDefault() ?? identityClass switch
        {
            "group" => PartyKind.Group,
            "individual" => PartyKind.Person,
            _ => PartyKind.Organisation,
        };

    // The object that stands for the whole package: it names it.
    private bool IsContainer(StixObject one) => one.Type is "grouping" or "report" && one.CreatedByRef == StixId.DerivedFrom("identity", content.From)
        && one.Json.TryGetProperty("external_references", out var references) && references.ValueKind == JsonValueKind.Array
        && references.EnumerateArray().Any(r => Member(r, "source_name") == BundleWriter.PackageReference && Member(r, "external_id") == content.Id);

    private static string? Member(JsonElement one, string name) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A name that its description doesn't begin with says something of its own.
    private static string Description(StixObject one) =>
        Words(one.Description is not { Length: > 0 } description ? one.Name
            : one.Name is not { Length: > 0 } name || description.StartsWith(name.TrimEnd('…'), StringComparison.Ordinal) ? description : $"{name}: {description}");

    private static string Shown(StixObject one) =>
        Words(new[] { one.Name, one.Text("content"), one.Description, one.Text("pattern"), one.Text("explanation"), one.Text("relationship_type"), one.Text("value"), one.Text("path") }
            .FirstOrDefault(w => !string.IsNullOrEmpty(w)));

    private GivenMarking Level(StixObject one) => content.Markings.Of(one);

    // The extension has no form for a minute: it is written with seconds that nobody knows.
    private static ApproximateTime Minute(ApproximateTime time) =>
        time.Value is { Length: 20 } value && value.EndsWith(":00Z", StringComparison.Ordinal) ? time with { Value = value[..16] + "Z" } : time;

    private static string Words(string? text) => PackageReading.Cut(text);

    private string ItemId(string what) => IdOf(arrival, what);

    /// <summary>The id in a case of what came by a name in an arrival. Opaque to others as long as the arrival's id, which is random and never leaves the desk.</summary>
    internal static string IdOf(string arrival, string what)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{arrival}\n{what}"));
        return string.Create(25, hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = alphabet[bytes[i] & 31];
        });
    }
}
