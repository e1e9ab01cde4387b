using System.Buffers.Text;
using Demarche.People;

namespace Demarche.Vault;

/// <summary>What may be decided about people's own keys, and which of them hold.</summary>
public static class VaultDecisions
{
    /// <summary>Whoever holds database and node key may guess as fast as their machines can: a passphrase is longer than a password.</summary>
    public const int Shortest = 20;

    /// <summary>Longer ones are refused: hashing them is work that a guesser could cause.</summary>
    public const int Longest = Passwords.Longest;

    private const int FewestCharacters = 8;

    /// <summary>A person's key in force; null where there is none.</summary>
    public static Held<VaultKey>? KeyOf(DeskFile desk, string person) => desk.VaultKeys.Standing.LastOrDefault(k => k.Content.Person == person);

    public static Decision.Refused? PassphraseMustBeGood(string? passphrase, string? again, string login) =>
        passphrase is null || passphrase.Trim().Length < Shortest
            ? new("passphrase-must-be-long", $"A passphrase has at least {Shortest} characters. Five or six words that do not belong together make a good one.", "passphrase")
        : passphrase.Length > Longest || VaultKeys.Bytes(passphrase) is null
            ? new("passphrase-must-not-be-endless", $"A passphrase is a text of at most {Longest} characters.", "passphrase")
        : passphrase.Contains(login, StringComparison.OrdinalIgnoreCase) || passphrase.Distinct().Count() < FewestCharacters
            ? new("passphrase-must-not-be-guessable", "A passphrase does not contain the login and is not a few characters over and over.", "passphrase")
        : passphrase != again ? new("passphrase-must-be-typed-twice-alike", "The two passphrases differ. Type the same one twice.", "again")
        : null;

    /// <summary>A new key in place of the one in force, if there is one.</summary>
    public static Decision Make(DeskFile desk, string id, VaultKey key) =>
        desk.People.Find(key.Person) is not { Content.Disabled: false } ? Decision.Refuse("item-must-exist", "There is no such person.")
        : Base64Url.DecodeFromChars(key.PublicKey).Length != Hpke.KeyLength ? throw new ArgumentException("This is no public key.", nameof(key))
        : new Decision.Allowed(
            [
                .. desk.VaultKeys.Standing.Where(k => k.Content.Person == key.Person)
                    .Select(k => new Marked(new VaultKeyGivenUp(k.Id, "The person made a new one."), DeskFile.Internal)),
                new(new VaultKeyMade(id, key), DeskFile.Internal),
            ], id);

    /// <param name="key">The key that the old passphrase opened: one that was made meanwhile is not overwritten.</param>
    public static Decision Change(DeskFile desk, string person, string key) => KeyOf(desk, person)?.Id == key
        ? Decision.Allow(new VaultPassphraseChanged(key), DeskFile.Internal, key) : NoKey;

    internal static Decision.Refused NoKey { get; } =
        new("vault-key-must-be-made", "You have no key of your own yet, or it can't be used any more. Make one under Vault.", "passphrase");

    /// <summary>One answer for all that can be wrong.</summary>
    internal static Decision.Refused NotOpened { get; } = new("passphrase-must-be-right",
        "Nothing was done: the passphrase is not right, or too many tries failed. Wait a few minutes and try again.", "passphrase");
}
