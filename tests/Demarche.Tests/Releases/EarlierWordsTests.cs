using Demarche.Claims;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Sources;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>A correction says again what its recipient was told, and nothing that the recipient was not told or may no longer be told.</summary>
public sealed class EarlierWordsTests
{
    private const string Before = "Servers in Ostania were used to mask the origin of the attack", After = "Servers in Ostania were rented for a day";

    [Fact]
    public void A_correction_says_what_was_told_before_and_what_holds_now()
    {
        var letter = Corrected(ReleasedCase.WithClaim());
        Assert.Contains(Before, letter, StringComparison.Ordinal);
        Assert.Contains(After, letter, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_told_in_other_words_is_not_said_again_in_its_own()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new CopyReworded("reworded", new("request", Ostania, "claim", "Something was rented.")));
        var letter = Corrected(released);
        Assert.DoesNotContain(Before, letter, StringComparison.Ordinal);
        Assert.Contains(After, letter, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_was_told_in_other_words_is_not_named_by_what_was_told_before()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new SourceCorrected("source", new(null, "An engineer in Ostania", null, Standing.Technical, null, [Ana], null), "It asked for that."), ToBoth)
            .Add(new CopyReworded("reworded", new("request", Ostania, "source", "Somebody who knows"))).Add(new CopyReworded("again", new("notice", Ostania, "source", "Somebody who knows")));
        Assert.DoesNotContain("An engineer in Ostania", Corrected(released), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_under_a_stricter_level_than_the_item_has_now_is_not_said_again()
    {
        var released = ReleasedCase.WithClaim();
        released.Written.Add(new MarkingChanged("proposition", Marking.Of(Tlp.Red, Ostania, Sudria), "It is delicate."));
        released.Draft("request", [Ostania], "claim").Release("request", Ostania);
        released.Written.Add(new PropositionCorrected("proposition", new(After), "Better")).Add(new MarkingChanged("proposition", ToBoth, "This is not."));
        var letter = Letter(released.Notice("notice", NoticeKind.Correction, "claim"));
        Assert.DoesNotContain(Before, letter, StringComparison.Ordinal);
        Assert.Contains(After, letter, StringComparison.Ordinal);
    }

    [Fact]
    public void A_retraction_says_nothing_again()
    {
        var released = ReleasedCase.WithClaim().Draft("request", [Ostania], "claim").Release("request", Ostania);
        released.Written.Add(new ClaimWithdrawn("claim", "It was another port."));
        var letter = Letter(released.Notice("notice", NoticeKind.Retraction, "claim"));
        Assert.Contains("What no longer holds", letter, StringComparison.Ordinal);
        Assert.DoesNotContain(Before, letter, StringComparison.Ordinal);
    }

    private static string Corrected(ReleasedCase released)
    {
        released.Draft("request", [Ostania], "claim").Release("request", Ostania);
        released.Written.Add(new PropositionCorrected("proposition", new(After), "Better"));
        return Letter(released.Notice("notice", NoticeKind.Correction, "claim"));
    }

    private static string Letter(ReleasedCase released) => Composed.Of(
        released.Written.For(Ostania), Outgoing.To(Ostania, "notice", released.View)!, new("package", released.Now, "desk-n", "Norland CSIRT", "desk-o", "Ostania CERT")).Letter;
}
