using System.Text.RegularExpressions;

namespace Demarche.People;

/// <summary>The first account of a desk, and what the desk is called.</summary>
public sealed record FoundDesk(string Id, string DeskName, string Name, string Login);

public sealed record AddPerson(string Id, string Name, string Login, IReadOnlyList<Role> Roles, IReadOnlyList<string> Compartments);

/// <param name="Seen">The revision that the administrator saw.</param>
public sealed record ChangePerson(
    string Id, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Compartments, string Reason, int? Seen);

/// <param name="Disabled">True closes the account, false opens it again.</param>
public sealed record DisablePerson(string Id, bool Disabled, string Reason, int? Seen);

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
            ], request.Id);

    public static Decision Add(DeskFile desk, AddPerson request) =>
        (NameMustBeGiven(request.Name, "name", "the person's name")
            ?? LoginMustBeSimple(request.Login)
            ?? LoginMustBeFree(desk, request.Login)
            ?? RolesMustBeGiven(request.Roles)
            ?? CompartmentsMustBeNamed(request.Compartments)) is { } refused ? refused
        : Decision.Allow(new PersonAdded(request.Id, new(request.Name.Trim(), request.Login, Sorted(request.Roles), Sorted(request.Compartments), false)), DeskFile.Internal, request.Id);

    public static Decision Change(DeskFile desk, ChangePerson request)
    {
        var person = desk.People.Find(request.Id);
        if ((Rules.MustStandAsSeen(person, request.Seen, "person")
            ?? NameMustBeGiven(request.Name, "name", "the person's name")
            ?? RolesMustBeGiven(request.Roles)
            ?? CompartmentsMustBeNamed(request.Compartments)
            ?? Rules.TextMustBeGiven(request.Reason, "reason", "why it is changed")) is { } refused) return refused;
        var changed = person!.Content with { Name = request.Name.Trim(), Roles = Sorted(request.Roles), Compartments = Sorted(request.Compartments) };
        return AnAdministratorMustStay(desk, request.Id, changed)
            ?? Decision.Allow(new PersonChanged(request.Id, changed, request.Reason), DeskFile.Internal, request.Id);
    }

    public static Decision Disable(DeskFile desk, DisablePerson request)
    {
        var person = desk.People.Find(request.Id);
        if ((Rules.MustStandAsSeen(person, request.Seen, "person")
            ?? Rules.TextMustBeGiven(request.Reason, "reason", "why")) is { } refused) return refused;
        if (person!.Content.Disabled == request.Disabled)
            return Decision.Refuse("account-must-be-otherwise", request.Disabled ? "This account is closed already." : "This account is open already.");
        var changed = person.Content with { Disabled = request.Disabled };
        return AnAdministratorMustStay(desk, request.Id, changed)
            ?? Decision.Allow(
                request.Disabled ? new PersonDisabled(request.Id, changed, request.Reason) : new PersonChanged(request.Id, changed, request.Reason),
                DeskFile.Internal, request.Id);
    }

    /// <summary>Takes back a person's password and second factor.</summary>
    public static Decision Reset(DeskFile desk, string person) => desk.People.Find(person) is { IsWithdrawn: false } found
        ? found.Content.Disabled
            ? Decision.Refuse("account-must-be-open", "This account is closed. Open it first.")
            : Decision.Allow(new SignInReset(person), DeskFile.Internal, person)
        : Decision.Refuse("item-must-exist", "There is no such person.");

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
