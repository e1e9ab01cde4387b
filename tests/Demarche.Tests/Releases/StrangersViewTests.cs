using System.Text.Json;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Exchange;
using Demarche.Incidents;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Stix;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What a package says to somebody who reads STIX 2.1 and knows nothing of this program.</summary>
public sealed class StrangersViewTests
{
    private static readonly Letterhead Head = new("package00000000000000000a", Time(500), "desk-n", "Norland CSIRT", "desk-o", "Ostania CERT");

    public static TheoryData<PackageKind> Kinds => [.. Enum.GetValues<PackageKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_schemas_of_oasis_and_the_desks_own_check_accept_every_kind_of_package(PackageKind kind)
    {
        using var plain = JsonDocument.Parse(Compose(kind).Plain);
        var bundle = plain.RootElement.GetProperty("bundle");
        Assert.Empty(OasisSchemas.Problems(bundle));
        Assert.Empty(StixCheck.Check(bundle));
        // The control: the schemas do find what is wrong.
        Assert.NotEmpty(OasisSchemas.Problems(JsonElement.Parse(bundle.GetRawText().Replace("\"spec_version\":\"2.1\"", "\"spec_version\":\"3\"", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_package_has_a_container_with_title_marking_words_and_everything_that_is_in_it(PackageKind kind)
    {
        var (objects, outgoing) = (Objects(Compose(kind)), To(kind));
        var container = Assert.Single(objects, o => o.Type is "grouping" or "report");
        Assert.EndsWith(outgoing.Title, container.Name, StringComparison.Ordinal);
        Assert.Equal([outgoing.Tlp.MarkingId()], container.ObjectMarkingRefs);
        var inside = objects.Select(o => o.Id).Where(i => i != container.Id && i.Type is not ("marking-definition" or "extension-definition") && i != StixId.DerivedFrom("identity", "desk-n"));
        Assert.Equal(inside.Order(), container.ObjectRefs.Order());
        var words = container.Description!;
        string[] said = kind switch
        {
            PackageKind.Request => ["1. Who rented it?", "2. Keep the logs.", "Legal basis: Treaty", "Answer needed by: "],
            PackageKind.Reply => ["We looked.", "Reply: Answered", "1. Do you keep logs?\nAnswered: Some of them."],
            PackageKind.Brief => ["Cranes stopped"],
            _ => ["It is other than we wrote."],
        };
        Assert.All(said, s => Assert.Contains(s, words, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_in_it_is_of_the_addressee_or_of_the_program_and_each_definition_is_used(PackageKind kind)
    {
        var objects = Objects(Compose(kind));
        Assert.DoesNotContain(objects, o => o.Id == StixId.DerivedFrom("identity", "desk-o") || o.Id == DemarcheExtensions.Author.Id);
        // The levels of TLP 2.0 carry an extension of OASIS, which everybody has.
        var used = objects.SelectMany(o => o.Extensions.Keys).Where(k => k != TlpMarkings.ExtensionId).Order().Distinct();
        Assert.Equal(used, objects.Where(o => o.Type == "extension-definition").Select(o => o.Id.ToString()).Order());
    }

    [Fact]
    public void An_observable_goes_with_the_times_at_which_it_was_seen_its_note_its_credibility_and_what_to_look_for()
    {
        var objects = Objects(Compose(new Observable("domain-name", "relay.example", 2, null, "a relay", ObservableRole.Attacker, new("2026-02-17"), new("2026-03"))));
        var domain = Assert.Single(objects, o => o.Type == "domain-name");
        var seen = Assert.Single(objects, o => o.Type == "observed-data");
        Assert.Equal(("2026-02-17T00:00:00Z", "2026-03-31T23:59:59Z"), (seen.Text("first_observed"), seen.Text("last_observed")));
        var indicator = Assert.Single(objects, o => o.Type == "indicator");
        Assert.Equal(("[domain-name:value = 'relay.example']", "stix", "2026-02-17T00:00:00Z"), (indicator.Text("pattern"), indicator.Text("pattern_type"), indicator.Text("valid_from")));
        var note = Assert.Single(objects, o => o.Type == "note");
        Assert.Equal([domain.Id, seen.Id, indicator.Id], note.ObjectRefs);
        Assert.Equal(
            "domain-name: relay.example (a relay). Used by the attacker. First seen 2026-02-17. Last seen 2026-03. Credibility: probably true (Admiralty 2).", note.Text("content"));
        Assert.All([seen, indicator, note], o => Assert.Equal(70, o.Json.GetProperty("confidence").GetInt32()));
    }

    [Theory]
    [InlineData(ObservableRole.Victim)]
    [InlineData(ObservableRole.Reference)]
    [InlineData(null)]
    public void Only_what_the_attacker_used_is_an_indicator(ObservableRole? role)
    {
        var objects = Objects(Compose(new Observable("ipv4-addr", "203.0.113.7", 6, null, null, role)));
        Assert.DoesNotContain(objects, o => o.Type is "indicator" or "observed-data");
        var note = Assert.Single(objects, o => o.Type == "note");
        Assert.False(note.Json.TryGetProperty("confidence", out _));
        Assert.Contains("cannot be judged (Admiralty 6)", note.Text("content"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_time_is_made_up()
    {
        Assert.DoesNotContain(Objects(Compose(new Observable("ipv4-addr", "203.0.113.7", 1, null, null, ObservableRole.Attacker, new("2026-02", true)))), o => o.Type == "observed-data");
        var unknown = Assert.Single(Objects(Compose(new Observable("ipv4-addr", "203.0.113.7", 1, null, null, ObservableRole.Attacker))), o => o.Type == "indicator");
        Assert.Equal(Head.Created, unknown.Text("valid_from"));
        var once = Assert.Single(Objects(Compose(new Observable("ipv4-addr", "203.0.113.7", 1, null, null, null, null, new("2026")))), o => o.Type == "observed-data");
        Assert.Equal(("2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z"), (once.Text("first_observed"), once.Text("last_observed")));
    }

    [Theory]
    [InlineData(1, 90)]
    [InlineData(2, 70)]
    [InlineData(3, 50)]
    [InlineData(4, 30)]
    [InlineData(5, 10)]
    [InlineData(6, null)]
    public void Credibility_is_on_the_scale_of_appendix_a_and_comes_back_as_it_went(int credibility, int? confidence)
    {
        Assert.Equal(confidence, Admiralty.Confidence(credibility));
        Assert.Equal(credibility, Admiralty.Credibility(confidence));
    }

    /// <summary>Values that people record, what object they are, and what is looked for.</summary>
    public static TheoryData<string, string, string?, string?> Values => new()
    {
        { "ipv4-addr", "203.0.113.0/24", "ipv4-addr", "[ipv4-addr:value ISSUBSET '203.0.113.0/24']" },
        { "ipv4-addr", "203.0.113.999", null, null },
        { "ipv4-addr", "203.0.113.007", null, null },
        { "ipv6-addr", "2001:DB8::1", "ipv6-addr", "[ipv6-addr:value = '2001:db8::1']" },
        { "ipv6-addr", "::ffff:203.0.113.7", "ipv6-addr", "[ipv6-addr:value = '0:0:0:0:0:ffff:cb00:7107']" },
        { "domain-name", "a b.example", null, null },
        { "domain-name", "bücher.example", "domain-name", "[domain-name:value = 'bücher.example']" },
        { "domain-name", "-x.example", null, null },
        { "url", "https://relay.example/prüfung?q=ä b", "url", "[url:value = 'https://relay.example/pr%C3%BCfung?q=%C3%A4%20b']" },
        { "url", "https://bücher.example:8443/", "url", "[url:value = 'https://xn--bcher-kva.example:8443/']" },
        { "url", "http://relay.example/a\\b{c}|d", "url", "[url:value = 'http://relay.example/a%5Cb%7Bc%7D%7Cd']" },
        { "url", "http://[2001:db8::1]/100%/x#y#z", "url", "[url:value = 'http://[2001:db8::1]/100%25/x#y%23z']" },
        { "url", "relay.example/x", null, null },
        { "url", "http://a b.example/", null, null },
        { "url", "http://relay.example:80a/", null, null },
        { "email-addr", "ana@bücher.example", "email-addr", "[email-addr:value = 'ana@xn--bcher-kva.example']" },
        { "email-addr", "Ana <ana@example.org>", null, null },
        { "mac-addr", "00-1B-44-11-3A-B7", "mac-addr", "[mac-addr:value = '00:1b:44:11:3a:b7']" },
        { "mac-addr", "00:1b:44", null, null },
        { "mutex", "Global\\it's", "mutex", "[mutex:name = 'Global\\\\it\\'s']" },
        { "autonomous-system", "AS64500", "autonomous-system", "[autonomous-system:number = 64500]" },
        { "autonomous-system", "AS99999999999", null, null },
        { "file:name", "%APPDATA%\\a.exe", "file", "[file:name = '%APPDATA%\\\\a.exe']" },
        { "file:hashes.MD5", "d41d8cd98f00b204e9800998ecf8427e", "file", "[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']" },
        { "file:hashes.SHA-1", "d41d8cd98f00b204e9800998ecf8427e", null, null },
        { "windows-registry-key", "HKLM\\Software\\X", "windows-registry-key", "[windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\Software\\\\X']" },
        { "windows-registry-key", "Software\\X", null, null },
        { "vulnerability", "CVE-2026-12345", "vulnerability", null },
        { "vulnerability", "a hole in a router", null, null },
        { "user-agent", "Mozilla/5.0", null, null },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void What_is_of_its_syntax_is_an_object_and_what_is_not_is_a_note_and_never_lost(string type, string value, string? becomes, string? pattern)
    {
        var composed = Compose(new Observable(type, value, 3, null, null, ObservableRole.Attacker));
        var objects = Objects(composed);
        Assert.Equal(becomes, objects.Where(o => o.Type is not ("identity" or "note" or "grouping" or "indicator" or "marking-definition" or "extension-definition")).Select(o => o.Type).SingleOrDefault());
        Assert.Equal(pattern, objects.SingleOrDefault(o => o.Type == "indicator")?.Text("pattern"));
        Assert.Contains(value, Assert.Single(objects, o => o.Type == "note").Text("content"), StringComparison.Ordinal);
        using var plain = JsonDocument.Parse(composed.Plain);
        Assert.Empty(OasisSchemas.Problems(plain.RootElement.GetProperty("bundle")));
        Assert.Empty(StixCheck.Check(plain.RootElement.GetProperty("bundle")));
        var item = Assert.Single(ArrivalItems.Of(PackageContent.Read(composed.Plain).Content!, "arrival", "desk-o"));
        Assert.Equal((type, value), (Assert.IsType<ObservableSeen>(Assert.Single(item.Facts)).Content.Type, ((ObservableSeen)item.Facts[0]).Content.Value));
    }

    [Fact]
    public void A_file_with_its_name_and_its_hashes_is_one_object()
    {
        var (md5, sha) = (new string('a', 32), new string('b', 64));
        var objects = Objects(Compose(new Observable("file:hashes.SHA-256", sha, 3, null, null, ObservableRole.Attacker, Also:
            [new("file:name", "wiper.exe"), new("file:hashes.MD5", md5), new("file:size", "812"), new("file:parent_directory_ref.path", "C:\\Temp")])));
        var file = Assert.Single(objects, o => o.Type == "file");
        var hashes = file.Json.GetProperty("hashes");
        Assert.Equal((md5, sha, "wiper.exe", 812), (hashes.GetProperty("MD5").GetString(), hashes.GetProperty("SHA-256").GetString(), file.Name, file.Json.GetProperty("size").GetInt32()));
        Assert.Equal(Assert.Single(objects, o => o.Type == "directory").Id, file.Ref("parent_directory_ref"));
        Assert.Equal($"[file:hashes.'SHA-256' = '{sha}' OR file:hashes.MD5 = '{md5}']", Assert.Single(objects, o => o.Type == "indicator").Text("pattern"));
    }

    [Fact]
    public void A_port_is_traffic_of_its_address_and_a_value_one_of_its_key()
    {
        var traffic = Objects(Compose(new Observable("ipv4-addr", "203.0.113.7", 3, null, null, ObservableRole.Attacker, Also: [new("network-traffic:dst_port", "8443")])));
        var (address, connection) = (Assert.Single(traffic, o => o.Type == "ipv4-addr"), Assert.Single(traffic, o => o.Type == "network-traffic"));
        Assert.Equal((address.Id, 8443), (connection.Ref("dst_ref"), connection.Json.GetProperty("dst_port").GetInt32()));
        Assert.Equal(
            "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '203.0.113.7' AND network-traffic:dst_port = 8443]",
            Assert.Single(traffic, o => o.Type == "indicator").Text("pattern"));
        var key = Assert.Single(Objects(Compose(new Observable("windows-registry-key", "HKCU\\Run", 3, null, null, Also:
            [new("windows-registry-key:values[0].name", "x"), new("windows-registry-key:values[0].data", "c:\\a.exe"), new("windows-registry-key:values[0].data_type", "REG_SZ")]))), o => o.Type == "windows-registry-key");
        Assert.Equal("""[{"data":"c:\\a.exe","data_type":"REG_SZ","name":"x"}]""", key.Json.GetProperty("values").GetRawText());
    }

    [Fact]
    public void Two_items_of_one_object_say_together_what_each_says_in_whatever_order_they_came()
    {
        var (md5, sha) = (new string('a', 32), new string('b', 64));
        Observable[] both = [new("file:hashes.MD5", md5, 3, null, "first", Also: [new("file:hashes.SHA-256", sha)]), new("file:hashes.MD5", md5, 3, null, "second", Also: [new("file:hashes.SHA-1", new('c', 40))])];
        string Files(IEnumerable<Observable> all)
        {
            var composed = Compose([.. all]);
            Assert.Equal(2, ArrivalItems.Of(PackageContent.Read(composed.Plain).Content!, "arrival", "desk-o").Select(i => i.As).Distinct().Count());
            return Assert.Single(Objects(composed), o => o.Type == "file").RawJson;
        }
        Assert.Equal(Files(both), Files(both.Reverse()));
        Assert.Equal(3, JsonElement.Parse(Files(both)).GetProperty("hashes").EnumerateObject().Count());
    }

    [Fact]
    public void A_source_that_is_an_organisation_is_no_individual_and_of_a_protected_one_nothing_is_told()
    {
        string ClassOf(Source source)
        {
            var written = new WrittenCase().Add(new SourceNamed("source", source), ToBoth).Add(new PropositionStated("p", new("It rained.")), ToBoth)
                .Add(new ClaimMade("c", new("p", "source", Stance.Asserts, Standing.Unknown, true, Nature.Fact, null, null, null)), ToBoth);
            return Assert.Single(Objects(Compose(Request(written, "c"))), o => o.Type == "identity" && o.CreatedByRef is not null).Text("identity_class")!;
        }
        Assert.Equal("organization", ClassOf(new("Sealand Hosting", "", null, Standing.Company, null, [], null)));
        Assert.Equal("organization", ClassOf(new("NASK", "", "Nask", Standing.Technical, null, [], null)));
        Assert.Equal("unknown", ClassOf(new("Ada Berg", "", "Sealand Hosting", Standing.Company, null, [], null)));
        Assert.Equal(ClassOf(new(null, "A company", null, Standing.Company, null, [Ana], null)), ClassOf(new(null, "A company", null, Standing.Witness, null, [Ana], null)));
    }

    [Fact]
    public void Claims_effects_and_statements_hang_on_the_incident_that_goes_along_or_has_gone_before()
    {
        string[] about = ["claim", "another", "effect", "statement"];
        IEnumerable<StixObject> Notes(Composed composed) => about.Select(a => Objects(composed).Single(o => composed.Objects.Any(g => g.Item == a && g.As == o.Id.ToString() && o.Type == "note")));
        var released = GivenObjectsTests.Everything("one", Internal);
        var first = ComposeIn(released, "one", Ostania, "p1");
        var incident = StixId.Parse(first.Objects.Single(o => o.Item == "incident").As);
        Assert.All(Notes(first), n => Assert.Contains(incident, n.ObjectRefs));
        released.Draft("two", [Ostania, Sudria], about);
        // A partner who has no incident yet: the word is this desk's.
        Assert.All(Notes(ComposeIn(released, "two", Ostania, "p2")), n => Assert.DoesNotContain(n.ObjectRefs, r => r.Type == "incident"));
        released.Release("one", Ostania);
        var given = StixId.Parse(released.View.Releases.All[0].Content.Proposal.Objects!.Single(o => o.Item == "incident").As);
        Assert.All(Notes(ComposeIn(released, "two", Ostania, "p2")), n => Assert.Contains(given, n.ObjectRefs));
        Assert.All(Notes(ComposeIn(released, "two", Sudria, "p3")), n => Assert.DoesNotContain(n.ObjectRefs, r => r.Type == "incident"));
    }

    [Fact]
    public void What_an_observable_no_longer_is_ends_for_whoever_had_it_and_all_of_it_ends_with_a_retraction()
    {
        var released = new ReleasedCase();
        released.Written.Add(new ObservableSeen("o", new("ipv4-addr", "203.0.113.7", 2, null, "a relay", ObservableRole.Attacker, new("2026-02-17"))), ToBoth);
        released.Draft("one", [Ostania], "o").Release("one", Ostania);
        released.Written.Add(new ObservableCorrected("o", new("ipv4-addr", "203.0.113.7", 2, null, "a relay", ObservableRole.Victim, new("2026-02-17")), "It is the ministry's"), ToBoth);
        released.Notice("correction", NoticeKind.Correction, "o").Release("correction", Ostania);
        StixObject Last(string type) => released.Sent[Ostania].Last(o => o.Type == type);
        Assert.True(Last("indicator").Revoked);
        Assert.False(Last("observed-data").Revoked);
        Assert.DoesNotContain("203.0.113.7", Last("indicator").RawJson, StringComparison.Ordinal);
        released.Written.Add(new ObservableWithdrawn("o", "A typing error"), ToBoth);
        released.Notice("retraction", NoticeKind.Retraction, "o").Release("retraction", Ostania);
        Assert.True(Last("observed-data").Revoked);
        // What has ended ends once: no version follows.
        Assert.Equal(2, released.Sent[Ostania].Count(o => o.Type == "indicator"));
        var histories = ObjectHistory.Of(released.Sent[Ostania].Where(o => o.Modified is not null));
        Assert.Empty(histories.SelectMany(h => h.Rejected));
        Assert.All(histories.Where(h => h.Current.Type is "indicator" or "observed-data"), h => Assert.True(h.Current.Revoked));
    }

    [Fact]
    public void Two_partners_have_no_id_of_what_is_ours_in_common()
    {
        var released = GivenObjectsTests.Everything("one", Internal);
        released.Written.Add(new ObservableSeen("seen", new("ipv4-addr", "203.0.113.9", 2, null, "a relay", ObservableRole.Attacker, new("2026-02-17"))), ToBoth);
        released.Draft("all", [Ostania, Sudria], [.. GivenObjectsTests.All, "seen"]);
        var (one, two) = (ComposeIn(released, "all", Ostania, "p1"), ComposeIn(released, "all", Sudria, "p2"));
        Assert.Contains(one.Objects, o => o.As.StartsWith("indicator--", StringComparison.Ordinal));
        Assert.Empty(one.Objects.Select(o => o.As).Intersect(two.Objects.Select(o => o.As)));
    }

    internal static IReadOnlyList<StixObject> Objects(Composed composed)
    {
        using var plain = JsonDocument.Parse(composed.Plain);
        return StixBundle.Parse(JsonSerializer.SerializeToUtf8Bytes(plain.RootElement.GetProperty("bundle"))).Value!.Objects;
    }

    internal static Composed Compose(params IReadOnlyList<Observable> observables)
    {
        var written = new WrittenCase();
        foreach (var (seen, n) in observables.Select((o, n) => (o, n))) written.Add(new ObservableSeen($"o{n}", seen), ToBoth);
        return Compose(Request(written, [.. observables.Select((_, n) => $"o{n}")]));
    }

    private static WrittenCase Request(WrittenCase written, params string[] includes) =>
        written.Add(new RequestDrafted("request", new("Help", "Help us", [new("a", "Who?")], "Treaty", Ana, Time(9_000), [Ostania], includes)));

    private static Composed Compose(WrittenCase written) => Composed.Of(written.For(Ostania), Outgoing.To(Ostania, "request", written.View)!, Head);

    private static Composed ComposeIn(ReleasedCase released, string about, string partner, string package) => Composed.Of(
        released.Written.For(partner), Outgoing.To(partner, about, released.View)!, new(package, Time(900), "desk-n", "Norland CSIRT", "desk-" + partner, partner));

    private static Composed Compose(PackageKind kind) => Composed.Of(Whole(kind).For(Ostania), To(kind), Head);

    private static Outgoing To(PackageKind kind) => Outgoing.To(Ostania, kind.ToString().ToLowerInvariant(), Whole(kind).View)!;

    private static readonly string[] Going = ["incident", "party", "effect", "claim", "address", "site", "key", "file", "hole", "odd", "statement", "proposition"];

    private static WrittenCase Whole(PackageKind kind)
    {
        var released = new ReleasedCase();
        var written = released.Written
            .Add(new IncidentDescribed("incident", new("Cranes stopped. Then ships did.", new("2026-02-17"), null, new("2026-02", true))), ToBoth)
            .Add(new PartyNamed("party", new("Harbour Lines", PartyKind.Organisation, "NO", "a victim")), ToBoth)
            .Add(new EffectRecorded("effect", new("party", "disruption", "Three harbours stood still.", new("2026-02-18"))), ToBoth)
            .Add(new SourceNamed("source", new(null, "An engineer of a port", "a port", Standing.Technical, null, [Ana], null)), ToBoth)
            .Add(new PropositionStated("proposition", new("Servers were rented.")), ToBoth)
            .Add(new ClaimMade("claim", new("proposition", "source", Stance.Suggests, Standing.Technical, true, Nature.Inference, "said", null, new("2026-02-27T09:32Z"))), ToBoth)
            .Add(new ObservableSeen("address", new("ipv4-addr", "203.0.113.7", 2, null, "a relay", ObservableRole.Attacker, new("2026-02-17"), null, [new("network-traffic:dst_port", "443")])), ToBoth)
            .Add(new ObservableSeen("site", new("url", "https://relay.example/prüfung a\\b", 1, null, null, ObservableRole.Attacker)), ToBoth)
            .Add(new ObservableSeen("key", new("windows-registry-key", "HKLM\\Software\\X", 5, null, null)), ToBoth)
            .Add(new ObservableSeen("file", new("file:name", "lib.so.4", 6, null, null, Also: [new("file:hashes.MD5", new('a', 32))])), ToBoth)
            .Add(new ObservableSeen("hole", new("vulnerability", "CVE-2026-1234", 1, null, null)), ToBoth)
            .Add(new ObservableSeen("odd", new("user-agent", "Mozilla/5.0", 4, null, null)), ToBoth)
            .Add(new StatementMade("statement", new("We are looking into it.", new("2026-02-19"), "The minister", [])), ToBoth)
            .Add(new RequestDrafted("request", new("Logs of a server", "Dear colleagues", [new("a1", "Who rented it?"), new("a2", "Keep the logs.")], "Treaty", Ana, Time(9_000), [Ostania], Going)))
            .Add(new RequestTakenIn("incoming", new(Ostania, "their-package", "sha", Time(1), "Help us", "Dear colleagues", [new("a1", "Do you keep logs?")], "Treaty", Time(9_000), "grouping--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c51")))
            .Add(new ReplyDrafted("reply", new("incoming", Disposition.Partly, "We looked.", [new("a1", Disposition.Answered, "Some of them.")], Going)))
            .Add(new BriefDrafted("brief", new(Ostania, "Where we are", "## What is known\n\nCranes stopped [1].", Going)));
        if (kind is not (PackageKind.Correction or PackageKind.Retraction)) return written;
        released.Release("request", Ostania);
        foreach (var item in Going)
        {
            if (kind == PackageKind.Retraction) written.Add(new MarkingChanged(item, Internal, "Its originator asked"));
            else if (written.View.Observables.Find(item) is { } seen) written.Add(new ObservableCorrected(item, seen.Content with { Role = ObservableRole.Victim, FirstSeen = null, Note = "other" }, "Better"), ToBoth);
        }
        if (kind == PackageKind.Correction) written.Add(new IncidentCorrected("incident", new("Ships stopped.", null, null, null), "Better"), ToBoth);
        string[] items = kind == PackageKind.Retraction ? Going : [.. Going.Where(i => i == "incident" || written.View.Observables.Find(i) is not null)];
        return written.Add(new NoticeDrafted(kind.ToString().ToLowerInvariant(), new(kind == PackageKind.Correction ? NoticeKind.Correction : NoticeKind.Retraction, items, "It is other than we wrote.")));
    }
}
