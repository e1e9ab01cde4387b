using System.Security.Cryptography;
using System.Text;
using Demarche.Claims;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Sources;
using Demarche.Stix;

namespace Demarche.Exchange;

/// <summary>Something in a package that a person may take into a case.</summary>
/// <param name="As">Its STIX id.</param>
/// <param name="Kind">What it would become: claim, observable, party… or its STIX type where it can't become anything.</param>
/// <param name="Words">What it says, as the partner wrote it.</param>
/// <param name="Tlp">Its own level; the package's where it has none.</param>
/// <param name="Facts">What taking it writes; empty where the desk has no place for it but the kept bytes.</param>
/// <param name="Item">The id it would have in the case.</param>
public sealed record ArrivalItem(string As, string Kind, string Words, Tlp Tlp, IReadOnlyList<Fact> Facts, string Item)
{
    // From outside, and shown as a name: whatever it was written with, it is read as it looks.
    public string Words { get; init => field = PlainName.Of(value); } = PlainName.Of(Words);
}

/// <summary>What a package brings, as proposals. Pure; nothing becomes part of a case without a person.</summary>
public static class ArrivalItems
{
    private static readonly HashSet<string> Furniture = ["marking-definition", "extension-definition", "language-content"];

    /// <param name="arrival">The arrival's id; ids in the case are derived from it, so that taking twice brings nothing in twice.</param>
    /// <param name="to">The id of the desk it is for.</param>
    public static IReadOnlyList<ArrivalItem> Of(PackageContent content, string arrival, string to)
    {
        var claims = content.Bundle.Objects.Where(o => ClaimExtension.Read(o).Value is not null).ToList();
        // Who speaks in a claim comes with the claim; the two desks are no parties of the incident.
        HashSet<StixId> known = [StixId.DerivedFrom("identity", content.From), StixId.DerivedFrom("identity", to), DemarcheExtensions.Author.Id];
        known.UnionWith(claims.SelectMany(c => c.ObjectRefs).Where(r => r.Type == "identity"));
        known.UnionWith(content.Bundle.Objects.Select(o => o.CreatedByRef).OfType<StixId>());
        // A cyber-observable has no place for words: what its sender noted of it is a note, and comes with it.
        var noted = content.Bundle.Objects.Where(o => !o.Revoked && o.Text("abstract") == BundleWriter.ObservableNoteAbstract && o.ObjectRefs.Count == 1)
            .DistinctBy(o => o.ObjectRefs[0]).ToDictionary(o => o.ObjectRefs[0]);
        var within = noted.Where(n => content.Bundle.Objects.Any(o => o.Id == n.Key && ObservableOf(o) is not null)).Select(n => n.Value.Id).ToHashSet();
        List<ArrivalItem> items = [];
        foreach (var one in content.Bundle.Objects)
        {
            if (Furniture.Contains(one.Type) || known.Contains(one.Id)) continue;
            if (RequestExtension.Read(one).Value is not null || ReplyExtension.Read(one).Value is not null) continue;
            // What its sender revoked is nobody's to take in, and the words of a notice stand with the notice.
            if (one.Revoked || within.Contains(one.Id) || NoticeReading.IsNotice(content, one)) continue;
            items.Add(Read(one, Level(one, content.Tlp), arrival, noted.GetValueOrDefault(one.Id)));
        }
        // The order of a bundle says nothing; a person reads kind by kind.
        return [.. items.OrderBy(i => i.Facts.Count == 0).ThenBy(i => Array.IndexOf(Kinds, i.Kind)).ThenBy(i => i.Words, StringComparer.Ordinal)];
    }

    private static readonly string[] Kinds = ["incident", "effect", "party", "claim", "proposition", "observable"];

