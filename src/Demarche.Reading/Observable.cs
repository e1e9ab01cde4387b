namespace Demarche.Reading;

/// <summary>Something technical seen in the text.</summary>
/// <param name="Type">One of <see cref="ObservableTypes"/>.</param>
/// <param name="Value">Refanged and normalised: hosts and hashes in lower case, URLs with their real scheme.</param>
/// <param name="Written">As it stands in the text, defanged or not; the slice [Start, End).</param>
public sealed record Observable(string Type, string Value, string Written, int Start, int End);

/// <summary>The names follow STIX 2.1 section 6: an object type, or an object type and the path of the property.</summary>
public static class ObservableTypes
{
    public const string Ipv4 = "ipv4-addr";
    public const string Ipv6 = "ipv6-addr";
    public const string Domain = "domain-name";
    public const string Url = "url";
    public const string Email = "email-addr";
    public const string Md5 = "file:hashes.MD5";
    public const string Sha1 = "file:hashes.SHA-1";
    public const string Sha256 = "file:hashes.SHA-256";
    public const string Sha512 = "file:hashes.SHA-512";
    public const string FileName = "file:name";
    public const string FileSize = "file:size";
    public const string MediaType = "file:mime_type";
    public const string Folder = "file:parent_directory_ref.path";
    public const string ImportHash = "file:extensions.'windows-pebinary-ext'.imphash";
    public const string Directory = "directory:path";
    public const string Mac = "mac-addr";
    public const string Mutex = "mutex";
    public const string ResolvesTo = "domain-name:resolves_to_refs[*].value";
    public const string SourcePort = "network-traffic:src_port";
    public const string DestinationPort = "network-traffic:dst_port";
    public const string Protocol = "network-traffic:protocols";
    public const string UserAgent = "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'";
    public const string DisplayName = "email-addr:display_name";
    public const string MessageSubject = "email-message:subject";
    public const string AutonomousSystemName = "autonomous-system:name";
    public const string CommandLine = "process:command_line";
    public const string ServiceName = "process:extensions.'windows-service-ext'.service_name";
    public const string AccountLogin = "user-account:account_login";
    public const string AccountId = "user-account:user_id";
    public const string Software = "software:name";
    public const string CertificateSerial = "x509-certificate:serial_number";
    public const string Certificate = "x509-certificate:hashes.SHA-1";
    public const string AutonomousSystem = "autonomous-system";
    public const string RegistryKey = "windows-registry-key";
    public const string Vulnerability = "vulnerability";

    /// <summary>A file's hash by an algorithm of STIX 2.1 section 10.6, or by another one.</summary>
    public static string FileHash(string algorithm) => $"file:hashes.{algorithm}";

    /// <summary>A property of a value of a registry key: <c>name</c>, <c>data</c> or <c>data_type</c>.</summary>
    /// <param name="property">Which.</param>
    /// <param name="number">Of which value of the key, from 0.</param>
    public static string RegistryValue(string property, int number = 0) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"windows-registry-key:values[{number}].{property}");

    /// <summary>Whether two properties can be of one object, or of what one object of STIX refers to.</summary>
    /// <param name="own">The value by which the object is known.</param>
    /// <param name="other">Another one.</param>
    public static bool IsOfOneObject(string own, string other)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(other);
        var (first, second) = (ObjectOf(own), ObjectOf(other));
        if (first == second) return other.Contains(':', StringComparison.Ordinal) && own != other || second == "file";
        // What is sent to or from an address or a name is traffic.
        return second == "network-traffic" && first is Ipv4 or Ipv6 or Domain or Url;
    }

    private static string ObjectOf(string type) => type.Split(':')[0];
}
