using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;
using Demarche.Tests.Releases;
using static Demarche.Tests.Cases.WrittenCase;
using Bearing = Demarche.Options.Bearing;
using Request = Demarche.Requests.Request;

namespace Demarche.Tests.Briefs;

/// <summary>
/// A real incident, by public facts and in words of our own: the studio of 2014, the same story printed twice, four states asked for help.
/// Texts stand there as people type them: sentences, headlines, questions, with a full stop and without, with quotation marks of their own.
/// </summary>
internal static class SeedCase
{
    public const string Due = "2026-03-09T12:00:00.000Z";

    private const string Story = """
        The film studio whose network was brought down in November has cancelled the Christmas release of a comedy about the leader of North Korea.

        An official in Washington, who asked not to be named, told this paper that servers in China may have hidden where the attack came from.

        A spokesman of China's embassy answered that its law forbids every form of cyber crime and that its government fights it.

        The President told reporters that he had seen no indication of another country at work, and that the answer would be in proportion.

        A researcher of a think tank in Washington said that none of the states that were asked wants a war on the peninsula.
        """;

    public static DeskFile Desk { get; } = ListedDesk.With([], [
        new PartnerAdded(Ostania, new("China's computer emergency team", "CN", "", "", null, false, [], null, null)),
        new PartnerAdded(Sudria, new("Japan's computer emergency team", "JP", "", "", null, false, [], null, null)),
        new PersonAdded("person-cal", new("Cal Reyes", "cal", [Role.Analyst], [], false))]);

    public static WrittenCase Written() =>
        Judged(Asked(Known(new WrittenCase(opened: false).Add(new Demarche.Cases.CaseOpened("The studio", "A film studio was wiped.",
        Internal)))));

    private static WrittenCase Known(WrittenCase written) => written
        .Add(new PartyNamed("id-studio-0", new("The studio", PartyKind.Organisation, "US", "victim")), ToBoth)
            .Add(new PartyNamed("id-china-0", new("China", PartyKind.State, "CN", "asked for help")), Internal)
        .Add(new IncidentDescribed("id-incident-0", new("Wiped computers at a film studio", new("2014-11-24"), null,
            new("2014-11-24", true))), ToBoth)
        .Add(new EffectRecorded("effect", new("id-studio-0", "Network down", "", new("2014-11"))), ToBoth)
        .Add(new EffectRecorded("id-release-0", new(null, "Release cancelled", "The Christmas release of one film was called off...",
            new("2014-12-17T22:30Z"))), ToBoth)
        .Add(new DocumentTakenIn("paper",
            Stories.Document($"Studio calls its film off\n\nBy Ada Berg\n\nDec 21, 2014 09:32 AM EST\n\n{Story}")), Marking.Of(Tlp.Clear))
        .Add(new DocumentTakenIn("wire", Stories.Document(Story)), Marking.Of(Tlp.Clear))
        .Add(new SourceNamed("id-president-0", new("The President", "Head of state of the United States", null, Standing.HeadOfState, null,
            [], null)), ToBoth)
        .Add(new SourceNamed("id-embassy-0", new("A spokesman", "speaks for the embassy in Washington", "Embassy of China",
            Standing.Embassy, null, [], null)), ToBoth)
        .Add(new SourceNamed("id-official-0", new(null, "A U.S. official who asked not to be named", null, Standing.Anonymous, null, [Ana],
            null)), Internal)
        .Add(new SourceNamed("id-lewis-0", new("A researcher", "works for a think tank", "Think tank in Washington", Standing.Analyst,
            null, [], new(Reliability.B, Ana, Time(0), "Was right before."))), ToBoth)
        .Add(new PropositionStated("id-masked-0", new("Chinese servers masked the origin")), ToBoth)
        .Add(new PropositionStated("id-involved-0", new("China's government took part.")), ToBoth)
        .Add(new PropositionStated("id-emergency-0", new("A state of emergency")), ToBoth)
        .Add(new PropositionStated("war", new("Does any of the four \"want a war\"?")), ToBoth)
        .Add(Said("masked-1", "id-masked-0", "id-official-0", Stance.Suggests, Nature.Inference, false, "paper",
            "servers in China may have hidden where the attack came from", "2014-12-19"))
        // The same story printed once more is one origin.
        .Add(Said("masked-2", "id-masked-0", "id-official-0", Stance.Suggests, Nature.Inference, false, "wire",
            "servers in China may have hidden where the attack came from", "2014-12-19"))
        .Add(Said("denied", "id-involved-0", "id-embassy-0", Stance.Denies, Nature.Fact, true, "paper",
            "its law forbids every form of cyber crime", "2014-12-20"), ToBoth)
        .Add(Said("none", "id-involved-0", "id-president-0", Stance.NoEvidenceFor, Nature.Fact, true, "paper",
            "no indication of another country at work", "2014-12-19"), ToBoth)
        .Add(new ClaimMade("told", new("id-involved-0", "id-official-0", Stance.Asserts, Standing.Anonymous, false, Nature.Fact, null,
            null, null)), Internal)
        .Add(Said("no-war", "war", "id-lewis-0", Stance.Denies, Nature.Opinion, true, "paper",
            "none of the states that were asked wants a war", "2014-12"), ToBoth)
        .Add(new ClaimMade("asked", new("id-emergency-0", "id-president-0", Stance.AskedAbout, Standing.HeadOfState, true, Nature.Fact,
            null, null, new("2014-12-19"))), ToBoth)
        .Add(new StatementMade("line", new("We have no evidence that another country took part.", new("2014-12-19"),
            "The President, at his press conference", [new("id-involved-0", Stance.NoEvidenceFor), new("id-masked-0", Stance.Denies)])),
            ToBoth);

