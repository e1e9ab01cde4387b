using System.Globalization;
using System.Text.Json;
using Demarche.Observables;
using Demarche.Reading;
using Demarche.Releases;
using Demarche.Stix;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Exchange;

internal sealed partial class ArrivalReading
{
    /// <summary>An object with more values than this is no object that a person looks through.</summary>
    private const int MostValues = 200;

    private const string HashPath = "file:hashes.";

    /// <summary>Types of objects of which a value is read.</summary>
    private static readonly HashSet<string> ObservableTypesRead =
    [
        ObservableTypes.Ipv4, ObservableTypes.Ipv6, ObservableTypes.Url, "mac-addr", ObservableTypes.Domain, ObservableTypes.Email, "mutex",
        ObservableTypes.AutonomousSystem, "file", ObservableTypes.RegistryKey, "network-traffic", ObservableTypes.Vulnerability,
    ];

    private static readonly string[] Hashes = ["SHA-256", "SHA-512", "SHA-1", "MD5", "SHA3-256", "SHA3-512", "SSDEEP", "TLSH"];

    // The note of a desk like this one says all that there is of its objects, in words and in members.
    private IEnumerable<ArrivalItem> OurObservables()
    {
        foreach (var note in objects.Where(o => o.Type == "note" && !within.Contains(o.Id)).ToList())
        {
            if (ItemExtension.Read(note).Value is not { Kind: ItemKind.Observable } members) continue;
            var seen = Seen(members);
            if (seen.Value.Length == 0) continue;
            var shape = CyberShape.Of(seen);
            var ids = shape.Objects.Select(o => o.Id).ToHashSet();
            // Only what says the same comes with it: a value of another object stands by itself.
            List<StixObject> with = [.. note.ObjectRefs.Select(r => byId.GetValueOrDefault(r)).OfType<StixObject>().Where(o =>
                ids.Contains(o.Id)
                || (o.Type == "observed-data" && o.ObjectRefs.All(ids.Contains))
                || (o.Type == "indicator" && o.Text("pattern") == shape.Pattern)
                || (o.Type == "vulnerability" && o.Name == shape.Cve))];
            // Two items may hold one object: the second is known by its note.
            var main = with.Find(o => (ids.Contains(o.Id) || o.Type == "vulnerability") && !within.Contains(o.Id)) ?? note;
            within.UnionWith(with.Select(o => o.Id));
            within.Add(note.Id);
            yield return Observable(main.Id.ToString(), seen, [note, .. with]);
        }
    }

