using Demarche.People;
using Demarche.Web;

namespace Demarche.TwoPeople;

/// <summary>Who counts as a second person (docs/decisions/two-people.md). Pure.</summary>
public static class SecondPerson
{
    /// <summary>Whoever has the server's shell: one person, who stands in an administrator's role.</summary>
    public const string Shell = "desk";

    private static readonly IReadOnlyList<Role> ShellRoles = [Role.Administrator];

    /// <summary>Roles that decide something at the desk. A reader decides nothing, so to be one beside makes no other role.</summary>
    internal static readonly Role[] Deciding = [Role.Analyst, Role.Releaser, Role.SourceHandler, Role.Administrator];

    public static IReadOnlyList<Role> RolesOf(DeskFile desk, string person) =>
        person == Shell ? ShellRoles : desk.People.Find(person)?.Content.Roles ?? [];

    /// <summary>Whether two accounts could be one person, as far as this desk knows.</summary>
    public static bool MayBeOne(DeskFile desk, string one, string other) => desk.Hands.Of(one) == desk.Hands.Of(other);

    /// <summary>
    /// Whether somebody is a second person beside another. Wherever two people are asked for, it is this that is asked; a change of the desk wants
    /// another role besides.
    /// </summary>
    public static bool Is(DeskFile desk, string first, string second) => first != second && !MayBeOne(desk, first, second);

    /// <summary>The same, where a desk of one goes on with two accounts of one person and says so ever after (<see cref="IsOne"/>).</summary>
    public static bool IsAsFarAsThereIsOne(DeskFile desk, string first, string second) => IsThere(desk) ? Is(desk, first, second) : first != second;

    /// <summary>Whether this desk has two people of different roles of whom neither made the other's account alone.</summary>
    public static bool IsThere(DeskFile desk) => AreTwo(desk, Open(desk));

    /// <summary>Whether one person could have done what these two did: they may be one, or one person alone can change keys and rights here.</summary>
    public static bool IsOne(DeskFile desk, string first, string second) => !Is(desk, first, second) || !IsThere(desk);

    /// <summary>The same, were an account otherwise.</summary>
    internal static bool IsThereWith(DeskFile desk, Held<Person> changed) =>
        AreTwo(desk, OpenWith(desk, changed));

    /// <summary>Whether a compartment has a member who could confirm that somebody else is let in.</summary>
    /// <param name="desk">The list.</param>
    /// <param name="compartment">The compartment's name.</param>
    /// <param name="changed">An account as it is to be; null to ask as it is now.</param>
    internal static bool IsGuarded(DeskFile desk, string compartment, Held<Person>? changed = null) =>
        (changed is null ? Open(desk) : OpenWith(desk, changed)).Any(p => p.Content.Compartments.Contains(compartment));

    /// <summary>People to whom nobody could give a new password: without them no two are left of whom one could confirm what the other proposes.</summary>
    public static IReadOnlyList<Held<Person>> Stranded(DeskFile desk) => !IsThere(desk) ? [] :
    [
        .. Open(desk).Where(p => !Open(desk).Where(q => q.Id != p.Id && q.Content.Roles.Contains(Role.Administrator)).Select(q => q.Id).Append(Shell)
            .Any(q => Who(desk, q, new(ChangeKind.ResetSignIn, p.Id, RolesOf(desk, q), "")).Count > 0)),
    ];

    private static bool AreTwo(DeskFile desk, IEnumerable<Held<Person>> among)
    {
        var people = among.ToList();
        return people.Any(p => people.Any(c => Is(desk, p.Id, c.Id) && IsOfAnotherRole(c.Content, p.Content.Roles)));
    }

    /// <summary>Why a person is no second person for a change; null where the person is.</summary>
    public static Decision.Refused? MustBeAnother(DeskFile desk, Held<ProposedChange> change, string person) =>
        Unfit(desk, change.Author, change.Content, person);

    /// <summary>People who could confirm what somebody proposes. Who needs a new password can't sign in to confirm it.</summary>
    public static IReadOnlyList<Held<Person>> Who(DeskFile desk, string proposer, ProposedChange change) =>
        [.. Open(desk).Where(p => !(change.What == ChangeKind.ResetSignIn && p.Id == change.Subject) && Unfit(desk, proposer, change, p.Id) is null)];

    /// <summary>Whether a person is shown a change: names of compartments are for their members and for those who manage people.</summary>
    public static bool MaySee(DeskFile desk, Held<ProposedChange> change, Held<Person> person) =>
        change.Author == person.Id || person.Content.Roles.Contains(Role.Administrator)
        || Named(desk, change.Content).All(person.Content.Compartments.Contains) || !Circle(desk, change.Author, change.Content).IsGuarded;

