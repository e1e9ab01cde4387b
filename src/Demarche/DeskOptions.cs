using System.Net;

namespace Demarche;

/// <summary>What the machine needs to know; what people decide about the desk stands in <see cref="DeskSettings"/>.</summary>
public sealed record DeskOptions
{
    /// <summary>The desk's folder. <c>./data</c>: a first try needs no rights outside the folder it is started in.</summary>
    public string Data { get; init; } = "./data";

    /// <summary>Null for SQLite in the folder: one file to back up. <c>postgres://…</c> where several replicas share the work.</summary>
    public string? Store { get; init; }

    /// <summary>Where the desk listens. Loopback: a desk is never open to a network because somebody forgot to close it.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:7400";

    /// <summary>The address at which partners and people reach the desk; null where that is where it listens.</summary>
    public string? Address { get; init; }

    /// <summary>Addresses or networks (CIDR) of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. None: whoever sends such a header would choose what the desk believes.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>The same as networks, an address as a network of one.</summary>
    public IReadOnlyList<IPNetwork> ProxyNetworks => [.. Proxies.Select(NetworkOf).OfType<IPNetwork>()];

    /// <summary>PEM file with the certificate chain; null where a proxy does TLS or the desk listens on loopback only.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>PEM file with the certificate's private key.</summary>
    public string? TlsKey { get; init; }

    /// <summary>Opens the key files; null when they were made without one.</summary>
    public string? Passphrase { get; init; }

    /// <summary>A session that is not used for so long ends. Two hours: a long meeting, not a night.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(2);

    /// <summary>A session ends after so long however much it is used. Twelve hours: a shift.</summary>
    public TimeSpan SessionLongest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Tries to sign in from one address, and for one login, in a minute. Ten: a person mistypes, a program guesses.</summary>
    public int SignInsPerMinute { get; init; } = 10;

    /// <summary>Requests from one address in a second, on average. 200: an office behind one address, not a flood.</summary>
    public int RequestsPerSecond { get; init; } = 200;

    public string StoreAddress => Store ?? Path.Combine(Data, "desk.db");

    public string Keys => Path.Combine(Data, "keys");

    /// <summary>The desk's address without a slash at its end.</summary>
    public string PublicAddress => (Address ?? Listening[0]).TrimEnd('/');

    public IReadOnlyList<string> Listening => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Refuses what would put sign-in and cases on a network in the clear.</summary>
    /// <exception cref="OptionsProblem">The settings contradict each other or are not safe.</exception>
    public void Check()
    {
        if (Listening.Count == 0) throw new OptionsProblem("--urls names no address to listen on. Write, for instance, --urls http://127.0.0.1:7400.");
        if (TlsCertificate is null != TlsKey is null) throw new OptionsProblem("--tls-certificate and --tls-key go together: name both files or neither.");
        foreach (var url in Listening) CheckUrl(url);
        foreach (var proxy in Proxies)
        {
            if (NetworkOf(proxy) is null)
                throw new OptionsProblem($"--proxy {proxy} is no address and no network. Write, for instance, --proxy 192.0.2.10 or --proxy 192.0.2.0/24.");
        }
        if (Address is not null && (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.PathAndQuery != "/"))
            throw new OptionsProblem($"--address {Address} is no address of a desk. Write, for instance, --address https://desk.example.");
    }

    private static IPNetwork? NetworkOf(string proxy)
    {
        if (!IPAddress.TryParse(proxy, out var one)) return IPNetwork.TryParse(proxy, out var network) ? network : null;
        if (one.IsIPv4MappedToIPv6) one = one.MapToIPv4();
        return new(one, 8 * one.GetAddressBytes().Length);
    }

    private void CheckUrl(string url)
    {
        var parts = url.Split("://", 2);
        var host = parts.Length == 2 ? Host(parts[1]) : null;
        if (host is null || parts[0] is not ("http" or "https"))
            throw new OptionsProblem($"--urls: {url} is no address to listen on. Write, for instance, http://127.0.0.1:7400.");
        if (parts[0] == "https" && TlsCertificate is null)
            throw new OptionsProblem($"--urls: {url} needs a certificate. Name its PEM files with --tls-certificate and --tls-key.");
        if (IsLoopback(host)) return;
        if (parts[0] == "http" && Proxies.Count == 0)
        {
            throw new OptionsProblem(
                $"--urls: {url} would send passwords and cases over a network in the clear. Listen on loopback, or give --tls-certificate and --tls-key, "
                + "or put a proxy with TLS in front and name it with --proxy.");
        }
        if (Address is null)
            throw new OptionsProblem($"--urls: {url} is open to a network. Say with --address at which address people and partners reach the desk.");
    }

    private static string? Host(string rest) => rest.StartsWith('[')
        ? rest.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? rest[1..end] : null
        : rest.Split(':', '/')[0] is { Length: > 0 } host ? host : null;

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}

/// <summary>The desk can't start as it was told to; the message says what to type.</summary>
public sealed class OptionsProblem(string message) : Exception(message);