    // Another sender's: what there is of one value in several objects comes as one item.
    private IEnumerable<ArrivalItem> Observables()
    {
        List<(StixObject Object, Observable Seen)> found = [];
        foreach (var one in objects.Where(o => !within.Contains(o.Id)).OrderBy(o => o.Type != "network-traffic").ToList())
        {
            if (within.Contains(one.Id) || ObservableOf(one) is not { } seen) continue;
            within.Add(one.Id);
            // The end of a connection is known with its port.
            if (one.Type == "network-traffic") within.UnionWith(new[] { one.Ref("dst_ref") ?? one.Ref("src_ref") }.OfType<StixId>());
            if (one.Type == "file" && one.Ref("parent_directory_ref") is { } folder) within.Add(folder);
            found.Add((one, seen));
        }
        var indicators = objects.Where(o => o.Type == "indicator" && !within.Contains(o.Id)).Select(o => (Object: o, Looks: LooksFor(o))).Where(i => i.Looks.Count > 0).ToList();
        var ofOne = indicators.Where(i => i.Looks.Count == 1).ToLookup(i => (i.Looks[0].Type, i.Looks[0].Value), i => i.Object);
        var notes = objects.Where(o => o.Type == "note" && !within.Contains(o.Id)).Where(o => o.ObjectRefs.Count == 1).ToLookup(o => o.ObjectRefs[0]);
        var windows = objects.Where(o => o.Type == "observed-data" && !within.Contains(o.Id)).SelectMany(o => o.ObjectRefs.Distinct().Select(r => (Seen: r, Window: o)))
            .ToLookup(w => w.Seen, w => w.Window);
        // Senders that give objects ids of their own may say one value several times.
        foreach (var same in found.GroupBy(f => string.Join('\n', (f.Seen.Also ?? []).Prepend(new(f.Seen.Type, f.Seen.Value)))))
        {
            var (main, seen) = same.First();
            List<StixObject> all = [.. same.Select(f => f.Object)];
            List<StixObject> by = [.. ofOne[(seen.Type, seen.Value)].Where(i => within.Add(i.Id))];
            List<StixObject> times = [.. all.SelectMany(o => windows[o.Id]).Distinct()];
            within.UnionWith(times.Select(t => t.Id));
            List<StixObject> said = [.. all.Concat(by).Concat(times).SelectMany(o => notes[o.Id])];
            within.UnionWith(said.Select(n => n.Id));
            var whole = With(seen, [.. said, .. by, .. times], times, by);
            yield return Observable(main.Id.ToString(), whole, [.. all.SelectMany(WithParts), .. by, .. times, .. said]);
        }
        foreach (var (indicator, looks) in indicators.Where(i => within.Add(i.Object.Id)).ToList())
        {
            List<StixObject> said = [.. notes[indicator.Id].Where(n => within.Add(n.Id)), indicator];
            List<Fact> facts = [.. looks.Select(l => With(l, said, [], [indicator])).Select(o => new ObservableSeen(ItemId($"{indicator.Id} {o.Type} {o.Value}"), o))];
            yield return Taken(indicator.Id.ToString(), "observable", said, facts, ((ObservableSeen)facts[0]).Id);
        }
    }

    private ArrivalItem Observable(string id, Observable seen, IReadOnlyList<StixObject> says)
    {
        var item = ItemId(id);
        return Taken(id, "observable", says, [new ObservableSeen(item, seen)], item);
    }

    // An object and those whose values are recorded as its own.
    private IEnumerable<StixObject> WithParts(StixObject one) =>
        one.Refs("resolves_to_refs").Concat(new[] { one.Ref("parent_directory_ref"), one.Ref("dst_ref"), one.Ref("src_ref") }.OfType<StixId>())
            .Select(r => byId.GetValueOrDefault(r)).OfType<StixObject>().Prepend(one);

    private static Observable Seen(ItemExtension members)
    {
        List<TypedValue> values = [.. members.Values.Take(MostValues).Select(v => new TypedValue(Words(v.Type), Words(v.Value)))];
        ObservableRole? role = members.Role switch
        {
            ItemRole.Attacker => ObservableRole.Attacker,
            ItemRole.Victim => ObservableRole.Victim,
            ItemRole.Reference => ObservableRole.Reference,
            _ => null,
        };
        return new(values[0].Type, values[0].Value, members.Credibility ?? Admiralty.Unjudged, null, members.Text is null ? null : Words(members.Text), role,
            ItemPhrases.Read(members.FirstSeen), ItemPhrases.Read(members.LastSeen), values.Count > 1 ? values[1..] : null);
    }

    // Whose words count: notes first, then what an indicator says of itself.
    private static Observable With(Observable seen, IReadOnlyList<StixObject> words, IReadOnlyList<StixObject> times, IReadOnlyList<StixObject> indicators)
    {
        List<string> told = [.. words.Select(w => w.Type == "note" ? w.Text("content") : w.Description ?? w.Name).OfType<string>().Where(w => w.Length > 0).Distinct()];
        var (first, last) = (times.Select(t => t.Time("first_observed")).OfType<StixTimestamp>().ToList(), times.Select(t => t.Time("last_observed")).OfType<StixTimestamp>().ToList());
        return seen with
        {
            Note = told.Count > 0 ? Words(string.Join("\n\n", told)) : null,
            Credibility = Admiralty.Credibility(words.Select(ConfidenceOf).FirstOrDefault(c => c is not null)),
            // That it is the attacker's is the sender's word, where the sender says so.
            Role = indicators.Any(i => i.Texts("indicator_types").Contains("malicious-activity")) ? ObservableRole.Attacker : null,
            FirstSeen = first.Count > 0 ? Moment(first.Min()) : null,
            LastSeen = last.Count > 0 ? Moment(last.Max()) : null,
        };
    }

