namespace Demarche.Vault;

/// <summary>The public half of a person's own key pair. The journal holds it, so that exchanging it for another one shows.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="PublicKey">X25519, 32 bytes, base64url.</param>
public sealed record VaultKey(string Person, string PublicKey);

[Kind("vault-key-made")]
public sealed record VaultKeyMade(string Id, VaultKey Content) : Added<VaultKey>(Id, Content);

/// <summary>A person's key was given up for a new one; nobody can open any more what was sealed to it alone.</summary>
[Kind("vault-key-given-up")]
public sealed record VaultKeyGivenUp(string Id, string Reason) : Withdrawn<VaultKey>(Id, Reason);

[Kind("vault-passphrase-changed")]
public sealed record VaultPassphraseChanged(string Key) : Fact;

/// <summary>Somebody gave a wrong passphrase in a person's name.</summary>
/// <param name="Locked">Whether no try counts for a while now.</param>
[Kind("vault-try-failed")]
public sealed record VaultTryFailed(string Person, bool Locked) : Fact;

/// <summary>The people of whom any two may open an identity together, where its handlers allowed it. In place of those named before.</summary>
[Kind("keepers-named")]
public sealed record KeepersNamed(IReadOnlyList<string> People, string Reason) : Fact;

/// <summary>A request to open an identity without its handlers.</summary>
/// <param name="Reason">Of the one who asks; keepers who don't read the case see it.</param>
/// <param name="Until">After this it can be neither confirmed nor opened.</param>
/// <param name="Confirmer">The second person; null until somebody confirmed.</param>
/// <param name="Opened">Whether the one who asked has opened it.</param>
public sealed record BreakGlass(string Case, string Source, string Reason, string Until, string? Confirmer, bool Opened);

[Kind("break-glass-requested")]
public sealed record BreakGlassRequested(string Id, BreakGlass Content) : Added<BreakGlass>(Id, Content);

[Kind("break-glass-confirmed")]
public sealed record BreakGlassConfirmed(string Id, BreakGlass Content, string Reason) : Corrected<BreakGlass>(Id, Content, Reason);

[Kind("break-glass-opened")]
public sealed record BreakGlassOpened(string Id, BreakGlass Content, string Reason) : Corrected<BreakGlass>(Id, Content, Reason);

[Kind("break-glass-refused")]
public sealed record BreakGlassRefused(string Id, string Reason) : Withdrawn<BreakGlass>(Id, Reason);
