using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Incidents;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Parties;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using Demarche.Tests.Documents;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>A package of each kind that says as much as one can: whatever item, member, stance and answer there is.</summary>
internal sealed record FullPackage(View Sender, View Partner, Outgoing Outgoing, Letterhead Head, Composed Composed)
{
    /// <inheritdoc cref="SideBySide.Differences"/>
    public IReadOnlyList<string> Differences(string? letter = null, string? bundle = null) => SideBySide.Differences(Partner, Outgoing, Head, Composed, letter, bundle, Sender);

    private static readonly Letterhead Of500 = new("package00000000000000000a", Time(500), "desk-n", "Norland CSIRT", "desk-o", "Ostania CERT");

    private static readonly string[] Going =
        ["incident", "party", "effect", "claim-0", "claim-1", "claim-2", "claim-3", "claim-4", "reworded", "address", "six", "site", "page", "mailbox", "file", "statement", "alone"];

    public static FullPackage Of(PackageKind kind)
    {
        var written = Case();
        var about = kind switch
        {
            PackageKind.Request => "request",
            PackageKind.Reply => "reply",
            PackageKind.Brief => "brief",
            PackageKind.Correction => Noticed(written, NoticeKind.Correction),
            PackageKind.Retraction => Noticed(written, NoticeKind.Retraction),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Say how a package of this kind is made, and what it says."),
        };
        var (partner, outgoing) = (written.For(Ostania), Outgoing.To(Ostania, about, written.View)!);
        return new(written.View, partner, outgoing, Of500, Composed.Of(partner, outgoing, Of500));
    }

    private static WrittenCase Case()
    {
        var written = new WrittenCase()
            .Add(new IncidentDescribed("incident", new("Cranes stopped. Then ships did.", new("2026-02-17", true), new("2026-02-18T10:20Z"), new("2026-02"))), ToBoth)
            .Add(new PartyNamed("party", new("Harbour Lines", PartyKind.Group, "NO", "a carrier")), ToBoth)
            .Add(new PartyNamed("victim", new("The harbour master", PartyKind.State, "NO", "")), ToBoth)
            .Add(new EffectRecorded("effect", new("victim", "disruption", "Three harbours stood still.", new("2026-02-19"))), ToBoth)
            .Add(new DocumentTakenIn("d", Stories.Document(Stories.Paper)), ToBoth)
            .Add(new SourceNamed("protected", new(null, "An engineer of a port", "a port authority", Standing.Technical, null, [Ana], null)), ToBoth)
            .Add(new SourceNamed("named", new("Ada Berg", "a minister", "the ministry of transport", Standing.HeadOfState, null, [], null)), ToBoth);
        foreach (var stance in Enum.GetValues<Stance>())
        {
            var (n, isOdd) = ((int)stance, (int)stance % 2 == 1);
            written.Add(new PropositionStated($"proposition-{n}", new($"Servers of sort {n} were rented.")), ToBoth)
                .Add(new ClaimMade($"claim-{n}", new($"proposition-{n}", isOdd ? "protected" : "named", stance, isOdd ? Standing.Technical : Standing.HeadOfState, isOdd, (Nature)(n % 3), "said",
                    n == 3 ? null : new("d", 0, 9, $"ils les ont loués {n} fois"), n == 4 ? null : new($"2026-02-2{n}T09:3{n}Z"))), ToBoth);
        }
        return written
            .Add(new ClaimMade("reworded", new("proposition-0", "protected", Stance.Denies, Standing.Technical, false, Nature.Fact, null, null, null)), ToBoth)
            .Add(new ObservableSeen("address", new("ipv4-addr", "203.0.113.7", 2, null, "a control server", ObservableRole.Attacker, new("2026-02-11", true), new("2026-02-12T08:15Z"))), ToBoth with { Pap = Pap.Amber })
            .Add(new ObservableSeen("six", new("ipv6-addr", "2001:db8::7", 3, null, null, ObservableRole.Victim)), ToBoth)
            .Add(new ObservableSeen("site", new("domain-name", "relay.badhost.example", 1, null, null, ObservableRole.Reference)), ToBoth)
            .Add(new ObservableSeen("page", new("url", "https://relay.badhost.example/a.php?b=1", 4, null, null)), ToBoth)
            .Add(new ObservableSeen("mailbox", new("email-addr", "pay.us@badhost.example", 5, null, "who asked for money")), ToBoth)
            .Add(new ObservableSeen("file", new("file:hashes.SHA-256", new string('a', 60) + "0123", 6, null, null, null, null, null, [new("file:name", "wiper.bin")])), ToBoth)
            .Add(new StatementMade("statement", new("We are looking into it.", new("2026-02-20"), "The minister", [])), ToBoth with { Pap = Pap.Clear })
            .Add(new PropositionStated("alone", new("It was raining.")), ToBoth)
            .Add(new RequestDrafted("request", new("Logs of a server", "Dear colleagues,\nplease help.\n\nWe thank you.", [new("a1", "Who rented it?"), new("a2", "Keep the logs.")], "Budapest Convention, article 31", Ana, Time(9_000), [Ostania], Going)), Internal with { Pap = Pap.Green })
            .Add(new CopyReworded("reworded-claim", new("request", Ostania, "reworded", "It is said that servers were not rented.")))
            .Add(new RequestTakenIn("incoming", new(Ostania, "their-package", "sha", Time(1), "Help us", "Dear colleagues", [new("a1", "Do you keep logs?"), new("a2", "Which ones?")], "Treaty", Time(9_000), "grouping--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c51")))
            .Add(new ReplyDrafted("reply", new("incoming", Disposition.Partly, "We looked.", [new("a1", Disposition.Answered, "Some of them."), new("a2", Disposition.Question, "Which do you mean?")], Going)))
            .Add(new CopyReworded("reworded-reply", new("reply", Ostania, "reworded", "It is said that servers were not rented.")))
            .Add(new BriefDrafted("brief", new(Ostania, "Where we are", "## What is known\n\nCranes stopped [1] and ships did [4].\n\n- They were rented [5]\n- Nothing else is known", Going)));
    }

