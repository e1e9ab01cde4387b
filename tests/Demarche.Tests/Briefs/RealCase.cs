using Demarche.Claims;
using Demarche.Contacts;
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
using Demarche.Tests.Twins;
using static Demarche.Tests.Cases.WrittenCase;
using Bearing = Demarche.Options.Bearing;
using Request = Demarche.Requests.Request;

namespace Demarche.Tests.Briefs;

/// <summary>
/// A real incident, typed in from a public alert (ICS-CERT IR-ALERT-H-16-056-01, 25 February 2016), with whatever a
/// seed adds and leaves out: texts of all sorts, every stance, answer and band, times of every precision.
/// </summary>
internal static class RealCase
{
    public const string Due = "2026-03-05T12:00:00.000Z";
    public const string Now = "2026-03-06T08:00:00.000Z";

    // From the alert, which is in the public domain.
    private const string Alert = """
        On December 23, 2015,
            Ukrainian power companies experienced unscheduled power outages impacting a large number of customers in Ukraine.

        Following these discussions and interviews, the team assesses that the outages experienced on December 23, 2015,
            were caused by external cyber-attackers.

        Each company also reported that they had been infected with BlackEnergy malware however we do not know whether the malware played a role in the cyber-attacks.

        All three companies indicated that the actors wiped some systems by executing the KillDisk malware at the conclusion of the cyber-attack.

        The team was not able to independently review technical evidence of the cyber-attack.
        """;

    private static readonly string[] Quotes =
    [
        "the team assesses that the outages experienced on December 23, 2015, were caused by external cyber-attackers",
        "we do not know whether the malware played a role in the cyber-attacks.",
            "The team was not able to independently review technical evidence",
    ];

    private static readonly string[] Texts =
    [
        "BlackEnergy played a role in the outage.", "Who cut the power?", "A state of emergency",
            "The minister said \"we were warned\" [twice]; nobody listened!",
        "Хтось вимкнув підстанції", "「停電」は攻撃だった。", "- KillDisk wiped 3 servers...", "## It is over. Really. \"No. 7\" is back",
            "See https://example.org/a.html, p. 3, etc.",
        "225,000 customers (approx.) lost power: for “one to six hours”", "„Stromausfall“ in drei Bezirken",
    ];

    private static readonly ApproximateTime?[] Times =
        [null, new("2015"), new("2015-12", true), new("2015-12"), new("2015-12-23"), new("2015-12-23T15:35Z"), new("2015-12-23T15:35:07Z"),
            new("2016-02-25")];

    private static readonly string Long = string.Concat(Enumerable.Repeat("The breakers were opened one after another. ", 40));

    public static DeskFile Desk { get; } = ListedDesk.With([], [
        new PartnerAdded(Ostania, new("CERT of Ostania (formerly C.E.R.T. Inc.)", "OS", "", "", null, false, [], null, null)),
        new PartnerAdded(Sudria, new("Sudria's Ministry, Dept. of Energy", "SU", "", "", null, false, [], null, null)),
        new PersonAdded("person-cal", new("Cal Reyes", "cal", [Role.Analyst], [], false))]);

    public static WrittenCase Of(ulong seed)
    {
        var dice = new Dice(seed);
        var written = new WrittenCase(opened: false).Add(new Demarche.Cases.CaseOpened("Power cut", "Three companies lost control.",
            Internal));
        Known(written, dice);
        Asked(written, dice);
        Judged(written, dice);
        Taken(written, dice);
        return written;
    }

    private static string Text(Dice dice) => dice.OneIn(25) ? Long : dice.Of(Texts);

    private static Marking Level(Dice dice) => dice.Of([ToBoth, ToBoth, ToOstania, Internal]);

