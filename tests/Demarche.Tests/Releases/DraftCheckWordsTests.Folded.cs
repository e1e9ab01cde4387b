using System.Globalization;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>However a text is written, it is the same text.</summary>
public sealed partial class DraftCheckWordsTests
{
    private const string Broker = "The logistics broker handed the maintenance password to a foreign courier";

    private static string EachWord(string text, Func<string, string> change) => string.Join(' ', text.Split(' ').Select(change));

    private static string EachLetter(string text, Func<char, string> change) => string.Concat(text.Select(change));

    private static string Letters(string text, int upper, int lower) => EachLetter(text, c =>
        char.IsAsciiLetterUpper(c) ? char.ConvertFromUtf32(upper + c - 'A') : char.IsAsciiLetterLower(c) ? char.ConvertFromUtf32(lower + c - 'a') : c.ToString());

    private static readonly Dictionary<string, Func<string, string>> Ways = new()
    {
        ["as it is"] = t => t,
        ["capitals"] = t => t.ToUpperInvariant(),
        ["soft hyphens"] = t => EachWord(t, w => w.Length > 3 ? w[..2] + "\u00AD" + w[2..] : w),
        ["zero width"] = t => EachWord(t, w => w.Length > 1 ? w[..1] + "\u200B" + w[1..] : w + "\u2060"),
        ["hyphens at line ends"] = t => EachWord(t, w => w.Length > 5 ? w[..4] + "-\n" + w[4..] : w),
        ["soft hyphens at line ends"] = t => EachWord(t, w => w.Length > 5 ? w[..4] + "\u00AD\r\n  " + w[4..] : w),
        ["accents on top"] = t => EachLetter(t, c => c + (char.IsAsciiLetter(c) ? "\u0301" : "")),
        ["full width"] = t => Letters(t, 0xFF21, 0xFF41),
        ["bold"] = t => Letters(t, 0x1D400, 0x1D41A),
        ["circles"] = t => Letters(t, 0x24B6, 0x24D0),
        ["Cyrillic look-alikes"] = t => t.Replace('o', 'о').Replace('e', 'е').Replace('a', 'а').Replace('c', 'с').Replace('p', 'р'),
        ["Greek look-alikes"] = t => t.Replace('o', 'ο').Replace('i', 'ι').Replace('a', 'α'),
        ["small capitals"] = t => t.Replace('t', 'ᴛ').Replace('r', 'ʀ').Replace('k', 'ᴋ'),
        ["digits"] = t => t.Replace('o', '0').Replace('l', '1'),
        ["stars within"] = t => EachWord(t, w => w.Length > 4 ? w[..3] + "**" + w[3..] : w),
        ["no spaces"] = t => t.Replace(" ", "", StringComparison.Ordinal),
        ["spaced out"] = t => EachLetter(t, c => c + " "),
        ["underlined"] = t => EachWord(t, w => $"__{w}__"),
    };

