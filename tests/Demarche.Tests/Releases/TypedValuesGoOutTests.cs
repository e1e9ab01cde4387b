using System.Net;
using System.Text.Json;
using Demarche.Observables;
using Demarche.Reading;
using Demarche.Releases;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Tests.Releases;

/// <summary>Two libraries have a syntax of each type: what one lets be recorded, the other must let be sent.</summary>
public sealed class TypedValuesGoOutTests
{
    // Types that STIX has no object for, or none without properties that nobody stated: they go in the words and in members of the note.
    private static readonly HashSet<string> InWordsAlone =
    [
        ObservableTypes.ImportHash, ObservableTypes.CommandLine, ObservableTypes.ServiceName, ObservableTypes.UserAgent,
        ObservableTypes.AccountLogin, ObservableTypes.Certificate, ObservableTypes.CertificateSerial, ObservableTypes.MessageSubject,
    ];

    private static readonly string[] Odd =
    [
        "a", "localhost", "a.b", "A.B.", "cert.pl", "_dmarc.a_b.example", "bücher.example", "xn--bcher-kva.example", "xn--a",
            "pаypal.example", "例え。テスト", "i❤.example", "a..b",
        "-a.b", "192.0.2.1", "192.0.2.0/24", "192.0.2.1/33", "192[.]0[.]2[.]9", "01.2.3.4", "1.2.3", "::", "::1", "2001:DB8::1",
            "2001:db8::/32", "::ffff:192.0.2.1", "fe80::1%eth0",
        "http://a", "http://a.example/ü", "http://bücher.example:8080/ü?q=ä#ß", "hxxp://a[.]example/", "http://u:p@a.example/",
            "http://u@v@a.example/", "http://a.example/%zz", "http://a%zz/",
        "http://a%41/", @"http://a.example\b", "http://[2001:DB8::1]:80/", "http://[::ffff:192.0.2.1]/", "http://[v1.x]/", "http://a_b/",
            "http://a/#b#c", "http://a.example/a|b{c}^`", "magnet:?xt=urn:btih:c12f",
        "file:///c:/a", "ftp://a:/", "http://", "mailto:a@b.example", "a:b", "a@b", "a.b@c.example", "A+b@C.example", "\"a b\"@c.example",
            "a@[192.0.2.1]", "a@[IPv6:2001:db8::1]", "ä@c.example", "a@bücher.example",
        "00-1A-2B-3C-4D-5E", "001a.2b3c.4d5e", "001a2b3c4d5e", "0", "AS0", "AS4294967295", "AS1.10", "as 7", "HKLM", @"HKLM\Software",
            @"hkdd:\a", @"HKPD\a", @"HKEY_DYN_DATA\a\b", @"\REGISTRY\USER\a",
        "CVE-2031-1234", "cve-2031-0123", "CVE-2031-01234", "CVE‑2031‑12345", "Heartbleed", @"%APPDATA%\a.exe", "/usr/bin/x", "lib.so.4",
            "a|b", "a'b\"c\\d", "emoji 🙂", "3:a:b", "T1" + "aB0123456789012345678901234567890123456789012345678901234567890123456789"[..70],
        new('a', 32), new('A', 40), new('0', 56), new('b', 64), new('c', 96), new('d', 128), new('e', 70), new('x', 253), string.Join('.',
            Enumerable.Repeat("abcdefg", 32)),
    ];

    [Fact]
    public void Every_odd_value_that_can_be_recorded_can_be_sent() => Assert.All(ObservableWords.Types.Concat(
        new[] { "SHA-224", "SHA-384", "SHA-512-256", "SHA3-384", "authentihash", "vhash", "telfhash" }.Select(ObservableTypes.FileHash)),
            type =>
    {
        var values = Odd.Where(v => MustGo(type, v)).Count();
        Assert.True(values > 0, $"No value is of {type}.");
    });

    [Fact]
    public void Every_value_of_real_events_that_can_be_recorded_can_be_sent()
    {
        var count = 0;
        foreach (var file in Directory.GetFiles(Shared.PathOf("data", "real", "misp-events-eset"), "*.json", SearchOption.AllDirectories))
        {
            using var all = JsonDocument.Parse(File.ReadAllText(file).TrimStart('\uFEFF'), new() { AllowTrailingCommas = true });
            Walk(all.RootElement);
        }
        Assert.True(count > 4000, $"{count} values were of a type.");

        void Walk(JsonElement at)
        {
            if (at.ValueKind == JsonValueKind.Array) foreach (var one in at.EnumerateArray()) Walk(one);
            if (at.ValueKind != JsonValueKind.Object) return;
            if (at.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String)
            {
                foreach (var part in value.GetString()!.Split('|').Append(value.GetString()!).Distinct())
                    count += ObservableWords.Types.Count(t => MustGo(t, part));
            }
            foreach (var member in at.EnumerateObject()) Walk(member.Value);
        }
    }

    // Whether it is of the type; where it is, it must have an object of STIX that says the same.
    private static bool MustGo(string type, string written)
    {
        if (ObservableSyntax.Read(type, written).Value is not { } value) return false;
        Assert.Equal(new(value, null), ObservableSyntax.Read(type, value));
        if (InWordsAlone.Contains(type)) return true;
        var shape = CyberShape.Of(new Observable(type, value, 6, null, null));
        if (type == ObservableTypes.Vulnerability)
        {
            Assert.True(shape.Cve == value || !value.StartsWith("CVE", StringComparison.OrdinalIgnoreCase), $"{type} {value}");
            return true;
        }
        Assert.True(shape.Objects.Count == 1 && shape.Pattern is not null, $"{type} {value}");
        var said = shape.Objects[0].Properties;
        var sent = said["value"] ?? said["name"] ?? said["path"] ?? said["key"] ?? said["number"] ?? said["hashes"]!.AsObject().Single().Value;
        if (type == ObservableTypes.AutonomousSystem) Assert.Equal(value, "AS" + sent);
        else if (type == ObservableTypes.Ipv6) Assert.Equal(IPAddress.Parse(value.Split('/')[0]),
            IPAddress.Parse(((string)sent!).Split('/')[0]));
        else Assert.Equal(value, (string)sent!);
        return true;
    }
}
