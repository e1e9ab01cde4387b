using Demarche.Cases;
using Demarche.Journal;
using Demarche.Partners;
using Demarche.TwoPeople;

namespace Demarche.Tests.Partners;

public sealed class PartnerDecisionTests : IDisposable
{
    private const string OwnDesk = "our-desk";

    private static readonly Proposing By = new("change", "person-1");

    private readonly DeskKeys keys = DeskKeys.Create();
    private readonly List<Entry> entries = [];

    private DeskFile Desk => DeskFile.Fold(entries);

    private string Card => keys.Card("Westmark", "https://westmark.example").ToJson();

    [Fact]
    public void A_new_card_is_not_confirmed_and_its_key_is_not_taken()
    {
        Take(Add("w"));
        Assert.False(Desk.Partners.Find("w")!.Content.Confirmed);
        Assert.Null(Pins.Find(Desk, keys.SigningKey.Thumbprint));
        Assert.Null(Pins.CardOf(Desk, "w"));
    }

    [Fact]
    public void Confirming_needs_the_fingerprint_and_with_whom_it_was_compared()
    {
        Take(Add("w"));
        var fingerprint = Desk.Partners.Find("w")!.Content.Card!.Fingerprint;
        Refused("fingerprint-must-match", PinDecisions.Confirm(Desk, new("w", "0000 " + fingerprint[5..], "by phone", null, By)));
        Refused("text-must-be-given", PinDecisions.Confirm(Desk, new("w", fingerprint, " ", null, By)));
        Take(PinDecisions.Confirm(Desk, new("w", fingerprint.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(), "compared by phone with Ms Lind", null, By)));
        Assert.Equal("compared by phone with Ms Lind", Desk.Partners.Find("w")!.History[^1].Reason);
        Assert.False(Pins.Find(Desk, keys.SigningKey.Thumbprint)!.Retired);
        Refused("card-must-wait-for-confirmation", PinDecisions.Confirm(Desk, new("w", fingerprint, "again", null, By)));
    }

    [Fact]
    public void Other_keys_must_be_confirmed_again_and_the_old_ones_are_given_up()
    {
        Confirmed("w");
        using var next = keys.Rotate();
        Take(PinDecisions.Replace(Desk, new("w", next.Card("Westmark", "https://westmark.example").ToJson(), "they lost the old ones", null, OwnDesk, By)));
        Assert.Null(Pins.CardOf(Desk, "w"));
        Assert.True(Pins.Find(Desk, keys.SigningKey.Thumbprint)!.Retired);
        Assert.Null(Pins.Find(Desk, next.SigningKey.Thumbprint));
        Refused("keys-must-be-new", PinDecisions.Replace(Desk, new("w", Card, "back to the old ones", null, OwnDesk, By)));
    }

    [Fact]
    public void Another_address_needs_no_new_comparison()
    {
        Confirmed("w");
        Take(PinDecisions.Replace(Desk, new("w", keys.Card("Westmark", "https://new.westmark.example").ToJson(), "they moved", null, OwnDesk, By)));
        Assert.Equal("https://new.westmark.example", Pins.CardOf(Desk, "w")!.Address);
    }

    [Fact]
    public void A_statement_signed_with_the_old_key_keeps_the_confirmation_and_is_good_once()
    {
        Confirmed("w");
        using var next = keys.Rotate();
        var statement = new KeyRotation(next.Card("Westmark", "https://westmark.example"), "2026-03-02T09:00:00.000Z").Sign(keys);
        Take(PinDecisions.Rotate(Desk, statement + "\n"));
        Assert.Equal(next.SigningKey, Pins.CardOf(Desk, "w")!.Signing);
        Refused("statement-must-be-a-partners", PinDecisions.Rotate(Desk, statement));
    }

    [Fact]
    public void A_statement_changes_the_keys_and_never_the_address()
    {
        Confirmed("w");
        using var next = keys.Rotate();
        Take(PinDecisions.Rotate(Desk, new KeyRotation(next.Card("Westmark", "https://thief.example"), "2026-03-02T09:00:00.000Z").Sign(keys)));
        Assert.Equal((next.SigningKey, "https://westmark.example"), (Pins.CardOf(Desk, "w")!.Signing, Pins.CardOf(Desk, "w")!.Address));
        Assert.Equal("https://thief.example", Desk.Partners.Find("w")!.Content.Announced);
        Take(PartnerDecisions.Correct(Desk, new("w", Form("Westmark CERT"), "its full name", null, By)));
        Assert.Equal("https://thief.example", Desk.Partners.Find("w")!.Content.Announced);
        Take(PinDecisions.Replace(Desk, new("w", (Pins.CardOf(Desk, "w")! with { Address = "https://thief.example" }).ToJson(), "Ms Lind says so", null, OwnDesk, By)));
        Assert.Equal(("https://thief.example", null), (Pins.CardOf(Desk, "w")!.Address, Desk.Partners.Find("w")!.Content.Announced));
    }

