using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Demarche.Leaks;

/// <summary>An endpoint as the desk itself describes it: a new one is checked from its first day.</summary>
/// <param name="Path">With its parameters in braces.</param>
internal sealed partial record Route(string Path, IReadOnlySet<string> Methods)
{
    /// <summary>Where the description stands.</summary>
    public const string Description = "/api/openapi.json";

    /// <summary>A link that is told once opens an account to whoever has it: no check tries any.</summary>
    private static readonly HashSet<string> Secrets = ["token", "session"];

    public IReadOnlyList<string> Parameters { get; } = [.. Parameter().Matches(Path).Select(m => m.Groups[1].Value)];

    public bool Reads => Methods.Contains("get");

    public bool Writes => Methods.Contains("post");

    public bool IsOfCase => Parameters is ["case", ..];

    public bool TakesSecret => Parameters.Any(Secrets.Contains);

    /// <summary>The page that shows people what the endpoint tells programs; null where it is none of the API's.</summary>
    public static string? PageOf(string path) => path.StartsWith("/api", StringComparison.Ordinal) ? path["/api".Length..] is { Length: > 0 } page ? page : "/" : null;

    public string With(string parameter, string id) => Path.Replace($"{{{parameter}}}", id, StringComparison.Ordinal);

    public string At(IReadOnlyDictionary<string, string> ids) =>
        Parameters.Aggregate(Path, (path, name) => path.Replace($"{{{name}}}", ids.TryGetValue(name, out var id) ? id : Demarche.Id.New(), StringComparison.Ordinal));

    /// <exception cref="LeaksProblem">The description is none.</exception>
    public static IReadOnlyList<Route> Of(Answer description) =>
        Probe.Json(description)?["paths"] is JsonObject { Count: > 0 } paths
            ? [.. paths.Select(p => new Route(p.Key, p.Value!.AsObject().Select(m => m.Key).ToHashSet())).OrderBy(r => r.Parameters.Count).ThenBy(r => r.Path, StringComparer.Ordinal)]
            : throw new LeaksProblem($"{Description} answered {description.Status} and describes no endpoint. Is this the address of a desk?");

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex Parameter();
}
