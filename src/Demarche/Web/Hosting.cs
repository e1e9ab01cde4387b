using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Demarche.Web;

/// <summary>How a request comes in and what it passes before it reaches a feature.</summary>
public static class Hosting
{
    public static void AddWeb(this WebApplicationBuilder builder, DeskOptions options, Func<HttpContext, string?> deviceOf)
    {
        var services = builder.Services;
        builder.WebHost.UseKestrel(kestrel => Limit(kestrel, options)).UseUrls([.. options.Listening]);
        builder.Logging.AddSimpleConsole(c => c.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            // A refused form is the visitor's affair, and it warns that it overwrites our no-store with its own.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
            // What it says of a start that failed, the command line says in a sentence.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            // Faults logs each with the id that the caller was given; twice would be once too often.
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        services.AddRouting();
        services.AddRazorComponents();
        services.AddHostFiltering(h => h.AllowedHosts = [.. Hosts(options)]);
        services.AddRateLimiter(r => (r.GlobalLimiter, r.OnRejected) = (WebLimits.Requests(options, deviceOf), (refused, ct) => WebLimits.RefuseAsync(refused.HttpContext, ct)));
        services.AddOpenApi("openapi", o => o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Demarche", Version = "1", Description = Words.Say("web.api") };
            document.Servers = [new() { Url = options.PublicAddress }];
            return Task.CompletedTask;
        }));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = FactKinds.Json.DefaultIgnoreCondition;
            json.SerializerOptions.NumberHandling = FactKinds.Json.NumberHandling;
            foreach (var converter in FactKinds.Json.Converters) json.SerializerOptions.Converters.Add(converter);
        });
        services.Configure<FormOptions>(f => (f.ValueCountLimit, f.ValueLengthLimit) = (WebLimits.MostFields, WebLimits.LargestBody));
        services.AddAntiforgery(a =>
        {
            a.Cookie.Name = CookieNames.Form(new(options.PublicAddress));
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            a.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("demarche");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRing.Options>();
        if (options.Proxies.Count > 0) services.Configure<ForwardedHeadersOptions>(f => Believe(f, options.ProxyNetworks));
    }

    /// <param name="app">The desk.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="identify">Sets the request's caller where a session says who it is.</param>
    public static void UseWeb(this WebApplication app, DeskOptions options, Func<HttpContext, Task> identify)
    {
        Words.LogTo(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Demarche"));
        app.Use(ConnectionsByAddress.NoteRequestAsync);
        if (options.Proxies.Count > 0) app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.Use(Guards.SetHeadersAsync);
        app.Use(Guards.RefuseClearTextAsync);
        app.Use(Words.ChooseAsync);
        app.Use(FormsAgain.ShowAsync);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Faults.AnswerAsync, CreateScopeForErrors = true });
        app.UseRouting();
        app.UseRateLimiter();
        app.Use(FormsAgain.OnlyPagesAsync);
        app.Use(async (context, next) =>
        {
            await identify(context);
            await next(context);
        });
        app.Use(Gate.PassAsync);
        // Without this the framework puts routing's end before all of the above.
#pragma warning disable ASP0014 // endpoints are mapped by the features, on the application
        app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
    }

    private static void Limit(KestrelServerOptions kestrel, DeskOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = WebLimits.LargestBody;
        kestrel.Limits.MaxRequestHeaderCount = WebLimits.MostHeaders;
        kestrel.Limits.MaxRequestHeadersTotalSize = WebLimits.LargestHeaders;
        // What was closed for another one is still there for a moment.
        kestrel.Limits.MaxConcurrentConnections = WebLimits.MostConnections + WebLimits.MostConnectionsOfOne;
        kestrel.Limits.KeepAliveTimeout = WebLimits.IdleFor;
        var connections = new ConnectionsByAddress(options.ProxyNetworks);
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(connections.PassAsync));
        kestrel.Limits.RequestHeadersTimeout = WebLimits.HeadersWithin;
        if (options is not { TlsCertificate: { } certificate, TlsKey: { } key }) return;
        var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        kestrel.ConfigureHttpsDefaults(https => (https.ServerCertificate, https.ServerCertificateChain) = (loaded, chain));
    }

    // A page of another name that resolves to this machine (DNS rebinding) gets no answer.
    private static IEnumerable<string> Hosts(DeskOptions options) =>
        new[] { "localhost", "127.0.0.1", "[::1]", new Uri(options.PublicAddress).Host }.Distinct();

    private static void Believe(ForwardedHeadersOptions forwarded, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) forwarded.KnownIPNetworks.Add(proxy);
    }
}
