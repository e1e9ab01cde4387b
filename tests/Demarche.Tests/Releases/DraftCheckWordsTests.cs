using System.Reflection;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Architecture;
using Demarche.Tests.Cases;
using Demarche.Tests.Twins;
using static Demarche.Tests.Cases.WrittenCase;
using Finding = Demarche.Releases.Finding;

namespace Demarche.Tests.Releases;

/// <summary>The words of every kind of item are known, by one list, and are found wherever they are put into a copy.</summary>
public sealed partial class DraftCheckWordsTests
{
    private const string Sentence = "Nine grey herons stood above the eastern sluice";
    private const string Other = "partner-other";

    /// <summary>Members that say nothing in words of their own: ids, hashes, times, addresses of files, what only a program reads.</summary>
    private static readonly HashSet<string> Wordless =
    [
        "Effect.Victim", "Party.Country", "Document.Sha256", "Document.TextSha256", "Document.MediaType", "Document.Published", "Document.Language", "Document.Signature",
        "OriginJudgement.First", "OriginJudgement.Second", "RejectedProposal.What", "RejectedProposal.Document", "Source.Handlers", "SealedField.Key", "SealedField.Nonce", "SealedField.Cipher",
        "Grade.Evaluator", "Grade.Time", "Grade.Reason", "Claim.Proposition", "Claim.Source", "PassageRef.Document",
            "ApproximateTime.Value", "Observable.Type", "TypedValue.Type", "Contact.Partner", "Contact.Request",
        "Commitment.Partner", "Commitment.Contact", "PublicStance.Proposition", "Ask.Id", "Answer.Ask", "Request.Owner", "Request.Due", "Request.Partners", "Request.Includes", "Wording.Request", "Wording.Partner",
        "Reply.Request", "Reply.Partner", "Reply.Package", "Reply.PlainSha256", "Reply.Sent", "IncomingRequest.Partner", "IncomingRequest.Package", "IncomingRequest.PlainSha256", "IncomingRequest.Sent",
        "IncomingRequest.Due", "IncomingRequest.Object", "ReplyDraft.Request", "ReplyDraft.Includes", "ReplyDraft.Question", "Reply.Question", "Reply.Object", "Reply.About", "Rewording.Draft", "Rewording.Partner", "Rewording.Item", "Brief.Partner", "Brief.Cites", "Notice.Items",
        "PartnerNotice.Partner", "PartnerNotice.Package", "PartnerNotice.PlainSha256", "PartnerNotice.Sent", "PartnerNotice.Concerns", "CorrectedWords.Item", "CorrectedWords.Text",
        "NoticeJudgement.Notice", "NoticeJudgement.Item", "Tie.From", "Tie.To", "Tie.Figure", "Tie.Unit", "Tie.Source",
        "Interest.Party", "Interest.Source", "Finding.Observables", "HypothesisPart.Proposition", "Rating.Hypothesis", "Rating.Evidence", "Assessment.About", "Assessment.Alternatives", "Dissent.Author",
        "EffectTerms.Effect", "ImpactInput.Choice", "ImpactInput.RestsOn", "Option.Against", "Option.Answers", "Option.ReliesOn", "Weighing.Option", "Weighing.Interest", "Proportionality.Option",
        "Resolution.Options", "Resolution.ReviewOn", "CommitmentJudgement.Commitment", "CommitmentJudgement.Reply",
        "Release.DecidedBy", "Release.DecidedAt", "Release.SealedSha256", "Release.Channel", "Release.SentAt", "Release.Trouble", "Receipt.Package", "Receipt.Sha256", "Receipt.From", "Receipt.To", "Receipt.Time",
        "ReceiptItem.Id", "ReceiptItem.Because", "Proposal.About", "Proposal.Partner", "Proposal.Package", "Proposal.Created", "Proposal.PlainSha256", "ReleasedItem.Item", "ReleasedItem.Kind", "ReleasedItem.As", "GivenObject.Item", "GivenObject.As", "GivenObject.Created", "GivenObject.Modified", "GivenObject.Sha256",
        // What a warning says repeats the words of others; why it was to go all the same are its own.
        "AnsweredWarning.Rule", "AnsweredWarning.Item", "AnsweredWarning.Message", "AnsweredWarning.RestsOn", "AnsweredWarning.By", "AnsweredWarning.Said",
    ];

    private static readonly DeskFile Desk = Directory(Ostania, Sudria, Other);

