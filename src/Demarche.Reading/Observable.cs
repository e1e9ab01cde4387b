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
    public const string AutonomousSystem = "autonomous-system";
    public const string RegistryKey = "windows-registry-key";
    public const string Vulnerability = "vulnerability";
}
