using AngleSharp.Html.Parser;
using Demarche.Cases;
using Demarche.Exchange;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>A letter that is printed or opened says what it says: no sign in it moves other words, and no program makes links of what is hostile.</summary>
public sealed class LetterSafetyTests
{
    private const string Override = "\u202e", Hebrew = "\u05e0\u05de\u05dc";

    [Fact]
    public void Signs_that_turn_the_order_of_reading_are_spelled_out_and_names_from_right_to_left_are_set_apart()
    {
        var letter = Letter(new WrittenCase()
            .Add(new PartyNamed("party", new($"{Hebrew} 12", PartyKind.Organisation, null, $"a{Override}carrier")), ToBoth)
            .Add(new ObservableSeen("file", new("file:name", $"photo{Override}gpj.exe", 2, null, null)), ToBoth)
            .Add(Request($"Help{Override}", $"Please{Override} look.", ["party", "file"])));
        Assert.DoesNotContain(Override, letter, StringComparison.Ordinal);
        Assert.DoesNotContain("&#x202E;", letter, StringComparison.OrdinalIgnoreCase);
        var page = new HtmlParser().ParseDocument(letter);
        Assert.Contains("photo[U+202E]gpj.exe", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Help[U+202E]", page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"{Hebrew} 12", Assert.Single(page.QuerySelectorAll("bdi")).TextContent);
        // A desk that reads it keeps that.
        Assert.Contains("<bdi>", LetterText.Harmless(letter), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_goes_along_is_no_link_in_a_sentence_either_and_a_source_that_is_cited_stays_as_it_is()
    {
        var text = "It asked relay.badhost.example, https://cdn.relay.badhost.example/a?b=1 and 203.0.113.7 (see https://www.cisa.gov/news/aa22-264a). "
            + "Mail came from pay@relay.badhost.example, not from 203.0.113.70 or arelay.badhost.example.";
        var letter = Letter(new WrittenCase()
            .Add(new ObservableSeen("site", new("domain-name", "relay.badhost.example", 2, null, "next to 203.0.113.7", ObservableRole.Attacker)), ToBoth)
            .Add(new ObservableSeen("address", new("ipv4-addr", "203.0.113.7", 2, null, null)), ToBoth)
            .Add(new ObservableSeen("paper", new("url", "https://www.cisa.gov/news/aa22-264a", 2, null, null, ObservableRole.Reference)), ToBoth)
            .Add(Request("About RELAY.badhost.example", text, ["site", "address", "paper"])));
        var said = new HtmlParser().ParseDocument(letter).Body!.TextContent;
        Assert.Contains("It asked relay[.]badhost[.]example, hxxps://cdn[.]relay[.]badhost[.]example/a?b=1 and 203[.]0[.]113[.]7 (see https://www.cisa.gov/news/aa22-264a). "
            + "Mail came from pay[@]relay[.]badhost[.]example, not from 203.0.113.70 or arelay.badhost.example.", said, StringComparison.Ordinal);
        Assert.Contains("note: next to 203[.]0[.]113[.]7", said, StringComparison.Ordinal);
        Assert.Contains("About RELAY[.]badhost[.]example", said, StringComparison.Ordinal);
        Assert.Contains("Block 203[.]0[.]113[.]7", said, StringComparison.Ordinal);
        Assert.DoesNotContain("[[.]]", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_answers_differ_nothing_is_said_of_the_whole_that_one_of_them_contradicts()
    {
        string Whole(Disposition whole, params Disposition[] answers)
        {
            var written = new WrittenCase()
                .Add(new RequestTakenIn("incoming", new(Ostania, "their-package", "sha", Time(1), "Help us", "Please", [new("a1", "One?"), new("a2", "Two?")], "", Time(900), "")))
                .Add(new ReplyDrafted("reply", new("incoming", whole, "We looked.", [.. answers.Select((a, n) => new Answer($"a{n + 1}", a, "So."))], [])));
            var page = new HtmlParser().ParseDocument(Letter(written, "reply"));
            return page.QuerySelectorAll("tr").First(r => r.Children[0].TextContent == "Our answer as a whole").Children[1].TextContent;
        }
        Assert.Equal("Ask by ask, as below", Whole(Disposition.Accepted, Disposition.Accepted, Disposition.Declined));
        Assert.Equal("Ask by ask, as below", Whole(Disposition.Accepted, Disposition.Accepted));
        Assert.Equal("Accepted", Whole(Disposition.Declined, Disposition.Accepted, Disposition.Accepted));
        Assert.Equal("Accepted", Whole(Disposition.Accepted, Disposition.Accepted, Disposition.Accepted));
        Assert.Equal("Declined", Whole(Disposition.Declined));
    }

    [Fact]
    public void What_may_be_done_with_a_thing_is_said_in_letter_and_bundle_and_arrives()
    {
        var written = new WrittenCase()
            .Add(new ObservableSeen("address", new("ipv4-addr", "203.0.113.7", 2, null, null)), ToBoth with { Pap = Pap.Amber })
            .Add(Request("Help", "Please look.", ["address"]), Internal with { Pap = Pap.Green });
        var composed = Compose(written, "request");
        Assert.Contains("TLP:AMBER PAP:AMBER", composed.Letter, StringComparison.Ordinal);
        Assert.Contains("PAP:GREEN, no reaching out", composed.Letter, StringComparison.Ordinal);
        var content = PackageContent.Read(composed.Plain).Content!;
        Assert.Equal(Pap.Amber, Assert.Single(ArrivalItems.Of(content, "arrival", "desk-o")).Pap);
        Assert.Equal(Pap.Amber, content.Strictest.Pap);
        Assert.Equal(Pap.Green, content.Markings.Of(content.Bundle.Objects.Single(o => o.Type == "grouping")).Pap);
    }

    private static RequestDrafted Request(string title, string text, IReadOnlyList<string> includes) =>
        new("request", new(title, text, [new("a1", "Block 203.0.113.7")], "Treaty", Ana, Time(900), [Ostania], includes));

    private static string Letter(WrittenCase written, string about = "request") => Compose(written, about).Letter;

    private static Composed Compose(WrittenCase written, string about) => Composed.Of(written.For(Ostania), Outgoing.To(Ostania, about, written.View)!,
        new("package00000000000000000a", Time(500), "desk-n", "Norland CSIRT", "desk-o", "Ostania CERT"));
}
