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
