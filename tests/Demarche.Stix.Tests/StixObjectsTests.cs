using System.Text.Json.Nodes;
using CsCheck;

namespace Demarche.Stix.Tests;

public class StixObjectsTests
{
    private static readonly StixId Identity = StixId.DerivedFrom("identity", "norland");
    private static readonly StixId Marking = Tlp.AmberStrict.MarkingId();

    private static readonly Gen<string> Text = Gen.OneOf(Gen.Char[' ', '\ud7ff'].Array[1, 30].Select(c => new string(c)), Gen.Const("𝄞 \"quoted\" \\ <b>&</b>\u2028"));

    [Fact]
    public void Whatever_is_written_is_valid_and_reads_back_the_same() => Gen.Select(Text, Text, Text, Gen.Int[0, 99]).Sample((name, description, other, confidence) =>
    {
        StixHeader Header(string type) => Examples.Header(type) with
        {
            CreatedBy = Identity,
            Markings = [Marking],
            Labels = [other],
            Confidence = confidence,
            Lang = "en-GB",
        };
        var incident = StixObjects.Incident(Header("incident"), name, description);
        StixObject[] all =
        [
            incident,
            StixObjects.Identity(Header("identity"), name, description: description, contact: other),
            StixObjects.Grouping(Header("grouping"), name, [incident.Id], description),
            StixObjects.Note(Header("note"), description, [incident.Id], name, other),
            StixObjects.Report(Header("report"), name, Examples.Noon, [incident.Id], description, "threat-report"),
            StixObjects.ObservedData(Header("observed-data"), Examples.Noon, Examples.Noon, 3, [StixObservables.Url("https://ostania.example/").Id]),
            StixObjects.Indicator(Header("indicator"), other, Examples.Noon, name, description),
            StixObjects.Relationship(Header("relationship"), incident.Id, "derived-from", StixId.DerivedFrom("incident", "x"), description),
            StixObjects.Opinion(Header("opinion"), "disagree", [incident.Id], description, name),
            StixObjects.Location(Header("location"), name, "NO"),
        ];
        foreach (var written in all)
        {
            var read = StixObject.Parse(Examples.Utf8(written.RawJson));
            Assert.Empty(read.Problems);
            Assert.Equal(written.RawJson, read.Value!.RawJson);
            Assert.Equal((Identity, confidence, "en-GB"), (read.Value.CreatedByRef, read.Value.Confidence, read.Value.Lang));
            Assert.Equal([Marking], read.Value.ObjectMarkingRefs);
            Assert.Equal([other], read.Value.Labels);
        }
        Assert.Equal((name, description), (incident.Name, incident.Description));
        var bundle = StixBundle.Of(StixId.DerivedFrom("bundle", name), all);
        Assert.Equal(all.Select(o => o.RawJson), StixBundle.Parse(bundle.ToUtf8()).Value!.Objects.Select(o => o.RawJson));
    });

    [Fact]
    public void Equal_arguments_give_equal_bytes() =>
        Assert.Equal(StixObjects.Incident(Examples.Header("incident"), "A").RawJson, StixObjects.Incident(Examples.Header("incident"), "A").RawJson);

    [Fact]
    public void Observables_have_the_deterministic_identifier_whatever_their_markings()
    {
        Assert.Equal("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4", StixObservables.Ipv4Address("198.51.100.3", Marking).Id.ToString());
        StixObject[] all =
        [
            StixObservables.Ipv6Address("2001:db8::1"),
            StixObservables.DomainName("sudria.example"),
            StixObservables.Url("https://sudria.example/a?b=c"),
            StixObservables.EmailAddress("press@sudria.example"),
            StixObservables.MacAddress("00:00:5e:00:53:01"),
            StixObservables.Mutex("lock"),
            StixObservables.AutonomousSystem(64496, "Sudria Net"),
            StixObservables.File([new("SHA-256", new string('a', 64)), new("MD5", new string('b', 32))], "a.exe", 12),
            StixObservables.Create("process", new JsonObject { ["pid"] = 4 }),
        ];
        foreach (var observable in all)
        {
            Assert.Empty(StixCheck.Check(observable.Json));
            if (observable.Type != "process") Assert.Equal(observable.Id, ObservableId.For(observable.Type, observable.Json));
        }
        Assert.Equal(4, all[^1].Id.Uuid.Version);
    }

    [Fact]
    public void A_marking_has_no_versions_and_what_is_revoked_says_so()
    {
        var marking = StixObjects.StatementMarking(Examples.Header("marking-definition"), "For the recipient only");
        Assert.Null(marking.Modified);
        Assert.Equal(marking.Created, marking.Version);
        Assert.Empty(StixCheck.Check(marking.Json));
        Assert.True(StixObjects.Incident(Examples.Header("incident") with { Revoked = true }, "A").Revoked);
    }

    [Fact]
    public void Our_own_mistakes_are_thrown_back_at_us()
    {
        Assert.Throws<ArgumentException>(() => StixObjects.Incident(Examples.Header("note"), "A"));
        Assert.Throws<ArgumentException>(() => StixObjects.Note(Examples.Header("note"), "A", []));
        Assert.Throws<ArgumentException>(() => StixObjects.Opinion(Examples.Header("opinion"), "perhaps", [Identity]));
        Assert.Throws<ArgumentException>(() => StixObjects.Incident(Examples.Header("incident") with { Markings = [Identity] }, "A"));
        Assert.Throws<ArgumentException>(() => StixObservables.Create("url", new JsonObject { ["value"] = "https://a.example/" }, Identity));
        Assert.Throws<ArgumentException>(() => StixBundle.Of(Identity));
    }
}
