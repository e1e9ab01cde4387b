using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>One thing that is asked.</summary>
/// <param name="Id">What an answer names it by; unique in its request.</param>
/// <param name="Text">What is asked, in words.</param>
public sealed record Ask(string Id, string Text);

/// <summary>
/// A request for assistance, on a <c>grouping</c> whose <c>object_refs</c> are the objects that come with it and whose description says
/// the same in plain words (docs/protocol/stix-extensions/request.json).
/// </summary>
/// <param name="Asks">What is asked, at least one.</param>
/// <param name="ReplyTo">What a reply names the request by.</param>
public sealed record RequestExtension(IReadOnlyList<Ask> Asks, string ReplyTo)
{
    /// <summary>The law or agreement that the request rests on.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>Until when an answer is hoped for.</summary>
    public StixTimestamp? Due { get; init; }

    /// <summary>The identity that is asked.</summary>
    public StixId? AskedOf { get; init; }

    /// <summary>The request that a grouping carries: neither value nor problem when it carries none.</summary>
    public static StixReading<RequestExtension> Read(StixObject grouping) => ExtensionReader.Read(
        grouping,
        "grouping",
        DemarcheExtensions.RequestId,
        r => new RequestExtension(r.Items("asks", a => new Ask(a.Required("ask_id"), a.Required("text")), a => a.Id), r.Required("reply_to"))
        {
            LegalBasis = r.Optional("legal_basis"),
            Due = r.Time("due"),
            AskedOf = r.Ref("asked_of", "identity"),
        });

    /// <summary>Adds the extension to the extensions of the grouping that is being written.</summary>
    /// <exception cref="ArgumentException">There is no ask, two have one id, a required text is empty, or what is asked is no identity.</exception>
    public void Write(JsonObject extensions)
    {
        if (Asks.Count == 0) throw new ArgumentException("A request asks for at least one thing.", nameof(extensions));
        if (Asks.DistinctBy(a => a.Id).Count() < Asks.Count) throw new ArgumentException("Two asks have one id.", nameof(extensions));
        if (AskedOf is not (null or { Type: "identity" })) throw new ArgumentException($"{AskedOf} is not an identity.", nameof(extensions));
        extensions[DemarcheExtensions.RequestId] = ExtensionReader.Begin()
            .Put("asks", ExtensionReader.Array(Asks.Select(a => new ObjectWriter().PutRequired("ask_id", a.Id).PutRequired("text", a.Text).ToJsonObject())))
            .PutOptional("legal_basis", LegalBasis)
            .Put("due", Due)
            .PutRequired("reply_to", ReplyTo)
            .Put("asked_of", AskedOf)
            .ToJsonObject();
    }
}
