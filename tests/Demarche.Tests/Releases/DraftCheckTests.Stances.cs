using Demarche.Claims;

namespace Demarche.Tests.Releases;

/// <summary>From how many origins a partner could have a statement: each stance by itself.</summary>
public sealed partial class DraftCheckTests
{
    // Who only suggests it can't be who asserts it; who asserts it may have suggested it.
    [Theory]
    [InlineData(Stance.Asserts, Stance.Suggests, 1)]
    [InlineData(Stance.Suggests, Stance.Asserts, 2)]
    [InlineData(Stance.Suggests, Stance.Suggests, 2)]
    [InlineData(Stance.Asserts, Stance.Denies, 1)]
    [InlineData(Stance.Denies, Stance.NoEvidenceFor, 1)]
    public void A_stance_is_counted_with_those_that_could_have_been_it(Stance stance, Stance other, int origins)
    {
        Claim("c", "official", stance, "paper");
        Claim("second", "minister", other, null);
        Assert.Equal(origins, Check().Reach.Single(r => r.Item == "c").Origins);
        Assert.Equal(origins == 1, Check().Findings.Any(f => f is { Rule: "protected-source-exposed", Item: "c" }));
    }
}
