using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Demarche.Imports;

/// <summary>
/// Ids of cases that are imported. One incident that one person imports again is the same case, so that an import that was stopped can be started again. The
/// person's random id goes into it: nobody else can work it out, and whoever may not read a colleague's cases is told of none.
/// </summary>
internal static class ImportedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 25;

    /// <summary>Cases of one incident that one person imported and may not read any more. A person who lost more gets the last one again.</summary>
    private const int MostLost = 20;

    /// <summary>The id for an incident, and the case that this person may read and has it already. A case that the person may not read any more is not there: the incident gets another id.</summary>
    public static async Task<(string Id, CaseFile? There)> FindAsync(CaseBook book, Web.Caller caller, string what, CancellationToken ct)
    {
        for (var n = 0; ; n++)
        {
            var id = Of(caller.Id, n == 0 ? what : string.Create(CultureInfo.InvariantCulture, $"{what} again {n}"));
            if (await book.FindAsync(id, ct) is not { } there) return (id, null);
            if (n == MostLost || CaseRoutes.AccessOf(there, caller) != CaseAccess.None) return (id, there);
        }
    }

    public static string Of(string person, string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"demarche import\n{person}\n{what}"));
        // Five bits from each byte: 125 of the hash's 256.
        return string.Create(Length, hash, (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = Alphabet[bytes[i] & 31];
        });
    }
}
