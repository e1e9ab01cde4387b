using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>
/// A real case as somebody types it in from a press release of the Department of Justice of 2020, with most of it under the case's marking, and
/// the letters that its desk writes to three partners. What the check finds of them is true, and nothing is found of every letter.
/// </summary>
public sealed class RealCaseTests
{
    private const string Third = "partner-third";

    private static readonly DeskFile Desk = ListedDesk.With([],
        new PartnerAdded(Ostania, new("ANSSI", "France", "France", "", ListedDesk.CardOf(Ostania), true, [], null, null)),
        new PartnerAdded(Sudria, new("CERT-UA", "Ukraine", "Ukraine", "", ListedDesk.CardOf(Sudria), true, [], null, null)),
        new PartnerAdded(Third, new("KrCERT/CC", "Korea", "Korea", "", ListedDesk.CardOf(Third), true, [], null, null)));

    private static readonly Marking ToAll = Marking.Of(Tlp.Amber, Ostania, Sudria, Third);

    private readonly string release = Shared.PathOf("data", "real", "us-gov-cyber-press-releases", "docs",
        "2020-10-19_justice-gov_six-russian-gru-officers-charged-in-connection-with-worldwide-deployment-of-dest.md");

    private static WrittenCase Typed() => new WrittenCase(opened: false)
        .Add(new CaseOpened("Destructive malware of Unit 74455 against elections and the Winter Olympics", "Six officers were charged.", Internal))
        .Add(new DocumentTakenIn("release", new("release.html", "sha", "sha-release", "text/html", 10, "https://www.justice.gov/usao-wdpa/pr/six-russian-gru-officers",
            "Six Russian GRU officers charged", null, null, "U.S. Department of Justice", "2020-10-19", null, null)))
        .Add(new DocumentTakenIn("report", new("report.pdf", "sha-2", "sha-report", "application/pdf", 10, "by hand", "A partner's report", null, null, null, null, null, null)),
            Marking.Of(Tlp.Amber) with { Originator = Sudria })
        .Add(new PartyNamed("russia", new("Russia", PartyKind.State, "RU", "accused")))
        .Add(new PartyNamed("france", new("France", PartyKind.State, "FR", "victim")))
        .Add(new PartyNamed("korea", new("South Korea", PartyKind.State, "KR", "victim")))
        .Add(new PartyNamed("gru", new("GRU", PartyKind.Organisation, "RU", "accused")))
        .Add(new PartyNamed("hospital", new("Heritage Valley Health System", PartyKind.Organisation, "US", "victim")))
        .Add(new IncidentDescribed("incident", new("Networks of the Winter Olympic Games were disrupted by destructive malware", new("2018-02-09"), null, null)), ToAll)
        .Add(new SourceNamed("doj", new("U.S. Department of Justice", "", null, Standing.Official, null, [], null)), ToAll)
        .Add(new SourceNamed("kremlin", new("Dmitry Peskov", "Spokesman", "Government of Russia", Standing.Spokesperson, null, [], null)), ToAll)
        .Add(new SourceNamed("engineer", new(null, "An engineer who worked at the Games", null, Standing.Technical, null, [Ana], null)))
        .Add(new PropositionStated("gru-did", new("Officers of the GRU deployed the malware")), ToAll)
        .Add(new PropositionStated("passwords", new("The passwords of the contractor had been stolen in December")))
        .Add(new ClaimMade("charged", new("gru-did", "doj", Stance.Asserts, Standing.Official, true, Nature.Fact, "said",
            new("release", 0, 10, "Their computer attacks used some of the world’s most destructive malware to date"), new("2020-10-19"))), ToAll)
        .Add(new ClaimMade("denied", new("gru-did", "kremlin", Stance.Denies, Standing.Spokesperson, true, Nature.Fact, "said", new("release", 0, 10, "x"), new("2020-10-20"))), ToAll)
        .Add(new ClaimMade("stolen", new("passwords", "engineer", Stance.Asserts, Standing.Technical, false, Nature.Fact, "said", null, null)))
        .Add(new ClaimMade("losses", new("gru-did", "doj", Stance.Asserts, Standing.Official, true, Nature.Fact, "said",
            new("release", 0, 10, "NotPetya, which caused nearly $1 billion in losses to the three victims identified in the indictment alone"), null)))
        .Add(new ObservableSeen("address", new("ipv4-addr", "203.0.113.9", 2, null, "relay")), ToAll)
        .Add(new StatementMade("line", new("Russia is responsible for the disruption of the Games.", new("2020-10-19"), "Dominic Raab, Foreign Secretary", [new("gru-did", Stance.Asserts)])), ToAll);

    public static TheoryData<string, string, string[]> Letters => new()
    {
        { "Help with servers", "We ask for your help with servers in your country that relayed destructive malware. Please keep what they hold.", [] },
        { "Disruption of the Winter Games", "On 9 February 2018 networks of the Games were disrupted. Russia denies that it had a part in it.", [] },
        { "Indictment", "A federal grand jury in Pittsburgh returned an indictment charging six computer hackers. Please say whether you will join us.", ["words-of-a-publication"] },
        { "Losses", "NotPetya, which caused nearly $1 billion in losses to the three victims identified in the indictment alone, is one of five cases.", ["words-of-a-publication"] },
        { "Elections", "Officers of the GRU, whom the Department of Justice charged, prepared more of this kind. What did you see of them?", [] },
        { "Destructive malware of Unit 74455 against elections and the Winter Olympics", "We ask for your help.", ["words-that-stay-here"] },
        { "Denial", "Officers of the GRU deployed the malware, as the Department of Justice says. The Russian government denies it.", [] },
        { "A hospital", "The Heritage Valley Health System lost its records for weeks.", ["names-somebody-withheld"] },
        { "Passwords", "We hear that the passwords of the contractor had been stolen in December.", ["withheld-words-given-away"] },
        { "Korea", "South Korea and France may join a statement on Russia.", ["names-somebody-withheld"] },
    };

    [Theory, MemberData(nameof(Letters))]
    public void What_is_found_of_a_letter_is_true_and_nothing_is_found_of_every_letter(string title, string text, string[] rules)
    {
        foreach (var partner in new[] { Ostania, Sudria, Third })
        {
            var found = Check(title, text, partner);
            Assert.True(rules.Order().SequenceEqual(found.Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal)),
                $"{partner}: " + string.Join("\n", found.Select(f => $"{f.Severity} {f.Rule} {f.Item}: {f.Message}")));
        }
    }

    private IReadOnlyList<Finding> Check(string title, string text, string partner)
    {
        var written = Typed().Add(new RequestDrafted("r", new(title, text, [new("a", "Do you keep what these servers hold?")], "Budapest Convention, article 29", Ana,
            Time(9_000), [Ostania, Sudria, Third], ["incident", "charged", "denied", "address", "line"])), ToAll);
        var copy = ReleaseDesk.Compose(written.File, Desk, AtDesk(), "r", partner, new("package", Time(600), "desk-n"))!;
        var texts = new CopyTexts(copy);
        copy = copy with
        {
            DocumentRuns = new Dictionary<string, IReadOnlyList<string>>
            {
                ["release"] = texts.SharedRuns(File.ReadAllText(release)).Runs,
                ["report"] = [],
            },
        };
        return DraftCheck.Of(copy).Findings;
    }
}
