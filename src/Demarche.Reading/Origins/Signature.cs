using System.Buffers.Binary;
using System.Buffers.Text;

namespace Demarche.Reading;

/// <summary>
/// MinHash (Broder 1997) over the body's runs of words: 128 minima of 16 bits, and the size of the set in front, so that the share
/// of the shorter text in the longer can be estimated as well. "1" and 260 bytes in base64url. The standard error of a
/// similarity near one half is 0.044.
/// </summary>
internal static class Signature
{
    private const int Minima = 128;
    private const char Version = '1';

    public static string Of(IReadOnlyList<Passage> body)
    {
        var set = Shingles.Of(body);
        Span<byte> bytes = stackalloc byte[4 + Minima * 2];
        BinaryPrimitives.WriteInt32BigEndian(bytes, set.Count);
        Span<ulong> least = stackalloc ulong[Minima];
        least.Fill(ulong.MaxValue);
        foreach (var shingle in set)
        {
            for (var i = 0; i < Minima; i++)
                least[i] = Math.Min(least[i], Permuted(shingle, (ulong)i));
        }
        for (var i = 0; i < Minima; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(4 + i * 2)..], (ushort)least[i]);
        return Version + Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null for a signature of another version or an empty body.</summary>
    public static (double Resemblance, double Containment)? Compare(string a, string b)
    {
        if (Bytes(a) is not { } first || Bytes(b) is not { } second)
            return null;
        var sizeA = BinaryPrimitives.ReadInt32BigEndian(first);
        var sizeB = BinaryPrimitives.ReadInt32BigEndian(second);
        if (sizeA <= 0 || sizeB <= 0)
            return null;
        var same = 0;
        for (var at = 4; at < first.Length; at += 2)
            same += first[at] == second[at] && first[at + 1] == second[at + 1] ? 1 : 0;
        var resemblance = (double)same / Minima;
        var shared = resemblance * ((double)sizeA + sizeB) / (1 + resemblance);
        return (resemblance, Math.Min(1, shared / Math.Min(sizeA, sizeB)));
    }

    private static byte[]? Bytes(string signature)
    {
        if (signature.Length == 0 || signature[0] != Version || !Base64Url.IsValid(signature.AsSpan(1)))
            return null;
        var bytes = Base64Url.DecodeFromChars(signature.AsSpan(1));
        return bytes.Length == 4 + Minima * 2 ? bytes : null;
    }

    // The finaliser of SplitMix64 over the shingle offset by the index: fixed for ever, or old signatures stop comparing.
    private static ulong Permuted(ulong value, ulong index)
    {
        var z = value + (index + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
