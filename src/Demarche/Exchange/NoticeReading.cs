using Demarche.Releases;
using Demarche.Stix;

namespace Demarche.Exchange;

/// <summary>A correction or a retraction as a partner sent it.</summary>
/// <param name="About">STIX ids of what it is about, as that partner gave them before.</param>
public sealed record NoticeReading(NoticeKind Kind, string Text, IReadOnlySet<string> About)
{
    /// <summary>What a package corrects or retracts (docs/protocol/exchange.md, X26 to X29); null where it does neither.</summary>
    public static NoticeReading? Of(PackageContent content)
    {
        if (KindOf(content.Kind) is not { } kind) return null;
        var notes = content.Bundle.Objects.Where(o => IsNotice(content, o)).ToList();
        var about = notes.SelectMany(n => n.ObjectRefs).Select(r => r.ToString())
            .Concat(content.Bundle.Objects.Where(o => kind == NoticeKind.Retraction && o.Revoked).Select(o => o.Id.ToString())).ToHashSet();
        return new(kind, PackageReading.Cut(string.Join("\n\n", notes.Select(n => n.Text("content")))), about);
    }

    /// <summary>Whether an object is the note that says what its package corrects or retracts.</summary>
    public static bool IsNotice(PackageContent content, StixObject one) => one.Type == "note" && KindOf(content.Kind) is { } kind
        && one.Text("abstract") == (kind == NoticeKind.Correction ? BundleWriter.CorrectionAbstract : BundleWriter.RetractionAbstract);

    private static NoticeKind? KindOf(PackageKind kind) => kind switch
    {
        PackageKind.Correction => NoticeKind.Correction,
        PackageKind.Retraction => NoticeKind.Retraction,
        _ => null,
    };
}
