using System.Text.Json;
using System.Text.RegularExpressions;

namespace Demarche.Releases;

/// <summary>
/// What a package tells its partner: its words, and each item with all that is written of it. Ids and times of our own objects are no part of it: they
/// depend on which packages to this partner went before. Nor is anything that the partner could be told in addition. Two of them are compared only where one program composed both, so that a program that words or
/// formats otherwise than an earlier one makes no difference.
/// </summary>
/// <param name="Words">The letter's own words, whatever goes with it.</param>
/// <param name="Items">What is told of each item, by its id.</param>
internal sealed partial record ToldContent(string Words, IReadOnlyDictionary<string, ToldItem> Items)
{
    // When an object was made and last changed says something of our work and nothing of the matter.
    private static readonly HashSet<string> OurTimes = ["created", "modified"];

    private const string LevelsMember = "object_marking_refs";

    // What a note hangs on is known by what went before, and is told by itself.
    private const string RefsMember = "object_refs";

    public static ToldContent Of(CheckedCopy copy)
    {
        var (outgoing, composed) = (copy.Outgoing, copy.Composed);
        using var plain = JsonDocument.Parse(composed.Plain);
        var objects = plain.RootElement.GetProperty("bundle").GetProperty("objects").EnumerateArray().ToDictionary(o => o.GetProperty("id").GetString()!);
        var words = JsonSerializer.Serialize(new
        {
            outgoing.Kind,
            outgoing.Title,
            outgoing.Text,
            outgoing.Asks,
            outgoing.LegalBasis,
            outgoing.Due,
            outgoing.Tlp,
            outgoing.Answers,
            outgoing.Disposition,
            outgoing.AnsweredPackage,
            outgoing.AnsweredObject,
            Notices = outgoing.Notices.Select(n => n.As),
        }, FactKinds.Json);
        var told = composed.Items.Select(i => i.As).ToHashSet();
        return new(words, composed.Items.GroupBy(i => i.Item).ToDictionary(g => g.Key, g =>
        {
            List<string> all = [.. g.SelectMany(i => ObjectsOf(i.As, objects, told)).Distinct()];
            return new ToldItem(string.Join('\n', g.Select(i => Named(i.As, objects))), Written(all, objects), Levels(all, objects));
        }));
    }

    // An object, and those that it refers to, unless they are told by themselves: the source's words are in an object of their own, as are those of a note on an address.
    private static IEnumerable<string> ObjectsOf(string id, Dictionary<string, JsonElement> objects, HashSet<string> told) => objects.TryGetValue(id, out var one)
        ? Refers(one).Where(o => IsOfTheCase(o, objects) && !told.Contains(o)).Prepend(id).Distinct().Concat(NotesOn(id, objects)) : [];

    private static string Written(List<string> ids, Dictionary<string, JsonElement> objects) =>
        string.Join('\n', ids.Select(o => string.Join(',', objects[o].EnumerateObject()
            .Where(m => !OurTimes.Contains(m.Name) && m.Name is not (LevelsMember or RefsMember)).Select(m => $"{m.Name}:{Named(m.Value.GetRawText(), objects)}"))));

    private static IEnumerable<string> NotesOn(string id, Dictionary<string, JsonElement> objects) => objects.Where(o =>
        o.Value.TryGetProperty("abstract", out var title) && title.GetString() == BundleWriter.ObservableNoteAbstract && Refers(o.Value).Contains(id)).Select(o => o.Key).Order(StringComparer.Ordinal);

    // An object of the case is named by its type; an address by its id, which is made of its value.
    private static string Named(string text, Dictionary<string, JsonElement> objects) =>
        Ids().Replace(text, m => IsOfTheCase(m.Value, objects) ? m.Groups[1].Value : m.Value);

    [GeneratedRegex("([a-z-]+)--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    // The identity of a source has a level of its own.
    private static string Levels(List<string> ids, Dictionary<string, JsonElement> objects) =>
        string.Join('\n', ids.Select(o => objects[o].TryGetProperty(LevelsMember, out var levels) ? levels.GetRawText() : ""));

    // The two desks are objects of the package too; that one of them has another name is no news of the matter.
    private static bool IsOfTheCase(string id, Dictionary<string, JsonElement> objects) => objects.TryGetValue(id, out var one) && one.TryGetProperty("created_by_ref", out _);

    private static IEnumerable<string> Refers(JsonElement one) =>
        one.TryGetProperty("object_refs", out var refs) ? refs.EnumerateArray().Select(r => r.GetString()!) : [];
}

/// <summary>What is told of one item.</summary>
/// <param name="As">What kinds of objects it is; of one without versions, its id.</param>
/// <param name="Level">The markings of its objects in the package.</param>
internal sealed record ToldItem(string As, string Written, string Level);
