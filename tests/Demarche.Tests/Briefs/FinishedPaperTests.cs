using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Paper;
using Demarche.Releases;
using Demarche.Tests.Cases;
using Demarche.Tests.Demo;
using Demarche.Tests.Twins;
using Demarche.Web;
using Words = Demarche.Web.Words;

namespace Demarche.Tests.Briefs;

/// <summary>The finished paper, read as its reader does: from the first sentence to the last footnote.</summary>
public sealed partial class FinishedPaperTests(ToldDemo demo) : IClassFixture<ToldDemo>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("me")]
    [InlineData("desk")]
    [InlineData("westmark")]
    [InlineData("kasteria")]
    [InlineData("ostania")]
    public async Task The_brief_of_the_demo_is_made_of_sentences_with_footnotes_and_its_check_finds_nothing(string audience)
    {
        var file = (await demo.Norland.Cases.FindAsync(demo.Case, Ct))!;
        var desk = await demo.Norland.Book.OpenAsync(Ct);
        Read(file, desk, new Audience.AtDesk(demo.Kept["jonas"], true, new HashSet<string>()),
            demo.Kept.GetValueOrDefault(audience, audience), Times.Text(TimeProvider.System.GetUtcNow()));
    }

    [Theory]
    [InlineData("me")]
    [InlineData("desk")]
    [InlineData(WrittenCase.Ostania)]
    [InlineData(WrittenCase.Sudria)]
    public void The_brief_of_a_real_case_is_made_of_sentences_with_footnotes_and_its_check_finds_nothing(string audience) =>
        Read(SeedCase.Written().File, SeedCase.Desk, WrittenCase.AtDesk(), audience, "2026-03-10T08:00:00.000Z");

    [Fact]
    public void The_check_finds_nothing_in_what_is_composed_of_random_cases()
    {
        var read = 0;
        List<string> found = [];
        for (ulong seed = 1; seed <= 300; seed++)
        {
            var file = Twin.Of(seed).FirstFile;
            var caller = Seats.Caller(Seats.People[(int)(seed % (ulong)Seats.People.Count)]).Audience;
            foreach (var audience in (string[])[BriefDesk.ForMe, BriefDesk.ForDesk, Seats.P])
            {
                var brief = BriefDesk.Compose(file, Seats.Desk, caller, audience, "2026-03-02T10:00:00.000Z", out _)!;
                if (brief.Text.Length == 0) continue;
                read++;
                found.AddRange(BriefCheck.Of(Demarche.Views.View.For(file, caller), Seats.Desk, brief)
                    .Remarks.Where(r => !IsOurs(brief, r)).Select(r => $"seed {seed} for {audience}: {r}"));
                found.AddRange(Wrong(brief).Select(w => $"seed {seed} for {audience}: {w}"));
            }
        }
        Assert.True(found.Count == 0, string.Join('\n', found.Take(20)));
        Assert.True(read > 300, $"Only {read} briefs had a text.");
    }

    [Fact]
    public void Whatever_is_typed_into_a_real_case_its_paper_is_made_of_sentences_with_footnotes()
    {
        List<string> found = [];
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var file = RealCase.Of(seed).File;
            foreach (var audience in (string[])[BriefDesk.ForMe, BriefDesk.ForDesk, WrittenCase.Ostania, WrittenCase.Sudria])
            {
                if (Record.Exception(() => Read(file, RealCase.Desk, WrittenCase.AtDesk(), audience, RealCase.Now, [PaperFormat.Markdown,
                    PaperFormat.Html], isEnglish: false)) is { } wrong) found.Add($"seed {seed} for {audience}: {wrong.Message}");
            }
        }
        Assert.True(found.Count == 0, $"{found.Count}:\n" + string.Join('\n', found.Take(20)));
    }

    [Fact]
    public void A_minister_reads_what_was_refused_asked_back_contradicted_strained_and_taken_back_and_what_comes_next()
    {
        var text = BriefDesk.Compose(SeedCase.Written().File, SeedCase.Desk, WrittenCase.AtDesk(), BriefDesk.ForMe,
            "2026-03-10T08:00:00.000Z", out _)!.Text;
        foreach (var sentence in (string[])[
            // Told and printed are two origins; the story that was printed twice is one.
            "“China's government took part” is asserted from 1 origin and denied from 1 origin. From 1 origin it is said that there is no evidence for it.",
            "“Chinese servers masked the origin” is suggested from 1 origin.",
            "The public line denies “Chinese servers masked the origin”, while it is suggested from 1 origin.",
            "The public line says that there is no evidence for “China's government took part”, while it is asserted from 1 origin.",
            "China's computer emergency team refused “Tell us who rented it” on 2 March 2026, 08:00 UTC: “Our law forbids it”.",
            "China's computer emergency team asked back about “Can you stop it?” on 2 March 2026, 08:00 UTC: “Which machine do you mean?”.",
            "China's computer emergency team agreed to “Keep the logs of 203.0.113.7” on 2 March 2026, 08:00 UTC. It was due on 9 March 2026, 12:00 UTC and is overdue.",
            "China's computer emergency team has not answered “What do you know”, which was due on 9 March 2026, 12:00 UTC.",
            "Cal Reyes dissents: “Too early”.",
            "“Sanction the firm that rented the server” strains a red line of China, “No sanctions on its firms”, in the judgement of Ana: “It would be read as one”.",
            "We sent Japan's computer emergency team a retraction on 1 March 2026",
            "Japan's computer emergency team corrected on 2 March 2026, 10:00 UTC what it had told us: “The hour was wrong”.",
            "The President (Head of state of the United States) was asked on 19 December 2014 about “A state of emergency” and took no stance.",
            "We owe China's computer emergency team an answer to “Which machine do you mean?”, which it asked back about “Can you stop it?”. Ana keeps the request.",
            "We owe Japan's computer emergency team an answer to “Did you see it?”; it is due on 20 March 2026, 12:00 UTC.",
            "China's computer emergency team has to be reminded of “Help after the attack on the studio”, which was due on 9 March 2026, 12:00 UTC. Ana keeps the request.",
            "The decision “A sanction, in proportion” has to be looked at again on 1 April 2026."]) Assert.Contains(sentence, text,
                StringComparison.Ordinal);
        Assert.Equal(["briefs.known", "briefs.said", "briefs.asked", "briefs.rivals", "briefs.decided.lines", "briefs.notices",
            "briefs.unknown", "briefs.steps"],
            BriefText.Read(text).OfType<BriefBlock.Heading>().Select(h => Words.Keys.Single(k =>
                k.StartsWith("briefs.", StringComparison.Ordinal) && Words.Say(k) == h.Text)));
        Assert.Equal("", BriefText.Led(text).Lead);
    }

    [Fact]
    public void A_partner_reads_neither_what_we_judge_nor_what_we_owe_others_nor_that_anything_is_withheld()
    {
        var text = BriefDesk.Compose(SeedCase.Written().File, SeedCase.Desk, WrittenCase.AtDesk(), WrittenCase.Ostania,
            "2026-03-10T08:00:00.000Z", out _)!.Text;
        foreach (var word in (string[])["hypothes", "explanation", "option", "decid", "red line", "Next steps", "Japan", "overdue",
            "left out", "withheld", "may not see", "contradict", "while it is"])
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("refused “Tell us who rented it”", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_desk_composed_for_readers_here_before_the_case_moved_on_stops_no_brief_for_a_partner()
    {
        var written = SeedCase.Written();
        Brief Composed(string audience, string now) => BriefDesk.Compose(written.File, SeedCase.Desk, WrittenCase.AtDesk(), audience, now,
            out _)!;
        written.Add(new BriefDrafted("here", Composed(BriefDesk.ForMe, "2026-03-08T08:00:00.000Z")), WrittenCase.Internal)
            .Add(new Demarche.Requests.ReplyReceived("late", new("request", WrittenCase.Ostania, "p-late", "", "2026-03-09T13:00:00.000Z",
                Disposition.Answered, "", [new("know", Disposition.Answered, "Nothing more.")])), WrittenCase.ToOstania);
        written.Add(new BriefDrafted("theirs", Composed(WrittenCase.Ostania, "2026-03-10T08:00:00.000Z")), WrittenCase.ToBoth);
        string[] Rules() => [.. DraftCheck.Of(ReleaseDesk.Compose(written.File, SeedCase.Desk, WrittenCase.AtDesk(), "theirs",
            WrittenCase.Ostania, new("package", "2026-03-10T08:00:00.000Z", "desk"))!).Findings.Select(f => f.Rule)];
        Assert.DoesNotContain("withheld-words-given-away", Rules());
        // What a person typed here alone is found in what goes there.
        const string Typed = "The minister wants the firm named before the summit begins.";
        var (here, theirs) = (written.View.Briefs.Find("here")!.Content, written.View.Briefs.Find("theirs")!.Content);
        written.Add(new BriefRevised("here", here with { Text = $"{Typed}\n\n{here.Text}" }, "Lead."), WrittenCase.Internal)
            .Add(new BriefRevised("theirs", theirs with { Text = $"{theirs.Text}\n{Typed}\n" }, "More."), WrittenCase.ToBoth);
        Assert.Contains("withheld-words-given-away", Rules());
    }

    [Fact]
    public void A_case_of_which_there_is_nothing_to_say_makes_no_section_that_says_so() =>
        Assert.Equal("", BriefDesk.Compose(new WrittenCase().File, SeedCase.Desk, WrittenCase.AtDesk(), BriefDesk.ForMe,
            WrittenCase.Time(9), out _)!.Text);

    private static void Read(CaseFile file, DeskFile desk, Audience caller, string audience, string now,
        PaperFormat[]? formats = null, bool isEnglish = true)
    {
        var view = Demarche.Views.View.For(file, caller);
        var brief = BriefDesk.Compose(file, desk, caller, audience, now, out var marking)!;
        if (brief.Text.Length == 0) return;
        Assert.Equal([], Wrong(brief));
        var check = BriefCheck.Of(view, desk, brief);
        Assert.Equal([], check.Remarks.Where(r => !IsOurs(brief, r)));
        if (isEnglish) Assert.Equal([], check.Unread);
        var held = new Held<Brief>("brief-of-test", brief, marking, [new(now, "", "brief-drafted", brief, null)], false);
        var paper = BriefPaper.Of(view, desk, held, now);
        foreach (var (note, id) in paper.Notes.Select(n => (n.Text.Plain, brief.Cites[int.Parse(n.Key,
            System.Globalization.CultureInfo.InvariantCulture) - 1])))
        {
            if (view.Claims.Find(id)?.Content is not { } claim) continue;
            Assert.Contains(Words.SayOf(claim.Stance, "briefs.cite.stance", "").Trim(), note, StringComparison.Ordinal);
            Assert.Contains(claim.SaidOn is { } said ? HumanDate.Of(said) : Words.Say("briefs.cite.undated"), note,
                StringComparison.Ordinal);
            Assert.Contains(BriefWords.Name(view.Sources.Find(claim.Source)!.Content.PublicName), note, StringComparison.Ordinal);
            if (claim.Passage is { } passage
                && view.Documents.Find(passage.Document)?.Content is { } document) Assert.Contains(BriefWords.Quoted(document.Title
                ?? document.Name), note, StringComparison.Ordinal);
            if (claim.Passage is { } cited) Assert.Contains(BriefWords.Quoted(BriefComposer.Shortened(cited.Quote)), note,
                StringComparison.Ordinal);
        }
        List<string> ids = [.. view.Items().Select(i => i.Id).Concat(desk.Partners.All.Select(p => p.Id))
            .Concat(desk.People.All.Select(p => p.Id)).Where(i => i.Length > 8)];
        foreach (var format in formats ?? Enum.GetValues<PaperFormat>())
        {
            var result = PaperWriter.Write(paper, format);
            Assert.Empty(result.Problems);
            if (format is PaperFormat.Pdf) continue;
            var text = format is PaperFormat.Docx ? TextOfDocx(result.Written!.Bytes)
                : System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(result.Written!.Bytes))
                .Replace("\\", "", StringComparison.Ordinal);
            // The style sheet and the policy of a page are no text.
            if (format is PaperFormat.Html) text = Tag().Replace(WithinLine()
                .Replace(text[text.IndexOf("<body", StringComparison.Ordinal)..], ""), " ");
            Assert.Equal([], ids.Where(i => text.Contains(i, StringComparison.Ordinal)));
            Assert.Equal([], EnumNames().Where(n => Regex.IsMatch(text, $@"\b{n}\b")));
            Assert.DoesNotMatch(@"\d{4}-\d{2}(-\d{2})?\b", text);
            Assert.DoesNotMatch(@"\.\s*\.|\.”\.|,,|\s[,;]|\{\d\}", text);
            Assert.DoesNotContain("briefs.", text, StringComparison.Ordinal);
            foreach (var note in paper.Notes) Assert.Contains(Squeezed(note.Text.Plain), Squeezed(text), StringComparison.Ordinal);
            // "source: proposition" makes an assertion of a denial.
            foreach (var claim in view.Claims.All.Select(c => c.Content))
                Assert.DoesNotContain($"{view.Sources.Find(claim.Source)!.Content.PublicName}: {view.Propositions.Find(claim.Proposition)!.Content.Text}", text, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Wrong(Brief brief)
    {
        BriefBlock? before = new BriefBlock.Heading("");
        foreach (var block in BriefText.Read(brief.Text))
        {
            if (block is BriefBlock.Points { Items.Count: 0 } or BriefBlock.Heading { Text: "" }
                || (block is BriefBlock.Heading && before is BriefBlock.Heading { Text.Length: > 0 })) yield return "a part is empty";
            before = block;
        }
        if (before is BriefBlock.Heading) yield return "the last section is empty";
        if (brief.Text.Contains("“”", StringComparison.Ordinal)) yield return "a quotation is empty";
        foreach (var (sentence, cites) in BriefText.Sentences(brief.Text))
        {
            if (SentenceForms.Wrong(sentence) is { } why) yield return $"{sentence} ({why})";
        }
    }

    private static string TextOfDocx(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(new[] { "word/document.xml", "word/footnotes.xml" }.Select(name =>
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return System.Net.WebUtility.HtmlDecode(string.Concat(Run().Matches(reader.ReadToEnd())
                .Select(m => m.Groups[1].Value.Length > 0 ? m.Groups[1].Value : m.Value.StartsWith("</w:p>", StringComparison.Ordinal)
                ? "\n" : m.Value.StartsWith("<w:footnote", StringComparison.Ordinal) ? "1" : "")));
        }));
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '_')));

    // Names in code such as NoEvidenceFor and on-record keys such as no-evidence-for; a plain word such as Denies is a word.
    private static IEnumerable<string> EnumNames() => typeof(Brief).Assembly.GetTypes()
        .Where(t => t.IsEnum && t.Namespace?.StartsWith("Demarche", StringComparison.Ordinal) == true)
        .SelectMany(Enum.GetNames).Where(n => n.Skip(1).Any(char.IsUpper)).Distinct();

    [GeneratedRegex("</?(?:a|sup|strong|em|span)(?: [^>]*)?>")]
    private static partial Regex WithinLine();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<w:t(?: [^>]*)?>([^<]*)</w:t>|</w:p>|<w:footnoteReference ")]
    private static partial Regex Run();

    // What another partner took back is no part of a brief for a partner: whoever sends it is told, and decides.
    private static bool IsOurs(Brief brief, BriefRemark remark) => brief.Partner is not null && remark.Rule == BriefRule.RestsOnRecalled;
}
