using System.Security.Cryptography;

namespace Demarche;

/// <summary>Opaque ids: 125 random bits in 25 characters of Crockford's base 32, lower case. Nothing can be read from one.</summary>
public static class Id
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private const int Length = 25;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>Whether a text has the shape of an id.</summary>
    public static bool IsOne(string text) => text.Length == Length && !text.AsSpan().ContainsAnyExcept(Alphabet);
}
