using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Demarche.Paper.Pdf;

/// <summary>
/// PDFsharp writes when, with what and under which random ids and font names it wrote. This writes its objects once more without that: no dates, no producer,
/// no XMP, fonts named in their order, and an id that is the digest of the rest. Works on what PDFsharp 6.2 saves: a table of objects, none of them compressed.
/// </summary>
internal static partial class StillPdf
{
    public static byte[] Of(byte[] saved, string title)
    {
        var tail = Encoding.Latin1.GetString(saved.AsSpan(saved.Length - Math.Min(saved.Length, 1024)));
        var xref = int.Parse(StartXref().Match(tail).Groups[1].Value, CultureInfo.InvariantCulture);
        var trailer = Encoding.Latin1.GetString(saved.AsSpan(xref));
        var root = int.Parse(Root().Match(trailer).Groups[1].Value, CultureInfo.InvariantCulture);
        var info = int.Parse(Info().Match(trailer).Groups[1].Value, CultureInfo.InvariantCulture);
        var starts = Entry().Matches(trailer).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Order().ToList();

        var written = new MemoryStream(saved.Length);
        written.Write(saved.AsSpan(0, starts[0]));
        var offsets = new SortedDictionary<int, long>();
        var fonts = new Dictionary<string, string>();
        for (var i = 0; i < starts.Count; i++)
        {
            var bytes = saved.AsSpan(starts[i], (i + 1 < starts.Count ? starts[i + 1] : xref) - starts[i]);
            var number = int.Parse(Encoding.ASCII.GetString(bytes[..bytes.IndexOf((byte)' ')]), CultureInfo.InvariantCulture);
            offsets[number] = written.Position;
            written.Write(Stilled(bytes, number, root, info, title, fonts));
        }
        var end = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Keys.Last() + 1}\n0000000000 65535 f \n");
        for (var n = 1; n <= offsets.Keys.Last(); n++) end.Append(offsets.TryGetValue(n, out var at) ? at.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n" : "0000000000 00000 f \n");
        var id = Convert.ToHexString(SHA256.HashData(written.ToArray()).AsSpan(0, 16));
        end.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {offsets.Keys.Last() + 1}/Root {root} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{written.Position}\n%%EOF\n");
        written.Write(Encoding.ASCII.GetBytes(end.ToString()));
        return written.ToArray();
    }

    /// <summary>Only objects that hold no text of the paper are matched against patterns.</summary>
    private static byte[] Stilled(ReadOnlySpan<byte> bytes, int number, int root, int info, string title, Dictionary<string, string> fonts)
    {
        if (number == info) return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n<</Title<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}>>>\nendobj\n"));
        var stream = bytes.IndexOf("stream"u8);
        var head = Encoding.Latin1.GetString(stream < 0 ? bytes : bytes[..stream]);
        if (head.Contains("<</Type/Metadata/", StringComparison.Ordinal) && !head.Contains("/StructElem", StringComparison.Ordinal)) return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\nnull\nendobj\n"));
        if (number == root) head = Metadata().Replace(head, "");
        if (FontObject().IsMatch(head)) head = SubsetName().Replace(head, m => "/" + Name(m.Groups[1].Value, fonts) + "+");
        return [.. Encoding.Latin1.GetBytes(head), .. stream < 0 ? [] : bytes[stream..]];
    }

    private static string Name(string random, Dictionary<string, string> fonts)
    {
        if (!fonts.TryGetValue(random, out var name)) fonts[random] = name = "AAAAA" + (char)('A' + fonts.Count);
        return name;
    }

    [GeneratedRegex(@"startxref\s+(\d+)\s+%%EOF\s*$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Info (\d+) 0 R")]
    private static partial Regex Info();

    [GeneratedRegex(@"^(\d{10}) 00000 n", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"/Metadata \d+ 0 R")]
    private static partial Regex Metadata();

    [GeneratedRegex(@"^\d+ 0 obj\s*<</Type/Font(Descriptor)?/")]
    private static partial Regex FontObject();

    [GeneratedRegex(@"/([A-Z]{6})\+")]
    private static partial Regex SubsetName();
}
