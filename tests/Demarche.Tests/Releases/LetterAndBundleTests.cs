using System.Text.Json;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Claims;
using Demarche.Documents;
using Demarche.Exchange;
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
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>
/// A person reads the letter, a desk reads the bundle: both are told the same. Whatever member of whatever goes is said otherwise, the letter changes
/// exactly where the bundle does.
/// </summary>
public sealed class LetterAndBundleTests
{
    // By these a machine finds what is answered; nobody is told anything by them.
    private static readonly string[] Names = ["Ask.Id", "Answer.Ask", "IncomingRequest.Object"];

    public static TheoryData<PackageKind> Kinds => [.. Enum.GetValues<PackageKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_changes_the_letter_changes_the_bundle_and_the_reverse(PackageKind kind)
    {
        var (letter, bundle) = Compose(kind, Facts());
        var plain = Plain(bundle);
        List<string> apart = [];
        List<string> told = [];
        foreach (var (name, facts) in Others(Facts()))
        {
            var (other, others) = Compose(kind, facts);
            // Who may read the reply that carried it before moves the ids of what a notice names, and nothing that it says.
            if (kind is PackageKind.Correction or PackageKind.Retraction && name is "incoming: level" or "reply: level") continue;
            if (other == letter != (others == bundle)) apart.Add($"{name}: the {(other == letter ? "bundle" : "letter")} alone");
            // Whoever reads STIX and knows no extension of ours is told the same, in words.
            else if (other == letter != (Plain(others) == plain)) apart.Add($"{name}: in {(other == letter ? "the plain words" : "the letter and an extension")} alone");
            else if (other != letter) told.Add(name);
        }
        var (reworded, rewordedBundle) = Compose(kind, Facts(), notice: "It does not hold.");
        Assert.Equal(letter == reworded, bundle == rewordedBundle);
        Assert.Equal(kind is PackageKind.Correction or PackageKind.Retraction, letter != reworded);
        Assert.True(apart.Count == 0, string.Join('\n', apart));
        // The control: much of what goes moves both.
        Assert.True(told.Count >= (kind is PackageKind.Retraction ? 1 : 20), $"{told.Count} members are told: {string.Join(", ", told)}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_two_desks_and_the_package_are_named_in_both(PackageKind kind)
    {
        var (letter, bundle) = Compose(kind, Facts());
        foreach (var head in new[] { Head with { FromName = "Another" }, Head with { ToName = "Another" }, Head with { Created = Time(999) } })
        {
            var (other, others) = Compose(kind, Facts(), head);
            Assert.NotEqual(letter, other);
            Assert.NotEqual(bundle, others);
        }
    }

    public static TheoryData<Disposition> Answers => [.. Enum.GetValues<Disposition>()];

    [Theory]
    [MemberData(nameof(Answers))]
    public void What_a_reply_says_to_an_ask_and_as_a_whole_is_what_the_asking_desk_reads(Disposition said)
    {
        foreach (var text in (string[])["The logs of March are kept.", ""])
        {
            var facts = Facts().Select(f => f.Fact is ReplyDrafted draft
                ? f with { Fact = draft with { Content = draft.Content with { Disposition = said, Answers = [new("a1", said, text), new("a2", Disposition.Declined, "No.")] } } } : f);
            var composed = Composed.Of(Write(facts).For(Ostania), Outgoing.To(Ostania, "reply", Write(facts).View)!, Head);
            var content = PackageContent.Read(composed.Plain).Content!;
            var reply = PackageReading.Reply(content, new(content.Id, Ostania, content.Kind, content.Title, "sha", content.Created, content.About, null), "r")!;
            Assert.Equal(Asks.Whole([said, Disposition.Declined], 2), reply.Disposition);
            Assert.Equal("We looked.", reply.Text);
            Assert.Equal([("a1", said, text), ("a2", Disposition.Declined, "No.")], reply.Answers.Select(a => (a.Ask, a.Disposition, a.Text)));
            Assert.Contains(LetterWords.Of(said), composed.Letter, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_disposition_has_words_of_its_own() =>
        Assert.Equal(Enum.GetValues<Disposition>().Length, Enum.GetValues<Disposition>().Select(LetterWords.Of).Distinct().Count());

    /// <summary>What a journal may hold and no package can carry.</summary>
    public static TheoryData<string, string> Uncarried => new()
    {
        { "two answers to one ask", "answer-must-be-one" }, { "an answer that is no word", "answer-must-be-one" }, { "more answers than a desk reads", "asks-must-be-few" },
        { "a text that a desk cuts", "text-must-be-short-enough" }, { "no ask", "asks-must-differ" }, { "two asks of one id", "asks-must-differ" },
        { "an empty ask", "asks-must-differ" }, { "a day that is none", "due-must-be-a-time" }, { "a title of two lines", "title-must-be-a-line" },
    };

    [Theory]
    [MemberData(nameof(Uncarried))]
    public void What_cannot_be_carried_is_refused_and_never_dropped(string what, string rule)
    {
        var view = Write(Facts()).View;
        var (request, reply) = (Outgoing.To(Ostania, "request", view)!, Outgoing.To(Ostania, "reply", view)!);
        Assert.Null(request.MustBeCarried());
        Assert.Null(reply.MustBeCarried());
        var outgoing = what switch
        {
            "two answers to one ask" => reply with { Answers = [new("a1", Disposition.Accepted, ""), new("a1", Disposition.Declined, "")] },
            "an answer that is no word" => reply with { Answers = [new("a1", (Disposition)77, "")] },
            "more answers than a desk reads" => reply with { Answers = [.. Enumerable.Range(0, 201).Select(i => new Answer($"a{i}", Disposition.Accepted, ""))] },
            "a text that a desk cuts" => request with { Text = new('x', Rules.LongestText + 1) },
            "no ask" => request with { Asks = [] },
            "two asks of one id" => request with { Asks = [new("a", "Who?"), new("a", "Why?")] },
            "an empty ask" => request with { Asks = [new("a", "")] },
            "a day that is none" => request with { Due = "soon" },
            _ => request with { Title = "One\nTwo" },
        };
        Assert.Equal(rule, outgoing.MustBeCarried()?.Rule);
    }

    [Fact]
    public void What_was_noted_of_an_address_arrives_with_the_address()
    {
        var composed = Composed.Of(Write(Facts()).For(Ostania), Outgoing.To(Ostania, "request", Write(Facts()).View)!, Head);
        var content = PackageContent.Read(composed.Plain).Content!;
        var items = ArrivalItems.Of(content, "arrival", "desk-o");
        var address = Assert.Single(items, i => i.As.StartsWith("ipv4-addr", StringComparison.Ordinal));
        Assert.Equal("a control server", Assert.IsType<ObservableSeen>(Assert.Single(address.Facts)).Content.Note);
        Assert.DoesNotContain(items, i => i.Words == "a control server");
    }

    [Fact]
    public void A_claim_arrives_as_it_was_given()
    {
        var composed = Composed.Of(Write(Facts()).For(Ostania), Outgoing.To(Ostania, "request", Write(Facts()).View)!, Head);
        var items = ArrivalItems.Of(PackageContent.Read(composed.Plain).Content!, "arrival", "desk-o");
        var claim = Assert.Single(items.SelectMany(i => i.Facts).OfType<ClaimMade>(), c => c.Content.Stance == Stance.Suggests).Content;
        Assert.Equal(("they rented them", "2026-02-27T09:32Z", true, Nature.Inference, Standing.Technical), (claim.Passage!.Quote, claim.SaidOn!.Value, claim.OnRecord, claim.Nature, claim.Standing));
    }

    private static string Plain(string bundle)
    {
        if (bundle.Length == 0) return "";
        using var json = JsonDocument.Parse(bundle);
        return string.Join('\n', json.RootElement.GetProperty("objects").EnumerateArray().Select(o =>
            string.Join(' ', o.EnumerateObject().Where(m => m.Name != "extensions").Select(m => $"{m.Name}={m.Value.GetRawText()}"))));
    }

    private static readonly Letterhead Head = new("package00000000000000000a", Time(500), "desk-n", "Norland CSIRT", "desk-o", "Ostania CERT");

    // A note holds all that there is; a second object of the same kind has as little as there may be.
    private static List<Marked> Facts() =>
    [
        new(new IncidentDescribed("incident", new("Cranes stopped. Then ships did.", new("2026-02-17"), new("2026-02-18"), new("2026-02-19"))), ToBoth),
        new(new PartyNamed("party", new("Harbour Lines", PartyKind.Organisation, "NO", "a victim")), ToBoth),
        new(new PartyNamed("victim", new("The harbour", PartyKind.State, "NO", "")), ToBoth),
        new(new EffectRecorded("effect", new("victim", "disruption", "Three harbours stood still.", new("2026-02-18"))), ToBoth),
        new(new DocumentTakenIn("d", Stories.Document(Stories.Paper)), ToBoth),
        new(new SourceNamed("protected", new(null, "An engineer of a port", "a port", Standing.Technical, null, [Ana], null)), ToBoth),
        new(new SourceNamed("named", new("Ada Berg", "a minister", "a ministry", Standing.Official, null, [], null)), ToBoth),
        new(new PropositionStated("proposition", new("Servers were rented.")), ToBoth),
        new(new ClaimMade("claim", new("proposition", "protected", Stance.Suggests, Standing.Technical, true, Nature.Inference, "said", new("d", 0, 9, "they rented them"), new("2026-02-27T09:32Z"))), ToBoth),
        new(new ClaimMade("second", new("proposition", "named", Stance.Denies, Standing.Official, false, Nature.Opinion, "said", null, new("2026-02"))), ToBoth),
        new(new ClaimMade("third", new("proposition", "protected", Stance.Asserts, Standing.Official, false, Nature.Fact, null, null, null)), ToBoth),
        new(new ObservableSeen("address", new("ipv4-addr", "203.0.113.7", 2, null, "a control server", ObservableRole.Attacker, new("2026-02-17"), new("2026-02", true), [new("network-traffic:dst_port", "443")])), ToBoth),
        new(new ObservableSeen("file", new("file:hashes.MD5", "0123456789abcdef0123456789abcdef", 3, null, "dropped it", ObservableRole.Attacker, new("2026-02-16"), new("2026-02-17", true), [new("file:name", "wiper.bin")])), ToBoth),
        new(new ObservableSeen("network", new("asn", "AS64500", 2, null, "its network")), ToBoth),
        new(new StatementMade("statement", new("We are looking into it.", new("2026-02-19"), "The minister", [])), ToBoth),
        new(new PropositionStated("alone", new("It was raining.")), ToBoth),
        new(new RequestDrafted("request", new("Logs of a server", "Dear colleagues,\n\nplease help.", [new("a1", "Who rented it?"), new("a2", "Keep the logs.")], "Treaty", Ana, Time(9_000), [Ostania], Going)), Internal),
        new(new RequestWorded("wording", new("request", Ostania, "Dear friends,\n\nplease help.", [new("a1", "Who rented it, and when?"), new("a2", "Keep all logs.")])), Internal),
        new(new CopyReworded("reworded-claim", new("request", Ostania, "third", "It is said that servers were rented.")), Internal),
        new(new CopyReworded("reworded-statement", new("request", Ostania, "statement", "The minister has spoken.")), Internal),
        new(new RequestTakenIn("incoming", new(Ostania, "their-package", "sha", Time(1), "Help us", "Dear colleagues", [new("a1", "Do you keep logs?"), new("a2", "Which?")], "Treaty", Time(9_000), "grouping--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c51")), Internal),
        new(new ReplyDrafted("reply", new("incoming", Disposition.Partly, "We looked.", [new("a1", Disposition.Partly, "Some of them."), new("a2", Disposition.Question, "Which do you mean?")], Going)), Internal),
        new(new BriefDrafted("brief", new(Ostania, "Where we are", "## What is known\n\nCranes stopped [1] and ships did [2].\n\n- They were rented [3]\n- It rained [4]", Going)), Internal),
    ];

    private static readonly string[] Going = ["incident", "party", "effect", "claim", "second", "third", "address", "file", "network", "statement", "alone"];

    private static WrittenCase Write(IEnumerable<Marked> facts)
    {
        var written = new WrittenCase();
        foreach (var fact in facts) written.Add(fact.Fact, fact.Marking);
        return written;
    }

    private static (string Letter, string Bundle) Compose(PackageKind kind, IReadOnlyList<Marked> facts, Letterhead? head = null, string notice = "It is other than we wrote.")
    {
        var written = Write(facts);
        var about = kind.ToString().ToLowerInvariant();
        if (kind is PackageKind.Correction or PackageKind.Retraction)
        {
            // All of it went with the reply; since then it was corrected, or was narrowed.
            if (Outgoing.To(Ostania, "reply", written.View) is not { } reply) return ("", "");
            var first = Composed.Of(written.For(Ostania), reply, Head with { Package = "first", Created = Time(written.Entries.Count) });
            written.Add(new ReleaseProposed("release", new(first.Kind, "reply", Ostania, first.Package, first.Created, first.Sha256, first.Items, [], first.Objects)))
                .Add(new ReleaseApproved("release", null, "sealed", 7)).Add(new PackageSent("release", "file"));
            foreach (var item in Going) Change(written, item, kind);
            written.Add(new NoticeDrafted(about, new(kind == PackageKind.Correction ? NoticeKind.Correction : NoticeKind.Retraction, Going, notice)));
        }
        if (Outgoing.To(Ostania, about, written.View) is not { } outgoing) return ("", "");
        var composed = Composed.Of(written.For(Ostania), outgoing, head ?? Head);
        using var plain = JsonDocument.Parse(composed.Plain);
        return (composed.Letter, plain.RootElement.GetProperty("bundle").GetRawText());
    }

    private static void Change(WrittenCase written, string item, PackageKind kind)
    {
        if (kind == PackageKind.Retraction)
        {
            written.Add(new MarkingChanged(item, Internal, "Its originator asked"));
            return;
        }
        var view = written.View;
        Fact? next = view.Item(item)?.Content switch
        {
            Incident c => new IncidentCorrected(item, c with { Description = c.Description + " They go again." }, "Better"),
            Party c => new PartyCorrected(item, c with { Role = c.Role + ", and more" }, "Better"),
            Effect c => new EffectCorrected(item, c with { Description = c.Description + " One goes again." }, "Better"),
            Claim c => new ClaimCorrected(item, c with { Stance = c.Stance == Stance.Asserts ? Stance.Suggests : Stance.Asserts }, "Better"),
            Observable c => new ObservableCorrected(item, c with { Note = c.Note + ", or another" }, "Better"),
            Statement c => new StatementCorrected(item, c with { Text = c.Text + " Soon." }, "Better"),
            Proposition c => new PropositionCorrected(item, c with { Text = c.Text + " All day." }, "Better"),
            _ => null,
        };
        if (next is not null) written.Add(next);
    }

    /// <summary>The same facts with one member said otherwise, or one marking stricter: each in turn.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<Marked> Facts)> Others(List<Marked> facts)
    {
        for (var i = 0; i < facts.Count; i++)
        {
            var (fact, marking) = facts[i];
            var (id, content) = (fact.GetType().GetProperty("Id")!.GetValue(fact)!, fact.GetType().GetProperty("Content")!.GetValue(fact)!);
            yield return ($"{id}: level", With(facts, i, fact, marking with { Tlp = Tlp.Red }));
            foreach (var (name, other) in Others(content).Where(o => !Names.Contains(o.Name)))
                yield return ($"{id}: {name}", With(facts, i, (Fact)Activator.CreateInstance(fact.GetType(), id, other)!, marking));
        }
    }

    private static IReadOnlyList<Marked> With(List<Marked> facts, int at, Fact fact, Marking marking) => [.. facts.Select((f, i) => i == at ? new Marked(fact, marking) : f)];

    private static IEnumerable<(string Name, object Other)> Others(object record)
    {
        var make = record.GetType().GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var members = make.GetParameters();
        object?[] values = [.. members.Select(m => record.GetType().GetProperty(m.Name!)!.GetValue(record))];
        for (var i = 0; i < members.Length; i++)
        {
            foreach (var (name, other) in Values($"{record.GetType().Name}.{members[i].Name}", members[i].ParameterType, values[i]))
                yield return (name, make.Invoke([.. values.Select((v, n) => n == i ? other : v)]));
        }
    }

    private static IEnumerable<(string Name, object? Other)> Values(string name, Type type, object? value)
    {
        switch (value)
        {
            case null when type == typeof(string):
                yield return (name, "2025");
                break;
            case null when type == typeof(ApproximateTime):
                yield return (name, new ApproximateTime("2025"));
                break;
            case null when Nullable.GetUnderlyingType(type) is { IsEnum: true } words:
                yield return (name, Enum.GetValues(words).GetValue(0));
                break;
            case null when type == typeof(IReadOnlyList<TypedValue>):
                yield return (name, new TypedValue[] { new("file:name", "2025.bin") });
                break;
            case IReadOnlyList<TypedValue> values:
                for (var i = 0; i < values.Count; i++)
                    foreach (var (member, other) in Others(values[i])) yield return (member, values.Select((v, n) => n == i ? (TypedValue)other : v).ToList());
                yield return ($"{name} none", null);
                break;
            case string text:
                yield return (name, name.EndsWith(".Due", StringComparison.Ordinal) ? Time(8_000) : text + " or so");
                break;
            case bool flag:
                yield return (name, !flag);
                break;
            case int number:
                yield return (name, number + 1);
                break;
            case Enum word:
                foreach (var other in Enum.GetValues(word.GetType()).Cast<object>().Where(o => !o.Equals(word)).Take(word is Disposition ? 9 : 2)) yield return ($"{name} {other}", other);
                break;
            case ApproximateTime time:
                yield return (name, new ApproximateTime("2025"));
                yield return ($"{name} about", new ApproximateTime(time.Value, !time.About));
                yield return ($"{name} none", null);
                break;
            case IReadOnlyList<string> { Count: > 1 } list:
                yield return ($"{name} less", list.SkipLast(1).ToList());
                yield return ($"{name} turned", list.Reverse().ToList());
                break;
            case IReadOnlyList<Ask> asks:
                for (var i = 0; i < asks.Count; i++)
                    foreach (var (member, other) in Others(asks[i])) yield return (member, asks.Select((a, n) => n == i ? (Ask)other : a).ToList());
                yield return ($"{name} less", asks.SkipLast(1).ToList());
                break;
            case IReadOnlyList<Answer> answers:
                for (var i = 0; i < answers.Count; i++)
                    foreach (var (member, other) in Others(answers[i])) yield return (member, answers.Select((a, n) => n == i ? (Answer)other : a).ToList());
                yield return ($"{name} less", answers.SkipLast(1).ToList());
                break;
            case PassageRef passage:
                yield return ($"{name}.Quote", passage with { Quote = "they did" });
                yield return ($"{name} none", null);
                break;
        }
    }
}
