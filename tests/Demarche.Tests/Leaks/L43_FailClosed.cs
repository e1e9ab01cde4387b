using CsCheck;
using Demarche.Markings;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>What is missing, unknown or unreadable is seen by nobody.</summary>
public sealed class L43_FailClosed
{
    private static readonly Audience[] Everybody =
    [
        new Audience.AtDesk("p", true, new HashSet<string> { "crypto", "?", "" }), new Audience.Partner("partner"), new Audience.Partner(""), new Audience.Public(),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"releasableTo\":[],\"compartments\":[]}")]
    [InlineData("{\"tlp\":\"purple\",\"releasableTo\":[],\"compartments\":[]}")]
    [InlineData("{\"tlp\":0,\"releasableTo\":[],\"compartments\":[]}")]
    [InlineData("{\"tlp\":\"clear\",\"releasableTo\":null,\"compartments\":[]}")]
    [InlineData("{\"tlp\":\"clear\",\"tlp\":\"clear\",\"releasableTo\":[],\"compartments\":[]}")]
    [InlineData("{\"tlp\":\"clear\",\"releasableTo\":[],\"compartments\":[],\"except\":\"ostania\"}")]
    [InlineData("{\"TLP\":\"clear\",\"releasableTo\":[],\"compartments\":[]}")]
    public void A_marking_that_is_not_whole_lets_nobody_see(string json)
    {
        // A reader who says to be in the compartment of the unknown is in none.
        Assert.All(Everybody.Skip(1).Append(new Audience.AtDesk("p", true, new HashSet<string>())), a => Assert.False(Ruling.For(Marking.FromJson(json), a).Seen));
        var view = View.For(new WrittenCase().AddRaw("proposition-stated", """{"id":"p","content":{"text":"zqopen"}}""", json.Length == 0 ? "{" : json).File, WrittenCase.AtDesk());
        Assert.Equal(0, view.Propositions.Count);
    }

    [Fact]
    public void Whatever_is_done_to_the_text_of_a_marking_it_is_never_wider_than_what_it_says()
    {
        var whole = Marking.Of(Tlp.Amber, "partner").ToJson();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Char.AlphaNumeric, Gen.Bool).Sample((at, letter, cut) =>
        {
            var marking = Marking.FromJson(cut ? whole[..at] : whole[..at] + letter + whole[(at + 1)..]);
            Assert.False(Ruling.For(marking, new Audience.Public()).Seen);
            Assert.False(Ruling.For(marking, new Audience.Partner("another")).Seen);
        }, iter: 2_000);
        // The control.
        Assert.True(Ruling.For(Marking.FromJson(whole), new Audience.Partner("partner")).Seen);
    }

    [Fact]
    public void An_entry_of_an_unknown_kind_or_version_is_kept_and_shown_to_nobody()
    {
        var body = """{"id":"p","content":{"text":"zqunknown"}}""";
        foreach (var (kind, version) in new[] { ("proposition-foretold", 1), ("proposition-stated", 2), ("proposition-stated", 99), ("", 1) })
        {
            var file = new WrittenCase().AddRaw(kind, body, Marking.Of(Tlp.Clear).ToJson(), version).File;
            Assert.Equal(2, file.Head.Number);
            Assert.Equal(0, View.For(file, WrittenCase.AtDesk()).Propositions.Count);
        }
        Assert.Equal(1, View.For(new WrittenCase().AddRaw("proposition-stated", body, Marking.Of(Tlp.Clear).ToJson()).File, WrittenCase.AtDesk()).Propositions.Count);
    }
}
