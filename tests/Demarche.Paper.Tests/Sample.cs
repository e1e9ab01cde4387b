using Demarche.Paper.Pictures;

namespace Demarche.Paper.Tests;

/// <summary>A made-up brief of made-up states, as long as a real one.</summary>
public static class Sample
{
    public static Timeline Timeline { get; } = new("Who said what, and when", [
        TimelineEvent.InMonth(2030, 10, "Harbour office", "Contractor's access is used at night for the first time"),
        TimelineEvent.OnDay(new(2030, 12, 2), "Harbour office", "Cranes stop in all three ports"),
        TimelineEvent.OnDay(new(2030, 12, 4), "Norland", "The minister confirms an intrusion, names nobody"),
        TimelineEvent.OnDay(new(2030, 12, 5), "Ostania", "The embassy denies any part in it"),
        TimelineEvent.AboutDay(new(2030, 12, 9), "Westmark", "An official, unnamed, speaks of “the usual group”"),
        TimelineEvent.OnDay(new(2030, 12, 12), "Kasteria", "Publishes the same loader from a case of its own"),
    ]);

    public static Matrix Matrix { get; } = new("What speaks for and against each explanation", [
        "Loader shared with the case in Kasteria (2029)",
        "Work between 07:00 and 15:00 in Ostania's time",
        "No ransom asked in nine days",
        "A contractor's account opened the door",
        "Ostania denies",
    ],
    ["A service of Ostania", "Criminals for hire", "An insider"],
    [["C", "C", "N"], ["C", "N", "I"], ["CC", "I", "C"], ["N", "C", "CC"], ["N", "N", "N"]])
    { Corner = "What is known" };

    public static PartyGraph Graph { get; } = new("Ties between the parties", ["Norland", "Ostania", "Westmark", "Kasteria", "Harbour contractor", "Baltic Cable Union"], [
        new("Westmark", "Ostania", "sells grain to"),
        new("Ostania", "Westmark", "owes 2.1 bn to"),
        new("Norland", "Westmark", "ally of"),
        new("Kasteria", "Norland", "shares evidence with"),
        new("Harbour contractor", "Norland", "works for"),
        new("Ostania", "Harbour contractor", "owns a third of"),
        new("Baltic Cable Union", "Ostania", "landing rights"),
    ])
    { Stressed = ["Norland"] };

    public static ShortPaper Brief { get; } = new("Norland’s ports: what we know, what we don’t, and what can be decided this week", PaperMarking.Of("TLP:AMBER"), [
        new("What is asked of you", [
            new Paragraph(Prose.Of(new Words("Decide by Thursday whether Norland speaks in public, and if so with whom. ", Stress.Strong), new Words("Three courses are open; none of them needs an answer to the question of who did it. The one that keeps most doors open is to ask Kasteria and Westmark for a joint statement on the method alone."), new Cite("westmark"))),
            new Points([
                Prose.Of(new Words("Say nothing yet. ", Stress.Strong), new Words("Costs little until the contractor’s own account appears, expected within the week.")),
                Prose.Of(new Words("Speak about the method, with others. ", Stress.Strong), new Words("Kasteria has offered to; Westmark has not answered.")),
                Prose.Of(new Words("Name Ostania. ", Stress.Strong), new Words("Rests on one origin that can be shown and one that can’t.")),
            ], Numbered: true),
        ]),
        new("What is known", [
            new Paragraph(Prose.Of(new Words("On 2 December 2030 the cranes stopped in all three ports of Norland. The loader that opened the way is the one that Kasteria saw in 2029"), new Cite("kasteria"), new Cite("loader"), new Words("; the harbour office’s logs show a contractor’s account in use at night since October."), new Cite("logs"), new Words(" No ransom has been asked. "), new Words("Nobody has claimed it.", Stress.Emphasis))),
            new Quotation("We were asked to look at the cranes. We should have been asked to look at the door.", "A Norland official with knowledge of the port’s systems, to the harbour office, 7 December 2030"),
            new Illustration(Timeline.Draw(), Timeline.ToTable()) { Caption = "A filled dot is a day that a document gives; a ring is a day that somebody remembers.", Source = "Norland CSIRT, case file, 14 December 2030" },
        ]),
        new("Who did it: three explanations", [
            new Paragraph("No explanation is ruled out. What would tell them apart is whether the contractor’s account was bought or given; the contractor has been asked and has until Wednesday to answer."),
            new Illustration(Matrix.Draw(), Matrix.ToTable()) { Source = "Analysts’ entries, each with its reason in the case" },
        ]),
        new("Who can move whom", [
            new Illustration(Graph.Draw(), Graph.ToTable()),
            new Table([new("Partner"), new("What we asked"), new("Asked", Alignment.End), new("Answer")], [
                ["Kasteria", Prose.Of(new Words("The loader’s first sighting and who ran the servers"), new Cite("kasteria")), "6 Dec", "In full"],
                ["Westmark", "Whether “the usual group” rests on own evidence", "10 Dec", Prose.Of(new Words("None", Stress.Strong))],
                ["Ostania", "Preservation of the logs of two named hosts", "11 Dec", "Refused"],
            ]) { Caption = "What we asked, and of whom", Source = "Ledger of requests, 14 December 2030" },
        ]),
        new("What we don’t know", [
            new Points(["Whether the account was bought, given or taken.", "Whether Westmark’s official repeats Kasteria’s finding or has one of his own.", Prose.Of(new Words("What the ships’ cargo lists would have told whoever read them."), new Cite("logs"))]),
        ]),
    ])
    {
        Lines = [new("For", "The Minister of Transport"), new("From", "Norland CSIRT, duty desk"), new("As of", "14 December 2030, 18:00"), new("Rests on", Prose.Of(new Words("9 documents from 4 origins"), new Cite("count")))],
        Notes = [
            new("kasteria", Prose.Of(new Words("Kasteria CERT, "), new Words("Loader seen in an energy company", Stress.Emphasis), new Words(", 3 March 2029, and its answer of 8 December 2030."))),
            new("westmark", "Telephone call with Westmark’s duty officer, 10 December 2030, noted by the duty desk."),
            new("loader", "SHA-256 beginning 5f2c9a; compared byte for byte on 6 December 2030."),
            new("logs", "Harbour office, access logs of October to December 2030, handed over on 5 December."),
            new("count", "Five reports are copies of one agency’s text and are counted once."),
        ],
    };
}