    public static TheoryData<string> WaysOfWriting => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(WaysOfWriting))]
    public void Withheld_words_are_found_however_either_side_is_written(string way)
    {
        foreach (var said in new[] { Broker, Sentence })
        {
            Assert.Equal("withheld-words-given-away", Assert.Single(Check(new PropositionStated("x", new(said)), Internal, $"We hear: {Ways[way](said)}.")).Rule);
            Assert.Empty(Check(new PropositionStated("x", new(said)), Internal, $"We hear: {Ways[way]("Some other birds sat on the western dyke in the rain")}."));
            // A held text may have been read from a page that is set so.
            if (way is not ("no spaces" or "spaced out" or "stars within"))
                Assert.Equal("withheld-words-given-away", Assert.Single(Check(new PropositionStated("x", new(Ways[way](said))), Internal, $"We hear: {said}.")).Rule);
        }
    }

    [Theory]
    [InlineData("据悉，攻击者通过港口维护承包商的远程账户进入了调度系统并删除了清单")]
    [InlineData("攻撃者は港湾の保守業者のリモートアカウントを使って配船システムに侵入した")]
    [InlineData("ผู้โจมตีเข้าสู่ระบบจัดเรือผ่านบัญชีระยะไกลของผู้รับเหมาบำรุงรักษาท่าเรือ")]
    [InlineData("Злоумышленник вошёл в систему через учётную запись подрядчика порта ночью")]
    [InlineData("übergab der Makler das Kennwort für die Wartung über Nacht an einen Kurier")]
    [InlineData("دخل المهاجم إلى نظام الجدولة عبر حساب المقاول البعيد في الميناء ليلا")]
    public void Words_of_every_script_are_found(string said)
    {
        Assert.Equal("withheld-words-given-away", Assert.Single(Check(new PropositionStated("x", new(said)), Internal, $"We hear: {said}.")).Rule);
        Assert.Equal("withheld-words-given-away", Assert.Single(Check(new PropositionStated("x", new(said)), Internal, $"We hear: {Decomposed(said)}.")).Rule);
        var half = said[..(said.Length * 4 / 5)];
        Assert.Equal("withheld-words-given-away", Assert.Single(Check(new HypothesisStated("x", new(said, "", HypothesisKind.Means, false, false, [])), Internal, $"We hear: {half}.")).Rule);
        Assert.Empty(Check(new PropositionStated("x", new(said)), Internal, $"We hear: {said[..(said.Length / 4)]}."));
    }

    // The program runs without a culture's data, where nothing is decomposed by the library.
    private static string Decomposed(string said) => said.Replace("ü", "u\u0308", StringComparison.Ordinal).Replace("ё", "е\u0308", StringComparison.Ordinal).Replace("ガ", "カ\u3099", StringComparison.Ordinal);

    [Fact]
    public void What_is_cut_in_pieces_over_the_places_of_a_copy_is_found()
    {
        var words = Broker.Split(' ');
        var written = new WrittenCase(opened: false).Copied(Ground).Add(new PropositionStated("x", new(Broker)), Internal)
            .Add(new RequestDrafted("letter", new("Help", "Please:", [.. words.Chunk(3).Select((c, n) => new Ask($"a{n}", string.Join(' ', c)))], "", Ana, "", [Ostania], [])), Internal);
        Assert.Equal("withheld-words-given-away", Assert.Single(DraftCheck.Of(Copy(written, "letter")).Findings).Rule);
    }

    [Theory]
    [InlineData("ipv4-addr", "198.51.100.77", "Block 198.51.100 .77 now.")]
    [InlineData("ipv4-addr", "198.51.100.77", "Block 198.51.100.077 now.")]
    [InlineData("ipv4-addr", "198.51.100.77", "Look at http://3325256781/orders now.")]
    [InlineData("ipv4-addr", "198.51.100.77", "Look at http://0xC633644D/orders now.")]
    [InlineData("ipv4-addr", "198.51.100.77", "Block 198。51。100。77 now.")]
    [InlineData("ipv4-addr", "198.51.100.77", "Block １９８.５１.１００.７７ now.")]
    [InlineData("domain-name", "evil-crane.example.org", "It is evil-crane . example . org.")]
    [InlineData("domain-name", "evil-crane.example.org", "It is evil\u2011crane.example.org.")]
    [InlineData("domain-name", "evil-crane.example.org", "It is evil-crane。example。org.")]
    [InlineData("domain-name", "evil-crane.example.org", "It is evilcrane example org.")]
    [InlineData("domain-name", "evil-crane.example.org", "It is evil-cr\u00ADane.example.org.")]
    [InlineData("file:hashes.MD5", "d41d8cd98f00b204e9800998ecf8427e", "Its hash is d41d8cd9 8f00b204 e9800998 ecf8427e.")]
    public void A_withheld_value_is_found_however_it_is_written(string type, string value, string letter)
    {
        var seen = new ObservableSeen("x", new(type, value, 2, null, null));
        Assert.Equal("withheld-value-given-away", Assert.Single(Check(seen, Internal, letter)).Rule);
        Assert.Empty(Check(seen, ToBoth, letter));
        Assert.Empty(Check(seen, Internal, "Look at harbour.example, 192.0.2.1 and 20260301."));
    }

    [Theory]
    [InlineData("url", "https://evil-crane.example/orders", "It is evil-crane.example, we hear.")]
    [InlineData("email-addr", "desk@evil-crane.example", "It is evil-crane.example, we hear.")]
    public void A_part_of_a_withheld_value_is_weighed(string type, string value, string letter)
    {
        var finding = Assert.Single(Check(new ObservableSeen("x", new(type, value, 2, null, null)), Internal, letter));
        Assert.Equal(("part-of-a-withheld-value", Severity.Warning), (finding.Rule, finding.Severity));
        var told = new WrittenCase(opened: false).Copied(Ground).Add(new ObservableSeen("y", new("url", "https://evil-crane.example/", 2, null, null)), ToBoth);
        Assert.Empty(Check(new ObservableSeen("x", new(type, value, 2, null, null)), Internal, letter, told));
    }

    [Fact]
    public void An_earlier_value_that_was_withheld_is_found()
    {
        var written = new WrittenCase(opened: false).Copied(Ground).Add(new ObservableSeen("x", new("domain-name", "evil-crane.example", 2, null, null)), Red)
            .Add(new ObservableCorrected("x", new("domain-name", "harbour.example", 2, null, null), "Mistyped"), Red).Add(new MarkingChanged("x", ToBoth, "It may go"), Red);
        Assert.Equal("withheld-value-given-away", Assert.Single(Check(written, "Look for evil-crane.example.")).Rule);
    }

    [Theory]
    [InlineData("accepted out of a document")]
    [InlineData("typed by hand")]
    public void A_value_that_was_corrected_is_found_though_it_stands_in_the_quotation_still(string how)
    {
        Demarche.Observables.Observable At(string value) =>
            new("domain-name", value, 2, null, null) { Passage = how == "typed by hand" ? null : new("document", 0, 4, "evil-crane.example") };
        WrittenCase Corrected() => new WrittenCase(opened: false).Copied(Ground).Add(new ObservableSeen("x", At("evil-crane.example")), Internal)
            .Add(new ObservableCorrected("x", At("harbour.example"), "Mistyped"), Internal);
        foreach (var letter in new[] { "See evil-crane.example now.", "See https://evil-crane.example/a now.", "Ask desk@evil-crane.example now." })
            Assert.Equal("withheld-value-given-away", Assert.Single(Check(Corrected(), letter)).Rule);
        Assert.Empty(Check(Corrected(), "See dry-dock.example now."));
    }

    [Fact]
    public void A_name_that_was_corrected_is_found_though_it_stands_in_the_description_still()
    {
        var written = new WrittenCase(opened: false).Copied(Ground).Add(new PartyNamed("x", new("Grey Heron Shipping", PartyKind.Organisation, null, "Grey Heron Shipping")), Internal)
            .Add(new PartyCorrected("x", new("Dry Dock Shipping", PartyKind.Organisation, null, "Grey Heron Shipping"), "Renamed"), Internal);
        Assert.Contains(Check(written, "Ask Grey Heron Shipping."), f => f.Rule == "names-somebody-withheld");
    }

    [Theory]
    [InlineData("domain-name", "relay.harbour.example", "See harbour.example now.", true)]
    [InlineData("url", "https://relay.harbour.example/a", "See harbour.example now.", true)]
    [InlineData("email-addr", "desk@relay.harbour.example", "See harbour.example now.", true)]
    [InlineData("domain-name", "relay.harbour.example", "See https://harbour.example/a now.", true)]
    [InlineData("domain-name", "relay.co.uk", "See co.uk now.", false)]
    [InlineData("domain-name", "relay.harbour.example", "See quay.harbour.example now.", false)]
    [InlineData("domain-name", "relay.harbour.example", "See otherharbour.example now.", false)]
    public void The_domain_above_a_withheld_name_is_weighed(string type, string value, string letter, bool isNear)
    {
        var seen = new ObservableSeen("x", new(type, value, 2, null, null));
        Assert.Equal(isNear ? [("part-of-a-withheld-value", Severity.Warning)] : [], Check(seen, Internal, letter).Select(f => (f.Rule, f.Severity)));
        // What the partner may see of that domain is no secret.
        var told = new WrittenCase(opened: false).Copied(Ground).Add(new ObservableSeen("y", new("domain-name", "quay.harbour.example", 2, null, null)), ToBoth);
        Assert.Empty(Check(seen, Internal, letter, told));
    }

    [Theory]
    [InlineData("domain-name", "relay.harbour.example", "See www.relay.harbour.example now.", "withheld-value-given-away")]
    [InlineData("domain-name", "a.example", "See b.a.example now.", "withheld-value-given-away")]
    [InlineData("url", "https://relay.harbour.example/a", "See www.relay.harbour.example now.", "part-of-a-withheld-value")]
    public void A_name_below_a_withheld_one_is_found(string type, string value, string letter, string rule) =>
        Assert.Equal(rule, Assert.Single(Check(new ObservableSeen("x", new(type, value, 2, null, null)), Internal, letter)).Rule);

    [Fact]
    public void Whatever_a_withheld_item_calls_somebody_is_weighed_whole_and_one_word_is_not()
    {
        const string Name = "Anna Holm";
        foreach (var fact in new Fact[]
        {
            new SourceNamed("x", new(null, "Somebody who was there", Name, Standing.Official, null, [], null)), new SourceNamed("x", new(null, "A harbour pilot", null, Standing.Official, null, [], null)),
            new DocumentTakenIn("x", new("anna-holm-harbour-pilot.txt", "sha", "sha", "text/plain", 4, "", null, null, null, null, null, null, null)),
            new DocumentTakenIn("x", new("a.txt", "sha", "sha", "text/plain", 4, "", null, Name, null, null, null, null, null)),
            // What was said in public names nobody in secret; what is planned to be said does.
            new StatementMade("x", new("", new("2031-03-01"), Name, [])), new FindingRecorded("x", new("", FindingKind.Behaviour, [], "", Name, 2, null)),
            new ContactHeld("x", new(Other, new("2026-03-01"), "", "call", "Minister Anna Holm, two aides", "", "", null)), new ResponseRecorded("x", new(OptionKind.None, Name, null, "", "")),
            new DecisionTaken("x", new([], "", "", "", [new(Name, "")], null, false)),
        })
        {
            Assert.Equal(("names-somebody-withheld", Severity.Warning), Assert.Single(Check(fact, Internal, "Ask minister Anna Holm of the ministry: a harbour pilot, and anna-holm-harbour-pilot.txt.")) is var f ? (f.Rule, f.Severity) : default);
            Assert.Empty(Check(fact, Internal, "Ask the pilot, Anna."));
        }
        // Whoever spoke in public is named in public; who is to speak is not yet.
        Assert.Empty(Check(new StatementMade("x", new("", new("2026-03-01"), Name, [])), Internal, $"Ask {Name}."));
        Assert.Single(Check(new StatementMade("x", new("", new("2031-03-01"), Name, [])), Internal, $"Ask {Name}."));
    }

    [Fact]
    public void The_work_grows_with_the_letter_and_with_what_is_held_and_not_with_both()
    {
        // A letter of one letter over and over, and held texts that are nearly it: whoever looks up each place of each run is not done today.
        long Nearly(int words)
        {
            var runs = new Runs([new(_ => "The letter", null, string.Join(' ', Enumerable.Repeat("aaaaaa aaaaaa aaaaab", words)))]);
            var held = string.Join(' ', Enumerable.Repeat("aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaaa aaaaac", words));
            for (var i = 0; i < 20; i++) Assert.Null(runs.Find(held, true, _ => false));
            return runs.Looked;
        }

        // The words of a letter that is told anyway are all found, and each is asked for once.
        long Told(int words)
        {
            var text = string.Join(' ', Enumerable.Range(0, words).Select(n => (unchecked((uint)n * 2_654_435_769u) >> 18).ToString("x4", CultureInfo.InvariantCulture)));
            var runs = new Runs([new(_ => "The letter", null, text)]);
            Assert.Null(runs.Find(text, true, _ => true));
            return runs.Looked;
        }

        foreach (var work in new Func<int, long>[] { Nearly, Told })
        {
            var (once, four) = (work(5_000), work(20_000));
            Assert.True(once > 5_000 && four < 5 * once, $"{once} looks, and {four} for four times as much.");
        }
    }
}