    private static string Noticed(WrittenCase written, NoticeKind kind)
    {
        var first = Composed.Of(written.For(Ostania), Outgoing.To(Ostania, "reply", written.View)!, Of500 with { Package = "first", Created = Time(written.Entries.Count) });
        written.Add(new ReleaseProposed("release", new(first.Kind, "reply", Ostania, first.Package, first.Created, first.Sha256, first.Items, [], first.Objects)))
            .Add(new ReleaseApproved("release", null, "sealed", 7)).Add(new PackageSent("release", "file"));
        foreach (var item in Going) written.Add(kind == NoticeKind.Retraction ? new MarkingChanged(item, Internal with { Pap = Pap.Red }, "Its originator asked") : Corrected(item, written.View.Item(item)!.Content));
        written.Add(new NoticeDrafted("notice", new(kind, Going, "It is other than we wrote.\n\nPlease tell your colleagues.")));
        return "notice";
    }

    private static Fact Corrected(string item, object content) => content switch
    {
        Incident c => new IncidentCorrected(item, c with { Description = "Cranes and lifts stopped." }, "Better"),
        Party c => new PartyCorrected(item, c with { Role = "a shipowner" }, "Better"),
        Effect c => new EffectCorrected(item, c with { At = new("2026-02-21") }, "Better"),
        Claim c => new ClaimCorrected(item, c with { Stance = c.Stance == Stance.Asserts ? Stance.Suggests : Stance.Asserts, SaidOn = new("2026-02-24") }, "Better"),
        Observable c => new ObservableCorrected(item, c with { Note = "of another house" }, "Better"),
        Statement c => new StatementCorrected(item, c with { Text = "We looked into it." }, "Better"),
        Proposition c => new PropositionCorrected(item, c with { Text = "It was snowing." }, "Better"),
        _ => throw new ArgumentOutOfRangeException(nameof(content), content, null),
    };
}
