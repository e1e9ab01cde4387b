using System.Buffers.Binary;
using System.Text;

namespace Demarche.Paper.Fonts;

/// <summary>Widths and coverage of a TrueType font, read from its tables (OpenType 1.9: head, hhea, hmtx, cmap format 4). Characters beyond U+FFFF are not covered.</summary>
internal sealed class FontFile
{
    private readonly ushort[] glyphs = new ushort[0x10000];
    private readonly ushort[] advances;
    private readonly double unitsPerEm;

    public FontFile(byte[] bytes)
    {
        Bytes = bytes;
        var tables = new Dictionary<string, int>();
        for (var i = 0; i < U16(4); i++) tables[Encoding.ASCII.GetString(bytes, 12 + 16 * i, 4)] = (int)U32(12 + 16 * i + 8);
        unitsPerEm = U16(tables["head"] + 18);
        advances = new ushort[U16(tables["hhea"] + 34)];
        for (var i = 0; i < advances.Length; i++) advances[i] = U16(tables["hmtx"] + 4 * i);
        ReadCharacters(tables["cmap"]);
    }

    public byte[] Bytes { get; }

    public bool Has(Rune rune) => rune.IsBmp && glyphs[rune.Value] != 0;

    /// <summary>The width of a text at a size, in the size's unit. What the font lacks counts as the replacement that is shown for it.</summary>
    public double Width(ReadOnlySpan<char> text, double size)
    {
        var sum = 0;
        foreach (var rune in text.EnumerateRunes()) sum += Advance(rune);
        return sum * size / unitsPerEm;
    }

    private int Advance(Rune rune)
    {
        if (Face.IsInvisible(rune)) return 0;
        var glyph = Has(rune) ? glyphs[rune.Value] : glyphs[Face.Missing];
        return advances[Math.Min(glyph, advances.Length - 1)];
    }

    private void ReadCharacters(int cmap)
    {
        for (var t = 0; t < U16(cmap + 2); t++)
        {
            var table = cmap + (int)U32(cmap + 4 + 8 * t + 4);
            if (U16(cmap + 4 + 8 * t) != 3 || U16(table) != 4) continue;
            var segments = U16(table + 6);
            for (var s = 0; s < segments; s += 2)
            {
                var (end, start, delta) = (U16(table + 14 + s), U16(table + 16 + segments + s), U16(table + 16 + 2 * segments + s));
                var rangeAt = table + 16 + 3 * segments + s;
                for (int c = start; c <= end && c < 0xFFFF; c++)
                {
                    var glyph = U16(rangeAt) == 0 ? (ushort)(c + delta) : U16(rangeAt + U16(rangeAt) + 2 * (c - start));
                    glyphs[c] = U16(rangeAt) != 0 && glyph != 0 ? (ushort)(glyph + delta) : glyph;
                }
            }
        }
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(at));
}
