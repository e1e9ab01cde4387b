namespace Demarche.People;

/// <summary>A form that has nothing but its button.</summary>
public sealed record Pressed;

/// <param name="Code">Of the second factor, for those who have one.</param>
/// <param name="Next">Where to go then: a path of this desk.</param>
public sealed record SignInForm(string Login, string Password, string? Code, string? Next);

public sealed record FoundForm(string DeskName, string Name, string Login, string Password, string Again);

/// <param name="Code">Of the second person who confirmed the account, where two people issued it.</param>
public sealed record PasswordForm(string Password, string Again, string? Code = null);

public sealed record PasswordChangeForm(string Current, string? Code, string Password, string Again);

/// <param name="Code">Six digits from the authenticator.</param>
/// <param name="Password">The person's own, again: an unlocked screen is not enough.</param>
public sealed record CodeForm(string Code, string Password);

/// <param name="Compartments">Names; one text may hold several, separated by commas.</param>
public sealed record PersonForm(string Name, string Login, IReadOnlyList<Role>? Roles, IReadOnlyList<string>? Compartments);

/// <param name="Seen">The revision that the administrator saw.</param>
public sealed record PersonChangeForm(string Name, IReadOnlyList<Role>? Roles, IReadOnlyList<string>? Compartments, string Reason, int? Seen);

/// <param name="Disabled">True closes the account, false opens it again.</param>
public sealed record DisableForm(bool Disabled, string Reason, int? Seen);

/// <param name="Reason">Why the person needs a new password.</param>
public sealed record ResetForm(string? Reason = null);
