using System.Globalization;
using System.Text.RegularExpressions;

namespace Demarche.Reading;

/// <summary>What is found on a machine, and names that registers give: hashes, files, registry keys, vulnerabilities, networks.</summary>
internal static class HostReadings
{
    public static Observable? Hash(string text, Match match)
    {
        if (IsInWord(text, match))
            return null;
        var type = match.Length switch
        {
            32 => ObservableTypes.Md5,
            40 => ObservableTypes.Sha1,
            64 => ObservableTypes.Sha256,
            128 => ObservableTypes.Sha512,
            _ => null,
        };
        // A row of zeros is a blank form, not a digest.
        return type is null || match.Value.Distinct().Count() < 5
            ? null
            : NetworkReadings.Made(type, match.Value.ToLowerInvariant(), match.Value, match.Index);
    }

    public static Observable? Registry(string text, Match match) =>
        NetworkReadings.Made(ObservableTypes.RegistryKey, HostSyntax.Expanded(match.Value.TrimEnd('.')), match.Value.TrimEnd('.'),
            match.Index);

    public static Observable? Vulnerability(string text, Match match) =>
        IsInWord(text, match) ? null : NetworkReadings.Made(ObservableTypes.Vulnerability, Hyphens(match.Value), match.Value, match.Index);

    public static Observable? AutonomousSystem(string text, Match match)
    {
        var number = match.Value.AsSpan().TrimStart("ASN: \u00A0\t\r\n");
        return !IsInWord(text, match) && number[0] != '0' && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? NetworkReadings.Made(ObservableTypes.AutonomousSystem, $"AS{number}", match.Value, match.Index)
            : null;
    }

    public static Observable? FileName(string text, Match match)
    {
        var name = match.Value;
        if (IsInWord(text, match) || !FileEndings.Known.Contains(name[(name.LastIndexOf('.') + 1)..]))
            return null;
        return NetworkReadings.Made(ObservableTypes.FileName, name, name, match.Index);
    }

    private static string Hyphens(string value) => value.Replace('‐', '-').Replace('‑', '-').Replace('–', '-').ToUpperInvariant();

    private static bool IsInWord(string text, Match match)
    {
        var end = match.Index + match.Length;
        return match.Index > 0 && char.IsLetterOrDigit(text[match.Index - 1]) || end < text.Length && char.IsLetterOrDigit(text[end]);
    }
}
