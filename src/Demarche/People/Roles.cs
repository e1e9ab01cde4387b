using System.Collections.Frozen;
using Demarche.Web;

namespace Demarche.People;

/// <summary>What each role may do. What stands in no row, nobody may.</summary>
public static class Roles
{
    private static readonly FrozenDictionary<Role, Capability[]> Table = new Dictionary<Role, Capability[]>
    {
        [Role.Reader] = [Capability.SignedIn, Capability.ReadCases, Capability.ReadPartners],
        [Role.Analyst] = [Capability.SignedIn, Capability.ReadCases, Capability.ReadPartners, Capability.WriteCases, Capability.ConfirmChanges],
        [Role.Releaser] =
        [
            Capability.SignedIn, Capability.ReadCases, Capability.ReadPartners, Capability.WriteCases, Capability.ApproveReleases, Capability.ManagePartners,
            Capability.KeepVault, Capability.BreakGlass, Capability.ConfirmChanges,
        ],
        [Role.SourceHandler] =
        [
            Capability.SignedIn, Capability.ReadCases, Capability.ReadPartners, Capability.WriteCases, Capability.OpenIdentities, Capability.KeepVault,
            Capability.ConfirmChanges,
        ],
        // Running the desk is no reason to read its cases.
        [Role.Administrator] =
        [
            Capability.SignedIn, Capability.ReadPartners, Capability.ManagePartners, Capability.ManagePeople, Capability.ReadJournal,
            Capability.KeepVault, Capability.BreakGlass, Capability.ConfirmChanges,
        ],
    }.ToFrozenDictionary();

    public static IReadOnlySet<Capability> CapabilitiesOf(Person person) =>
        person.Disabled ? FrozenSet<Capability>.Empty : person.Roles.SelectMany(r => Table.GetValueOrDefault(r, [])).ToFrozenSet();

    /// <summary>Whether TLP:RED in the person's cases is for the person's eyes.</summary>
    public static bool ReadRed(Person person) => person.Roles.Any(r => r is Role.Analyst or Role.Releaser or Role.SourceHandler);

    public static Caller Caller(Held<Person> person) => new(
        person.Id, person.Content.Name, CapabilitiesOf(person.Content), ReadRed(person.Content), person.Content.Compartments.ToFrozenSet(StringComparer.Ordinal));
}
