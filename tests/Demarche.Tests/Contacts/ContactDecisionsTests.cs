using Demarche.Cases;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Markings;
using Demarche.Requests;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.CaseDecisionsTests;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Contacts;

public class ContactDecisionsTests
{
    private static readonly Contact Call = new(Ostania, new("2026-03-02T10:00Z"), "", "call", "", "Logs?", "On Monday.", null);
    private static readonly Commitment Law = new(Ostania, "Logs are kept for a year.", true, null, null, null);
    private static readonly Document Letter = new("letter.txt", "a", "b", "text/plain", 9, "by post", null, null, null, null, null, null, null);

    [Fact]
    public void A_contact_is_with_a_listed_partner_at_a_real_time_about_something()
    {
        var view = new WrittenCase().View;
        Assert.IsType<Decision.Allowed>(ContactDecisions.Hold(view, OurDesk, new("c", Call, null)));
        Assert.Equal("partner-must-be-listed", Rule(ContactDecisions.Hold(view, OurDesk, new("c", Call with { Partner = "gone" }, null))));
        Assert.Equal("text-must-be-given", Rule(ContactDecisions.Hold(view, OurDesk, new("c", Call with { Asked = "", Said = "" }, null))));
        Assert.Equal("text-must-be-given", Rule(ContactDecisions.Hold(view, OurDesk, new("c", Call with { At = new("") }, null))));
        Assert.Equal("time-must-be-real", Rule(ContactDecisions.Hold(view, OurDesk, new("c", Call with { At = new("yesterday") }, null))));
        Assert.Equal("item-must-exist", Rule(ContactDecisions.Hold(view, OurDesk, new("c", Call with { Request = "nothing" }, null))));
    }

    [Fact]
    public void Quoted_law_must_stand_in_the_document()
    {
        var view = new WrittenCase().Add(new DocumentTakenIn("d", Letter)).View;
        Assert.Equal("passage-must-stand-in-the-document", Rule(ContactDecisions.Make(view, OurDesk, new("c", Law with { Passage = new("d", 0, 0, "a year") }, null))));
        Assert.Equal("item-must-exist", Rule(ContactDecisions.Make(view, OurDesk, new("c", Law with { Passage = new("e", 0, 6, "a year") }, null))));
        Assert.IsType<Decision.Allowed>(ContactDecisions.Make(view, OurDesk, new("c", Law with { Passage = new("d", 3, 9, "a year") }, null)));
    }

    [Fact]
    public void A_correction_keeps_what_its_author_may_not_see()
    {
        var red = Marking.Of(Tlp.Red);
        var written = new WrittenCase().Add(new DocumentTakenIn("d", Letter), red)
            .Add(new RequestDrafted("r", new("T", "T", [new("a", "A")], "", Ana, Time(9), [Ostania], [])), red)
            .Add(new ContactHeld("c", Call with { Request = "r" })).Add(new CommitmentMade("m", Law with { Passage = new("d", 3, 9, "a year") }));
        var view = Demarche.Views.View.For(written.File, AtDesk(readsRed: false));
        Assert.Null(view.Contacts.Find("c")!.Content.Request);
        var contact = Assert.IsType<Decision.Allowed>(ContactDecisions.Correct(view, OurDesk, new CorrectContact("c", Call with { Said = "On Tuesday." }, "misheard", null)));
        Assert.Equal("r", ((ContactCorrected)contact.Facts[0].Fact).Content.Request);
        var law = Assert.IsType<Decision.Allowed>(ContactDecisions.Correct(view, OurDesk, new CorrectCommitment("m", Law with { Text = "Two years." }, "misread", null)));
        Assert.Equal("d", ((CommitmentCorrected)law.Facts[0].Fact).Content.Passage!.Document);
    }

    [Fact]
    public void The_list_is_newest_first_and_narrows_to_one_partner()
    {
        var view = new WrittenCase().Add(new ContactHeld("old", Call)).Add(new ContactHeld("new", Call with { At = new("2026-03-05") }))
            .Add(new ContactHeld("other", Call with { Partner = Sudria })).Add(new CommitmentMade("in", Law with { Contact = "old" })).Add(new CommitmentMade("loose", Law)).View;
        Assert.Equal(["new", "other", "old"], ContactList.Of(view, OurDesk, null, true).Contacts.Select(c => c.Contact.Id));
        var list = ContactList.Of(view, OurDesk, Ostania, true);
        Assert.Equal(["new", "old"], list.Contacts.Select(c => c.Contact.Id));
        Assert.Equal("in", Assert.Single(list.Contacts[1].Commitments).Commitment.Id);
        Assert.Equal("loose", Assert.Single(list.Loose).Commitment.Id);
    }
}
