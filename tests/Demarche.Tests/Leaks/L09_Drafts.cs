using Demarche.Claims;
using Demarche.Documents;
using Demarche.Markings;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>What is said about something follows the stricter of the two: a draft, a wording, a judgement is gone with what it is about.</summary>
public sealed class L09_Drafts
{
    private static readonly Marking Hidden = new(Tlp.Amber, [WrittenCase.Ostania], ["crypto"]);

    [Fact]
    public void What_is_about_something_hidden_is_hidden_however_it_is_marked_itself()
    {
        var (open, hidden) = (Of(WrittenCase.ToBoth), Of(Hidden));
        // The control: where the target is seen, so is what is about it.
        Assert.All(Counts(open), c => Assert.Equal(1, c.Count));
        Assert.All(Counts(hidden), c => Assert.True(c.Count == 0, $"A {c.What} was left over."));
    }

    private static View Of(Marking target)
    {
        var written = new WrittenCase()
            .Add(new DocumentTakenIn("d1", new("a.txt", "x", "x", "text/plain", 4, "t", "t", null, null, "t", null, "en", null)), target)
            .Add(new DocumentTakenIn("d2", new("b.txt", "y", "y", "text/plain", 4, "t", "t", null, null, "t", null, "en", null)))
            .Add(new OriginJudged("j", new("d1", "d2", true, "the same words")))
            .Add(new ProposalRejected("x", new("claim", "d1", 0, 4)))
            .Add(new PropositionStated("p", new("It rained.")), target)
            .Add(new SourceNamed("s", new("Ada", "Ada", null, Standing.Official, null, [], null)))
            .Add(new ClaimMade("c", new("p", "s", Stance.Asserts, Standing.Official, true, Nature.Fact, null, null, null)))
            .Add(new RequestDrafted("r", new("Help", "Help", [new("a", "Who?")], "Law", WrittenCase.Ana, "2026-04-01T00:00:00.000Z", [WrittenCase.Ostania], [])), target)
            .Add(new RequestWorded("w", new("r", WrittenCase.Ostania, "Dear", null)))
            .Add(new ReplyReceived("re", new("r", WrittenCase.Ostania, "pk", "sha", "2026-03-01T08:00:00.000Z", Disposition.Answered, "Yes", [])))
            .Add(new RequestTakenIn("i", new(WrittenCase.Ostania, "pk2", "sha", "2026-03-01T08:00:00.000Z", "t", "t", [new("b", "t")], "t", "2026-04-01T00:00:00.000Z", "g")), target)
            .Add(new ReplyDrafted("rd", new("i", Disposition.Answered, "Yes", [], [])));
        return View.For(written.File, WrittenCase.AtDesk(WrittenCase.Ben));
    }

    private static (string What, int Count)[] Counts(View view) =>
    [
        ("judgement of origin", view.Origins.Count), ("rejected proposal", view.Rejected.Count), ("claim", view.Claims.Count), ("wording", view.Wordings.Count),
        ("reply", view.Replies.Count), ("draft of a reply", view.ReplyDrafts.Count),
    ];
}
