using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Demarche.Journal;

/// <summary>A package's bytes, signed by the desk that sends it (JWS) and encrypted to the one that receives it (JWE): docs/protocol/package.md.
/// Nothing is compressed: the size of compressed text depends on the text, and would tell what the plain size does not.</summary>
/// <param name="Text">The compact JWE, ASCII; its media type is <c>application/jose</c>.</param>
public sealed record SealedPackage(string Text)
{
    /// <summary>A longer sealed text is refused unread: the receiver would hold it three times over. 16 MiB.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>The most plain bytes that fit: each of the two layers makes four characters of three bytes.</summary>
    public const int MaximumPlainBytes = 9_000_000;

    private const string Type = "demarche-package+jwe";
    private const string SignedType = "demarche-package+jws";

    /// <summary>SHA-256 of the text, lower-case hexadecimal, as receipts name it.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Seals a package.</summary>
    /// <param name="plain">Canonical JSON, an object whose members <c>id</c>, <c>from</c>, <c>to</c>, <c>created</c> and <c>kind</c> are strings.</param>
    /// <param name="from">The keys of the desk that <c>from</c> names.</param>
    /// <param name="to">The card of the desk that <c>to</c> names.</param>
    /// <exception cref="ArgumentException">The bytes are not such JSON, name other desks, or are too many.</exception>
    public static SealedPackage Seal(byte[] plain, DeskKeys from, DeskCard to)
    {
        if (plain.Length > MaximumPlainBytes) throw new ArgumentException($"A package has at most {MaximumPlainBytes} bytes; this one has {plain.Length}.", nameof(plain));
        var envelope = PackageEnvelope.Read(plain, out var problem) ?? throw new ArgumentException(problem, nameof(plain));
        if (envelope.From != from.Desk) throw new ArgumentException($"The package says that it is from {envelope.From}; the keys are those of {from.Desk}.", nameof(from));
        if (envelope.To != to.Desk) throw new ArgumentException($"The package says that it is for {envelope.To}; the card is that of {to.Desk}.", nameof(to));
        var signed = SignedText.Sign(SignedType, plain, from);
        return new SealedPackage(SealedText.Seal(Type, SignedType, Encoding.ASCII.GetBytes(signed), to.Encryption));
    }

    /// <summary>The id of the key that a package is encrypted to; null where the text names none. It says nothing of who signed.</summary>
    public static string? EncryptedTo(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is > 0 and var end && JoseHeader.Read(text.AsSpan(0, end), out _)?.Find("kid") is { } kid ? kid : null;

    /// <summary>Opens a package that came from outside, or says why not.</summary>
    /// <param name="text">The compact JWE, as it came.</param>
    /// <param name="me">The receiving desk's keys. After a rotation, try the old ones when the answer is <see cref="RefusalCode.WrongRecipient"/>.</param>
    /// <param name="pinned">The partner whose signing key has this id, or null.</param>
    public static PackageOpening Open(string text, DeskKeys me, Func<string, PinnedKey?> pinned)
    {
        if (text.Length > MaximumBytes) return PackageOpening.Refuse(RefusalCode.TooLarge, $"It is longer than {MaximumBytes} bytes.");
        using var opener = me.Opener();
        var outer = SealedText.Open(text, Type, SignedType, opener);
        if (outer.Plain is null) return PackageOpening.Refuse(Code(outer.Fault), outer.Message);

        PinnedKey? sender = null;
        var inner = SignedText.Read(Encoding.Latin1.GetString(outer.Plain), SignedType, kid => (sender = Pinned(pinned, kid))?.Card.Signing, me.SigningKey);
        if (inner.Fault != SignedText.Fault.None || sender is null) return PackageOpening.Refuse(Code(inner.Fault), inner.Message);
        if (sender.Retired) return PackageOpening.Refuse(RefusalCode.OldKey, $"It is signed with the key {inner.Kid}, which {sender.Card.Name} has given up.");
        if (PackageEnvelope.Read(inner.Payload, out var problem) is not { } envelope) return PackageOpening.Refuse(RefusalCode.NotAPackage, problem!);
        if (envelope.From != sender.Card.Desk) return PackageOpening.Refuse(RefusalCode.WrongDesk, $"It says that it is from {envelope.From}, but {sender.Card.Desk} signed it.");
        if (envelope.To != me.Desk) return PackageOpening.Refuse(RefusalCode.WrongDesk, $"It is for the desk {envelope.To}: somebody passed it on.");
        return new PackageOpening(new OpenedPackage(inner.Payload, envelope, sender.Card), null);
    }

    /// <summary>A lookup that answers with a card of another key would let anybody's signature pass for the partner's.</summary>
    private static PinnedKey? Pinned(Func<string, PinnedKey?> pinned, string kid) => pinned(kid) is { } key && key.Card.Signing.Thumbprint == kid ? key : null;

    private static RefusalCode Code(SealedText.Fault fault) => fault switch
    {
        SealedText.Fault.WrongKey => RefusalCode.WrongRecipient,
        SealedText.Fault.Truncated => RefusalCode.Truncated,
        SealedText.Fault.Damaged => RefusalCode.Damaged,
        _ => RefusalCode.NotAPackage,
    };

    private static RefusalCode Code(SignedText.Fault fault) => fault switch
    {
        SignedText.Fault.UnknownKey => RefusalCode.UnknownKey,
        SignedText.Fault.Signature => RefusalCode.BadSignature,
        _ => RefusalCode.NotAPackage,
    };
}

/// <summary>What every package says about itself, inside the seal.</summary>
/// <param name="Id">The package's id.</param>
/// <param name="From">The id of the desk that sent it.</param>
/// <param name="To">The id of the desk it is for.</param>
/// <param name="Created">When it was made, UTC, ISO 8601 with milliseconds.</param>
/// <param name="Kind">What it is: <c>request</c>, <c>reply</c> and so on; the desks decide.</param>
public sealed record PackageEnvelope(string Id, string From, string To, string Created, string Kind)
{
    internal static PackageEnvelope? Read(byte[] plain, out string? problem)
    {
        problem = "The package is not a canonical JSON object (RFC 8785) in UTF-8.";
        try
        {
            var json = Strict.Utf8.GetString(plain);
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = CanonicalJson.MaximumDepth });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || CanonicalJson.Of(root) != json) return null;
            string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var (id, from, to, created, kind) = (Text("id"), Text("from"), Text("to"), Text("created"), Text("kind"));
            problem = !Strict.IsId(id) ? "The package has no usable \"id\"."
                : !Strict.IsId(from) || !Strict.IsId(to) ? "The package does not name the desks that it is from and for."
                : created is null || !Strict.IsTime(created) ? "The package has no usable time \"created\"."
                : !Strict.IsId(kind) ? "The package has no usable \"kind\"." : null;
            return problem is null ? new PackageEnvelope(id!, from!, to!, created!, kind!) : null;
        }
        catch (Exception bad) when (bad is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }
}
