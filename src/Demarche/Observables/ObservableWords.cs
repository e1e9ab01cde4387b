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

    internal static readonly WordFamily Type = new("observables.type", () => Types);

    internal static readonly WordFamily Grade = new("observables.credibility", () => Enumerable.Range(1, 6).Select(Digit));

    /// <summary>A type that came from a partner may be one that this desk has no word for; it is shown as it is.</summary>
    public static string Of(string type) => Type.OfAny(type);

    /// <summary>Admiralty code, credibility of information.</summary>
    public static string Credibility(int credibility) => Grade.Of(Digit(Math.Clamp(credibility, 1, 6)));

    private static string Digit(int credibility) => credibility.ToString(CultureInfo.InvariantCulture);
}
