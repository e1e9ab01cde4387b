using System.Security.Cryptography;
using System.Text.Json;

namespace Demarche.Demo;

/// <param name="Key">What the story calls it.</param>
internal sealed record DemoDesk(string Key, string Name, string Address, IReadOnlyList<DemoPerson> People);

/// <param name="Part">What the person is for in the tour.</param>
/// <param name="Passphrase">Of the person's vault key; null for those who have none.</param>
internal sealed record DemoPerson(string Name, string Login, string Password, string Part, string? Passphrase);

/// <summary>Who can sign in where. Kept in the demo's folder for the owner alone, so that a demo that is continued can print it again.</summary>
internal sealed record DemoAccounts(bool Told, IReadOnlyList<DemoDesk> Desks)
{
    // No letters or digits that look alike: people type these.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    public static string NewPassword() => Groups(4);

    public static string NewPassphrase() => Groups(6);

    public static DemoAccounts? Find(string folder) =>
        File.Exists(PathIn(folder)) ? JsonSerializer.Deserialize<DemoAccounts>(File.ReadAllBytes(PathIn(folder)), FactKinds.Json) : null;

    /// <summary>Whether a folder holds nothing, or nothing but what a demo leaves that was stopped before it began.</summary>
    public static bool IsFree(string folder) =>
        !Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(e => e == Unfinished(folder));

    /// <summary>Whole or not at all: it may be stopped in between.</summary>
    public void Keep(string folder)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(Unfinished(folder), options)) JsonSerializer.Serialize(file, this, FactKinds.Json);
        File.Move(Unfinished(folder), PathIn(folder), overwrite: true);
    }

    private static string Unfinished(string folder) => PathIn(folder) + ".new";

    private static string Groups(int count) => string.Join('-', Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    private static string PathIn(string folder) => Path.Combine(folder, "demo.json");
}
