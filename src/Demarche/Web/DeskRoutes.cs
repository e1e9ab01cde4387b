using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;

namespace Demarche.Web;

/// <summary>Maps each endpoint twice, as a page and under <c>/api</c>, so that both obey one rule.</summary>
public sealed class DeskRoutes(IEndpointRouteBuilder app)
{
    /// <summary>Any value will do.</summary>
    public const string ApiHeader = "X-Demarche-Api";

    /// <summary>For what is neither a page nor an act: downloads, the exchange. The caller declares the capability with <c>Demand</c>.</summary>
    public IEndpointRouteBuilder Raw => app;

    /// <summary>A page and its JSON: <typeparamref name="TPage"/> takes the model as its parameter <c>Model</c>.</summary>
    public void Page<TPage, TModel>(string pattern, Capability capability, Func<HttpContext, Task<Shown<TModel>>> load)
        where TPage : IComponent where TModel : class
    {
        app.MapGet(pattern, async Task<IResult> (HttpContext context) =>
            await load(context) is { Model: { } model } ? Pages.Of<TPage>(context, model) : Pages.NotFound(context)).AsPage().Demand(capability).ExcludeFromDescription();
        app.MapGet("/api" + pattern, async Task<IResult> (HttpContext context) =>
            await load(context) is { Model: { } model } ? TypedResults.Json(model, FactKinds.Json) : Problems.NotFound())
            .Demand(capability).Produces<TModel>().WithTags(Tag(pattern)).WithName("get " + pattern);
    }

    /// <summary>An act, from a form or from JSON. Both become the same <typeparamref name="TRequest"/> and are judged by the same code.</summary>
    public void Act<TRequest>(string pattern, Capability capability, Func<HttpContext, TRequest, Task<Acted>> act) where TRequest : class
    {
        ActByForm(pattern, capability, act);
        ActByJson("/api" + pattern, capability, act);
    }

    /// <summary>An act that only a browser does.</summary>
    public void ActByForm<TRequest>(string pattern, Capability capability, Func<HttpContext, TRequest, Task<Acted>> act) where TRequest : class =>
        app.MapPost(pattern, async Task<IResult> (HttpContext context) =>
        {
            if (await UnreadAsync(context) is { } unread) return Pages.Refused(unread);
            if (!await IsOursAsync(context)) return Pages.NotOurs(context);
            var read = await FormReader.ReadAsync<TRequest>(context.Request);
            if (read.Request is null) return Pages.Refused(read.Refusal);
            return await act(context, read.Request) switch
            {
                Acted.Done done => Pages.Done(context, done),
                Acted.Told told => told.Page(context),
                Acted.Refused refused => Pages.Refused(refused),
                _ => Pages.NotFound(context),
            };
        }).Demand(capability).ExcludeFromDescription();

    /// <summary>An act that only a program does; the pattern begins with <c>/api</c>.</summary>
    public void ActByJson<TRequest>(string pattern, Capability capability, Func<HttpContext, TRequest, Task<Acted>> act) where TRequest : class =>
        app.MapPost(pattern, async Task<IResult> (HttpContext context) =>
        {
            var read = await JsonReader.ReadAsync<TRequest>(context.Request);
            if (read.Request is null) return Problems.Refused("body-must-be-whole", read.Problem!, read.Field);
            return await act(context, read.Request) switch
            {
                Acted.Done done => TypedResults.Json(done.Json, FactKinds.Json),
                Acted.Told told => TypedResults.Json(told.Json, FactKinds.Json),
                Acted.Refused refused => Problems.Refused(refused.Rule, refused.Message, refused.Field),
                _ => Problems.NotFound(),
            };
        }).Demand(capability).Accepts<TRequest>("application/json").WithTags(Tag(pattern)).WithName("post " + pattern["/api".Length..]);

    internal static Acted.Refused NotOurs => new("form-must-be-ours", Words.Say("web.form-must-be-ours"));

