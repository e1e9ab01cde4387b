using Demarche.Store;

namespace Demarche.Search;

/// <summary>Which scopes of the index a reader sees: those of whose markings the reader sees each. The one function decides, now.</summary>
/// <remarks>Only somebody at the desk searches it: what no page shows a partner or the public, no search does.</remarks>
internal sealed class ScopesSeen(Audience reader)
{
    // Few different markings stand in many scopes.
    private readonly Dictionary<string, bool> seen = new(StringComparer.Ordinal);

    public IEnumerable<IndexScope> Of(IEnumerable<IndexScope> scopes) =>
        reader is Audience.AtDesk ? scopes.Where(s => s.Class.Split('\n').All(Sees)) : [];

    private bool Sees(string marking)
    {
        if (!seen.TryGetValue(marking, out var sees))
            seen[marking] = sees = marking.Split(Marking.ScopeSeparator).Any(m => Ruling.For(Marking.FromJson(m), reader).Seen);
        return sees;
    }
}
