using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Demarche.Demo;

/// <summary>The demo's story: texts that stand beside this file, dated around the day on which it is told.</summary>
internal sealed partial class Story(DateOnly today)
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>What is done, by whom, at which desk.</summary>
    public JsonNode Plot => JsonNode.Parse(Text("story.json"))!;

    /// <summary>A text with its marks filled in: days ({D-2}, {W-2}, {I-2}, {Y}) and other texts ({text:name}, {paragraphs:name}).</summary>
    public string Text(string name)
    {
        using var stream = typeof(Story).Assembly.GetManifestResourceStream($"Demo/Story/{name}")
            ?? throw new ArgumentException($"The story has no text {name}.", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Included().Replace(Dated().Replace(reader.ReadToEnd(), Day), m => Include(m.Groups[1].Value, Text(m.Groups[2].Value)));
    }

    private string Day(Match match)
    {
        var day = today.AddDays(-int.Parse("0" + match.Groups[2].Value, English));
        return match.Groups[1].Value switch
        {
            "D" => day.ToString("MMMM d, yyyy", English),
            "W" => day.ToString("dddd", English),
            "I" => day.ToString("yyyy-MM-dd", English),
            _ => day.ToString("yyyy", English),
        };
    }

    private static string Include(string how, string text) => how == "text" ? text.Trim()
        : string.Join('\n', text.Trim().Split("\n\n").Select(p => $"<p>{WebUtility.HtmlEncode(p)}</p>"));

    [GeneratedRegex(@"\{([DWIY])(?:-(\d+))?\}")]
    private static partial Regex Dated();

    [GeneratedRegex(@"\{(text|paragraphs):([a-z.-]+)\}")]
    private static partial Regex Included();
}
