using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>What somebody wrote as a value of a type that they stated: the value, or why it is none of that type.</summary>
/// <param name="Value">In the one form in which values of the type are compared; null where it is none.</param>
/// <param name="Problem">What the syntax asks for and where it says so, in sentences; null where it is one.</param>
public readonly record struct SyntaxReading(string? Value, string? Problem);

/// <summary>
/// The syntax of typed values in STIX 2.1 (OASIS Standard, 10 June 2021, section 6) and in what it refers to. Whoever states the type is
/// held to this and to nothing else: whether a name has a known top-level domain or a file a known ending are hints for finding values in
/// texts, and no rules of what may be one.
/// </summary>
public static partial class ObservableSyntax
{
    /// <summary>Further than this no value is read. A URL may be long; a longer value is a text that holds one.</summary>
    public const int Longest = 4000;

    private static readonly Dictionary<string, Func<string, SyntaxReading>> Rules = new(StringComparer.Ordinal)
    {
        [ObservableTypes.Ipv4] = NetworkSyntax.Ipv4,
        [ObservableTypes.Ipv6] = NetworkSyntax.Ipv6,
        [ObservableTypes.Domain] = NetworkSyntax.Domain,
        [ObservableTypes.ResolvesTo] = NetworkSyntax.Address,
        [ObservableTypes.Url] = NetworkSyntax.Url,
        [ObservableTypes.Email] = NetworkSyntax.Email,
        [ObservableTypes.DisplayName] = Text,
        [ObservableTypes.Mac] = NetworkSyntax.Mac,
        [ObservableTypes.AutonomousSystem] = NetworkSyntax.AutonomousSystem,
        [ObservableTypes.AutonomousSystemName] = Text,
        [ObservableTypes.SourcePort] = NetworkSyntax.Port,
        [ObservableTypes.DestinationPort] = NetworkSyntax.Port,
        [ObservableTypes.Protocol] = NetworkSyntax.Protocol,
        [ObservableTypes.UserAgent] = Text,
        [ObservableTypes.FileName] = Text,
        [ObservableTypes.FileSize] = HostSyntax.Size,
        [ObservableTypes.MediaType] = HostSyntax.MediaType,
        [ObservableTypes.Folder] = Text,
        [ObservableTypes.ImportHash] = v => HostSyntax.Hex(v, 32, "An import hash", "section 6.7.5.1"),
        [ObservableTypes.Directory] = Text,
        [ObservableTypes.RegistryKey] = HostSyntax.RegistryKey,
        [ObservableTypes.Mutex] = Text,
        [ObservableTypes.CommandLine] = Text,
        [ObservableTypes.ServiceName] = Text,
        [ObservableTypes.AccountLogin] = Text,
        [ObservableTypes.AccountId] = Text,
        [ObservableTypes.Software] = Text,
        [ObservableTypes.CertificateSerial] = Text,
        [ObservableTypes.MessageSubject] = Text,
        [ObservableTypes.Vulnerability] = HostSyntax.Vulnerability,
    };

    /// <summary>Whether there is a rule for a type.</summary>
    public static bool IsKnown(string type) => RuleOf(type) is not null;

    /// <summary>
    /// Reads a value of a stated type. Blanks around it are no part of it. What keeps an address from being clicked is undone where no
    /// address could have it. What has several forms of one meaning is put into one: hosts and hashes in lower case, names in their ASCII
    /// form, registry hives written out.
    /// </summary>
    /// <param name="type">The path of a property: <c>domain-name</c>, <c>file:hashes.SHA-256</c>,
    /// <c>windows-registry-key:values[0].data</c>.</param>
    /// <param name="written">What was written.</param>
    public static SyntaxReading Read(string type, string written)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(written);
        if (RuleOf(type) is not { } rule) return Refused("The desk knows no such type of value.");
        var value = written.Trim();
        if (value.Length == 0) return Refused("It is empty.");
        return value.Length > Longest ? Refused($"It has more than {Longest} characters.") : rule(value);
    }

    /// <summary>The types of structured values whose syntax a text has, in the order in which people think of them.</summary>
    public static IReadOnlyList<string> TypesOf(string written) => [.. Structured.Where(t => Read(t, written).Value is not null)];

    // A hash of one length is a name of a mutex, too: types that take any text say nothing.
    private static readonly string[] Structured =
    [
        ObservableTypes.Ipv4, ObservableTypes.Ipv6, ObservableTypes.Domain, ObservableTypes.Url, ObservableTypes.Email,
        ObservableTypes.Mac, ObservableTypes.Md5,
        ObservableTypes.Sha1, ObservableTypes.Sha256, ObservableTypes.Sha512, ObservableTypes.RegistryKey,
    ];

    internal static SyntaxReading Refused(string problem) => new(null, problem);

    internal static SyntaxReading Is(string value) => new(value, null);

    private static Func<string, SyntaxReading>? RuleOf(string type)
    {
        if (Rules.TryGetValue(type, out var rule)) return rule;
        if (HostSyntax.AlgorithmOf(type) is { } algorithm) return v => HostSyntax.Hash(algorithm, v);
        if (RegistryValue().Match(type) is not { Success: true } match) return null;
        return match.Groups[1].Value == "data_type" ? HostSyntax.RegistryDataType : Text;
    }

    // STIX 2.1 section 2.13: any text. A line break would let one value look like two.
    private static SyntaxReading Text(string value) => value.Any(char.IsControl)
        ? Refused("A value is one line without control characters.") : Is(value);

    // One number for each value of a key; a key has few.
    [GeneratedRegex(@"^windows-registry-key:values\[[0-9]{1,2}\]\.(name|data|data_type)$", RegexOptions.NonBacktracking)]
    private static partial Regex RegistryValue();
}
