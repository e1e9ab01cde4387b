using System.Text.RegularExpressions;
using Demarche.Tests.Web;
using Demarche.Web;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Leaks;

/// <summary>An endpoint of a running desk as a caller finds it. Made from the desk itself, so that a new endpoint is tested from its first day.</summary>
/// <param name="Parameters">Of its route, by name.</param>
/// <param name="Body">What it reads from JSON; null where it reads none.</param>
internal sealed partial record Endpoint(string Method, string Pattern, IReadOnlyList<string> Parameters, Type? Body, Capability Capability)
{
    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Pattern}";

    public static IReadOnlyList<Endpoint> Of(RunningDesk desk) =>
    [
        .. from endpoint in desk.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           where endpoint.RoutePattern.Parameters.All(p => !p.IsCatchAll)
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
           select new Endpoint(method, Text(endpoint.RoutePattern), [.. endpoint.RoutePattern.Parameters.Select(p => p.Name)],
               endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, endpoint.Metadata.GetMetadata<Requires>()!.Capability),
    ];

    /// <summary>The address with these ids; a parameter without one gets an id of nothing.</summary>
    public string At(IReadOnlyDictionary<string, string> ids) =>
        Parameters.Aggregate(Pattern, (path, name) => path.Replace($"{{{name}}}", Named(ids, name) ?? Id.New(), StringComparison.Ordinal));

    /// <summary>The name under which a parameter's id is known to the case.</summary>
    public string KeyOf(string parameter) => parameter switch
    {
        "request" when Pattern.Contains("/incoming/", StringComparison.Ordinal) => "incoming",
        "draft" => "request",
        "item" => "claim",
        _ => parameter,
    };

    /// <summary>An answer without what differs from one answer to the next anyway: ids and the hidden field of forms.</summary>
    public static string Plain(string text) => Opaque().Replace(Visitor.WithoutFormToken(text), "ID");

    private string? Named(IReadOnlyDictionary<string, string> ids, string parameter) =>
        parameter == "documentName" ? "openapi" : ids.GetValueOrDefault(KeyOf(parameter));

    private static string Text(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            _ => "",
        }))));

    [GeneratedRegex("[0-9a-hjkmnp-tv-z]{25}")]
    private static partial Regex Opaque();
}