    private static readonly WrittenCase Ground = new WrittenCase()
        .Add(new PartyNamed("from", new("Norland", PartyKind.State, "NO", "")), ToBoth).Add(new PartyNamed("to", new("Ostania", PartyKind.State, "SE", "")), ToBoth)
        .Add(new DocumentTakenIn("document", new("a.txt", "sha", "sha", "text/plain", 4, "", null, null, null, null, null, null, null)), ToBoth)
        .Add(new DocumentTakenIn("other", new("b.txt", "sha", "sha", "text/plain", 4, "", null, null, null, null, null, null, null)), ToBoth)
        .Add(new SourceNamed("source", new("Ida Lund", "", null, Standing.Official, null, [], null)), ToBoth)
        .Add(new PropositionStated("proposition", new("It rained.")), ToBoth)
        .Add(new ClaimMade("claim", new("proposition", "source", Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null)), ToBoth)
        .Add(new EffectRecorded("effect", new(null, "down", "", null)), ToBoth)
        .Add(new CommitmentMade("commitment", new(Ostania, "", false, null, null, null)), ToBoth)
        .Add(new RequestDrafted("theirs", new("", "", [], "", Ana, "", [Other], [])), ToBoth)
        .Add(new RequestTakenIn("asked", new(Other, "package", "sha", "", "", "", [], "", "", "grouping--x")), ToBoth)
        .Add(new HypothesisStated("hypothesis", new("", "", HypothesisKind.Means, false, false, [])), ToBoth)
        .Add(new OptionProposed("option", new(OptionKind.None, "", "", null, "", Reversibility.Partly, "", "", "", "", "", [], [])), ToBoth)
        .Add(new InterestRecorded("interest", new("from", "", false, "", null, null)), ToBoth)
        .Add(new NoticeTakenIn("noticed", new(NoticeKind.Retraction, Other, "package-n", "sha", "", "", ["claim"])), ToBoth);

    private static readonly PassageRef Passage = new("document", 0, 4, Sentence);

    /// <summary>Every kind that has words, with the sentence in one place or several; between the desk and another partner where it is with a partner.</summary>
    private static IEnumerable<Fact> WithSentence(string w) =>
    [
        new IncidentDescribed("x", new(w, null, null, null)), new EffectRecorded("x", new(null, "down", w, null)), new PartyNamed("x", new("Ports", PartyKind.Organisation, null, w)),
        new DocumentTakenIn("x", new("a.txt", "sha", "sha", "text/plain", 4, "", w, null, null, null, null, null, null)), new OriginJudged("x", new("document", "other", true, w)),
        new SourceNamed("x", new(null, w, null, Standing.Official, null, [], null)), new PropositionStated("x", new(w)),
        new ClaimMade("x", new("proposition", "source", Stance.Asserts, Standing.Official, true, Nature.Fact, null, Passage with { Quote = w }, null)),
        new ObservableSeen("x", new("ipv4-addr", "192.0.2.44", 2, null, w)), new ContactHeld("x", new(Other, new("2026-03-01"), "", "call", "", "", w, null)),
        new CommitmentMade("x", new(Other, w, true, null, null, null)), new StatementMade("x", new(w, new("2026-03-01"), "Ida Lund", [])),
        new RequestDrafted("x", new("", w, [], "", Ana, "", [Other], [])), new RequestWorded("x", new("theirs", Other, "", [new("a", w)])),
        new ReplyReceived("x", new("theirs", Other, "package", "sha", "", Disposition.Answered, "", [new("a", Disposition.Answered, w)])),
        new RequestTakenIn("x", new(Other, "package-x", "sha", "", "", w, [], "", "", "grouping--y")), new ReplyDrafted("x", new("asked", Disposition.Answered, w, [], [])),
        new CopyReworded("x", new("theirs", Other, "claim", w)), new BriefDrafted("x", new(null, "Paper", w, [])), new NoticeDrafted("x", new(NoticeKind.Retraction, [], w)),
        new NoticeTakenIn("x", new(NoticeKind.Retraction, Other, "package-x", "sha", "", w, [])),
        new ReleaseProposed("x", new(PackageKind.Request, "theirs", Other, "package-x", Time(0), "sha", [], [new("rule", null, "", w, [])])),
        new TieRecorded("x", new("from", "to", TieKind.Other, null, null, null, null, "", null, null, w)), new InterestRecorded("x", new("from", w, true, "", null, null)),
        new FindingRecorded("x", new(w, FindingKind.Behaviour, [], "", "", 2, null)), new HypothesisStated("x", new(w, "", HypothesisKind.Means, false, false, [])),
        new RatingGiven("x", new("hypothesis", "claim", Consistency.I, w, null)), new AssessmentMade("x", new("hypothesis", Likelihood.Likely, Confidence.Low, "", w, [], "", [])),
        new EffectClassified("x", new("effect", SecurityProperty.Availability, "Interruption", LossRating.Major, w)), new ImpactScored("x", new([], w)),
        new OptionProposed("x", new(OptionKind.None, "", w, null, "", Reversibility.Partly, "", "", "", "", "", [], [])), new OptionWeighed("x", new("option", "interest", Demarche.Options.Bearing.Crosses, w)),
        new ProportionalityJudged("x", new("option", w, "")), new ResponseRecorded("x", new(OptionKind.None, "", null, w, "")), new DecisionTaken("x", new([], w, "", "", [], null, false)),
        new CommitmentJudged("x", new("commitment", CommitmentState.Broken, null, w)), new NoticeJudged("x", new("noticed", "claim", w)),
    ];

