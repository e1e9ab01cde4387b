using System.Text.Json;

namespace Demarche.Leaks;

/// <summary>An account of the desk, by its password or by a session that is open already.</summary>
/// <param name="Code">The code of the second factor, where the account has one.</param>
/// <param name="Token">Instead of login and password.</param>
public sealed record LeakAccount(string? Login = null, string? Password = null, string? Code = null, string? Token = null);

/// <summary>Who looks: somebody who may see, somebody who may not, and an administrator who makes both where they are to be made.</summary>
/// <param name="Sees">A member of one tenant.</param>
/// <param name="SeesNot">A member of another tenant of the same desk.</param>
/// <param name="Administrator">Needed with <c>--set-up</c> alone.</param>
/// <param name="Hidden">Ids of cases that the first may see and the second may not, where the desk is not to be believed on that.</param>
public sealed record LeakAccounts(LeakAccount? Sees = null, LeakAccount? SeesNot = null, LeakAccount? Administrator = null, IReadOnlyList<string>? Hidden = null)
{
    /// <summary>Holds the same JSON as the file.</summary>
    public const string Variable = "DEMARCHE_LEAKS_ACCOUNTS";

    /// <summary>From a file or from the environment: passwords on a command line are read by every user of the machine.</summary>
    /// <exception cref="LeaksProblem">There are none, or they can't be read.</exception>
    public static LeakAccounts Find(FileInfo? file)
    {
        var text = file is not null ? File.ReadAllText(file.FullName) : Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(text)) throw new LeaksProblem($"No accounts are given. Name a file with --accounts, or set {Variable}; docs/operating.md shows what stands in it.");
        try
        {
            return JsonSerializer.Deserialize<LeakAccounts>(text, Web.FormReader.Json) ?? throw new LeaksProblem("The accounts are null.");
        }
        catch (JsonException e)
        {
            throw new LeaksProblem($"The accounts can't be read at {e.Path ?? "$"}.");
        }
    }
}
