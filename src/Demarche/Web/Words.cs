using System.Collections.Concurrent;
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

    private static readonly ConcurrentDictionary<string, byte> Lacking = new(StringComparer.Ordinal);

    private static ILogger? log;

    // Flows with the request that it was chosen for.
    private static readonly AsyncLocal<string?> Chosen = new();

    /// <summary>The language of the request.</summary>
    public static string Language => Chosen.Value ?? Fallback;

    public static IEnumerable<string> Keys => Languages[Fallback].Keys;

    public static bool Has(string key) => Languages[Fallback].ContainsKey(key);

    /// <summary>The keys that were asked for and that no file of words has.</summary>
    public static IReadOnlyCollection<string> Missing => [.. Lacking.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// The sentence, with what is to be put in place of {0}, {1} …. One that is missing is shown as its key, and logged once: a page that
    /// lacks a word still shows everything else.
    /// </summary>
    public static string Say(string key, params ReadOnlySpan<object?> with)
    {
        var sentence = Languages.TryGetValue(Language, out var words) && words.TryGetValue(key, out var said) ? said
            : Languages[Fallback].TryGetValue(key, out var english) ? english : null;
        if (sentence is null) return Lack(key);
        if (with.Length == 0) return sentence;
        try
        {
            return string.Format(CultureInfo.InvariantCulture, sentence, with);
        }
        catch (FormatException)
        {
            return Lack(key);
        }
    }

    /// <summary>The word for a value of an enumeration: <c>claims.stance</c> and Denies give <c>claims.stance.denies</c>. A test asks for the word of each value.</summary>
    public static string SayOf<T>(T value, string family, params ReadOnlySpan<object?> with) where T : struct, Enum => Say($"{family}.{Key(value)}", with);

    /// <summary>The word for a value that came from outside and may be any text; null where this desk has none.</summary>
    public static string? SayAny(string family, string value) => Has($"{family}.{value}") ? Say($"{family}.{value}") : null;

    /// <summary>The word in <see cref="Fallback"/>, whoever reads: for what goes to partners, whose bytes hang on nobody's browser. Null where there is none.</summary>
    public static string? English(string family, string value) => Languages[Fallback].GetValueOrDefault($"{family}.{value}");

    /// <summary>A value of an enumeration as forms, addresses, JSON and keys write it.</summary>
    public static string Key<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    internal static void LogTo(ILogger logger) => log = logger;

    private static string Lack(string key)
    {
        if (Lacking.TryAdd(key, 0) && log is { } logger) LogMissing(logger, key);
        return key;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No words.en.json has a sentence that fits the key {Key}; pages show the key.")]
    private static partial void LogMissing(ILogger logger, string key);

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
