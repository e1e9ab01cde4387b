namespace Demarche.Web;

/// <summary>
/// Endpoints whose handler takes the <see cref="HttpContext"/> and nothing else. The framework's overload for any delegate compiles an expression
/// for each endpoint at every start; a desk has hundreds of endpoints and needs no parameter bound.
/// </summary>
public static class ContextEndpoints
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<IResult>> handler) =>
        Describe(routes.MapGet(pattern, Run(handler)), handler);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<IResult>> handler) =>
        Describe(routes.MapPost(pattern, Run(handler)), handler);

    private static RequestDelegate Run(Func<HttpContext, Task<IResult>> handler) => async context => await (await handler(context)).ExecuteAsync(context);

    // The description of the API lists only endpoints that name their method.
    private static RouteHandlerBuilder Describe(IEndpointConventionBuilder endpoint, Func<HttpContext, Task<IResult>> handler) =>
        new RouteHandlerBuilder([endpoint]).WithMetadata(handler.Method);
}
