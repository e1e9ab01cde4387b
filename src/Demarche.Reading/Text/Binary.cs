namespace Demarche.Reading;

/// <summary>Tells text from everything else before it is decoded.</summary>
internal static class Binary
{
    private const int Sample = 64 * 1024;

    // Old mail and log files hold a stray form feed or escape now and then; random bytes hold one in ten.
    private const int TolerableControlsPerThousand = 5;

    private static readonly (byte[] Magic, string Name)[] Known =
    [
        ("%PDF"u8.ToArray(), "a PDF"),
        ("PK\u0003\u0004"u8.ToArray(), "a ZIP archive or an office document"),
        ([0x1F, 0x8B], "gzip-compressed"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old office document"),
        ("MZ"u8.ToArray(), "a Windows program"),
        ([0x7F, 0x45, 0x4C, 0x46], "a Linux program"),
    ];

    /// <summary>Null when the bytes look like text.</summary>
    public static ReadProblem? Problem(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        var utf16 = sample is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        var nul = utf16 ? -1 : bytes.IndexOf((byte)0);
        var controls = utf16 ? 0 : Controls(sample);
        if (nul < 0 && controls * 1000L <= sample.Length * (long)TolerableControlsPerThousand)
            return null;
        foreach (var (magic, name) in Known)
        {
            if (bytes.StartsWith(magic))
                return new ReadProblem("byte 0", $"Not text: this is {name}.");
        }
        return nul >= 0
            ? new ReadProblem($"byte {nul}", "Not text: a NUL byte.")
            : new ReadProblem("byte 0", $"Not text: {controls} control bytes among the first {sample.Length}.");
    }

    private static int Controls(ReadOnlySpan<byte> sample)
    {
        var count = 0;
        foreach (var b in sample)
        {
            if (b < 0x20 && b is not (0x09 or 0x0A or 0x0C or 0x0D))
                count++;
        }
        return count;
    }
}
