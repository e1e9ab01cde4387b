namespace Demarche.People;

/// <summary>What a person is at this desk.</summary>
public enum Role { Reader, Analyst, Releaser, SourceHandler, Administrator }

/// <summary>Somebody with an account at this desk.</summary>
/// <param name="Name">As shown beside what the person writes.</param>
/// <param name="Login">As typed at sign-in, lower case.</param>
/// <param name="Roles">What the person may do.</param>
/// <param name="Compartments">Those the person belongs to.</param>
/// <param name="Disabled">Whether the account is closed.</param>
public sealed record Person(string Name, string Login, IReadOnlyList<Role> Roles, IReadOnlyList<string> Compartments, bool Disabled);

[Kind("person-added")]
public sealed record PersonAdded(string Id, Person Content) : Added<Person>(Id, Content);

[Kind("person-changed")]
public sealed record PersonChanged(string Id, Person Content, string Reason) : Corrected<Person>(Id, Content, Reason);

[Kind("person-disabled")]
public sealed record PersonDisabled(string Id, Person Content, string Reason) : Corrected<Person>(Id, Content, Reason);

/// <summary>A person set a new password; the password itself is nowhere in the journal.</summary>
[Kind("password-set")]
public sealed record PasswordSet(string Person) : Fact;

/// <summary>A second factor was switched on or off.</summary>
[Kind("second-factor-set")]
public sealed record SecondFactorSet(string Person, bool On) : Fact;

[Kind("signed-in")]
public sealed record SignedIn(string Person) : Fact;

[Kind("sign-in-locked")]
public sealed record SignInLocked(string Person) : Fact;

/// <summary>An administrator took back a person's password and second factor; the person sets new ones through a link.</summary>
[Kind("sign-in-reset")]
public sealed record SignInReset(string Person) : Fact;