    private static WrittenCase Asked(WrittenCase written)
    {
        written.Add(new RequestDrafted("request", new Request("Help after the attack on the studio.", "We ask for your help.",
            [new("keep", "Keep the logs of 203.0.113.7"), new("who", "Tell us who rented it."), new("stop", "Can you stop it?"), new("know", "What do you know")],
            "Agreement of 2011, article 3", Ana, Due, [Ostania, Sudria], [])), ToBoth);
        Sent(written, "r-request", PackageKind.Request, "request", Ostania);
        return written
            .Add(new ReplyReceived("reply", new("request", Ostania, "p-reply", "", "2026-03-02T08:00:00.000Z", Disposition.Partly,
                "Thank you for your letter", [
                new("keep", Disposition.Accepted, ""), new("who", Disposition.Declined, "Our law forbids it."),
                    new("stop", Disposition.Question, "Which machine do you mean?")])), ToOstania)
            .Add(new ReleaseProposed("r-waits", new(PackageKind.Request, "request", Sudria, "p-waits", Time(50), new('a', 64), [], [])),
                ToBoth)
            .Add(new RequestTakenIn("id-incoming-0", new(Sudria, "p-in", new('c', 64), "2026-03-02T09:00:00.000Z", "Seen at our ports?",
                "Please tell us.", [new("x", "Did you see it?")], "", "2026-03-20T12:00:00Z", "grouping--0")), Internal)
            .Add(new Demarche.Contacts.CommitmentMade("id-promise-0", new(Ostania, "Keeps its logs for ninety days.", false,
                new("2014-12"), null, null)), ToOstania)
            .Add(new NoticeDrafted("notice", new(NoticeKind.Retraction, ["denied"], "What we told you of the embassy was misread.")),
                Internal)
            .Add(new NoticeTakenIn("theirs", new(NoticeKind.Correction, Sudria, "p-theirs", new('d', 64), "2026-03-02T10:00:00.000Z",
                "The hour was wrong", ["id-incident-0"])), Internal);
    }

    private static WrittenCase Judged(WrittenCase written)
    {
        Sent(written, "r-notice", PackageKind.Retraction, "notice", Sudria);
        return written
            .Add(new HypothesisStated("alone", new("North Korea alone", "Who did it", HypothesisKind.Responsibility, true, false, [])),
                Internal)
            .Add(new HypothesisStated("helped", new("Somebody in China helped.", "Who did it", HypothesisKind.Responsibility, true, true,
                [])), Internal)
            .Add(new RatingGiven("rating", new("helped", "none", Consistency.I, "He would know.", "Where his services looked")), Internal)
            .Add(new AssessmentMade("judged", new("alone", Likelihood.Likely, Confidence.Low, "We think it possibly acted alone, no doubt",
                "", [], "", [new("person-cal", "Too early")])), Internal)
            .Add(new InterestRecorded("line-china", new("id-china-0", "No sanctions on its firms", true, "Its foreign ministry.", null,
                null)), Internal)
            .Add(new OptionProposed("id-sanction-0", new(OptionKind.Sanction, "Sanction the firm that rented the server", "", null, "",
                Reversibility.Partly, "", "", "", "", "", [], [])), Internal)
            .Add(new OptionProposed("id-nothing-0", new(OptionKind.None, "Do nothing.", "", null, "None needed", Reversibility.Reversible,
                "", "", "", "", "", [], [])), Internal)
            .Add(new OptionWeighed("weighed", new("id-sanction-0", "line-china", Bearing.Strains, "It would be read as one.")), Internal)
            .Add(new DecisionTaken("id-decision-0", new(["id-sanction-0"], "A sanction, in proportion", "The President", "",
                [new("Treasury", "Too soon!")], "2026-04-01", false)), Internal);
    }

    private static void Sent(WrittenCase written, string release, PackageKind kind, string about, string partner) => written
        .Add(new ReleaseProposed(release, new(kind, about, partner, "p-" + release, Time(written.Entries.Count), new('a', 64), [], [])),
            Internal)
        .Add(new ReleaseApproved(release, null, new('b', 64), 1), Internal, Ben).Add(new PackageSent(release, "exchange"), Internal);

    private static ClaimMade Said(string id, string proposition, string source, Stance stance, Nature nature, bool onRecord,
        string document, string quote, string on) => new(id,
        new(proposition, source, stance, source == "id-official-0" ? Standing.Anonymous : Standing.Official, onRecord, nature, "said",
            new(document, 0, quote.Length, quote), new(on)));
}
