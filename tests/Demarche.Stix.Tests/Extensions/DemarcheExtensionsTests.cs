using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Demarche.Stix.Tests.Extensions;

public class DemarcheExtensionsTests
{
    private static readonly StixId Incident = StixId.DerivedFrom("incident", "x");

    [Fact]
    public void The_definitions_are_valid_and_carry_their_schema()
    {
        Assert.Equal(5, DemarcheExtensions.Definitions.Count);
        foreach (var definition in DemarcheExtensions.Definitions)
        {
            Assert.Empty(StixCheck.Check(definition.Json));
            Assert.Equal(DemarcheExtensions.Author.Id, definition.CreatedByRef);
            Assert.Contains(definition.Id.ToString(), JsonElement.Parse(definition.Text("schema")!).GetProperty("description").GetString(), StringComparison.Ordinal);
        }
    }

    /// <summary>One version has one content: after a change of a schema, give its definition a new version and a later modified, then this value.</summary>
    [Fact]
    public void A_published_definition_does_not_change()
    {
        var all = string.Join('\n', DemarcheExtensions.Definitions.Select(d => d.RawJson));
        Assert.Equal("b4e6056ad13d56114120a5a69ce8515430194f7c679233856b9f9a8c0395baf9", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all))));
    }

    [Fact]
    public void A_request_is_read_as_it_was_written()
    {
        var request = new RequestExtension([new Ask("a1", "Preserve the logs of 192.0.2.7"), new Ask("a2", "Name the subscriber")], "req-7")
        {
            LegalBasis = "Agreement of 2019, article 4",
            Due = StixTimestamp.Parse("2026-04-01T00:00:00Z"),
            AskedOf = StixId.DerivedFrom("identity", "westmark"),
        };
        var grouping = StixObjects.Grouping(With("grouping", request.Write), "Request", [Incident]);
        Assert.Empty(StixCheck.Check(grouping.Json));
        var read = RequestExtension.Read(grouping);
        Assert.True(read.IsValid);
        Assert.Equal(request.Asks, read.Value!.Asks);
        Assert.Equal(request with { Asks = [] }, read.Value with { Asks = [] });
    }

    [Fact]
    public void A_claim_is_read_as_it_was_written()
    {
        var claim = new ClaimExtension("The servers stood in Sudria", ClaimStance.NoEvidenceFor, true, ClaimNature.Inference)
        {
            SourceDescription = "an official of the ministry",
            Protected = true,
            Standing = "heads the inquiry",
            Reliability = "B",
            SaidOn = "2026-02",
            SaidAbout = true,
            Quote = "We have seen nothing of that kind.",
        };
        var note = StixObjects.Note(With("note", claim.Write), "In words", [Incident]);
        Assert.Empty(StixCheck.Check(note.Json));
        Assert.Equal(claim, ClaimExtension.Read(note).Value);
        Assert.Equal("no-evidence-for", note.Extension(DemarcheExtensions.ClaimId).GetProperty("stance").GetString());
    }

    [Theory]
    [InlineData(Disposition.OnConditions, "partly", "on-conditions")]
    [InlineData(Disposition.Postponed, "partly", "postponed")]
    [InlineData(Disposition.NotCompetent, "declined", "not-competent")]
    [InlineData(Disposition.Accepted, "accepted", null)]
    public void A_finer_word_stands_beside_the_word_that_readers_of_before_know(Disposition disposition, string word, string? detail)
    {
        var note = StixObjects.Note(With("note", new ReplyExtension("req-7", disposition, [new Answer("a1", disposition, "As said")]).Write), "In words", [Incident]);
        var written = note.Extension(DemarcheExtensions.ReplyId);
        foreach (var said in new[] { written, written.GetProperty("answers")[0] })
        {
            Assert.Equal(word, said.GetProperty("disposition").GetString());
            Assert.Equal(detail, said.TryGetProperty("disposition_detail", out var exact) ? exact.GetString() : null);
        }
        var read = ReplyExtension.Read(note).Value!;
        Assert.Equal((disposition, disposition), (read.Disposition, read.Answers[0].Disposition));
    }

    [Theory]
    [InlineData("postponed", "accepted", Disposition.Accepted)]
    [InlineData("on-conditions", "declined", Disposition.Declined)]
    [InlineData("under-review", "partly", Disposition.Partly)]
    public void A_detail_that_is_unknown_or_says_something_else_leaves_the_word_alone(string detail, string word, Disposition expected)
    {
        var note = StixObjects.Note(With("note", e => e[DemarcheExtensions.ReplyId] = new JsonObject
        {
            ["extension_type"] = "property-extension",
            ["in_reply_to"] = "req-7",
            ["disposition"] = word,
            ["disposition_detail"] = detail,
        }), "In words", [Incident]);
        Assert.Equal(expected, ReplyExtension.Read(note).Value!.Disposition);
    }

    [Fact]
    public void A_reply_is_read_as_it_was_written()
    {
        var reply = new ReplyExtension("req-7", Disposition.Partly, [new Answer("a1", Disposition.Answered, "Preserved"), new Answer("a2", Disposition.Declined)]);
        var note = StixObjects.Note(With("note", reply.Write), "In words", [StixId.DerivedFrom("grouping", "x")]);
        Assert.Empty(StixCheck.Check(note.Json));
        var read = ReplyExtension.Read(note).Value!;
        Assert.Equal(reply.Answers, read.Answers);
        Assert.Equal((reply.InReplyTo, reply.Disposition), (read.InReplyTo, read.Disposition));
        var whole = new ReplyExtension("req-7", Disposition.Accepted, []);
        Assert.Empty(ReplyExtension.Read(StixObjects.Note(With("note", whole.Write), "Yes", [Incident])).Value!.Answers);
    }

    [Fact]
    public void An_item_is_read_as_it_was_written()
    {
        var item = new ItemExtension(ItemKind.Observable)
        {
            Text = "a relay",
            Role = ItemRole.Attacker,
            Credibility = 2,
            FirstSeen = "2026-02~",
            LastSeen = "2026-02-17T09:32Z",
            Values = [new("ipv4-addr", "192.0.2.7"), new("network-traffic:dst_port", "443")],
        };
        var note = StixObjects.Note(With("note", item.Write), "In words", [Incident]);
        Assert.Empty(StixCheck.Check(note.Json));
        var read = ItemExtension.Read(note).Value!;
        Assert.Equal(item.Values, read.Values);
        Assert.Equal(item with { Values = [] }, read with { Values = [] });
        var effect = new ItemExtension(ItemKind.Effect) { Title = "disruption", Victim = "The harbour", VictimKind = "state", At = "2026" };
        Assert.Equal(effect with { Values = [] }, ItemExtension.Read(StixObjects.Note(With("note", effect.Write), "In words", [Incident])).Value! with { Values = [] });
    }

    [Theory]
    [InlineData("kind", "\"rumour\"")]
    [InlineData("first_seen", "\"last spring\"")]
    [InlineData("credibility", "7")]
    [InlineData("credibility", "\"2\"")]
    [InlineData("role", "\"ours\"")]
    [InlineData("values", null)]
    public void A_foreign_item_that_is_wrong_says_where(string property, string? value)
    {
        var extension = Examples.With("""{"extension_type":"property-extension","kind":"observable","values":[{"type":"mutex","value":"x"}]}""", (property, value));
        var read = ItemExtension.Read(StixObject.Read(Examples.With(StixObjects.Note(Examples.Header("note"), "In words", [Incident]).RawJson,
            ("extensions", $"{{\"{DemarcheExtensions.ItemId}\":{extension.GetRawText()}}}"))).Value ?? StixObjects.Note(
            Examples.Header("note") with { Extensions = new JsonObject { [DemarcheExtensions.ItemId] = JsonNode.Parse(extension.GetRawText()) } }, "In words", [Incident]));
        Assert.Null(read.Value);
        Assert.NotEmpty(read.Problems);
    }

    [Fact]
    public void Terms_are_read_as_they_were_written()
    {
        var terms = new TermsExtension("Not for attribution in public.", true);
        var marking = StixObjects.ExtensionMarking(With("marking-definition", terms.Write), "Westmark's terms");
        Assert.Empty(StixCheck.Check(marking.Json));
        Assert.Equal(terms, TermsExtension.Read(marking).Value);
    }

    [Fact]
    public void An_object_without_the_extension_has_neither_value_nor_problem()
    {
        var note = StixObjects.Note(Examples.Header("note"), "In words", [Incident]);
        var read = ClaimExtension.Read(note);
        Assert.Null(read.Value);
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("proposition", "7")]
    [InlineData("stance", "\"believes\"")]
    [InlineData("protected", "\"yes\"")]
    [InlineData("on_record", null)]
    [InlineData("nature", "\"Fact\"")]
    [InlineData("reliability", "\"G\"")]
    [InlineData("said_on", "\"last spring\"")]
    [InlineData("source_name", "[\"x\"]")]
    [InlineData("quote", "\"\"")]
    public void A_foreign_claim_that_is_wrong_says_where(string property, string? value)
    {
        var extension = Examples.With(
            """{"extension_type":"property-extension","proposition":"P","stance":"denies","source_name":"N","protected":false,"on_record":true,"nature":"fact"}""",
            (property, value));
        var read = ClaimExtension.Read(StixObjects.Note(
            Examples.Header("note") with { Extensions = new JsonObject { [DemarcheExtensions.ClaimId] = JsonNode.Parse(extension.GetRawText()) } }, "In words", [Incident]));
        Assert.Null(read.Value);
        Assert.Contains(read.Problems, p => p.Path == $"/extensions/{DemarcheExtensions.ClaimId}/{property}");
    }

    [Fact]
    public void A_protected_source_is_never_named()
    {
        var claim = new ClaimExtension("P", ClaimStance.Asserts, false, ClaimNature.Fact) { SourceName = "N. N.", Protected = true };
        Assert.Throws<ArgumentException>(() => claim.Write([]));
        Assert.Throws<ArgumentException>(() => (claim with { SourceName = null }).Write([]));
    }

    [Fact]
    public void What_a_reader_would_refuse_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => new RequestExtension([], "r").Write([]));
        Assert.Throws<ArgumentException>(() => new RequestExtension([new Ask("a", "x"), new Ask("a", "y")], "r").Write([]));
        Assert.Throws<ArgumentException>(() => new RequestExtension([new Ask("a", "")], "r").Write([]));
        Assert.Throws<ArgumentException>(() => new RequestExtension([new Ask("a", "x")], "r") { AskedOf = Incident }.Write([]));
        Assert.Throws<ArgumentException>(() => new ReplyExtension("", Disposition.Accepted, []).Write([]));
        Assert.Throws<ArgumentException>(() => new ReplyExtension("r", Disposition.Partly, [new Answer("a", Disposition.Accepted), new Answer("a", Disposition.Declined)]).Write([]));
        Assert.Throws<ArgumentException>(() => new TermsExtension("", true).Write([]));
    }

    [Fact]
    public void What_says_nothing_is_left_out()
    {
        var extensions = new JsonObject();
        new RequestExtension([new Ask("a", "x")], "r") { LegalBasis = "" }.Write(extensions);
        Assert.False(extensions[DemarcheExtensions.RequestId]!.AsObject().ContainsKey("legal_basis"));
    }

    [Fact]
    public void A_request_on_another_object_or_with_two_asks_of_one_id_is_refused()
    {
        var extensions = new JsonObject();
        new RequestExtension([new Ask("a1", "x")], "r").Write(extensions);
        Assert.Null(RequestExtension.Read(StixObjects.Note(Examples.Header("note") with { Extensions = extensions }, "x", [Incident])).Value);
        extensions[DemarcheExtensions.RequestId]!["asks"]!.AsArray().Add(new JsonObject { ["ask_id"] = "a1", ["text"] = "y" });
        var read = RequestExtension.Read(StixObjects.Grouping(Examples.Header("grouping") with { Extensions = extensions }, "x", [Incident]));
        Assert.Equal($"/extensions/{DemarcheExtensions.RequestId}/asks/1", Assert.Single(read.Problems).Path);
    }

    private static StixHeader With(string type, Action<JsonObject> write)
    {
        var extensions = new JsonObject();
        write(extensions);
        return Examples.Header(type) with { Extensions = extensions };
    }
}
