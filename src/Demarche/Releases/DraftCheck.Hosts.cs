using Demarche.Reading;

namespace Demarche.Releases;

internal sealed partial class CopyTexts
{
    /// <summary>The hosts that stand in a copy by themselves: whoever is told a domain knows where to look for the names below it.</summary>
    internal sealed class Hosts
    {
        // Below them anybody registers names: they are a part of nothing.
        private static readonly HashSet<string> Registries =
        [
            "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "govt", "gv", "id", "info", "ltd", "me", "mil", "ne", "net", "nic", "nom", "or",
            "org", "plc", "sch",
        ];

        private readonly Dictionary<string, Place> hosts = [];

        public Hosts(CheckedCopy copy)
        {
            foreach (var place in Places(copy).Where(p => !string.IsNullOrWhiteSpace(p.Text)).DistinctBy(p => p.Text))
            {
                foreach (var found in Codings.Forms(place.Text).Prepend(place.Text).Distinct().SelectMany(Reader.ObservablesIn))
                {
                    if (HostOf(found.Type, found.Value) is { Length: > 0 } host) hosts.TryAdd(host, place);
                }
            }
        }

        /// <summary>Where a domain stands above the host of a value. A name below it is found with the value itself.</summary>
        public (string Host, Place Place)? Above(string value, Func<string, bool> isTold)
        {
            if (hosts.Count == 0) return null;
            foreach (var above in DomainsAbove(HostIn(value) is { Length: > 0 } host ? host : value.ToLowerInvariant()))
            {
                if (!IsRegistry(above) && hosts.TryGetValue(above, out var place) && !isTold(above)) return (above, place);
            }
            return null;
        }

        private static string HostOf(string type, string value) => type switch
        {
            ObservableTypes.Domain => value.ToLowerInvariant(),
            ObservableTypes.Url or ObservableTypes.Email => HostIn(value),
            _ => "",
        };

        // co.uk, gov.nl: of two labels, the last one of a country.
        private static bool IsRegistry(string host) => host.Split('.') is [var first, { Length: 2 }] && Registries.Contains(first);
    }
}
