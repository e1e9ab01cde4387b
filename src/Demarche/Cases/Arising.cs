using System.Text.Json;

namespace Demarche.Cases;

/// <summary>
/// What comes into being in one act with something that is taken out of a document, and is named by it, keeps that document as its basis: the proposition of a claim,
/// a source that it names, the parties of a tie. So does all that comes in with a document itself. One rule for every kind, import and command. Pure.
/// </summary>
internal static class Arising
{
    public static Decision.Allowed WithBases(CaseFile file, Decision.Allowed allowed)
    {
        // Most acts bring in one item, which says itself what it rests on.
        var added = allowed.Facts.Select(f => f.Fact).OfType<IAdded>().ToList();
        if (added.Count < 2) return allowed;
        HashSet<string> taken = [.. added.Where(a => a.Said is Documents.Document).Select(a => a.Id)];
        Dictionary<string, HashSet<string>> bases = [];
        HashSet<string> Of(string id) => bases.TryGetValue(id, out var known) ? known : bases[id] = [];
        bool IsDocument(string id) => taken.Contains(id) || file.Documents.Find(id) is not null;
        foreach (var said in allowed.Facts.Select(f => f.Fact).OfType<BasisRecorded>()) Of(said.Item).UnionWith(said.Documents);
        foreach (var item in added.Where(a => RestsOn.KeepsPlace(a.Said))) Of(item.Id).UnionWith(RestsOn.Of(item.Said).Where(IsDocument).Concat(taken));
        var ids = added.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var item in added.Where(a => Of(a.Id).Count > 0))
        {
            foreach (var named in Named(item.Said).Where(n => n != item.Id && ids.Contains(n))) Of(named).UnionWith(Of(item.Id));
        }
        if (bases.Values.All(b => b.Count == 0)) return allowed;
        List<Marked> facts = new(allowed.Facts.Count * 2);
        foreach (var marked in allowed.Facts)
        {
            // Before the item, so that it is never there without: not even where its entry alone is taken back.
            if (marked.Fact is BasisRecorded) continue;
            if (marked.Fact is IAdded item && RestsOn.KeepsPlace(item.Said) && Of(item.Id).Except(RestsOn.Of(item.Said)).ToList() is { Count: > 0 } kept)
                facts.Add(new(new BasisRecorded(item.Id, [.. kept.Order(StringComparer.Ordinal)]), marked.Marking));
            facts.Add(marked);
        }
        return allowed with { Facts = facts };
    }

    // Every text in a content: an id that it names is one of them.
    private static IEnumerable<string> Named(object content)
    {
        using var json = JsonSerializer.SerializeToDocument(content, content.GetType(), FactKinds.Json);
        return [.. Texts(json.RootElement)];
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Texts(m.Value)),
        _ => [],
    };
}
