using Demarche.Reading;
using Demarche.Stix;
using Demarche.Store;

namespace Demarche.Documents;

/// <summary>One document as it arrived.</summary>
/// <param name="MediaType">As whoever sent it declared it, or null.</param>
/// <param name="Name">As whoever sent it named it.</param>
public sealed record Intake(ReadOnlyMemory<byte> Bytes, string? MediaType, string? Name, string From);

/// <summary>What was read of one, before anything of it is kept.</summary>
public sealed record IntakeReading(Intake Intake, string Id, ReadResult Result)
{
    /// <summary>Reads bytes; the clean name helps to tell what they are.</summary>
    public static IntakeReading Of(Intake intake, string id)
    {
        var name = DocumentName.Clean(intake.Name);
        return new(intake with { Name = name }, id, Reader.Read(intake.Bytes, intake.MediaType, name));
    }

    /// <summary>The document as the case holds it. Only for what could be read.</summary>
    public Document ToDocument()
    {
        var read = Result.Document!;
        return new(Intake.Name!, read.Sha256, read.TextSha256, MediaType(read), Intake.Bytes.Length, Intake.From, read.Title, read.Byline,
            read.Agency, read.Publisher, read.Published, read.Language, read.OriginSignature);
    }

    /// <summary>The bytes, and the text that every range points into: to be kept together with the entry that names them, or not at all.</summary>
    public IReadOnlyList<KeptDocument> ToKeep => [KeptDocument.Of(Intake.Bytes.ToArray()), KeptDocument.Of(System.Text.Encoding.UTF8.GetBytes(Result.Document!.Text))];

    /// <summary>What comes into a case with these documents.</summary>
    public static StoreWrites Kept(IEnumerable<IntakeReading> read) => new() { Documents = [.. read.SelectMany(r => r.ToKeep)] };

    /// <summary>The level that the document states of itself; null where it states none.</summary>
    public Tlp? Stated => StatedMarking.Find(Result.Document!) is { } stated ? Enum.GetValues<Tlp>().First(t => t.Label() == stated.Label) : null;

    /// <summary>A request to take it in.</summary>
    /// <param name="marking">Null for the case's default.</param>
    /// <param name="originator">The partner who gave it to us; null for nobody.</param>
    /// <param name="wider">Why it may be marked wider than it says of itself.</param>
    public TakeInDocument ToRequest(Marking? marking, string? originator = null, string? wider = null) => new(Id, ToDocument(), marking)
    {
        Originator = originator,
        Stated = Stated,
        Wider = wider,
    };

    // The declared charset is part of it: without it the same bytes would be read as another text later.
    private string MediaType(ReadDocument read) =>
        System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(Intake.MediaType, out var declared) && declared.CharSet is { Length: > 0 and < 40 } charset
            ? $"{read.MediaType}; charset={charset.Trim('"')}" : read.MediaType;
}
