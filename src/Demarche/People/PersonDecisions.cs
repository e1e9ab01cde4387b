using System.Text.RegularExpressions;
using Demarche.TwoPeople;

namespace Demarche.People;

/// <summary>The first account of a desk, and what the desk is called.</summary>
public sealed record FoundDesk(string Id, string DeskName, string Name, string Login);

public sealed record AddPerson(string Id, string Name, string Login, IReadOnlyList<Role> Roles, IReadOnlyList<string> Compartments, Proposing By);

/// <param name="Seen">The revision that the administrator saw.</param>
public sealed record ChangePerson(
    string Id, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Compartments, string Reason, int? Seen, Proposing By);

/// <param name="Disabled">True closes the account, false opens it again.</param>
public sealed record DisablePerson(string Id, bool Disabled, string Reason, int? Seen, Proposing By);

public sealed record ResetPerson(string Id, string Reason, Proposing By);

/// <summary>What may be decided about accounts.</summary>
public static partial class PersonDecisions
{
    /// <summary>Longer names than this are refused: they stand beside everything that a person writes.</summary>
    public const int LongestName = 100;

    /// <summary>More compartments than this are refused: each is looked at for each marking.</summary>
    public const int MostCompartments = 100;

    public static Decision Found(DeskFile desk, FoundDesk request) =>
        desk.People.Count > 0 ? Decision.Refuse("desk-must-have-nobody", "This desk has people already. Ask an administrator for a link.")
        : (NameMustBeGiven(request.DeskName, "deskName", "what the desk is called")
            ?? NameMustBeGiven(request.Name, "name", "your name")
            ?? LoginMustBeSimple(request.Login)) is { } refused ? refused
        : new Decision.Allowed(
            [
                new(new DeskSettingsChanged(new(request.DeskName.Trim()), "The desk was set up."), DeskFile.Internal),
                new(new PersonAdded(request.Id, new(request.Name.Trim(), request.Login, [Role.Administrator], [], false)), DeskFile.Internal),
                new(new AccountIssued(request.Id, [SecondPerson.Shell]), DeskFile.Internal),
                new(new PasswordSet(request.Id), DeskFile.Internal),
            ], request.Id);

    public static Decision Add(DeskFile desk, AddPerson request) =>
        (NameMustBeGiven(request.Name, "name", "the person's name")
            ?? LoginMustBeSimple(request.Login)
            ?? RolesMustBeGiven(request.Roles)
            ?? CompartmentsMustBeNamed(request.Compartments)) is { } refused ? refused
        : ChangeDecisions.Take(desk, request.By, new(ChangeKind.AddPerson, request.Id, [], $"An account for {request.Name.Trim()}.",
            Person: new(request.Name.Trim(), request.Login, Sorted(request.Roles), Sorted(request.Compartments), false)));

    /// <summary>What an account that these people issue comes to.</summary>
    internal static Decision Added(DeskFile desk, ProposedChange change, IReadOnlyList<string> by) =>
        (LoginMustBeFree(desk, change.Person!.Login) ?? NameMustBeFree(desk, change.Person.Name, null)) is { } taken ? taken
        : new Decision.Allowed(
            [new(new PersonAdded(change.Subject!, change.Person), DeskFile.Internal), new(new AccountIssued(change.Subject!, by), DeskFile.Internal)], change.Subject);

    public static Decision Change(DeskFile desk, ChangePerson request)
    {
        var person = desk.People.Find(request.Id);
        if ((Rules.MustStandAsSeen(person, request.Seen, "person")
            ?? NameMustBeGiven(request.Name, "name", "the person's name")
            ?? RolesMustBeGiven(request.Roles)
            ?? CompartmentsMustBeNamed(request.Compartments)
            ?? Rules.TextMustBeGiven(request.Reason, "reason", "why it is changed")) is { } refused) return refused;
        return Take(desk, person!, person!.Content with { Name = request.Name.Trim(), Roles = Sorted(request.Roles), Compartments = Sorted(request.Compartments) }, request.Reason, request.By);
    }

    public static Decision Disable(DeskFile desk, DisablePerson request)
    {
        var person = desk.People.Find(request.Id);
        if ((Rules.MustStandAsSeen(person, request.Seen, "person")
            ?? Rules.TextMustBeGiven(request.Reason, "reason", "why")) is { } refused) return refused;
        return person!.Content.Disabled == request.Disabled
            ? Decision.Refuse("account-must-be-otherwise", request.Disabled ? "This account is closed already." : "This account is open already.")
            : Take(desk, person, person.Content with { Disabled = request.Disabled }, request.Reason, request.By);
    }

    /// <summary>What another state of an account comes to.</summary>
    internal static Decision Changed(DeskFile desk, ProposedChange change)
    {
        var person = desk.People.Find(change.Subject);
        if (Rules.MustStandAsSeen(person, change.Seen, "person") is { } refused) return refused;
        var closes = change.Person!.Disabled && !person!.Content.Disabled;
        return AnAdministratorMustStay(desk, person!.Id, change.Person)
            ?? (change.Person.Name == person.Content.Name ? null : NameMustBeFree(desk, change.Person.Name, person.Id)) ?? Decision.Allow(
            closes ? new PersonDisabled(person.Id, change.Person, change.Reason) : new PersonChanged(person.Id, change.Person, change.Reason), DeskFile.Internal, person.Id);
    }

