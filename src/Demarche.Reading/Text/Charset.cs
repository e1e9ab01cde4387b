using System.Text;

namespace Demarche.Reading;

/// <summary>
/// Bytes to characters: a byte order mark first, then valid UTF-8, then the declared charset, then windows-1252, which the
/// WHATWG Encoding Standard gives to unlabelled text of Western Europe.
/// </summary>
internal static class Charset
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(ReadOnlySpan<byte> bytes, string? declared, List<ReadProblem> problems)
    {
        if (FromMark(bytes) is var (marked, skip) && marked is not null)
            return marked.GetString(bytes[skip..]);
        var broken = FirstInvalidUtf8(bytes);
        if (broken < 0)
            return StrictUtf8.GetString(bytes);
        var encoding = declared is null ? null : Named(declared);
        if (declared is not null && encoding is null)
            problems.Add(new ReadProblem("charset", $"The declared charset \"{Shown(declared)}\" is not known; read as windows-1252."));
        if (encoding is not null && encoding.CodePage != Encoding.UTF8.CodePage && TryStrict(encoding, bytes) is { } text)
            return text;
        if (encoding is not null)
            problems.Add(new ReadProblem($"byte {broken}", $"Not valid {encoding.WebName}, which was declared; read as windows-1252."));
        return Named("windows-1252")!.GetString(bytes);
    }

    private static (Encoding? Encoding, int Skip) FromMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (null, 0),
    };

    private static int FirstInvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (bytes[at] < 0x80)
            {
                at++;
                continue;
            }
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) != System.Buffers.OperationStatus.Done)
                return at;
            at += used;
        }
        return -1;
    }

    private static Encoding? Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? TryStrict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var strict = (Encoding)encoding.Clone();
            strict.DecoderFallback = DecoderFallback.ExceptionFallback;
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Shown(string declared) => declared.Length > 40 ? declared[..40] + "…" : declared;
}