    [Fact]
    public void A_statement_of_a_partner_that_nobody_confirmed_is_worth_nothing()
    {
        Take(Add("w"));
        using var next = keys.Rotate();
        var statement = new KeyRotation(next.Card("Westmark", "https://westmark.example"), "2026-03-02T09:00:00.000Z").Sign(keys);
        Refused("statement-must-be-a-partners", PinDecisions.Rotate(Desk, statement));
    }

    [Fact]
    public void One_desk_is_one_partner_and_never_ourselves()
    {
        Take(Add("w"));
        Refused("card-must-be-its-own", Add("x", "Another name"));
        Refused("name-must-be-its-own", PartnerDecisions.Add(Desk, new("x", Form("WESTMARK"), null, OwnDesk)));
        // By eye nobody tells these apart: a Cyrillic letter, another case, a space more.
        foreach (var alike in new[] { "W\u0435stmark", "w\u0435\u0455tmark", " West\u200bmark" }) Assert.IsType<Decision.Refused>(PartnerDecisions.Add(Desk, new("x", Form(alike), null, OwnDesk)));
        Refused("name-must-be-its-own", PartnerDecisions.Add(Desk, new("x", Form("W\u0435stmark"), null, OwnDesk)));
        Refused("partner-must-be-another-desk", PartnerDecisions.Add(Desk, new("x", Form("Us"), Card, keys.Desk)));
        Refused("card-must-be-readable", PartnerDecisions.Add(Desk, new("x", Form("Sudria"), "{\"desk\":1}", OwnDesk)));
        using var other = DeskKeys.Create();
        Refused("card-must-be-of-the-same-desk", PinDecisions.Replace(Desk, new("w", other.Card("Westmark", "https://westmark.example").ToJson(), "a new card", null, OwnDesk, By)));
    }

    [Fact]
    public void A_withdrawn_partner_is_neither_sent_to_nor_taken_from_and_its_history_stays()
    {
        Confirmed("w");
        Take(PartnerDecisions.Withdraw(Desk, new("w", "The treaty ended.", null)));
        Assert.Null(Pins.CardOf(Desk, "w"));
        Assert.Null(Pins.Find(Desk, keys.SigningKey.Thumbprint));
        Assert.Equal(3, Desk.Partners.Find("w")!.History.Count);
        Refused("item-must-stand", PartnerDecisions.Correct(Desk, new("w", Form("Westmark"), "a name", null, By)));
    }

    [Fact]
    public void A_stale_form_is_refused_and_a_correction_leaves_the_pinned_card_alone()
    {
        Confirmed("w");
        Refused("form-must-be-fresh", PartnerDecisions.Correct(Desk, new("w", Form("Westmark CERT"), "its full name", 1, By)));
        Take(PartnerDecisions.Correct(Desk, new("w", Form("Westmark CERT") with { Suspicion = "its registry relayed the mail" }, "its full name", null, By)));
        var partner = Desk.Partners.Find("w")!.Content;
        Assert.Equal(("Westmark CERT", "its registry relayed the mail", true), (partner.Name, partner.Suspicion, partner.Confirmed));
    }

    public void Dispose() => keys.Dispose();

    private static PartnerForm Form(string name) => new(name, "wm", "Westmark", "Ms Lind", null, null);

    private Decision Add(string id, string name = "Westmark") => PartnerDecisions.Add(Desk, new(id, Form(name), Card, OwnDesk));

    private void Confirmed(string id)
    {
        Take(Add(id));
        Take(PinDecisions.Confirm(Desk, new(id, Desk.Partners.Find(id)!.Content.Card!.Fingerprint, "by phone", null, By)));
    }

    private void Take(Decision decision)
    {
        var allowed = Assert.IsType<Decision.Allowed>(decision);
        foreach (var fact in allowed.Facts)
        {
            var head = entries.Count == 0 ? Head.Empty(DeskFile.JournalId) : entries[^1].AsHead();
            entries.Add(FactKinds.Draft(DeskFile.JournalId, "2026-03-02T09:00:00.000Z", "person-1", fact).After(head));
        }
    }

    private static void Refused(string rule, Decision decision) => Assert.Equal(rule, Assert.IsType<Decision.Refused>(decision).Rule);
}
