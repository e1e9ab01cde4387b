using Demarche.Cases;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>A desk's own list with partners whose keys are confirmed, and the two people of a written case.</summary>
internal static class ListedDesk
{
    private static readonly Dictionary<string, DeskCard> Cards = [];

    public static DeskCard CardOf(string partner)
    {
        lock (Cards)
        {
            if (Cards.TryGetValue(partner, out var known)) return known;
            using var keys = DeskKeys.Create();
            return Cards[partner] = keys.Card(partner, "http://127.0.0.1:9");
        }
    }

    public static DeskFile Of(params string[] partners) => With(partners);

    public static DeskFile With(string[] partners, params Fact[] more) => WithAt(Time(0), partners, more);

    /// <param name="at">When all of it was written.</param>
    public static DeskFile WithAt(string at, string[] partners, params Fact[] more)
    {
        var head = Head.Empty(DeskFile.JournalId);
        List<Entry> entries = [];
        Fact[] people = [new PersonAdded(Ana, new("Ana", "ana", [Role.Analyst, Role.Releaser], [], false)), new PersonAdded(Ben, new("Ben", "ben", [Role.Releaser], [], false))];
        foreach (var fact in partners.Select(p => (Fact)new PartnerAdded(p, new(p, null, p, "", CardOf(p), true, [], null, null))).Concat(people).Concat(more))
        {
            entries.Add(FactKinds.Draft(DeskFile.JournalId, at, Ana, new(fact, DeskFile.Internal)).After(head));
            head = entries[^1].AsHead();
        }
        return DeskFile.Fold(entries);
    }
}