    private static void Known(WrittenCase written, Dice dice)
    {
        written.Add(new PartyNamed("id-company-0", new("Prykarpattyaoblenergo", PartyKind.Organisation, "UA", "victim")), Level(dice))
            .Add(new PartyNamed("id-state-0", new("Northland", PartyKind.State, "NO", "asked for help")), Internal)
            .Add(new DocumentTakenIn("alert", Stories.Document(Alert, "IR-ALERT-H-16-056-01.txt")), Marking.Of(Tlp.Clear))
            .Add(new DocumentTakenIn("copy", Stories.Document("Alert in full\n\n" + Alert)), Marking.Of(Tlp.Clear))
            .Add(new DocumentTakenIn("again", Stories.Document(Alert + "\n\nPrinted again.")), Marking.Of(Tlp.Clear));
        for (var n = dice.Below(3); n > 0; n--)
            written.Add(new IncidentDescribed($"incident-of-{n}", new(Text(dice), dice.Of(Times), dice.Of(Times), dice.Of(Times))),
                Level(dice));
        for (var n = dice.Below(4); n > 0; n--)
            written.Add(new EffectRecorded($"effect-of-{n}", new(dice.OneIn(2) ? "id-company-0" : null, dice.Of(["Power cut",
                "225,000 customers without power", "Wiped."]), Text(dice), dice.Of(Times))), Level(dice));
        (string?, string, string?, Standing)[] speakers =
        [
            ("ICS-CERT", "Emergency team for control systems", "ICS-CERT", Standing.Official), ("Ida Lund", "Minister, of energy", null,
                Standing.HeadOfState),
            (null, "An engineer who asked not to be named.", null, Standing.Anonymous), ("Prykarpattyaoblenergo", "Power company", "",
                Standing.Company), ("A. B. Writer", "", "The Daily", Standing.Unknown),
        ];
        for (var n = 0; n < speakers.Length; n++)
        {
            var (name, description, organisation, standing) = speakers[n];
            written.Add(new SourceNamed($"source-of-{n}", new(name, description, organisation, standing, null, name is null ? [Ana] : [],
                dice.OneIn(2) ? null : new(dice.Of(Enum.GetValues<Reliability>()), Ana, Time(0), "By its record."))), Level(dice));
        }
        for (var n = 0; n < 6; n++)
        {
            written.Add(new PropositionStated($"proposition-of-{n}", new(Text(dice))), Level(dice));
            for (var c = dice.Below(6); c > 0; c--)
            {
                var quote = dice.Of(Quotes);
                written.Add(new ClaimMade($"claim-of-{n}-{c}", new($"proposition-of-{n}", $"source-of-{dice.Below(speakers.Length)}",
                    dice.Of(Enum.GetValues<Stance>()),
                    dice.Of(Enum.GetValues<Standing>()), dice.OneIn(2), dice.Of(Enum.GetValues<Nature>()), null,
                    dice.OneIn(3) ? null : new(dice.Of(["alert", "copy", "again"]), 0, quote.Length, quote), dice.Of(Times))), Level(dice));
                if (dice.OneIn(6)) written.Add(new ClaimWithdrawn($"claim-of-{n}-{c}", "Misread."));
            }
        }
        for (var n = dice.Below(4); n > 0; n--)
            written.Add(new StatementMade($"statement-of-{n}", new(Text(dice), dice.Of(Times) ?? new("2016"),
                dice.Of(["The minister, in parliament", "Our government", "Spokesman J. Doe Jr."]),
                [.. Enumerable.Range(0, dice.Below(4)).Select(p => new PublicStance($"proposition-of-{p}",
                    dice.Of(Enum.GetValues<Stance>())))])), Level(dice));
    }

    private static void Asked(WrittenCase written, Dice dice)
    {
        var asks = Enumerable.Range(0, 1 + dice.Below(3)).Select(n => new Ask($"ask-of-{n}", Text(dice))).ToList();
        var due = dice.OneIn(2) ? Due : "2026-04-01T12:00:00.000Z";
        for (var r = dice.Below(3); r > 0; r--)
        {
            var (id, request) = ($"request-of-{r}", new Request(Text(dice).Split('\n')[0], "We ask.", asks, "Treaty, article 3.", Ana, due,
                [Ostania, Sudria], []));
            written.Add(new RequestDrafted(id, request), ToBoth);
            foreach (var partner in (string[])[Ostania, Sudria])
            {
                if (dice.OneIn(4)) continue;
                Released(written, dice, $"release-of-{r}-{partner}", PackageKind.Request, id, partner);
                for (var n = dice.Below(3); n > 0; n--)
                {
                    written.Add(new ReplyReceived($"reply-of-{r}-{n}-{partner}", new(id, partner, $"p-{r}-{n}-{partner}", "",
                        $"2026-03-0{2 + n}T08:00:00Z", dice.Of(Enum.GetValues<Disposition>()),
                        dice.OneIn(2) ? "" : Text(dice), [.. asks.Where(_ => dice.OneIn(2)).Select(a => new Answer(a.Id,
                            dice.Of(Enum.GetValues<Disposition>()), dice.OneIn(3) ? "" : Text(dice)))])),
                        partner == Ostania ? ToOstania : Internal);
                }
                if (dice.OneIn(6)) written.Add(new RequestClosed(id, partner, "Done."));
            }
            if (dice.OneIn(3)) written.Add(new RequestRevised(id, request with
            {
                Title = "Revised",
                Asks = [.. asks, new("ask-more",
                "And this.")],
                Due = "2026-05-01"
            }, "More."), ToBoth);
        }
        if (dice.OneIn(2))
        {
            written.Add(new RequestTakenIn("incoming-of-1", new(Sudria, "p-in", new('c', 64), "2026-03-02T09:00:00.000Z", Text(dice),
                "Please.", [new("x", Text(dice)), new("y", Text(dice))], "",
                dice.Of(["", Due, "2026-03-20", "2026-03-01"]), "grouping--0")), Level(dice));
            if (dice.OneIn(2))
            {
                written.Add(new ReplyDrafted("answer-of-1", new("incoming-of-1", dice.Of(Enum.GetValues<Disposition>()),
                    dice.OneIn(2) ? "" : Text(dice),
                    dice.OneIn(2) ? [] : [new("x", dice.Of(Enum.GetValues<Disposition>()), dice.OneIn(2) ? "" : Text(dice))], [])),
                        Internal);
                Released(written, dice, "release-of-answer", PackageKind.Reply, "answer-of-1", Sudria);
            }
        }
        for (var n = dice.Below(3); n > 0; n--)
        {
            written.Add(new CommitmentMade($"commitment-of-{n}", new(dice.OneIn(2) ? Ostania : Sudria, Text(dice), dice.OneIn(2),
                dice.Of(Times), null, null)), ToOstania);
            if (dice.OneIn(2)) written.Add(new CommitmentJudged($"judgement-of-{n}", new($"commitment-of-{n}",
                dice.Of(Enum.GetValues<CommitmentState>()), null, Text(dice))));
        }
    }