    private static ArrivalItem Read(StixObject one, Tlp tlp, string arrival, StixObject? note)
    {
        var item = ItemId(arrival, one.Id.ToString());
        return one.Type switch
        {
            "incident" => Taken("incident", Words(one.Description ?? one.Name),
                new IncidentDescribed(item, new(Words(one.Description ?? one.Name), null, null, null))),
            "identity" => Taken("party", one.Description is { } role ? $"{one.Name}: {role}" : Words(one.Name),
                new PartyNamed(item, new Party(Words(one.Name), KindOf(one.Text("identity_class")), null, Words(one.Description)).Plain())),
            "note" when ClaimExtension.Read(one).Value is { } claim => Claim(claim),
            "note" when one.Text("abstract") == "Effect" => Taken("effect", Words(one.Text("content")), new EffectRecorded(item, new(null, "effect", Words(one.Text("content")), null))),
            "note" when one.Text("abstract") == "Proposition" => Taken("proposition", Words(one.Text("content")), new PropositionStated(item, new(Words(one.Text("content"))))),
            _ when ObservableOf(one) is var (type, value) => Taken("observable", note is null ? $"{type}: {value}" : $"{type}: {value} ({note.Text("content")})",
                new ObservableSeen(item, new(type, value, Unjudged, null, note is null ? null : Words(note.Text("content"))))),
            _ => new(one.Id.ToString(), one.Type, Words(one.Name ?? one.Text("content") ?? one.Description), tlp, [], item),
        };

        ArrivalItem Taken(string kind, string words, params IReadOnlyList<Fact> facts) => new(one.Id.ToString(), kind, PackageReading.Cut(words), tlp, facts, item);

        ArrivalItem Claim(ClaimExtension claim)
        {
            var (proposition, source) = (ItemId(arrival, "proposition " + claim.Proposition), ItemId(arrival, $"source {claim.SourceName} {claim.SourceDescription}"));
            var standing = Enum.TryParse<Standing>(claim.Standing, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : Standing.Unknown;
            var said = claim.SaidOn is { } at && new ApproximateTime(at) is { IsValid: true } time ? time : null;
            var words = $"{claim.SourceName ?? claim.SourceDescription} {ClaimWords.Of((Stance)(int)claim.Stance)}: {claim.Proposition}";
            return Taken("claim", words,
                new PropositionStated(proposition, new(Words(claim.Proposition))),
                new SourceNamed(source, new Source(claim.SourceName is { } name ? Words(name) : null, Words(claim.SourceDescription), null, standing, null, [], null).Plain()),
                new ClaimMade(item, new(proposition, source, (Stance)(int)claim.Stance, standing, claim.OnRecord, (Nature)(int)claim.Nature, null,
                    claim.Quote is { Length: > 0 } quote ? new("", 0, 0, Words(quote)) : null, said)));
        }
    }

    /// <summary>Admiralty 6: what a partner saw is not judged here yet.</summary>
    private const int Unjudged = 6;

    private static (string Type, string Value)? ObservableOf(StixObject one)
    {
        var found = one.Type switch
        {
            "ipv4-addr" or "ipv6-addr" or "domain-name" or "url" or "email-addr" or "mac-addr" => (one.Type, one.Text("value")),
            "mutex" => (one.Type, one.Text("name")),
            "autonomous-system" when one.Json.TryGetProperty("number", out var number) => (one.Type, number.GetRawText()),
            "file" => FileOf(one),
            _ => (one.Type, null),
        };
        return found.Item2 is { Length: > 0 and <= Rules.LongestText } value ? (found.Item1, value) : null;
    }

    private static (string, string?) FileOf(StixObject file)
    {
        if (file.Json.TryGetProperty("hashes", out var hashes))
        {
            foreach (var algorithm in new[] { "SHA-256", "SHA-512", "SHA-1", "MD5" })
                if (hashes.TryGetProperty(algorithm, out var hash)) return ($"file:hashes.{algorithm}", hash.GetString());
        }
        return ("file:name", file.Name);
    }

    private static Tlp Level(StixObject one, Tlp package)
    {
        if (one.ObjectMarkingRefs.Count == 0) return package;
        return one.ObjectMarkingRefs.Select(PackageContent.LevelOf).Max();
    }

    private static PartyKind KindOf(string? identityClass) => identityClass switch
    {
        "group" => PartyKind.Group,
        "individual" => PartyKind.Person,
        _ => PartyKind.Organisation,
    };

    private static string Words(string? text) => PackageReading.Cut(text);

    // Opaque to others as long as the arrival's id, which is random and never leaves the desk.
    private static string ItemId(string arrival, string what)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{arrival}\n{what}"));
        return string.Create(25, hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = alphabet[bytes[i] & 31];
        });
    }
}
