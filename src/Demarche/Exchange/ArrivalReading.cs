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

    // What is no item, and what comes with one.
    private readonly HashSet<StixId> within;

    public ArrivalReading(PackageContent content, string arrival, string to)
    {
        (this.content, this.arrival) = (content, arrival);
        // What its sender revoked is nobody's to take in.
        objects = [.. content.Bundle.Objects.Where(o => !o.Revoked && !Furniture.Contains(o.Type)).DistinctBy(o => o.Id)];
        byId = objects.ToDictionary(o => o.Id);
        // Who speaks in a claim comes with the claim; the two desks are no parties of the incident.
        within = [StixId.DerivedFrom("identity", content.From), StixId.DerivedFrom("identity", to), DemarcheExtensions.Author.Id];
        within.UnionWith(objects.Where(o => ClaimExtension.Read(o).Value is not null).SelectMany(c => c.ObjectRefs).Where(r => r.Type == "identity"));
        within.UnionWith(content.Bundle.Objects.Select(o => o.CreatedByRef).OfType<StixId>());
        // The words of a request, a reply and a notice stand by themselves, and those of the package with its letter.
        within.UnionWith(objects.Where(o => RequestExtension.Read(o).Value is not null || ReplyExtension.Read(o).Value is not null || NoticeReading.IsNotice(content, o) || IsContainer(o))
            .Select(o => o.Id));
    }

    public IReadOnlyList<ArrivalItem> Items()
    {
        List<ArrivalItem> items = [.. OurObservables(), .. Observables()];
        items.AddRange(objects.Where(o => !within.Contains(o.Id)).ToList().Select(Read));
        return items;
    }

    private ArrivalItem Read(StixObject one)
    {
        var item = ItemId(one.Id.ToString());
        var members = ItemExtension.Read(one).Value;
        return one.Type switch
        {
            "incident" => Taken("incident", Description(one), new IncidentDescribed(item, new(
                members?.Text is { } text ? Words(text) : Description(one), ItemPhrases.Read(members?.Began), ItemPhrases.Read(members?.Ended), ItemPhrases.Read(members?.Discovered)))),
            "identity" => Taken("party", one.Description is { } role ? $"{one.Name}: {role}" : Words(one.Name), Named(one)),
            "note" when ClaimExtension.Read(one).Value is { } claim => Claim(claim),
            "note" when members is { Kind: ItemKind.Effect } => Effect(members),
            "note" when members is { Kind: ItemKind.Statement, Text: { } said, Speaker: { } speaker } && ItemPhrases.Read(members.At) is { } at =>
                Taken("statement", Words(one.Text("content")), new StatementMade(item, new(Words(said), at, Words(speaker), []))),
            "note" when one.Text("abstract") == "Effect" => Taken("effect", Words(one.Text("content")), new EffectRecorded(item, new(null, "effect", Words(one.Text("content")), null))),
            "note" when one.Text("abstract") == "Proposition" => Taken("proposition", Words(one.Text("content")), new PropositionStated(item, new(Words(one.Text("content"))))),
            _ => new(one.Id.ToString(), one.Type, Shown(one), Level(one), [], item),
        };

        ArrivalItem Taken(string kind, string words, params IReadOnlyList<Fact> facts) => new(one.Id.ToString(), kind, PackageReading.Cut(words), Level(one), facts, item);

        ArrivalItem Effect(ItemExtension effect)
        {
            // Whom it names may come by itself too: it is one party in the case, whichever of the two is taken first.
            var party = effect.Victim is not { } victim ? null
                : one.ObjectRefs.Select(r => byId.GetValueOrDefault(r)).FirstOrDefault(o => o?.Type == "identity" && o.Name == victim && !within.Contains(o.Id)) is { } identity ? Named(identity)
                : new PartyNamed(ItemId("party " + victim), new Party(Words(victim), KindOf(effect.VictimKind, null), null, "").Plain());
            var recorded = new EffectRecorded(item, new(party?.Id, Words(effect.Title) is { Length: > 0 } title ? title : "effect", Words(effect.Text ?? one.Text("content")), ItemPhrases.Read(effect.At)));
            return Taken("effect", Words(one.Text("content")), party is null ? [recorded] : [party, recorded]);
        }

        ArrivalItem Claim(ClaimExtension claim)
        {
            var (proposition, source) = (ItemId("proposition " + claim.Proposition), ItemId($"source {claim.SourceName} {claim.SourceDescription}"));
            var standing = Enum.TryParse<Standing>(claim.Standing, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : Standing.Unknown;
            var organisation = one.ObjectRefs.Where(r => r.Type == "identity").Select(r => byId.GetValueOrDefault(r)?.Description).FirstOrDefault(d => d is not null);
            var said = ItemPhrases.Read(claim.SaidOn) is { } at ? at with { About = claim.SaidAbout } : null;
            var words = $"{claim.SourceName ?? claim.SourceDescription} {ClaimWords.Of((Stance)(int)claim.Stance)}: {claim.Proposition}";
            return Taken("claim", words,
                new PropositionStated(proposition, new(Words(claim.Proposition))),
                new SourceNamed(source, new Source(
                    claim.SourceName is { } name ? Words(name) : null, Words(claim.SourceDescription), organisation is null ? null : Words(organisation), standing, null, [], null).Plain()),
                new ClaimMade(item, new(proposition, source, (Stance)(int)claim.Stance, standing, claim.OnRecord, (Nature)(int)claim.Nature, null,
                    claim.Quote is { Length: > 0 } quote ? new("", 0, 0, Words(quote)) : null, said)));
        }
    }

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

    private Tlp Level(params IEnumerable<StixObject> all) =>
        all.Select(o => o.ObjectMarkingRefs.Count == 0 ? content.Tlp : o.ObjectMarkingRefs.Select(PackageContent.LevelOf).Max()).Max();

    private static string Words(string? text) => PackageReading.Cut(text);

    // Opaque to others as long as the arrival's id, which is random and never leaves the desk.
    private string ItemId(string what)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{arrival}\n{what}"));
        return string.Create(25, hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = alphabet[bytes[i] & 31];
        });
    }
}
