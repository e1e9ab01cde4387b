using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Demarche.Stix.Checking;

namespace Demarche.Stix;

/// <summary>An object of a bundle that was refused: nothing of a bundle is lost without a word.</summary>
/// <param name="Index">Its place in <c>objects</c>, from 0.</param>
/// <param name="Json">The object as it came.</param>
/// <param name="Problems">Why, with places in the whole bundle.</param>
public sealed record RefusedObject(int Index, JsonElement Json, IReadOnlyList<StixProblem> Problems);

/// <summary>A bundle (STIX 2.1 section 8): objects that travel together. It has no meaning of its own and is not kept.</summary>
public sealed class StixBundle
{
    private StixBundle(StixId id, IReadOnlyList<StixObject> objects, IReadOnlyList<RefusedObject> refused)
    {
        Id = id;
        Objects = objects;
        Refused = refused;
    }

    public StixId Id { get; }

    /// <summary>The objects without an error, in their order. Each object of the bundle stands here or in <see cref="Refused"/>.</summary>
    public IReadOnlyList<StixObject> Objects { get; }

    /// <summary>The objects with an error, in their order.</summary>
    public IReadOnlyList<RefusedObject> Refused { get; }

    /// <summary>A bundle of our own.</summary>
    /// <exception cref="ArgumentException">The identifier is not a bundle's.</exception>
    public static StixBundle Of(StixId id, params IEnumerable<StixObject> objects) =>
        id.Type == "bundle" ? new StixBundle(id, [.. objects], []) : throw new ArgumentException("The identifier is not a bundle's.", nameof(id));

    /// <summary>
    /// The bundle that bytes are. There is none when the bytes are not JSON, exceed a limit (<see cref="StixLimits"/>), or the bundle
    /// itself is wrong; an object that is wrong is refused alone.
    /// </summary>
    public static StixReading<StixBundle> Parse(ReadOnlyMemory<byte> utf8)
    {
        if (ForeignJson.Read(utf8, out var json) is { } unreadable) return new StixReading<StixBundle>(null, [unreadable]);
        var checkedObjects = new Dictionary<int, IReadOnlyList<StixProblem>>();
        var problems = BundleCheck.Check(json, checkedObjects, out var isUsable);
        if (!isUsable || !StixId.TryParse(ForeignJson.Text(json.Member("id")), out var id)) return new StixReading<StixBundle>(null, problems);
        var objects = new List<StixObject>();
        var refused = new List<RefusedObject>();
        if (json.Member("objects") is { ValueKind: JsonValueKind.Array } items)
        {
            var index = 0;
            foreach (var item in items.EnumerateArray())
            {
                if (checkedObjects.TryGetValue(index, out var errors)) refused.Add(new RefusedObject(index, item, errors));
                else objects.Add(StixObject.TryView(item)!);
                index++;
            }
        }
        return new StixReading<StixBundle>(new StixBundle(id, objects, refused), problems);
    }

    /// <summary>The bundle as JSON; every object in exactly the bytes it was read from.</summary>
    public byte[] ToUtf8()
    {
        var head = Encoding.UTF8.GetBytes($"{{\"type\":\"bundle\",\"id\":\"{Id}\"");
        const int Commas = 1, Ends = 16;
        var utf8 = new ArrayBufferWriter<byte>(head.Length + Ends + Objects.Sum(o => JsonMarshal.GetRawUtf8Value(o.Json).Length + Commas));
        utf8.Write(head);
        for (var i = 0; i < Objects.Count; i++)
        {
            utf8.Write(i == 0 ? ",\"objects\":["u8 : ","u8);
            utf8.Write(JsonMarshal.GetRawUtf8Value(Objects[i].Json));
        }
        utf8.Write(Objects.Count > 0 ? "]}"u8 : "}"u8);
        return utf8.WrittenSpan.ToArray();
    }
}
