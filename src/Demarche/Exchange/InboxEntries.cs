using Demarche.Releases;

namespace Demarche.Exchange;

/// <summary>A partner's package, kept byte for byte and waiting for a person.</summary>
/// <param name="Package">Its id, as the partner gave it.</param>
/// <param name="Partner">Who signed it.</param>
/// <param name="Kind">What it carries.</param>
/// <param name="Title">In a line, as the partner wrote it.</param>
/// <param name="PlainSha256">Of the plain package, whose bytes are kept.</param>
/// <param name="Sent">When the partner made it, as it says.</param>
/// <param name="About">For a reply, the package that it answers; for a correction or a retraction, one that carried what it is about.</param>
/// <param name="Case">The case it was taken into; null while nobody has taken it.</param>
/// <param name="Due">For a request, by when the partner needs an answer, ISO 8601 UTC; null where it names no time, or an earlier program
/// took it in.</param>
/// <param name="Concerns">For a correction or a retraction, the earlier packages of this partner that carried what it is about, the
/// newest first; null for others, and where an
/// earlier program took it in.</param>
public sealed record Arrival(
    string Package, string Partner, PackageKind Kind, string Title, string PlainSha256, string Sent, string? About, string? Case, string? Due = null,
    IReadOnlyList<string>? Concerns = null)
{
    // From outside, and shown as a name: whatever it was written with, it is read as it looks.
    public string Title { get; init => field = PlainName.Of(value); } = PlainName.Of(Title);
}

[Kind("package-arrived")]
public sealed record PackageArrived(string Id, Arrival Content) : Added<Arrival>(Id, Content);

[Kind("package-taken-into-case")]
public sealed record PackageTakenIntoCase(string Id, Arrival Content, string Reason) : Corrected<Arrival>(Id, Content, Reason);

[Kind("package-set-aside")]
public sealed record PackageSetAside(string Id, string Reason) : Withdrawn<Arrival>(Id, Reason);

/// <summary>The desk's keys were replaced; the statement is signed with the old one.</summary>
[Kind("desk-keys-rotated")]
public sealed record DeskKeysRotated(string Statement) : Fact;
