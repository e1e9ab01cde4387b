using Demarche.Reading;

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

    public static string Of(string type) => type switch
    {
        ObservableTypes.Ipv4 => "IPv4 address",
        ObservableTypes.Ipv6 => "IPv6 address",
        ObservableTypes.Domain => "domain name",
        ObservableTypes.Url => "URL",
        ObservableTypes.Email => "e-mail address",
        ObservableTypes.Md5 => "MD5 hash",
        ObservableTypes.Sha1 => "SHA-1 hash",
        ObservableTypes.Sha256 => "SHA-256 hash",
        ObservableTypes.Sha512 => "SHA-512 hash",
        ObservableTypes.FileName => "file name",
        ObservableTypes.AutonomousSystem => "autonomous system",
        ObservableTypes.RegistryKey => "registry key",
        ObservableTypes.Vulnerability => "vulnerability",
        _ => type,
    };

    /// <summary>Admiralty code, credibility of information.</summary>
    public static string Credibility(int credibility) => credibility switch
    {
        1 => "confirmed by other sources",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "cannot be judged",
    };
}