    /// <summary>Takes back a person's password and second factor, and lets the person set new ones. Alone one could become that person.</summary>
    public static Decision Reset(DeskFile desk, ResetPerson request) => ChangeDecisions.Take(
        desk, request.By, new(ChangeKind.ResetSignIn, request.Id, [], request.Reason, desk.People.Find(request.Id)?.Revision));

    /// <summary>What a reset by these people comes to.</summary>
    internal static Decision Reset(DeskFile desk, ProposedChange change, IReadOnlyList<string> by) => desk.People.Find(change.Subject) is { IsWithdrawn: false } found
        ? found.Content.Disabled
            ? Decision.Refuse("account-must-be-open", "This account is closed. Open it first.")
            : new Decision.Allowed([new(new SignInReset(found.Id), DeskFile.Internal), new(new AccountIssued(found.Id, by), DeskFile.Internal)], found.Id)
        : Decision.Refuse("item-must-exist", "There is no such person.");

    // To take away is one person's to do, as long as two are left: whoever could send the second person away alone would be alone.
    private static Decision Take(DeskFile desk, Held<Person> person, Person to, string reason, Proposing by)
    {
        var change = new ProposedChange(ChangeKind.ChangePerson, person.Id, [], reason.Trim(), person.Revision, Person: to);
        var effect = Changed(desk, change);
        if (effect is not Decision.Allowed) return effect;
        var after = person with { Content = to };
        return Widens(person.Content, to) || (SecondPerson.IsThere(desk) && (!SecondPerson.IsThereWith(desk, after) || LeavesACircle(desk, after)))
            ? ChangeDecisions.Take(desk, by, change) : effect;
    }

    // A circle admits its own. Whoever could send its last member away alone could let in whom they liked afterwards.
    private static bool LeavesACircle(DeskFile desk, Held<Person> after) => desk.People.Find(after.Id)!.Content.Compartments
        .Any(c => SecondPerson.IsGuarded(desk, c) && !SecondPerson.IsGuarded(desk, c, after));

    private static bool Widens(Person from, Person to) =>
        // The name stands beside everything that the person did.
        (from.Disabled && !to.Disabled) || from.Name != to.Name || to.Roles.Except(from.Roles).Intersect(SecondPerson.Deciding).Any()
        || Roles.CapabilitiesOf(to).Except(Roles.CapabilitiesOf(from)).Any() || to.Compartments.Except(from.Compartments).Any();

    private static Decision.Refused? NameMustBeGiven(string? name, string field, string what) =>
        string.IsNullOrWhiteSpace(name) ? new("name-must-be-given", $"Say {what}.", field)
        : name.Length > LongestName ? new("name-must-be-short", $"This is longer than {LongestName} characters.", field)
        : name.Any(char.IsControl) ? new("name-must-be-text", "A name has no line breaks and no control characters.", field)
        : Rules.NameMustBePlain(name, field);

    // One form for each login, or two logins could look alike.
    private static Decision.Refused? LoginMustBeSimple(string? login) => login is not null && Login().IsMatch(login) ? null
        : new("login-must-be-simple", "A login has 2 to 64 characters: small letters a to z, digits, dot, hyphen and underscore, and begins with a letter or digit.", "login");

    private static Decision.Refused? LoginMustBeFree(DeskFile desk, string login) => desk.People.All.Any(p => p.Content.Login == login)
        ? new("login-must-be-free", $"Somebody has the login {login} already, or had it.", "login") : null;

    // Accounts that are closed too: their names stand beside what they did.
    private static Decision.Refused? NameMustBeFree(DeskFile desk, string name, string? self) =>
        desk.People.All.Any(p => p.Id != self && PlainName.LookAlike(p.Content.Name, name))
            ? new("name-must-be-its-own", "Somebody here has this name, or one that looks like it, or had it. Write it so that the two can be told apart.", "name") : null;

    private static Decision.Refused? RolesMustBeGiven(IReadOnlyList<Role>? roles) =>
        roles is { Count: > 0 } ? null : new("role-must-be-given", "Choose at least one role.", "roles");

    private static Decision.Refused? CompartmentsMustBeNamed(IReadOnlyList<string> compartments) =>
        compartments.Count > MostCompartments ? new("compartments-must-be-few", $"These are more than {MostCompartments} compartments.", "compartments")
        : compartments.FirstOrDefault(c => !Compartment().IsMatch(c)) is { } strange
            ? new("compartment-must-be-named", $"\"{strange}\" is no name of a compartment: use up to 40 letters, digits and hyphens.", "compartments")
            : null;

    // Nobody could let anybody in again.
    private static Decision.Refused? AnAdministratorMustStay(DeskFile desk, string person, Person changed) =>
        IsAdministrator(changed) || !IsAdministrator(desk.People.Find(person)!.Content)
            || desk.People.Standing.Any(p => p.Id != person && IsAdministrator(p.Content))
            ? null : new("an-administrator-must-stay", "This is the desk's last administrator. Make somebody else one first.");

    private static bool IsAdministrator(Person person) => !person.Disabled && person.Roles.Contains(Role.Administrator);

    private static IReadOnlyList<Role> Sorted(IReadOnlyList<Role> roles) => [.. roles.Distinct().Order()];

    private static IReadOnlyList<string> Sorted(IReadOnlyList<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{1,63}\z")]
    private static partial Regex Login();

    [GeneratedRegex(@"\A[\p{L}\p{Nd}-]{1,40}\z")]
    private static partial Regex Compartment();
}