    public static TheoryData<string> Kinds => [.. WithSentence("").Select(f => f.GetType().Name)];

    private static IEnumerable<Type> Contents => FactMaker.Adding.Select(k => FactMaker.ContentOf(k, typeof(Added<>))!).Append(typeof(Release)).Distinct();

    [Fact]
    public void Every_kind_of_item_with_words_is_tried_here()
    {
        var tried = WithSentence("").Select(f => f is ReleaseProposed ? typeof(Release) : FactMaker.ContentOf(f.GetType(), typeof(Added<>))!).ToHashSet();
        Assert.Equal(39, Contents.Count());
        Assert.Equal([nameof(RejectedProposal), nameof(SamePerson)], Contents.Except(tried).Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_text_of_every_kind_is_among_its_own_words_or_is_known_to_be_none()
    {
        foreach (var content in Contents)
        {
            Dictionary<string, string> said = [];
            var words = ItemWords.Of(Filled(content, said)).Select(w => w.Text).ToList();
            foreach (var (member, text) in said)
                Assert.True(words.Contains(text) != Wordless.Contains(member), $"{member} of {content.Name} must be among the words of its kind in ItemWords, or be known here to be none, and not both.");
        }
    }

    [Fact]
    public void A_kind_that_nobody_spoke_for_has_no_words_silently() =>
        Assert.Throws<NotSupportedException>(() => ItemWords.Of(new CaseTitle("", "")));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Words_of_every_kind_that_stay_behind_are_found_in_a_letter(string kind)
    {
        Fact Said(string words) => WithSentence(words).Single(f => f.GetType().Name == kind);
        var finding = Assert.Single(Check(Said(Sentence), Internal, $"We hear that {Sentence.ToUpperInvariant()}, at night."));
        Assert.Contains(finding.Rule, new[] { "withheld-words-given-away", "words-for-somebody-else" });
        Assert.True(finding.Severity >= Severity.Warning);
        Assert.Contains("herons", finding.Message, StringComparison.Ordinal);
        // The controls: other words, and the same in a copy that says nothing of it.
        Assert.Empty(Check(Said(Sentence), Internal, "We hear that some birds stood there, at night."));
        Assert.Empty(Check(Said("Somebody else said something wholly different here"), Internal, $"We hear that {Sentence}."));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Six_words_in_a_row_are_enough_and_five_are_not(string kind)
    {
        var fact = WithSentence(Sentence).Single(f => f.GetType().Name == kind);
        Assert.Single(Check(fact, Internal, "They say the grey, herons stood above the eastern gate."));
        Assert.Empty(Check(fact, Internal, "They say herons stood above the eastern gate."));
    }

    [Fact]
    public void What_a_marking_lets_go_and_goes_to_nobody_is_weighed_and_what_is_public_is_not()
    {
        var hypothesis = new HypothesisStated("x", new(Sentence, "", HypothesisKind.Means, false, false, []));
        Assert.Equal(("words-that-stay-here", Severity.Warning), Assert.Single(Check(hypothesis, ToBoth, Sentence)) is var f ? (f.Rule, f.Severity) : default);
        Assert.Empty(Check(hypothesis, Marking.Of(Tlp.Clear), Sentence));
        Assert.Empty(Check(new PropositionStated("x", new(Sentence)), ToBoth, Sentence));
    }

    [Fact]
    public void What_the_partner_said_itself_is_no_secret_from_it_however_it_is_marked()
    {
        foreach (var fact in new Fact[]
        {
            new ReplyReceived("x", new("theirs", Ostania, "package", "sha", "", Disposition.Answered, Sentence, [])),
            new RequestTakenIn("x", new(Ostania, "package-x", "sha", "", "", Sentence, [], "", "", "grouping--y")),
            new NoticeTakenIn("x", new(NoticeKind.Retraction, Ostania, "package-x", "sha", "", Sentence, [])),
        }) Assert.Empty(Check(fact, Internal, Sentence));
    }

    [Fact]
    public void Words_that_the_partner_is_told_by_another_item_are_no_secret()
    {
        WrittenCase told = new WrittenCase(opened: false).Copied(Ground).Add(new StatementMade("seen", new($"In short: {Sentence}.", new("2026-03-01"), "Ida Lund", [])), ToBoth);
        Assert.Empty(Check(new HypothesisStated("x", new(Sentence + " all night", "", HypothesisKind.Means, false, false, [])), Internal, Sentence, told));
        Assert.Single(Check(new HypothesisStated("x", new(Sentence + " all night", "", HypothesisKind.Means, false, false, [])), Internal, "The eastern sluice all night was open: above the eastern sluice all night.", told));
    }

    [Fact]
    public void What_a_wording_has_in_common_with_the_words_for_everybody_was_written_for_nobody_alone()
    {
        var both = new WrittenCase(opened: false).Copied(Ground).Add(new RequestDrafted("r", new("Help", Sentence, [], "", Ana, "", [Ostania, Other], [])), Internal);
        Assert.Empty(Check(new RequestWorded("x", new("r", Other, Sentence + ", tell us", null)), Internal, Sentence, both));
        Assert.Single(Check(new RequestWorded("x", new("r", Other, "Six tall masts broke in the bay.", null)), Internal, "Six tall masts broke in the bay.", both));
    }

    [Fact]
    public void What_we_wrote_for_somebody_in_a_compartment_is_withheld_from_everybody_else()
    {
        WrittenCase With(Marking marking) => new WrittenCase(opened: false).Copied(Ground).Add(new RequestWorded("x", new("theirs", Other, Sentence, null)), marking)
            .Add(new RequestDrafted("letter", new("Help", Sentence, [new("a", "What?")], "", Ana, "", [Ostania], [])), Internal);
        string Rule(Marking marking) => Assert.Single(DraftCheck.Of(Copy(With(marking), "letter", "crypto")).Findings).Rule;
        Assert.Equal("withheld-words-given-away", Rule(new Marking(Tlp.Amber, [Ostania], ["crypto"])));
        Assert.Equal("words-for-somebody-else", Rule(ToBoth));
    }

    [Fact]
    public void A_short_statement_counts_whole_and_a_short_remark_does_not()
    {
        Assert.Single(Check(new PropositionStated("x", new("Four masts broke there.")), Internal, "We hear four masts broke there."));
        Assert.Empty(Check(new PropositionStated("x", new("Masts broke there.")), Internal, "We hear masts broke there."));
        Assert.Empty(Check(new RatingGiven("x", new("hypothesis", "claim", Consistency.I, "Four masts broke there.", null)), Internal, "We hear four masts broke there."));
    }

    [Fact]
    public void A_name_a_citation_and_a_legal_ground_give_nobody_away()
    {
        const string Ground = "Article seven of the treaty of the northern ports";
        foreach (var fact in new Fact[]
        {
            new RequestDrafted("x", new("", "", [], Ground, Ana, "", [Other], [])), new TieRecorded("x", new("from", "to", TieKind.Other, null, null, null, null, Ground, null, null, null)),
            new ResponseRecorded("x", new(OptionKind.None, "", null, "", Ground)), new DocumentTakenIn("x", new("a.txt", "sha", "sha", "text/plain", 4, "https://news.example/2026/03/the-sluice-of-the-port", null, null, null, Ground, null, null, null)),
        }) Assert.Empty(Check(fact, Internal, $"We ask under {Ground}. See https news example 2026 03 the sluice of the port."));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("letter")]
    [InlineData("ground")]
    [InlineData("ask")]
    [InlineData("answer")]
    [InlineData("reply")]
    [InlineData("rewording")]
    [InlineData("brief")]
    [InlineData("notice")]
    public void Every_text_that_is_written_for_a_copy_is_checked(string place)
    {
        foreach (var said in new[] { Sentence, "Write to desk@quay-tools.example." })
        {
            var written = new WrittenCase(opened: false).Copied(Ground).Add(new HypothesisStated("x", new(Sentence, "", HypothesisKind.Means, false, false, [])), Internal)
                .Add(new ObservableSeen("y", new("domain-name", "quay-tools.example", 2, null, null)), Internal);
            string At(string where, string otherwise = "Words") => where == place ? said : otherwise;
            var about = place switch { "answer" or "reply" => "answer", "brief" => "brief", "notice" => "notice", _ => "r" };
            written.Add(new RequestDrafted("r", new(At("title"), At("letter"), [new("a", At("ask"))], At("ground"), Ana, "", [Ostania], ["proposition"])), Internal)
                .Add(new RequestTakenIn("from-ostania", new(Ostania, "package-1", "sha", "", "Asked", "", [new("a", "What?")], "", "", "grouping--x")), Internal)
                .Add(new ReplyDrafted("answer", new("from-ostania", Disposition.Answered, At("reply"), [new("a", Disposition.Answered, At("answer"))], [])), Internal)
                .Add(new BriefDrafted("brief", new(Ostania, "Paper", At("brief"), [])), Internal)
                .Add(new CopyReworded("reworded", new("r", Ostania, "proposition", At("rewording"))), Internal);
            // It had the claim, which no longer stands: a retraction is due.
            written.Add(new ReleaseProposed("gone", new(PackageKind.Request, "r", Ostania, "package-0", Time(0), "sha", [new("claim", "claim", "note--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c50", 1)], [])), Internal)
                .Add(new ReleaseApproved("gone", null, "sealed", 7), Internal).Add(new PackageSent("gone", "file"), Internal).Add(new ClaimWithdrawn("claim", "Wrong."), ToBoth)
                .Add(new NoticeDrafted("notice", new(NoticeKind.Retraction, ["claim"], At("notice"))), Internal);
            Assert.Equal(said == Sentence ? "withheld-words-given-away" : "withheld-value-given-away", DraftCheck.Of(Copy(written, about)).Block?.Rule);
        }
    }

    [Theory]
    [InlineData("quay-tools.example", "Write to desk@quay-tools.example.")]
    [InlineData("quay-tools.example", "Look at hxxps://quay-tools[.]example/orders.")]
    [InlineData("quay-tools.example", "It answered as update.quay-tools.example again.")]
    [InlineData("desk@quay-tools.example", "Write to Desk@Quay-Tools.example.")]
    [InlineData("192.0.2.44", "Look at http://192.0.2[.]44/orders.")]
    public void A_withheld_value_is_found_in_whatever_holds_it(string value, string letter)
    {
        var type = value.Contains('@', StringComparison.Ordinal) ? "email-addr" : char.IsAsciiDigit(value[0]) ? "ipv4-addr" : "domain-name";
        var seen = new ObservableSeen("x", new(type, value, 2, null, null));
        Assert.Equal("withheld-value-given-away", Assert.Single(Check(seen, Internal, letter)).Rule);
        Assert.Empty(Check(seen, ToBoth, letter));
        Assert.Empty(Check(seen, Internal, "Look at harbour.example."));
    }

    [Fact]
    public void A_brief_says_nothing_that_rests_on_what_stays_here()
    {
        foreach (var (marking, rule) in new[] { (Internal, "cites-what-stays-here"), (ToBoth, null) })
        {
            var written = new WrittenCase(opened: false).Copied(Ground).Add(new PropositionStated("x", new("The port was dark.")), marking).Add(new BriefDrafted("brief", new(Ostania, "Paper", "It was night. [1]", ["x"])), Internal);
            Assert.Equal(rule, DraftCheck.Of(Copy(written, "brief")).Block?.Rule);
        }
    }

    [Fact]
    public void Nothing_of_a_draft_in_a_compartment_is_proposed()
    {
        var inside = new Marking(Tlp.Amber, [Ostania], ["crypto"]);
        WrittenCase Drafted(Marking draft, Marking wording, Marking rewording) => new WrittenCase(opened: false).Copied(Ground)
            .Add(new RequestDrafted("r", new("Help", "Words", [], "", Ana, "", [Ostania], ["proposition"])), draft).Add(new RequestWorded("w", new("r", Ostania, "Other words", null)), wording)
            .Add(new CopyReworded("c", new("r", Ostania, "proposition", "Still other words")), rewording);
        string? Refused(WrittenCase written)
        {
            var view = Demarche.Views.View.For(written.File, AtDesk(Ana, true, "crypto"));
            return (ReleaseDecisions.Propose(view, Desk, new("release", new(PackageKind.Request, "r", Ostania, "p", Time(1), "sha", [], []), new([], []))) as Decision.Refused)?.Rule;
        }
        Assert.Null(Refused(Drafted(ToBoth, ToBoth, ToBoth)));
        Assert.Equal("compartments-stay-here", Refused(Drafted(inside, ToBoth, ToBoth)));
        Assert.Equal("compartments-stay-here", Refused(Drafted(ToBoth, inside, ToBoth)));
        Assert.Equal("compartments-stay-here", Refused(Drafted(ToBoth, ToBoth, inside)));
    }

    [Fact]
    public void An_answered_warning_about_any_kind_stays_in_the_ledger_for_whoever_sees_that_item()
    {
        foreach (var fact in WithSentence(Sentence).Where(f => f is not ReleaseProposed))
        {
            var written = new WrittenCase(opened: false).Copied(Ground).Add(fact, Marking.Of(Tlp.Red)).Add(new RequestDrafted("r", new("Help", "", [], "", Ana, "", [Ostania], [])))
                .Add(new ReleaseProposed("release", new(PackageKind.Request, "r", Ostania, "p", Time(1), "sha", [], [new("words-that-stay-here", null, "It repeats", "They asked.", ["x"])])));
            Assert.Single(written.View.Releases.Find("release")!.Content.Proposal.Warnings);
            Assert.Empty(Demarche.Views.View.For(written.File, AtDesk(Ben, readsRed: false)).Releases.Find("release")!.Content.Proposal.Warnings);
        }
    }

    private static List<Finding> Check(Fact fact, Marking marking, string letter, WrittenCase? ground = null)
    {
        var written = new WrittenCase(opened: false).Copied(ground ?? Ground).Add(fact, marking).Add(new RequestDrafted("letter", new("Help", letter, [new("a", "What?")], "", Ana, "", [Ostania], [])), Internal);
        return [.. DraftCheck.Of(Copy(written, "letter")).Findings];
    }

    private static CheckedCopy Copy(WrittenCase written, string about, params string[] compartments)
    {
        var (file, audience) = (written.File, Desk.AudienceOf(Ostania, Time(900)));
        var view = Demarche.Views.View.For(file, AtDesk(Ana, true, compartments));
        var outgoing = Outgoing.To(Ostania, about, view)!;
        return new(view, Desk, outgoing, Composed.Of(Demarche.Views.View.For(file, audience), outgoing, new("package", Time(900), "our-desk", "Norland", "their-desk", "Ostania")), audience);
    }

    // Each text its own; those of a list alike.
    private static object Filled(Type type, Dictionary<string, string> said)
    {
        var make = Example.Constructor(type);
        return make.Invoke([.. make.GetParameters().Select(p => Value(p, Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType))]);

        object Value(ParameterInfo p, Type of)
        {
            if (of == typeof(string)) return said[$"{type.Name}.{p.Name}"] = $"{type.Name} says {p.Name}";
            if (of.IsGenericType && of.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            {
                var list = Array.CreateInstance(of.GetGenericArguments()[0], 1);
                list.SetValue(Value(p, of.GetGenericArguments()[0]), 0);
                return list;
            }
            return of.IsClass ? Filled(of, said) : Example.Of(of, true);
        }
    }

    private static DeskFile Directory(params string[] partners)
    {
        using var keys = DeskKeys.Create();
        List<Entry> entries = [];
        foreach (var partner in partners)
        {
            var fact = new PartnerAdded(partner, new(partner, null, "", "", keys.Card(partner, "https://desk.example"), true, [], null, null));
            entries.Add(FactKinds.Draft("desk", Time(0), Ana, new(fact, DeskFile.Internal)).After(entries.Count == 0 ? Head.Empty("desk") : entries[^1].AsHead()));
        }
        return DeskFile.Fold(entries);
    }
}
