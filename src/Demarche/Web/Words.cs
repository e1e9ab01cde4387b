using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Demarche.Web;

/// <summary>
/// The words of pages. Each folder has its own <c>words.en.json</c>, a flat object from key to sentence, every key beginning with the
/// folder's noun: <c>"claims.none": "No claim yet."</c>. A second language is a file beside it: <c>words.fr.json</c>.
/// </summary>
public static partial class Words
{
    /// <summary>What is missing in another language is said in this one.</summary>
    public const string Fallback = "en";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Languages = Read();

    // Flows with the request that it was chosen for.
    private static readonly AsyncLocal<string?> Chosen = new();

    /// <summary>The language of the request.</summary>
    public static string Language => Chosen.Value ?? Fallback;

    public static IEnumerable<string> Keys => Languages[Fallback].Keys;

    public static bool Has(string key) => Languages[Fallback].ContainsKey(key);

    /// <summary>The sentence, with what is to be put in place of {0}, {1} ….</summary>
    /// <exception cref="KeyNotFoundException">No <c>words.en.json</c> has this key.</exception>
    public static string Say(string key, params ReadOnlySpan<object?> with)
    {
        var sentence = Languages.TryGetValue(Language, out var words) && words.TryGetValue(key, out var said) ? said
            : Languages[Fallback].TryGetValue(key, out var english) ? english
            : throw new KeyNotFoundException($"No words.{Fallback}.json has the key \"{key}\".");
        return with.Length == 0 ? sentence : string.Format(CultureInfo.InvariantCulture, sentence, with);
    }

    /// <summary>The sentence for a count: <c>KEY.one</c> or <c>KEY.other</c>, with the count as {0}.</summary>
    public static string SayCount(string key, int count) => Say(count == 1 ? key + ".one" : key + ".other", count);

    /// <summary>Chooses the first language that the browser asks for and the desk has.</summary>
    public static Task ChooseAsync(HttpContext context, RequestDelegate next)
    {
        Chosen.Value = context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(Languages.ContainsKey);
        return next(context);
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Read()
    {
        var assembly = typeof(Words).Assembly;
        Dictionary<string, Dictionary<string, string>> languages = [];
        foreach (var name in assembly.GetManifestResourceNames().Where(n => File().IsMatch(n)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var language = File().Match(name).Groups[1].Value;
            if (!languages.TryGetValue(language, out var words)) languages[language] = words = [];
            foreach (var (key, sentence) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                if (!words.TryAdd(key, sentence)) throw new InvalidOperationException($"{name} has the key \"{key}\", which another file has too.");
            }
        }
        return languages.ToFrozenDictionary(l => l.Key, l => l.Value.ToFrozenDictionary());
    }

    [GeneratedRegex(@"words\.([a-z]{2,3})\.json$")]
    private static partial Regex File();
}
