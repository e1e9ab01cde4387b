using Demarche.People;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Cases;

/// <param name="CanWrite">Whether the person's roles allow to write in any case.</param>
public sealed record AccessRow(string Person, string Name, CaseAccess Access, bool CanWrite, bool CanRead);

/// <summary>Who may read and write in a case, and who else is at the desk.</summary>
public sealed record CaseAccessList(string Case, IReadOnlyList<AccessRow> With, IReadOnlyList<AccessRow> Without, bool Writes)
{
    public static CaseAccessList Of(View view, DeskFile desk, bool writes)
    {
        var rows = desk.People.Standing.Where(p => !p.Content.Disabled).OrderBy(p => p.Content.Name, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal)
            .Select(p => (Person: p, Can: Roles.CapabilitiesOf(p.Content)))
            .Select(p => new AccessRow(p.Person.Id, p.Person.Content.Name, view.Access.GetValueOrDefault(p.Person.Id),
                p.Can.Contains(Capability.WriteCases), p.Can.Contains(Capability.ReadCases)))
            .ToList();
        // Whom one could add is for those who add: a reader of one case is not given the list of all the desk's people.
        return new(view.CaseId, [.. rows.Where(r => r.Access != CaseAccess.None)], writes ? [.. rows.Where(r => r.Access == CaseAccess.None && r.CanRead)] : [], writes);
    }
}
