using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Demarche.Imports;

/// <summary>A member, or some of a list, that does not have the form that the format gives it, and was not read.</summary>
/// <param name="Count">How many; 1 for a member that is no list.</param>
/// <param name="Why">What it should be, as the end of a sentence.</param>
/// <param name="IsTime">Whether it is a time: what else the object says is read whole.</param>
internal sealed record MispUnread(string Member, int Count, string Why, bool IsTime = false);

/// <summary>
/// Reads one JSON object of an event as MISP writes them: numbers and times as texts or as numbers, yes and no as such or as 1 and 0. What
/// has another form is not read, and kept to be told: nothing is guessed, and nothing passed over.
/// </summary>
internal sealed partial class MispJson(JsonElement of)
{
    // Further off than these no time of an event can be: programs write such times where they know nothing.
    private static readonly DateTimeOffset Earliest = new(1971, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const string NoTime = "a date of ISO 8601 or seconds since 1970";

    private readonly List<MispUnread> unread = [];

    public IReadOnlyList<MispUnread> Unread => unread;

    /// <summary>The objects of a list; empty where there is none.</summary>
    public IReadOnlyList<JsonElement> Items(string name)
    {
        if (Find(name) is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array)
        {
            unread.Add(new(name, 1, "a list"));
            return [];
        }
        List<JsonElement> items = [.. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object)];
        if (list.GetArrayLength() - items.Count is > 0 and var others) unread.Add(new(name, others, "a list of objects"));
        return items;
    }

    /// <summary>An object; null where there is none.</summary>
    public JsonElement? Object(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return value;
        unread.Add(new(name, 1, "an object"));
        return null;
    }

    /// <summary>Empty where there is none.</summary>
    public string Text(string name) => Find(name) is not { } value ? "" : OfText(value) ?? Unreadable(name, "a text") ?? "";

    /// <summary>One of the words that a number stands for; null where it says nothing.</summary>
    public string? Of(string name, params IReadOnlyList<string> words) => Text(name) is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < words.Count
            && words[number].Length > 0 ? words[number]
            : Unreadable(name, "a number that the format has");

    /// <summary>Null where it is not said.</summary>
    public bool? IsTrue(string name)
    {
        if (Find(name) is not { } value) return null;
        switch (value.ValueKind == JsonValueKind.True ? "true" : value.ValueKind == JsonValueKind.False ? "false"
            : OfText(value)?.ToLowerInvariant())
        {
            case "1" or "true": return true;
            case "0" or "false": return false;
            case "": return null;
        }
        Unreadable(name, "yes or no");
        return null;
    }

    /// <summary>
    /// A moment in UTC: seconds since 1970 in old exports, ISO 8601 in later ones. The beginning of 1970 is what programs write where they
    /// know nothing.
    /// </summary>
    public ApproximateTime? Moment(string name)
    {
        if (Text(name) is not { Length: > 0 } text || text == "0") return null;
        DateTimeOffset time;
        var match = Iso().Match(text);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            // A year or a day in digits alone is no number of seconds that anybody meant, nor are milliseconds.
            if (seconds < Earliest.ToUnixTimeSeconds() || seconds >= Latest.ToUnixTimeSeconds()) return Untimely(name,
                "a time between 1971 and 2100");
            time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        }
        else if (!match.Success || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time))
            return Untimely(name, NoTime);
        if (time == DateTimeOffset.UnixEpoch) return null;
        if (time < Earliest || time >= Latest) return Untimely(name, "a time between 1971 and 2100");
        return new(time.ToString(!match.Success ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : !match.Groups["minute"].Success ? "yyyy-MM-dd"
            : !match.Groups["second"].Success ? "yyyy-MM-dd'T'HH:mm'Z'" : time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'"
            : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>A day, as it stands; null where it is none.</summary>
    public string? Day(string name)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return text;
        Untimely(name, "a day of the calendar");
        return null;
    }

    // A number has one form as a text where it is whole.
    private static string? OfText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number when value.GetRawText().All(c => char.IsAsciiDigit(c) || c == '-') => value.GetRawText(),
        _ => null,
    };

    private JsonElement? Find(string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private string? Unreadable(string name, string what)
    {
        if (!unread.Exists(u => u.Member == name)) unread.Add(new(name, 1, what));
        return null;
    }

    private ApproximateTime? Untimely(string name, string what)
    {
        unread.Add(new(name, 1, what, true));
        return null;
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:(?<minute>[0-9]{2})(?:(?<second>:[0-9]{2})(?:[.][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?$")]
    private static partial Regex Iso();
}
