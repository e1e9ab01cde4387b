using System.Numerics;
using System.Security.Cryptography;

namespace Demarche.Journal;

/// <summary>The Merkle tree hash of RFC 9162 section 2.1.1 (and RFC 6962 section 2.1) with SHA-256.</summary>
internal static class MerkleTree
{
    public static byte[] Root(IReadOnlyList<byte[]> leaves) => leaves.Count == 0 ? SHA256.HashData([]) : Root(leaves, 0, leaves.Count);

    private static byte[] Root(IReadOnlyList<byte[]> leaves, int from, int count)
    {
        // The first byte differs for leaf and node, so that no node can be passed off as a leaf.
        if (count == 1) return SHA256.HashData([0x00, .. leaves[from]]);
        var left = 1 << BitOperations.Log2((uint)count - 1);
        return SHA256.HashData([0x01, .. Root(leaves, from, left), .. Root(leaves, from + left, count - left)]);
    }
}
