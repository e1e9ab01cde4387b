using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;
using static Demarche.Tests.Cases.WrittenCase;
using Request = Demarche.Requests.Request;

namespace Demarche.Tests.Briefs;

/// <summary>What a composed brief says is so: sentence by sentence, where a count or a state alone would mislead.</summary>
public sealed class TrueSentencesTests
{
    private const string Due = "2026-03-05T12:00:00.000Z";
    private const string Now = "2026-03-06T08:00:00.000Z";
    private const string Cert = "China's computer emergency team";

    [Fact]
    public void A_partner_was_asked_in_the_words_that_left_and_not_in_those_that_stand()
    {
        var written = Requested();
        var request = written.View.Requests.Find("request")!.Content;
        written.Add(new RequestRevised("request", request with
        {
            Title = "New title",
            Due = "2026-04-01T12:00:00.000Z",
            Asks = [new("keep", "Keep them for a year"), new("more", "Send them")]
        }, "More."), ToBoth);
        var text = Text(written);
        Assert.Contains($"{Cert} was asked on 1 March 2026, 08:04 UTC under the title “Old title”; "
            + "the answer was due on 5 March 2026, 12:00 UTC.",
            text, StringComparison.Ordinal);
        Assert.Contains("The request was revised since, and it holds the earlier version.", text, StringComparison.Ordinal);
        Assert.Contains("has not answered “Keep the logs”, which was due on 5 March 2026", text, StringComparison.Ordinal);
        Assert.Contains($"{Cert} has not been asked “Send them” yet.", text, StringComparison.Ordinal);
        Assert.Contains($"{Cert} has to be sent the revised request “New title”. Ana keeps the request.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Keep them for a year", text, StringComparison.Ordinal);
        Assert.Contains("for help under the title “Old title”", Text(written, Ostania), StringComparison.Ordinal);
        Sent(written, "again", PackageKind.Request, "request");
        text = Text(written);
        Assert.Contains("under the title “New title”; the answer is due on 1 April 2026, 12:00 UTC.", text, StringComparison.Ordinal);
        Assert.Contains("has not answered “Keep them for a year” yet", text, StringComparison.Ordinal);
        Assert.DoesNotContain("earlier version", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_late_or_reminded_while_a_question_of_theirs_waits_for_us()
    {
        var written = Requested().Add(new ReplyReceived("reply", new("request", Ostania, "p-reply", "", "2026-03-02T08:00:00Z",
            Disposition.Question, "", [new("keep", Disposition.Question, "Which ones?"), new("who", Disposition.Question, "")])),
                ToOstania);
        var text = Text(written);
        Assert.DoesNotContain("overdue", text, StringComparison.Ordinal);
        Assert.DoesNotContain("reminded", text, StringComparison.Ordinal);
        Assert.DoesNotContain("We wait for", text, StringComparison.Ordinal);
        // Each question by itself, and one without words has no empty quotation.
        Assert.Contains($"We owe {Cert} an answer to “Which ones?”, which it asked back about “Keep the logs”. Ana keeps the request.",
            text,
            StringComparison.Ordinal);
        Assert.Contains($"We owe {Cert} an answer to what it asked back about “Tell us who”.", text, StringComparison.Ordinal);
        written.Add(new ReplyDrafted("ours", new("request", Disposition.Answered, "The two of Friday.", [], [], "reply")), Internal);
        Sent(written, "r-ours", PackageKind.Reply, "ours");
        text = Text(written);
        Assert.Contains("We answered on 1 March 2026, 08:09 UTC: “The two of Friday”. "
            + "It was due on 5 March 2026, 12:00 UTC and is overdue.",
            text, StringComparison.Ordinal);
        Assert.Contains($"{Cert} has to be reminded of “Old title”, which was due on 5 March 2026, 12:00 UTC. Ana keeps the request.", text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("We owe", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_partner_answered_was_not_left_unasked()
    {
        var written = Requested(sent: false).Add(new ReplyReceived("reply", new("request", Ostania, "p-reply", "", "2026-03-02T08:00:00Z",
            Disposition.Declined, "No.", [])), ToOstania);
        var text = Text(written);
        Assert.Contains($"{Cert} has answered the request “Old title”, although nothing here says that it was sent.", text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("has not been asked", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_we_answered_to_a_partners_asks_stands_beside_what_we_have_not()
    {
        var written = new WrittenCase().Add(new RequestTakenIn("incoming", new(Ostania, "p-in", new('c', 64), "2026-03-02T09:00:00.000Z",
            "Seen there?", "", [new("a", "Who pays?"), new("b", "Since when?")], "", "2026-03-04", "grouping--0")), Internal)
            .Add(new ReplyDrafted("ours", new("incoming", Disposition.Partly, "", [new("a", Disposition.Declined, "A secret.")], [])),
                Internal);
        Assert.Contains("We have not answered “Who pays?” yet.", Text(written), StringComparison.Ordinal);
        Sent(written, "r-ours", PackageKind.Reply, "ours");
        var text = Text(written);
        Assert.Contains($"{Cert} asked us on 2 March 2026, 09:00 UTC under the title “Seen there?”. The answer was due on 4 March 2026.",
            text,
            StringComparison.Ordinal);
        Assert.Contains("We refused “Who pays?” on 1 March 2026, 08:05 UTC: “A secret”.", text, StringComparison.Ordinal);
        Assert.Contains("We have not answered “Since when?” yet.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Seen there", Text(written, Ostania), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_denied_what_they_had_asserted_is_said_to_have_done_both()
    {
        var written = Spoken().Add(Claim("first", Stance.Asserts, new("2015-12"))).Add(Claim("then", Stance.Denies, new("2016-02-25")))
            .Add(Claim("withdrawn", Stance.Suggests, new("2016-03"))).Add(new ClaimWithdrawn("withdrawn", "Misread."));
        var text = Text(written);
        Assert.Contains("“Servers were used” is asserted from 1 origin and denied from 1 origin.", text, StringComparison.Ordinal);
        Assert.Contains("Ida Lund (Minister, official) took more than one stance on it: "
            + "asserted it in December 2015 and denied it on 25 February 2016.",
            text, StringComparison.Ordinal);
        Assert.DoesNotContain("suggested", text, StringComparison.Ordinal);
        Assert.DoesNotContain("took more", Text(Spoken().Add(Claim("first", Stance.Asserts, null))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_line_that_changed_is_said_to_have_changed_and_one_that_nobody_gave_is_no_section()
    {
        var written = Spoken().Add(Claim("first", Stance.Asserts, null)).Add(Line("one", "2026-01-03", Stance.Denies));
        Assert.DoesNotContain("more than one", Text(written), StringComparison.Ordinal);
        Assert.DoesNotContain("public line", Text(Spoken().Add(Claim("first", Stance.Asserts, null))), StringComparison.OrdinalIgnoreCase);
        written.Add(Line("two", "2026-01-05", Stance.Asserts));
        Assert.Contains("The public line took more than one stance on “Servers were used”: "
            + "it denied it on 3 January 2026 and asserted it on 5 January 2026.",
            Text(written), StringComparison.Ordinal);
        // What is said now is what is compared.
        Assert.DoesNotContain("while it is", Text(written), StringComparison.Ordinal);
        Assert.DoesNotContain("more than one", Text(written, Ostania), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Reliability.F, "Ana grades this source F (its reliability can't be judged).")]
    [InlineData(Reliability.B, "Ana grades this source B (usually reliable).")]
    public void How_far_a_source_is_trusted_is_said_here_and_to_nobody_else(Reliability grade, string sentence)
    {
        var written = Spoken(new Grade(grade, Ana, Time(0), "By its record.")).Add(Claim("first", Stance.Asserts, null), ToBoth);
        Assert.Contains(sentence, Text(written), StringComparison.Ordinal);
        Assert.Contains(sentence, BriefCitation.Of(written.View, SeedCase.Desk, written.View.Item("first")!), StringComparison.Ordinal);
        Assert.DoesNotContain("grades", Text(written, Ostania), StringComparison.Ordinal);
    }

    [Fact]
    public void One_story_in_three_papers_is_one_saying_and_what_was_told_twice_is_two()
    {
        const string Quote = "The commands came through servers in Westmark";
        var written = Spoken();
        foreach (var paper in (string[])["a", "b", "c"])
            written.Add(new Demarche.Documents.DocumentTakenIn(paper, Stories.Document(Stories.Wire)), Marking.Of(Tlp.Clear))
                .Add(new ClaimMade("in-" + paper, new("servers", "minister", Stance.Asserts, Standing.Official, true, Nature.Fact, "said",
                    new(paper, 0, Quote.Length, Quote), new("2026-02-20"))));
        var brief = Composed(written, BriefDesk.ForMe);
        Assert.Contains("is asserted from 1 origin.", brief.Text, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(BriefText.Sentences(brief.Text), s => s.Sentence.Contains("asserted it", StringComparison.Ordinal))
            .Cites.Count);
        written.Add(Claim("told", Stance.Asserts, new("2026-02-21"))).Add(Claim("told-again", Stance.Asserts, new("2026-02-24")));
        var text = Text(written);
        Assert.Contains("is asserted from 2 origins.", text, StringComparison.Ordinal);
        Assert.Contains("on 21 February 2026.", text, StringComparison.Ordinal);
        Assert.Contains("on 24 February 2026.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assessment_without_a_hypothesis_stands_under_its_proposition_in_the_grammar_of_each_band()
    {
        string[] said = [.. Enum.GetValues<Likelihood>().Select(band => Text(Spoken().Add(new AssessmentMade("judged",
            new("servers", band, Confidence.High, "So we think.", "", [], "", [])))))];
        Assert.All(said, t => Assert.Contains("“Servers were used” was assessed.", t, StringComparison.Ordinal));
        foreach (var (band, sentence) in ((Likelihood, string)[])[
            (Likelihood.AlmostNoChance, "Ana judges that there is almost no chance (remote) of it: “So we think”."),
            (Likelihood.RoughlyEvenChance, "Ana judges that there is a roughly even chance (roughly even odds) of it: “So we think”."),
            (Likelihood.AlmostCertain, "Ana judges it almost certain (nearly certain): “So we think”.")])
            Assert.Contains(sentence + " The confidence in that judgement, made on 1 March 2026, 08:03 UTC, is high.", said[(int)band],
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_explanation_does_not_stand_beside_others() => Assert.Contains(
        "The question is “Who?”; one explanation of it stands in the case, and it is no verdict.",
        Text(new WrittenCase().Add(new HypothesisStated("h", new("A group", "Who?", HypothesisKind.Responsibility, true, false, [])))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Sudria's Ministry, Dept. of Energy", "Sudria's Ministry, Dept of Energy")]
    [InlineData("Acme Inc.", "Acme Inc")]
    [InlineData("It is over. Really.", "It is over; Really")]
    public void A_name_ends_no_sentence_and_stays_a_name(string name, string within) => Assert.Equal(within, BriefWords.Name(name));

    private static WrittenCase Requested(bool sent = true)
    {
        var written = new WrittenCase().Add(new RequestDrafted("request", new Request("Old title", "Please.",
            [new("keep", "Keep the logs"), new("who", "Tell us who")], "Agreement of 2011", Ana, Due, [Ostania], [])), ToBoth);
        if (sent) Sent(written, "release", PackageKind.Request, "request");
        return written;
    }

    private static void Sent(WrittenCase written, string release, PackageKind kind, string about) => written
        .Add(new ReleaseProposed(release, new(kind, about, Ostania, "p-" + release, Time(written.Entries.Count), new('a', 64), [], [])))
        .Add(new ReleaseApproved(release, null, new('b', 64), 1), Internal, Ben).Add(new PackageSent(release, "exchange"));

    private static WrittenCase Spoken(Grade? grade = null) => new WrittenCase()
        .Add(new SourceNamed("minister", new("Ida Lund", "Minister", null, Standing.Official, null, [], grade)), ToBoth)
        .Add(new PropositionStated("servers", new("Servers were used")), ToBoth);

    private static ClaimMade Claim(string id, Stance stance, ApproximateTime? on) =>
        new(id, new("servers", "minister", stance, Standing.Official, true, Nature.Fact, "said", null, on));

    private static StatementMade Line(string id, string at, Stance stance) => new(id, new("So it is.", new(at), "The minister",
        [new("servers", stance)]));

    private static string Text(WrittenCase written, string audience = BriefDesk.ForMe) => Composed(written, audience).Text;

    private static Brief Composed(WrittenCase written, string audience) =>
        BriefDesk.Compose(written.File, SeedCase.Desk, AtDesk(), audience, Now, out _)!;
}
