using System.Globalization;
using Demarche.Reading;
using static Demarche.Web.Words;

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

    /// <summary>A type that came from a partner may be one that this desk has no word for; it is shown as it is.</summary>
    public static string Of(string type) => Types.Contains(type) ? Say("observables.type." + type) : type;

    /// <summary>Admiralty code, credibility of information.</summary>
    public static string Credibility(int credibility) => Say("observables.credibility." + Math.Clamp(credibility, 1, 6).ToString(CultureInfo.InvariantCulture));
}