    private static void Judged(WrittenCase written, Dice dice)
    {
        for (var n = dice.Below(4); n > 0; n--)
        {
            written.Add(new HypothesisStated($"hypothesis-of-{n}", new(Text(dice), dice.Of(["Who did it?", "How"]), HypothesisKind.Other,
                true, false, [])));
            if (dice.OneIn(2)) written.Add(new RatingGiven($"rating-of-{n}", new($"hypothesis-of-{n}", "claim-of-0-1",
                dice.Of(Enum.GetValues<Consistency>()), "So it reads.", "Everywhere")));
            if (dice.OneIn(2)) Assessed(written, dice, $"assessment-of-{n}", $"hypothesis-of-{n}");
        }
        if (dice.OneIn(3)) Assessed(written, dice, "assessment-alone", "proposition-of-1");
        for (var n = dice.Below(3); n > 0; n--)
        {
            written.Add(new InterestRecorded($"line-of-{n}", new("id-state-0", Text(dice), dice.OneIn(2), "Its foreign ministry.", null,
                null)))
                .Add(new OptionProposed($"option-of-{n}", new(dice.Of(Enum.GetValues<OptionKind>()), Text(dice), "So.", null,
                    dice.OneIn(2) ? "" : Text(dice), dice.Of(Enum.GetValues<Reversibility>()), "", "", "", "", "", [], [])))
                .Add(new OptionWeighed($"weighing-of-{n}", new($"option-of-{n}", $"line-of-{n}", dice.Of(Enum.GetValues<Bearing>()),
                    Text(dice))));
            if (dice.OneIn(2)) written.Add(new DecisionTaken($"decision-of-{n}", new([$"option-of-{n}"], Text(dice), "The minister.",
                "Reasons.", dice.OneIn(2) ? [] : [new("Treasury", Text(dice))],
                dice.Of([null, "2026-04-01", "2026-03-01"]), dice.OneIn(2))));
        }
    }

    private static void Assessed(WrittenCase written, Dice dice, string id, string about) => written.Add(new AssessmentMade(id, new(about,
        dice.Of(Enum.GetValues<Likelihood>()),
        dice.Of(Enum.GetValues<Confidence>()), Text(dice), "", [], "", dice.OneIn(2) ? [] : [new("person-cal", Text(dice))])));

    private static void Taken(WrittenCase written, Dice dice)
    {
        if (!dice.OneIn(2)) return;
        written.Add(new NoticeDrafted("notice-of-1", new(dice.Of(Enum.GetValues<NoticeKind>()), ["proposition-of-0"], Text(dice))));
        Released(written, dice, "release-of-notice",
            written.View.Notices.Find("notice-of-1")!.Content.Kind == NoticeKind.Correction ? PackageKind.Correction : PackageKind.Retraction, "notice-of-1", Ostania);
    }

    private static void Released(WrittenCase written, Dice dice, string release, PackageKind kind, string about, string partner)
    {
        written.Add(new ReleaseProposed(release, new(kind, about, partner, "p-" + release, Time(written.Entries.Count), new('a', 64), [],
            [])));
        if (dice.OneIn(6)) return;
        written.Add(new ReleaseApproved(release, null, new('b', 64), 1), Internal, Ben);
        if (dice.OneIn(8)) written.Add(new DeliveryGivenUp(release, "Nobody answers there."));
        else written.Add(new PackageSent(release, dice.Of(["exchange", "mail"])));
    }
}