    private static int? ConfidenceOf(StixObject one) => one.Json.TryGetProperty("confidence", out var stated) && stated.TryGetInt32(out var value) ? value : null;

    private static ApproximateTime Moment(StixTimestamp time) => new(StixTimestamp.At(time.ToDateTimeOffset(), 0).ToString());

    private Observable? ObservableOf(StixObject one)
    {
        List<TypedValue?> values = one.Type switch
        {
            ObservableTypes.Ipv4 or ObservableTypes.Ipv6 or ObservableTypes.Url or "mac-addr" => [Of(one.Type, one.Text("value"))],
            ObservableTypes.Domain => [Of(one.Type, one.Text("value")), .. one.Refs("resolves_to_refs").Select(r => Of(ObservableTypes.ResolvesTo, byId.GetValueOrDefault(r)?.Text("value")))],
            ObservableTypes.Email => [Of(one.Type, one.Text("value")), Of("email-addr:display_name", one.Text("display_name"))],
            "mutex" => [Of("mutex", one.Name)],
            ObservableTypes.AutonomousSystem => [Of(one.Type, Number(one.Json, "number") is { } number ? "AS" + number : null), Of("autonomous-system:name", one.Name)],
            "file" => [.. FileOf(one)],
            ObservableTypes.RegistryKey => [Of(one.Type, one.Text("key")), .. EntriesOf(one)],
            "network-traffic" => [.. TrafficOf(one)],
            ObservableTypes.Vulnerability => [Of(one.Type, CveOf(one))],
            _ => [null],
        };
        return values.FirstOrDefault() is null ? null : Of([.. values.OfType<TypedValue>()]);
    }

    private static Observable? Of(IReadOnlyList<TypedValue> values) => values.Count == 0 || values[0].Value.Length > Rules.LongestText ? null
        : new(values[0].Type, values[0].Value, Admiralty.Unjudged, null, null, Also: values.Count > 1 ? [.. values.Skip(1).Take(MostValues)] : null);

    private static TypedValue? Of(string type, string? value) => value is { Length: > 0 } ? new(type, Words(value)) : null;

    private IEnumerable<TypedValue?> FileOf(StixObject file)
    {
        var sums = file.Json.TryGetProperty("hashes", out var hashes) && hashes.ValueKind == JsonValueKind.Object ? hashes : default;
        IEnumerable<TypedValue?> found = sums.ValueKind == JsonValueKind.Object ? Hashes.Select(h => Of(HashPath + h, Member(sums, h))) : [];
        return [.. found.Append(Of(ObservableTypes.FileName, file.Name)).Append(Of("file:size", Number(file.Json, "size"))).Append(Of("file:mime_type", file.Text("mime_type")))
            .Append(Of("file:parent_directory_ref.path", file.Ref("parent_directory_ref") is { } folder ? byId.GetValueOrDefault(folder)?.Text("path") : null)).OfType<TypedValue>()];
    }

    private static IEnumerable<TypedValue?> EntriesOf(StixObject key)
    {
        if (!key.Json.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Array) return [];
        return values.EnumerateArray().Take(MostValues).SelectMany((v, i) => new[] { "name", "data", "data_type" }
            .Select(n => Of(string.Create(CultureInfo.InvariantCulture, $"windows-registry-key:values[{i}].{n}"), Member(v, n))));
    }

