using System.Net;
using System.Net.Sockets;

namespace Demarche.Web;

/// <summary>Addresses that are counted together, because one party can have them all.</summary>
public static class AddressBlock
{
    /// <summary>What is counted as one caller: an address of IPv4, or a /64 of IPv6, which one household or machine has whole.</summary>
    public static string One(IPAddress? address) => Of(address, 4, 8);

    /// <summary>What is counted as one neighbourhood: a /24 of IPv4 or a /48 of IPv6, which one organisation or a cheap rented server has whole.</summary>
    public static string Near(IPAddress? address) => Of(address, 3, 6);

    private static string Of(IPAddress? address, int bytesOf4, int bytesOf6)
    {
        if (address is null) return "?";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(bytes.AsSpan(0, bytesOf6)) : string.Join('.', bytes.Take(bytesOf4));
    }
}
