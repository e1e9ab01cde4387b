using AngleSharp.Html.Parser;

namespace Demarche.Leaks;

/// <summary>Whether a page holds something that runs, as a browser reads it: words that look like a script but stand as text are none.</summary>
internal static class ActivePage
{
    private static readonly string[] Addresses = ["href", "src", "action", "formaction", "data", "xlink:href", "poster", "background"];

    private static readonly string[] Running = ["javascript:", "vbscript:", "data:text/html"];

    /// <summary>What runs; null where nothing does.</summary>
    public static string? Fault(string html)
    {
        using var page = new HtmlParser().ParseDocument(html);
        foreach (var element in page.All)
        {
            if (element.LocalName == "script" && !element.HasAttribute("src") && !IsData(element.GetAttribute("type"))) return "a script of its own";
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)) return $"the attribute {attribute.Name} of {element.LocalName}";
                if (attribute.Name == "srcdoc" && Fault(attribute.Value) is { } inside) return $"{inside} in a frame";
                if (Addresses.Contains(attribute.Name) && Runs(attribute.Value)) return $"an address that runs in {attribute.Name} of {element.LocalName}";
            }
        }
        return null;
    }

    // A script of data (JSON) is not run.
    private static bool IsData(string? type) => type is not null && type.Contains("json", StringComparison.OrdinalIgnoreCase);

    // A browser passes over white space and control characters in front of, and inside, an address.
    private static bool Runs(string address)
    {
        var plain = string.Concat(address.Where(c => c > ' '));
        return Running.Any(r => plain.StartsWith(r, StringComparison.OrdinalIgnoreCase));
    }
}
