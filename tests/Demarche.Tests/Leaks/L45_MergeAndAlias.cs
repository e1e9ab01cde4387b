using Demarche.Documents;
using Demarche.Markings;
using Demarche.Tests.Cases;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>That two things are one is said by a person, joins nothing across what a reader may see, and can be taken back.</summary>
public sealed class L45_MergeAndAlias
{
    private static readonly Marking Hidden = new(Tlp.Amber, [], ["crypto"]);

    [Fact]
    public void Two_documents_that_are_joined_over_a_hidden_one_are_two_to_whoever_does_not_see_it()
    {
        var written = new WrittenCase();
        foreach (var (id, marking) in new[] { ("d1", WrittenCase.Internal), ("d2", Hidden), ("d3", WrittenCase.Internal) })
            written.Add(new DocumentTakenIn(id, new(id + ".txt", id, id, "text/plain", 4, id, id, null, null, id, null, "en", null)), marking);
        written.Add(new OriginJudged("j1", new("d1", "d2", true, "copied"))).Add(new OriginJudged("j2", new("d2", "d3", true, "copied")));
        Assert.Equal(2, Groups(written, null));
        Assert.Equal(1, Groups(written, "crypto"));
        // And it is taken back without a trace in what stands.
        written.Add(new OriginJudgementWithdrawn("j1", "They differ")).Add(new OriginJudgementWithdrawn("j2", "They differ"));
        Assert.Equal(3, Groups(written, "crypto"));
        Assert.Equal(3, written.View.Documents.Count + 1);
    }

    private static int Groups(WrittenCase written, string? compartment) =>
        OriginList.Of(View.For(written.File, WrittenCase.AtDesk(WrittenCase.Ben, true, compartment is null ? [] : [compartment]))).Groups.Count;
}
