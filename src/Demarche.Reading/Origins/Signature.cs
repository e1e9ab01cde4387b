using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.InteropServices;

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

    public static string Of(IReadOnlyList<Passage> body, Work work)
    {
        var set = Shingles.Of(body);
        work.Did(body.Sum(p => (long)p.Text.Length) + (long)set.Count * Minima);
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
    public static Sketch? Read(string signature)
    {
        if (signature.Length == 0 || signature[0] != Version || !Base64Url.IsValid(signature.AsSpan(1)))
            return null;
        var bytes = Base64Url.DecodeFromChars(signature.AsSpan(1));
        if (bytes.Length != 4 + Minima * 2 || BinaryPrimitives.ReadInt32BigEndian(bytes) is not (> 0 and var size))
            return null;
        // In whichever order of bytes: they are compared for equality alone.
        return new Sketch(size, MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(4)).ToArray());
    }

    /// <summary>
    /// Pairs that have a minimum in common; others are not alike in the least. Each pair once, as places in the list.
    /// </summary>
    public static IEnumerable<(int First, int Second)> Sharing(IReadOnlyList<Sketch> sketches)
    {
        // For each sketch and place the last one before it with the same minimum there; counted from 1, and 0 for none.
        var before = new int[sketches.Count * Minima];
        var latest = new int[ushort.MaxValue + 1];
        for (var place = 0; place < Minima; place++)
        {
            for (var i = 0; i < sketches.Count; i++)
            {
                before[i * Minima + place] = latest[sketches[i].Least[place]];
                latest[sketches[i].Least[place]] = i + 1;
            }
            foreach (var sketch in sketches)
                latest[sketch.Least[place]] = 0;
        }
        var met = new int[sketches.Count];
        for (var second = 1; second < sketches.Count; second++)
        {
            for (var place = 0; place < Minima; place++)
            {
                for (var first = before[second * Minima + place] - 1; first >= 0; first = before[first * Minima + place] - 1)
                {
                    if (met[first] == second)
                        continue;
                    met[first] = second;
                    yield return (first, second);
                }
            }
        }
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

/// <summary>A signature, read.</summary>
/// <param name="Size">How many runs the body has; at least 1.</param>
/// <param name="Least">The minima.</param>
internal sealed record Sketch(int Size, ushort[] Least)
{
    public (double Resemblance, double Containment) Beside(Sketch other)
    {
        // Equal places count as all ones, which is minus one.
        var equal = Vector<ushort>.Zero;
        for (var at = 0; at < Least.Length; at += Vector<ushort>.Count)
            equal -= Vector.Equals(new Vector<ushort>(Least, at), new Vector<ushort>(other.Least, at));
        var resemblance = (double)Vector.Sum(equal) / Least.Length;
        var shared = resemblance * ((double)Size + other.Size) / (1 + resemblance);
        return (resemblance, Math.Min(1, shared / Math.Min(Size, other.Size)));
    }
}