    // A connection is known by its end: the one that was reached, or else the one that it came from.
    private IEnumerable<TypedValue?> TrafficOf(StixObject traffic)
    {
        var end = (traffic.Ref("dst_ref") ?? traffic.Ref("src_ref")) is { } id ? byId.GetValueOrDefault(id) : null;
        return
        [
            end is null ? null : Of(end.Type, end.Text("value")), Of("network-traffic:dst_port", Number(traffic.Json, "dst_port")),
            Of("network-traffic:src_port", Number(traffic.Json, "src_port")), Of("network-traffic:protocols", string.Join(", ", traffic.Texts("protocols"))),
        ];
    }

    private static string? CveOf(StixObject vulnerability) =>
        (vulnerability.Json.TryGetProperty("external_references", out var references) && references.ValueKind == JsonValueKind.Array
            ? references.EnumerateArray().Where(r => Member(r, "source_name") == "cve").Select(r => Member(r, "external_id")) : [])
        .Append(vulnerability.Name).OfType<string>().Select(StixSyntax.Cve).FirstOrDefault(c => c is not null);

    private static string? Number(JsonElement one, string name) =>
        one.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) ? value.ToString(CultureInfo.InvariantCulture) : null;

    // What a simple pattern looks for: each alternative one object. Empty where a part of it is something else.
    private static List<Observable> LooksFor(StixObject indicator)
    {
        if (indicator.Text("pattern_type") != "stix" || StixPattern.Alternatives(indicator.Text("pattern") ?? "") is not { } alternatives) return [];
        List<Observable?> found = [.. alternatives.Select(a => Of(Values(a)))];
        return found.Contains(null) ? [] : [.. found.OfType<Observable>().DistinctBy(o => (o.Type, o.Value))];
    }

    private static IReadOnlyList<TypedValue> Values(IReadOnlyList<PatternEquality> together)
    {
        List<TypedValue> values = [];
        foreach (var (path, value) in together)
        {
            var plain = path.Replace("'", "", StringComparison.Ordinal).Replace("[*]", "[0]", StringComparison.Ordinal);
            switch (plain)
            {
                case "ipv4-addr:value" or "ipv6-addr:value" or "domain-name:value" or "url:value" or "email-addr:value" or "mac-addr:value":
                    values.Add(new(plain[..^":value".Length], Words(value)));
                    break;
                case "mutex:name":
                    values.Add(new("mutex", Words(value)));
                    break;
                case "autonomous-system:number":
                    values.Add(new(ObservableTypes.AutonomousSystem, "AS" + Words(value)));
                    break;
                case "windows-registry-key:key":
                    values.Add(new(ObservableTypes.RegistryKey, Words(value)));
                    break;
                case "network-traffic:dst_ref.value" or "network-traffic:src_ref.value" when TypeOf(value) is { } type:
                    values.Insert(0, new(type, Words(value)));
                    break;
                case "network-traffic:dst_ref.type" or "network-traffic:src_ref.type":
                    break;
                case var _ when plain.StartsWith(HashPath, StringComparison.Ordinal) && StixSyntax.Hash(plain[HashPath.Length..], value) is null:
                    return [];
                case "network-traffic:dst_port" or "network-traffic:src_port" or ObservableTypes.FileName or "file:size":
                case var _ when plain.StartsWith(HashPath, StringComparison.Ordinal) || plain.StartsWith("windows-registry-key:values[", StringComparison.Ordinal):
                    values.Add(new(plain, Words(value)));
                    break;
                default:
                    return [];
            }
        }
        // A port, or an entry of a key, is of something; and what holds together is of one object.
        var isOne = values.Select(v => v.Type.Split(':')[0]).Where(t => t != "network-traffic").Distinct().Count() == 1;
        return isOne && !values[0].Type.StartsWith("network-traffic:", StringComparison.Ordinal) && !values[0].Type.Contains("values[", StringComparison.Ordinal) ? values : [];
    }

    private static string? TypeOf(string address) =>
        StixSyntax.Ipv4(address) is not null ? ObservableTypes.Ipv4 : StixSyntax.Ipv6(address) is not null ? ObservableTypes.Ipv6
        : StixSyntax.Domain(address) is not null ? ObservableTypes.Domain : null;
}
