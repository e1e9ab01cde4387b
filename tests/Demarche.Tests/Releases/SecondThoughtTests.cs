using CsCheck;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using Demarche.TwoPeople;
using Demarche.Views;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>What makes whoever proposes say why: beside the same draft without what causes it.</summary>
public sealed class SecondThoughtTests
{
    private const string Before = "2026-02-01T08:00:00.000Z";
    private static readonly DeskKeys Keys = DeskKeys.Create();
    private static readonly DeskCard Card = Keys.Card("Ostania", "https://ostania.example");

    private readonly WrittenCase written = new();
    private readonly List<Entry> desk = [];
    private string due = "2026-03-09T12:00:00.000Z";

    public SecondThoughtTests()
    {
        Desk(Before, "desk", new PersonAdded("ada", new("Ada Nord", "ada", [Role.Administrator], [], false)));
        Desk(Before, "desk", new PersonAdded("rita", new("Rita Holm", "rita", [Role.Releaser], [], false)));
        Desk(Before, "desk", new PartnerAdded(Ostania, new("Ostania", null, "", "", Card, true, [], null, null)));
    }

    [Fact]
    public void A_draft_to_a_partner_of_whom_nothing_is_against_asks_nothing() => Assert.Empty(Rules());

    [Fact]
    public void A_suspect_is_written_to_only_with_a_reason()
    {
        Desk(Before, "ada", new PartnerCorrected(Ostania, Partner with { Suspicion = "Its registry relayed the mail." }, "a report"));
        Assert.Contains("Its registry relayed the mail.", Only("partner-is-suspect").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_for_the_answer_that_is_over_wants_a_reason()
    {
        due = "2026-03-01T07:00:00.000Z";
        Only("answer-is-due-in-the-past");
    }

    [Fact]
    public void What_was_refused_wants_a_reason_until_it_was_approved()
    {
        written.Add(new RequestDrafted("r", new("Help", "We ask for help.", [new("a", "Tell us.")], "Article 7", Ana, due, [Ostania], [])), ToBoth);
        Release("r", "first", refused: true);
        Assert.Contains("“Not yet.”", Only("was-refused-before").Message, StringComparison.Ordinal);
        Release("r", "second");
        Assert.Empty(Rules());
        // A refusal of another draft, in other words, is another's.
        Release("other", "third", refused: true);
        Assert.Empty(Rules());
        // Nor is what was refused for another partner refused for this one.
        Release("r", "fourth", refused: true, partner: Sudria);
        Assert.Empty(Rules());
    }

    [Fact]
    public void Keys_that_two_people_changed_since_the_last_package_are_said_with_their_names()
    {
        using var next = Keys.Rotate();
        Release("r", "first");
        Assert.Empty(Rules());
        var card = next.Card("Ostania", "https://ostania.example");
        var change = new ProposedChange(ChangeKind.ReplaceCard, Ostania, [Role.Administrator], "They lost the old ones.", 1, card);
        Desk(Time(10), "ada", new ChangeProposed("c", change));
        Desk(Time(12), "rita", new ChangeConfirmed("c", change with { Confirmer = "rita" }, "I called."));
        Desk(Time(12), "rita", new PartnerKeysChanged(Ostania, Partner with { Card = card, Retired = [Card] }, "They lost the old ones."));
        var said = Only("keys-changed").Message;
        Assert.Contains("keys changed since your last package, proposed by Ada Nord and confirmed by Rita Holm", said, StringComparison.Ordinal);
        Release("r", "second", at: 20);
        Assert.Empty(Rules());
    }

    [Fact]
    public void Keys_changed_by_a_statement_and_an_address_that_moved_are_said_too()
    {
        using var next = Keys.Rotate();
        Release("r", "first");
        Desk(Time(10), "desk", new PartnerKeysChanged(Ostania, Partner with { Card = next.Card("Ostania", "https://ostania.example"), Retired = [Card] }, "By its statement."));
        Assert.Contains("confirmed by its own statement", Only("keys-changed").Message, StringComparison.Ordinal);
        Release("r", "second", at: 20);
        Desk(Time(30), "ada", new PartnerCorrected(Ostania, Partner with { Card = Partner.Card! with { Address = "https://new.ostania.example" } }, "They moved."));
        Assert.Contains("address changed, to https://new.ostania.example", Only("keys-changed").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_nobody_has_confirmed_yet_is_said_and_no_check_throws()
    {
        Release("r", "first");
        Desk(Time(10), "ada", new PartnerKeysChanged(Ostania, Partner with { Card = DeskKeys.Create().Card("Ostania", "https://ostania.example"), Retired = [Card], Confirmed = false }, "Lost."));
        Assert.Contains("and nobody has confirmed them", Only("keys-changed").Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever a partner's entry went through: pinned or not, keys, address, name and suspicion changed, refused or gone before.</summary>
    [Fact]
    public void No_history_of_a_partner_makes_the_check_throw() => Gen.Int[0, 6].Array[0, 6].Sample(steps =>
    {
        var test = new SecondThoughtTests();
        if (steps.Contains(0)) test.Desk(Time(1), "ada", new PartnerKeysChanged(Ostania, test.Partner with { Confirmed = false }, "x"));
        foreach (var (step, i) in steps.Select((s, i) => (s, 2 + i)))
        {
            var now = test.Partner;
            if (step < 2) test.Release(step == 0 ? "r" : "other", "release-" + i, refused: i % 2 == 0);
            else
            {
                test.Desk(Time(100 * i), "ada", new PartnerCorrected(Ostania, step switch
                {
                    2 => now with { Card = Other, Confirmed = i % 2 == 0 },
                    3 => now with { Card = null, Confirmed = false },
                    4 => now with { Card = Card, Confirmed = true },
                    5 => now with { Suspicion = now.Suspicion is null ? "Why." : null },
                    _ => now with { Card = Card with { Address = "https://elsewhere.example" }, Confirmed = i % 2 == 1 },
                }, "x"));
            }
        }
        Assert.NotNull(test.Check());
    }, iter: 300);

    [Fact]
    public void Keys_that_changed_lately_are_said_in_a_case_from_which_nothing_has_gone_since()
    {
        using var next = Keys.Rotate();
        Desk(Time(10), "desk", new PartnerKeysChanged(Ostania, Partner with { Card = next.Card("Ostania", "https://ostania.example"), Retired = [Card] }, "By its statement."));
        Assert.Contains("keys changed lately, and nothing has gone to it from this case since", Only("keys-changed").Message, StringComparison.Ordinal);
        Release("r", "first", at: 20);
        Assert.Empty(Rules());
    }

    [Fact]
    public void Words_that_were_refused_are_no_others_in_another_draft()
    {
        written.Add(new RequestDrafted("other", new("Help", "We ask for help.", [new("a", "Tell us.")], "Article 7", Ana, due, [Ostania], [])), ToBoth);
        Release("other", "first", refused: true);
        Assert.Contains("refused the same words, in another draft,", Only("was-refused-before").Message, StringComparison.Ordinal);
        Assert.Equal(["other"], Only("was-refused-before").RestsOn);
        // Somebody approved that one since, or has weighed this one.
        Release("other", "second");
        Assert.Empty(Rules());
        Release("other", "third", refused: true);
        Assert.Single(Rules());
        Release("r", "fourth");
        Assert.Empty(Rules());
    }

    [Fact]
    public void Other_words_are_others()
    {
        written.Add(new RequestDrafted("other", new("Cranes", "Which cranes were moved that night?", [new("a", "Name them.")], "Article 7", Ana, due, [Ostania], [])), ToBoth);
        Release("other", "first", refused: true);
        Assert.Empty(Rules());
    }

    [Fact]
    public void A_suspicion_that_somebody_lifted_is_said_until_a_package_has_gone()
    {
        Desk(Before, "ada", new PartnerCorrected(Ostania, Partner with { Suspicion = "Its registry relayed the mail." }, "a report"));
        Release("r", "first");
        Desk(Time(10), "rita", new PartnerCorrected(Ostania, Partner with { Suspicion = null }, "They explained it."));
        var said = Only("suspicion-was-lifted").Message;
        Assert.Contains("“Its registry relayed the mail.” Rita Holm lifted that on 1 March 2026: “They explained it.”", said, StringComparison.Ordinal);
        Release("r", "second", at: 20);
        Assert.Empty(Rules());
    }

    [Fact]
    public void Keys_that_were_never_written_to_are_no_change() => Assert.Empty(Rules());

    private static readonly DeskCard Other = DeskKeys.Create().Card("Ostania", "https://ostania.example");

    private Partner Partner => DeskFile.Fold(desk).Partners.Find(Ostania)!.Content;

    private Finding Only(string rule)
    {
        var finding = Assert.Single(Check().Warnings);
        Assert.Equal((rule, Severity.Warning), (finding.Rule, finding.Severity));
        return finding;
    }

    private IEnumerable<string> Rules() => Check().Warnings.Select(f => f.Rule);

    private DraftCheck Check()
    {
        var file = new WrittenCase(opened: false).Copied(written).Add(new RequestDrafted("r", new("Help", "We ask for help.", [new("a", "Tell us.")], "Article 7", Ana, due, [Ostania], [])), ToBoth).File;
        var (view, list) = (View.For(file, AtDesk()), DeskFile.Fold(desk));
        var audience = list.AudienceOf(Ostania, Time(900));
        var outgoing = Outgoing.To(Ostania, "r", view)!;
        return DraftCheck.Of(new(view, list, outgoing, Composed.Of(View.For(file, audience), outgoing, new("package", Time(900), "our-desk", "Norland", "their-desk", "Ostania")), audience));
    }

    private void Release(string about, string id, bool refused = false, int? at = null, string partner = Ostania)
    {
        while (at is { } minute && written.Entries.Count < minute) written.Add(new Demarche.Claims.PropositionStated($"filler-{written.Entries.Count}", new("Filler")), Internal);
        written.Add(new ReleaseProposed(id, new(PackageKind.Request, about, partner, "package-" + id, Time(0), "sha", [], [])));
        written.Add(refused ? new ReleaseRefused(id, "Not yet.") : new ReleaseApproved(id, null, "sealed", 7));
    }

    private void Desk(string time, string author, Fact fact) =>
        desk.Add(FactKinds.Draft("desk", time, author, new(fact, DeskFile.Internal)).After(desk.Count == 0 ? Head.Empty("desk") : desk[^1].AsHead()));
}