    /// <summary>Whether a form was made by this desk for this session (cross-site request forgery).</summary>
    internal static Task<bool> IsOursAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);

    /// <summary>A form whose answer is a page that is shown once: nothing redirects to it, and no JSON says the same.</summary>
    public void Answer<TRequest, TPage, TModel>(string pattern, Capability capability, Func<HttpContext, TRequest, Task<Answered<TModel>>> answer)
        where TRequest : class where TPage : IComponent where TModel : class =>
        app.MapPost(pattern, async Task<IResult> (HttpContext context) =>
        {
            if (await UnreadAsync(context) is { } unread) return Pages.Refused(unread);
            if (!await IsOursAsync(context)) return Pages.NotOurs(context);
            var read = await FormReader.ReadAsync<TRequest>(context.Request);
            if (read.Request is null) return Pages.Refused(read.Refusal);
            return await answer(context, read.Request) switch
            {
                { Model: { } model } => Pages.Of<TPage>(context, model),
                { Refused: { } refused } => Pages.Refused(refused),
                _ => Pages.NotFound(context),
            };
        }).Demand(capability);

    /// <summary>
    /// Files, as a form or through the API. A form of files that a foreign page posts carries no token; a program shows that it is
    /// none by the header <see cref="ApiHeader"/>, which a foreign page can't send without asking first (CSRF).
    /// </summary>
    /// <param name="bytes">The largest body.</param>
    public void Upload(string pattern, Capability capability, long bytes, Func<HttpContext, Task<Acted>> act)
    {
        app.MapPost(pattern, async Task<IResult> (HttpContext context) =>
        {
            if (await UnreadAsync(context) is { } unread) return Pages.Refused(unread);
            if (!await IsOursAsync(context)) return Pages.NotOurs(context);
            return await act(context) switch
            {
                Acted.Done done => Pages.Done(context, done),
                Acted.Refused refused => Pages.Refused(refused),
                _ => Pages.NotFound(context),
            };
        }).Demand(capability).AllowBody(bytes);
        app.MapPost("/api" + pattern, async Task<IResult> (HttpContext context) =>
        {
            if (context.Request.HasFormContentType && !context.Request.Headers.ContainsKey(ApiHeader))
                return Problems.Refused("program-must-say-so", $"Send the header {ApiHeader} with a form of files.");
            if (await UnreadAsync(context) is { } unread) return Problems.Refused(unread.Rule, unread.Message, unread.Field);
            return await act(context) switch
            {
                Acted.Done done => TypedResults.Json(done.Json, FactKinds.Json),
                Acted.Refused refused => Problems.Refused(refused.Rule, refused.Message, refused.Field),
                _ => Problems.NotFound(),
            };
        }).Demand(capability).AllowBody(bytes).WithTags(Tag(pattern)).WithName("post " + pattern);
    }

    // A body that is too large or broken off shows only while it is read; what was read stays with the request.
    internal static async Task<Acted.Refused?> UnreadAsync(HttpContext context)
    {
        var bytes = context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? WebLimits.LargestBody;
        var tooLarge = new Acted.Refused("body-must-be-small-enough", $"This is larger than {bytes / (1024 * 1024)} MiB. Nothing of it was taken in.", "files");
        if (context.Request.ContentLength > bytes) return tooLarge;
        if (!context.Request.HasFormContentType) return null;
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException problem) when (problem.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return tooLarge;
        }
        catch (InvalidDataException problem)
        {
            return new("form-must-be-whole", $"The form can't be read: {problem.Message} Nothing of it was taken in.", null);
        }
        catch (BadHttpRequestException)
        {
            return new("form-must-be-whole", Words.Say("web.form-broken-off"), null);
        }
    }

    private static string Tag(string pattern) =>
        pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(p => !p.StartsWith('{')) ?? "desk";
}

public static class Demanding
{
    /// <summary>Declares that asking for an endpoint shows a page and changes nothing, so that a refused form of the page can be shown on it again.</summary>
    public static TBuilder AsPage<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new FormsAgain.IsPage());

    /// <summary>Declares what an endpoint lets its caller do.</summary>
    public static TBuilder Demand<TBuilder>(this TBuilder builder, Capability capability) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Requires(capability));
}
