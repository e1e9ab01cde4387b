using System.Text.Json;

namespace Demarche.Stix;

/// <summary>The words of an extension's vocabularies: the member's name in lower case with hyphens.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Enum.GetName(value) is { } name ? JsonNamingPolicy.KebabCaseLower.ConvertName(name) : throw new ArgumentOutOfRangeException(nameof(value));

    public static bool TryParse<T>(string? word, out T value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (Of(candidate) != word) continue;
            value = candidate;
            return true;
        }
        value = default;
        return false;
    }

    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));
}
