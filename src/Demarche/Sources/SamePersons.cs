using Demarche.Web;

namespace Demarche.Sources;

/// <summary>Which protected sources are one person, for those who handle both. Nobody else learns even that the question was asked.</summary>
internal static class SamePersons
{
    /// <summary>The other protected sources that the caller handles; none for whoever does not handle this one.</summary>
    public static async Task<IReadOnlyList<SiblingRow>> SiblingsAsync(CaseCall call, string source)
    {
        var me = call.Caller.Id;
        if (!call.Caller.Can(Capability.OpenIdentities) || call.View.Sources.Find(source)?.Content.Handlers.Contains(me) != true) return [];
        var others = call.View.Sources.Standing.Where(s => s.Id != source && s.Content.Handlers.Contains(me)).ToList();
        if (others.Count == 0 || await call.Book.FindAsync(call.CaseId, call.Context.RequestAborted) is not { } file) return [];
        var seal = call.Context.RequestServices.GetRequiredService<SourceSeal>();
        Dictionary<string, string> joins = [];
        foreach (var pair in file.SamePersons.Standing)
        {
            if (await seal.OpenPairAsync(call.CaseId, pair, call.Context.RequestAborted) is not { } both) continue;
            if (both.First == source) joins[both.Second] = pair.Id;
            else if (both.Second == source) joins[both.First] = pair.Id;
        }
        return [.. others.Select(s => new SiblingRow(s.Id, s.Content.PublicName, joins.GetValueOrDefault(s.Id)))];
    }
}
