using System.CommandLine;
using Demarche.Demo;
using Demarche.People;
using Microsoft.AspNetCore.Connections;

namespace Demarche;

/// <summary>The verb that runs a desk until it is told to stop.</summary>
public static class Serve
{
    public static Command Verb()
    {
        var (data, store, passphrase) = (CommandLine.Data(), CommandLine.Store(), CommandLine.PassphraseFile());
        var fallback = new DeskOptions();
        var urls = new Option<string>("--urls")
        {
            Description = "Where the desk listens, several separated by semicolons. Plain http is allowed on loopback, or behind a proxy named with --proxy.",
            DefaultValueFactory = _ => fallback.Urls,
        };
        var address = new Option<string?>("--address") { Description = "The address at which people and partners reach the desk. Default: where it listens." };
        var proxy = new Option<string[]>("--proxy")
        {
            Description = "The address or network of a proxy that does TLS; only its forwarded headers are believed. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        var certificate = new Option<string?>("--tls-certificate") { Description = "PEM file with the certificate chain." };
        var key = new Option<string?>("--tls-key") { Description = "PEM file with the certificate's private key." };
        var signIns = new Option<int>("--sign-ins-per-minute")
        {
            Description = "Tries to sign in from one address, and for one login, in a minute.",
            DefaultValueFactory = _ => fallback.SignInsPerMinute,
        };
        var requests = new Option<int>("--requests-per-second")
        {
            Description = "Requests from one address in a second, on average.",
            DefaultValueFactory = _ => fallback.RequestsPerSecond,
        };
        var untilInputEnds = new Option<bool>("--until-input-ends")
        {
            Description = "Stop when standard input ends: for a program that starts a desk and must not leave it behind.",
        };
        var demo = new Option<bool>("--demo")
        {
            Description = "Run two desks with a fictional incident to click through. Their folder is --data, by default ./data/demo.",
        };
        var partnerUrl = new Option<string>("--demo-partner-url")
        {
            Description = "Where the partner's desk of the demo listens, on loopback.",
            DefaultValueFactory = _ => "http://127.0.0.1:7401",
        };
        var verb = new Command("serve", "Run the desk.")
        {
            data, store, passphrase, urls, address, proxy, certificate, key, signIns, requests, untilInputEnds, demo, partnerUrl,
        };
        verb.SetAction((typed, ct) => typed.GetValue(demo) ? ShowAsync(typed, data, urls, partnerUrl, ct) : RunAsync(
            new()
            {
                Data = typed.GetRequiredValue(data),
                Store = typed.GetValue(store),
                Passphrase = Passphrase(typed.GetValue(passphrase)),
                Urls = typed.GetRequiredValue(urls),
                Address = typed.GetValue(address),
                Proxies = typed.GetRequiredValue(proxy),
                TlsCertificate = typed.GetValue(certificate),
                TlsKey = typed.GetValue(key),
                SignInsPerMinute = typed.GetValue(signIns),
                RequestsPerSecond = typed.GetValue(requests),
            }, typed.GetValue(untilInputEnds), ct));
        return verb;
    }

    /// <summary>From the file's first line, or from the environment: never from the command line, which every user of the machine can read.</summary>
    public static string? Passphrase(string? file) =>
        file is not null ? File.ReadLines(file).FirstOrDefault() : Environment.GetEnvironmentVariable("DEMARCHE_PASSPHRASE") is { Length: > 0 } given ? given : null;

    private static async Task<int> ShowAsync(ParseResult typed, Option<string> data, Option<string> urls, Option<string> partnerUrl, CancellationToken ct)
    {
        var folder = typed.GetResult(data) is { Implicit: false } ? typed.GetRequiredValue(data) : "./data/demo";
        await new DemoRun(folder, typed.GetRequiredValue(urls), typed.GetRequiredValue(partnerUrl), TimeProvider.System).RunAsync(ct);
        return CommandLine.Done;
    }

    private static async Task<int> RunAsync(DeskOptions options, bool untilInputEnds, CancellationToken ct)
    {
        await using var desk = await Desk.BuildAsync(options, TimeProvider.System, ct);
        if (untilInputEnds) _ = StopAtEndOfInputAsync(desk.Lifetime);
        try
        {
            await StartAsync(desk, options.Urls, ct);
            Console.Out.WriteLine($"The desk is at {options.PublicAddress}");
            if (await desk.Services.GetRequiredService<Accounts>().OfferFoundingAsync(ct) is { } token)
                Console.Out.WriteLine($"Nobody is here yet. Set it up, once and within {Invitations.Good.TotalDays:0} days, at {options.PublicAddress}/first-start/{token}");
        }
        catch (OperationCanceledException) when (desk.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop while it started, it stops.
            return CommandLine.Done;
        }
        await desk.WaitForShutdownAsync(ct);
        return CommandLine.Done;
    }

    /// <exception cref="OptionsProblem">Something else listens there.</exception>
    internal static async Task StartAsync(WebApplication desk, string urls, CancellationToken ct)
    {
        try
        {
            await desk.StartAsync(ct);
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            throw new OptionsProblem($"Something already listens at {urls}: another desk, or another program. Stop it, or name another address with --urls.");
        }
    }

    private static async Task StopAtEndOfInputAsync(IHostApplicationLifetime lifetime)
    {
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        lifetime.StopApplication();
    }
}
