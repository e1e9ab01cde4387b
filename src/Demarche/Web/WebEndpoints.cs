namespace Demarche.Web;

/// <summary>What is there whatever the features are: health, the stylesheet and script, the API's description, and the answer for everything else.</summary>
public static class WebEndpoints
{
    public static void Map(DeskRoutes routes)
    {
        var app = routes.Raw;
        app.MapGet("/health", async (Store.JournalStore store, CancellationToken ct) =>
        {
            await store.HeadAsync(DeskFile.JournalId, ct);
            return TypedResults.Text("ok");
        }).Demand(Capability.Anyone).ExcludeFromDescription();
        foreach (var asset in Asset.All) app.MapGet(asset.Address, asset.Answer).Demand(Capability.Anyone).ExcludeFromDescription();
        app.MapOpenApi("/api/{documentName}.json").Demand(Capability.SignedIn);
        // Signed in or not, a mistyped address and a hidden thing are answered alike.
        app.Map("/{**rest}", (HttpContext context) => Pages.IsApi(context) ? (IResult)Problems.NotFound() : Pages.NotFound(context))
            .WithOrder(int.MaxValue).Demand(Capability.SignedIn).ExcludeFromDescription();
    }

    private static TBuilder WithOrder<TBuilder>(this TBuilder builder, int order) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(b => ((RouteEndpointBuilder)b).Order = order);
        return builder;
    }
}
