using System.Security.Cryptography;

namespace Demarche;

/// <summary>Opaque ids: 125 random bits in 25 characters of Crockford's base 32, lower case. Nothing can be read from one.</summary>
public static class Id
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 25);
}
