using System.Text;
using System.Text.Json.Nodes;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Exchange;

/// <summary>Packages as a partner of any kind might make them.</summary>
internal static class PlainPackages
{
    /// <summary>A request with one address, one broken object and one without an id.</summary>
    public static JsonObject Request(string from, string to, string id = "p-1") => new()
    {
        ["id"] = id,
        ["from"] = from,
        ["to"] = to,
        ["created"] = "2026-03-02T08:00:00.000Z",
        ["kind"] = "request",
        ["about"] = null,
        ["title"] = "Help with a relay",
        ["tlp"] = "TLP:AMBER",
        ["letter"] = "<p>Dear colleagues</p>",
        ["bundle"] = JsonNode.Parse("""
            {"type":"bundle","id":"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d","objects":[
              {"type":"ipv4-addr","spec_version":"2.1","id":"ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4","value":"198.51.100.3"},
              {"type":"identity","spec_version":"2.1","id":"identity--311b2d2d-f010-4473-83ec-1edf84858f4c","created":"2026-01-01T00:00:00.000Z"},
              {"type":"note"}]}
            """),
    };

    public static byte[] Bytes(JsonObject plain) => Encoding.UTF8.GetBytes(CanonicalJson.Of(plain.ToJsonString()));

    public static string Sealed(JsonObject plain, DeskKeys from, DeskCard to) => SealedPackage.Seal(Bytes(plain), from, to).Text;

    public static DeskKeys KeysOf(RunningDesk desk) => desk.Services.GetRequiredService<OurKeys>().Current;

    public static DeskCard CardOf(RunningDesk desk) => KeysOf(desk).Card("a desk", desk.Address);
}
