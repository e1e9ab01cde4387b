using Demarche.Cases;
using Demarche.Observables;
using Demarche.Reading;
using Demarche.Tests.Cases;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Tests.Observables;

public sealed class ObservableDecisionTests
{
    private readonly WrittenCase written = new();

    [Theory]
    [InlineData("192[.]0[.]2[.]17", "ipv4-addr", "192.0.2.17")]
    [InlineData("hxxps://files.registry-update[.]example/w.bin", "url", "https://files.registry-update.example/w.bin")]
    [InlineData("D41D8CD98F00B204E9800998ECF8427E", "file:hashes.MD5", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("2001:DB8::1", "ipv6-addr", "2001:db8::1")]
    public void What_a_person_writes_is_refanged_and_normalised(string written, string type, string value)
    {
        var allowed = Assert.IsType<Decision.Allowed>(ObservableDecisions.See(this.written.View, new("o", new(null, written), null, null)));
        var seen = ((ObservableSeen)allowed.Facts[0].Fact).Content;
        Assert.Equal((type, value, 6), (seen.Type, seen.Value, seen.Credibility));
    }

    [Theory]
    [InlineData("a server in Westmark", null, "observable-must-be-readable")]
    [InlineData("the address 192.0.2.17", null, "observable-must-be-readable")]
    [InlineData("192.0.2.17", "domain-name", "observable-must-be-of-its-type")]
    [InlineData("", null, "text-must-be-given")]
    public void What_is_no_observable_is_refused(string text, string? type, string rule) =>
        Assert.Equal(rule, Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View,
            new("o", new(type, text), null, null))).Rule);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Credibility_goes_from_one_to_six(int credibility) => Assert.Equal("credibility-must-be-graded",
        Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View,
            new("o", new(null, "192.0.2.17", credibility), null, null))).Rule);

    [Fact]
    public void The_same_value_from_the_same_place_stands_once()
    {
        written.Add(new ObservableSeen("o", new("ipv4-addr", "192.0.2.17", 3, null, null)));
        Assert.Equal("observable-must-be-new",
            Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View, new("p", new(null, "192[.]0.2.17"), null, null))).Rule);
        Assert.IsType<Decision.Allowed>(ObservableDecisions.Correct(written.View,
            new("o", new(null, "192.0.2.17", 2, "The mail server."), "Confirmed.", null)));
    }

    [Theory]
    [InlineData("domain-name", "cert.pl", "cert.pl")]
    [InlineData("domain-name", "Mfa[.]rs", "mfa.rs")]
    [InlineData("file:name", "%APPDATA%\\a.exe", "%APPDATA%\\a.exe")]
    [InlineData("file:name", "/usr/bin/x", "/usr/bin/x")]
    [InlineData("file:name", "lib.so.4", "lib.so.4")]
    [InlineData("windows-registry-key", "HKLM\\Software\\Crane", "HKEY_LOCAL_MACHINE\\Software\\Crane")]
    public void Whoever_states_the_type_is_held_to_its_syntax_and_to_no_guess_of_the_reader(string type, string written, string value)
    {
        Assert.Equal((type, value), Seen(new(type, written)) is var seen ? (seen.Type, seen.Value) : default);
        Assert.Equal(new TypedValue(type, value), ObservableDecisions.ValueOf(type, written));
    }

    [Fact]
    public void What_came_in_a_type_that_nobody_here_has_a_rule_for_stays_as_it_is_where_something_else_is_corrected()
    {
        written.Add(new ObservableSeen("o", new("x-wallet", "1abc", 3, null, null, Also: [new("x-chain", "btc")])));
        var said = new Seeing("x-wallet", "1abc", 2, "Paid into.", Also: [new("x-chain", "btc")]);
        Assert.IsType<Decision.Allowed>(ObservableDecisions.Correct(written.View, new("o", said, "Confirmed.", null)));
        Assert.IsType<Decision.Refused>(ObservableDecisions.Correct(written.View,
            new("o", said with { Written = "1abd" }, "Misread.", null)));
    }

    [Fact]
    public void A_value_that_may_be_of_several_types_is_asked_for_its_type()
    {
        var refused = Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View, new("o", new(null, "cert.pl."), null, null)));
        Assert.Equal("“cert.pl.” may be of several types: domain name, file name. Say which.", refused.Message);
    }

    [Theory]
    [InlineData("ipv4-addr", "192.0.2.17", "network-traffic:dst_port", "8443", null, null)]
    [InlineData("ipv4-addr", "192.0.2.17", "network-traffic:dst_port", "844300", "observable-must-be-of-its-type", "also[0].value")]
    [InlineData("ipv4-addr", "192.0.2.17", "file:name", "a.exe", "value-must-be-of-the-object", "also[0].type")]
    [InlineData("ipv4-addr", "192.0.2.17", "", "a.exe", "text-must-be-given", "also[0].type")]
    [InlineData("ipv4-addr", "192.0.2.17", "x-other", "a.exe", "observable-must-be-of-its-type", "also[0].type")]
    [InlineData("file:name", "a.exe", "file:hashes.MD5", "D41D8CD98F00B204E9800998ECF8427E", null, null)]
    [InlineData("windows-registry-key", "HKCU\\Software\\Crane", "windows-registry-key:values[0].name", "Run", null, null)]
    public void A_further_value_is_one_of_the_same_object_in_its_own_syntax(string type, string value, string alsoType, string also,
        string? rule, string? field)
    {
        var decision = ObservableDecisions.See(written.View, new("o", new(type, value, Also: [new(alsoType, also)]), null, null));
        Assert.Equal((rule, field), decision is Decision.Refused refused ? (refused.Rule, refused.Field) : default);
    }

    [Fact]
    public void A_second_name_or_data_of_a_registry_value_is_of_the_next_value()
    {
        static TypedValue Of(string property, string value, int number = 0) => new(ObservableTypes.RegistryValue(property, number), value);
        var seen = Seen(new(ObservableTypes.RegistryKey, @"HKCU\Software\Crane", Also: [Of("name", "a"), Of("data", "1"), Of("name", "b"),
            Of("data", "2"), Of("name", "a")]));
        Assert.Equal([Of("name", "a"), Of("data", "1"), Of("name", "b", 1), Of("data", "2", 1)], seen.Also);
    }

    // A form has all types that are offered: a value of none of them is refused at its own field, and one of each is taken.
    [Fact]
    public void Each_type_that_a_form_offers_has_a_syntax_and_a_refusal_names_its_field()
    {
        Assert.All(ObservableWords.Types, type =>
        {
            Assert.True(ObservableSyntax.IsKnown(type), type);
            var refused = Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View, new("o", new(type, "a\nb"), null, null)));
            Assert.Equal(("observable-must-be-of-its-type", "value"), (refused.Rule, refused.Field));
        });
        Assert.All(ObservableWords.AlsoTypes, type => Assert.True(ObservableSyntax.IsKnown(type), type));
        Assert.Equal("type", Assert.IsType<Decision.Refused>(ObservableDecisions.See(written.View, new("o", new("x-other", "a"), null,
            null))).Field);
    }

    [Fact]
    public void What_nobody_states_of_an_observable_is_not_stated()
    {
        var bare = Seen(new(null, "192.0.2.17"));
        Assert.Equal((null, null, null, null), (bare.Role, bare.FirstSeen, bare.LastSeen, bare.Also));
        // A form sends empty rows.
        Assert.Null(Seen(new(null, "192.0.2.17", Also: [])).Also);
    }

    [Fact]
    public void Whose_it_is_when_it_was_seen_and_what_else_is_known_of_it_is_kept_and_corrected()
    {
        var said = new Seeing("file:name", "crane_svc.exe", 2, null, ObservableRole.Attacker, new("2026-03"), new("2026-04-01", true),
            [new("file:hashes.MD5", "d41d8cd98f00b204e9800998ecf8427e")]);
        var seen = Seen(said);
        Assert.Equal((ObservableRole.Attacker, new ApproximateTime("2026-03"), new ApproximateTime("2026-04-01", true)),
            (seen.Role, seen.FirstSeen, seen.LastSeen));
        Assert.Equal([new TypedValue("file:hashes.MD5", "d41d8cd98f00b204e9800998ecf8427e")], seen.Also);
        written.Add(new ObservableSeen("o", seen));
        var corrected = Assert.IsType<Decision.Allowed>(ObservableDecisions.Correct(written.View,
            new("o", said with { Role = null, Also = null }, "Not known.", null)));
        var now = ((ObservableCorrected)corrected.Facts[0].Fact).Content;
        Assert.Equal((null, null, seen.FirstSeen), (now.Role, now.Also, now.FirstSeen));
    }

    [Theory]
    [InlineData("2026-02-31", null, "time-must-be-real")]
    [InlineData("2026-03", "2026-02-14", "what-is-last-seen-was-seen-before")]
    [InlineData("2026", "2026-02-14", null)]
    public void It_can_not_be_last_seen_before_it_was_first_seen(string first, string? last, string? rule)
    {
        var decision = ObservableDecisions.See(written.View,
            new("o", new(null, "192.0.2.17", FirstSeen: new(first), LastSeen: last is null ? null : new(last)), null, null));
        Assert.Equal(rule, (decision as Decision.Refused)?.Rule);
    }

    [Fact]
    public void What_stands_beside_its_value_is_found_by_whoever_looks_for_it()
    {
        var seen = new Observable("file:hashes.MD5", "d41d8cd98f00b204e9800998ecf8427e", 2, null, null,
            Also: [new("file:name", "crane_svc.exe"), new("file:size", "1048576")]);
        Assert.Equal([("crane_svc.exe", WordsOf.Value), ("1048576", WordsOf.Reference)], ItemWords.Of(seen).Skip(1).Take(2)
            .Select(w => (w.Text, w.Sort)));
        Assert.Equal(["file:hashes.MD5", "file:name"], seen.Telling().Select(v => v.Type));
    }

    private Observable Seen(Seeing said) =>
        ((ObservableSeen)Assert.IsType<Decision.Allowed>(ObservableDecisions.See(written.View,
            new("o", said, null, null))).Facts[0].Fact).Content;

    [Fact]
    public void The_list_is_filtered_by_type_and_withdrawn_ones_stand_apart()
    {
        written.Add(new ObservableSeen("a", new("ipv4-addr", "192.0.2.17", 3, null, null))).Add(new ObservableSeen("b", new("url", "http://x.example/", 3, null, null)))
            .Add(new ObservableSeen("c", new("url", "http://y.example/", 3, null, null))).Add(new ObservableWithdrawn("c", "Ours."));
        var desk = DeskFile.Fold([]);
        Assert.Equal(["b"], ObservableList.Of(written.View, desk, "url", false, null).Rows.Select(r => r.Id));
        Assert.Equal(["c"], ObservableList.Of(written.View, desk, null, true, null).Rows.Select(r => r.Id));
        Assert.Equal([new TypeCount("ipv4-addr", 1), new TypeCount("url", 1)], ObservableList.Of(written.View, desk, null, false, null).Types);
    }
}
