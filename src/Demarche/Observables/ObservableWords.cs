using System.Globalization;
using Demarche.Reading;
using Demarche.Web;

namespace Demarche.Observables;

/// <summary>How types and credibility are called on pages.</summary>
public static class ObservableWords
{
    /// <summary>The types that an observable may be known by, in the order in which people are offered them.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        ObservableTypes.Ipv4, ObservableTypes.Ipv6, ObservableTypes.Domain, ObservableTypes.Url, ObservableTypes.Email, .. Hashes,
            ObservableTypes.FileName,
        ObservableTypes.ImportHash, ObservableTypes.Directory, ObservableTypes.RegistryKey, ObservableTypes.Mutex,
            ObservableTypes.CommandLine,
        ObservableTypes.ServiceName, ObservableTypes.AutonomousSystem, ObservableTypes.Mac, ObservableTypes.UserAgent,
            ObservableTypes.AccountLogin,
        ObservableTypes.Certificate, ObservableTypes.CertificateSerial, ObservableTypes.MessageSubject, ObservableTypes.Software,
            ObservableTypes.Vulnerability,
    ];

    /// <summary>What may be said of an object beside the value that it is known by, in the order in which people are offered it.</summary>
    public static IReadOnlyList<string> AlsoTypes { get; } =
    [
        ObservableTypes.FileName, .. Hashes, ObservableTypes.FileSize, ObservableTypes.MediaType, ObservableTypes.Folder,
            ObservableTypes.ImportHash,
        ObservableTypes.DestinationPort, ObservableTypes.SourcePort, ObservableTypes.Protocol, ObservableTypes.UserAgent,
            ObservableTypes.ResolvesTo,
        ObservableTypes.RegistryValue("name"), ObservableTypes.RegistryValue("data"), ObservableTypes.RegistryValue("data_type"),
        ObservableTypes.DisplayName, ObservableTypes.AutonomousSystemName, ObservableTypes.AccountId, ObservableTypes.CertificateSerial,
    ];

    // The algorithms that STIX 2.1 lists (section 10.6).
    private static IEnumerable<string> Hashes =>
        new[] { "MD5", "SHA-1", "SHA-256", "SHA-512", "SHA3-256", "SHA3-512", "SSDEEP", "TLSH" }.Select(ObservableTypes.FileHash);

    internal static readonly WordFamily Type = new("observables.type", () => Types.Concat(AlsoTypes).Distinct());

    internal static readonly WordFamily Grade = new("observables.credibility", () => Enumerable.Range(1, 6).Select(Digit));

    /// <summary>A type that came from a partner may be one that this desk has no word for; it is shown as it is.</summary>
    public static string Of(string type) => RegistryValueOf(type) is (var property, > 0 and var number)
        ? $"{Type.OfAny(ObservableTypes.RegistryValue(property))} ({Digit(number + 1)})" : Type.OfAny(type);

    /// <summary>Which property a type is of a registry value, and of which value of the key, from 0; null for another type.</summary>
    internal static (string Property, int Number)? RegistryValueOf(string type)
    {
        const string path = "windows-registry-key:values[";
        return type.StartsWith(path, StringComparison.Ordinal) && type[path.Length..].Split("].") is [var number, var property]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? (property, n) : null;
    }

    /// <summary>The same in the language of what goes to partners.</summary>
    public static string English(string type) => Words.English(Type.Name, type) ?? type;

    /// <summary>Admiralty code, credibility of information.</summary>
    public static string Credibility(int credibility) => Grade.Of(Digit(Math.Clamp(credibility, 1, 6)));

    public static string Of(ObservableRole role) => Words.SayOf(role, "observables.role");

    /// <summary>All that it says but where it stands, in a line.</summary>
    public static string Line(Observable o) => string.Join(", ", new[]
    {
        o.Value, Digit(o.Credibility), o.Role is { } role ? Of(role) : null, o.FirstSeen is { } first
            ? Words.Say("observables.line.first", first) : null,
        o.LastSeen is { } last ? Words.Say("observables.line.last", last) : null,
    }.OfType<string>().Concat((o.Also ?? []).Select(v => $"{Of(v.Type)}: {v.Value}")));

    private static string Digit(int credibility) => credibility.ToString(CultureInfo.InvariantCulture);
}