    private static Decision.Refused? Unfit(DeskFile desk, string proposer, ProposedChange change, string person)
    {
        if (UnfitForAny(desk, proposer, change, person) is { } unfit) return unfit;
        var (isGuarded, fit) = Circle(desk, proposer, change);
        return isGuarded && !fit.Contains(person) ? new("compartment-must-admit-its-members",
            "This lets somebody into a compartment. One of its members has to confirm it: somebody of another role than the proposer, and of several compartments a member of all.") : null;
    }

    private static Decision.Refused? UnfitForAny(DeskFile desk, string proposer, ProposedChange change, string person)
    {
        if (desk.People.Find(person) is not { IsWithdrawn: false } held || !IsOpen(held)) return new("confirmer-must-be-of-this-desk", "Only somebody with an open account can confirm this.");
        if (person == proposer) return new("a-second-person-must-confirm", "You proposed this yourself. Somebody else has to confirm it.");
        // A desk of one person has nobody of another role; what the shell proposes there, the one person confirms.
        if (!IsThere(desk)) return proposer == Shell ? null : new("a-second-person-must-confirm", "As far as this desk knows, you and the proposer are one person: one account was made by the other alone.");
        if (!Is(desk, proposer, person))
            return new("accounts-must-not-be-one-persons", "One of you made the other's account alone, so that as far as this desk knows you are one person. Somebody else has to confirm it.");
        return IsOfAnotherRole(held.Content, [.. change.ProposerRoles, .. RolesOf(desk, proposer)]) ? null
            : new("confirmer-must-be-of-another-role", "You have no role that the proposer does not have. Somebody of another role has to confirm it.");
    }

    private static IEnumerable<Held<Person>> Open(DeskFile desk) => desk.People.Standing.Where(p => IsOpen(p) && HasComeIn(desk, p.Id));

    private static IEnumerable<Held<Person>> OpenWith(DeskFile desk, Held<Person> changed) =>
        desk.People.Standing.Select(p => p.Id == changed.Id ? changed : p).Where(p => IsOpen(p) && HasComeIn(desk, p.Id));

    private static bool IsOpen(Held<Person> person) => Roles.CapabilitiesOf(person.Content).Contains(Capability.ConfirmChanges);

    // Somebody who was invited and has never come is nobody yet. Accounts of journals that say nothing of links are taken as they are.
    private static bool HasComeIn(DeskFile desk, string person) => !desk.Issued.ContainsKey(person) || desk.CameIn.Contains(person);

    private static bool IsOfAnotherRole(Person person, IEnumerable<Role> than) => person.Roles.Intersect(Deciding).Except(than).Any();

    // Compartments that the change adds to an account: it names them.
    private static IEnumerable<string> Named(DeskFile desk, ProposedChange change) =>
        change.Person is { } person ? person.Compartments.Except(desk.People.Find(change.Subject)?.Content.Compartments ?? []) : [];

    // Compartments that somebody can sign in to by the change: a new password and an account that is opened again let somebody in as well.
    internal static IEnumerable<string> Opened(DeskFile desk, ProposedChange change) =>
        desk.People.Find(change.Subject)?.Content is { } now && (change.What == ChangeKind.ResetSignIn || (now.Disabled && change.Person is { Disabled: false }))
            ? now.Compartments.Union(change.Person?.Compartments ?? []) : Named(desk, change);

    /// <summary>Who has to confirm what opens compartments.</summary>
    /// <remarks>
    /// That a compartment has members and that one of them is fit to confirm are two questions: where none is fit, nobody confirms. Where its only member is the
    /// one who is let in again, or the proposer, any second person does: else its content would be lost with a password.
    /// </remarks>
    private static (bool IsGuarded, HashSet<string> Fit) Circle(DeskFile desk, string proposer, ProposedChange change)
    {
        var opened = Opened(desk, change).ToList();
        if (opened.Count == 0) return (false, []);
        var others = Open(desk).Where(p => p.Id != change.Subject && p.Id != proposer && opened.Exists(p.Content.Compartments.Contains)).ToList();
        HashSet<string> fit = [.. others.Where(p => opened.TrueForAll(p.Content.Compartments.Contains) && UnfitForAny(desk, proposer, change, p.Id) is null).Select(p => p.Id)];
        var isByMember = desk.People.Find(proposer) is { } by && opened.TrueForAll(by.Content.Compartments.Contains);
        return (isByMember ? fit.Count > 0 : others.Count > 0, fit);
    }
}
