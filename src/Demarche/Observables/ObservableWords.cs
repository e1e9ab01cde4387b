using System.Globalization;
using Demarche.Reading;
using Demarche.Web;

namespace Demarche.Observables;

/// <summary>How types and credibility are called on pages.</summary>
public static class ObservableWords
{
    /// <summary>Every type that the reader finds, in the order in which people are offered them.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        ObservableTypes.Ipv4, ObservableTypes.Ipv6, ObservableTypes.Domain, ObservableTypes.Url, ObservableTypes.Email, ObservableTypes.Md5,
        ObservableTypes.Sha1, ObservableTypes.Sha256, ObservableTypes.Sha512, ObservableTypes.FileName, ObservableTypes.AutonomousSystem,
        ObservableTypes.RegistryKey, ObservableTypes.Vulnerability,
    ];

    /// <summary>What may be said of an object beside the value that it is known by, in the order in which people are offered it.</summary>
    public static IReadOnlyList<string> AlsoTypes { get; } =
    [
        ObservableTypes.FileName, ObservableTypes.Md5, ObservableTypes.Sha1, ObservableTypes.Sha256, ObservableTypes.Sha512, "file:hashes.SHA3-256",
        "file:hashes.SHA3-512", "file:hashes.SSDEEP", "file:hashes.TLSH", "file:size", "file:mime_type", "file:parent_directory_ref.path",
        "network-traffic:dst_port", "network-traffic:src_port", "network-traffic:protocols", "domain-name:resolves_to_refs.value",
        "windows-registry-key:values[0].name", "windows-registry-key:values[0].data", "windows-registry-key:values[0].data_type", "email-addr:display_name",
        "autonomous-system:name",
    ];

    internal static readonly WordFamily Type = new("observables.type", () => Types.Concat(AlsoTypes).Distinct());

    internal static readonly WordFamily Grade = new("observables.credibility", () => Enumerable.Range(1, 6).Select(Digit));

    /// <summary>A type that came from a partner may be one that this desk has no word for; it is shown as it is.</summary>
    public static string Of(string type) => Type.OfAny(type);

    /// <summary>Admiralty code, credibility of information.</summary>
    public static string Credibility(int credibility) => Grade.Of(Digit(Math.Clamp(credibility, 1, 6)));

    public static string Of(ObservableRole role) => Words.SayOf(role, "observables.role");

    /// <summary>All that it says but where it stands, in a line.</summary>
    public static string Line(Observable o) => string.Join(", ", new[]
    {
        o.Value, Digit(o.Credibility), o.Role is { } role ? Of(role) : null, o.FirstSeen is { } first ? Words.Say("observables.line.first", first) : null,
        o.LastSeen is { } last ? Words.Say("observables.line.last", last) : null,
    }.OfType<string>().Concat((o.Also ?? []).Select(v => $"{Of(v.Type)}: {v.Value}")));

    private static string Digit(int credibility) => credibility.ToString(CultureInfo.InvariantCulture);
}
