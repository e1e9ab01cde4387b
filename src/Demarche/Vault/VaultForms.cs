namespace Demarche.Vault;

/// <summary>A new key pair, or one in place of the old.</summary>
/// <param name="Password">The person's own, again: an unlocked screen is not enough.</param>
/// <param name="Code">Of the second factor, for those who have one.</param>
public sealed record KeyForm(string Password, string? Code, string Passphrase, string Again);

public sealed record PassphraseForm(string Current, string Passphrase, string Again);

/// <param name="People">Any two of them may open an identity together, where its handlers allow it.</param>
public sealed record KeepersForm(IReadOnlyList<string>? People, string Reason);

/// <param name="Reason">Why it is confirmed.</param>
public sealed record ConfirmGlassForm(string Passphrase, string Reason);

public sealed record RefuseGlassForm(string Reason);
