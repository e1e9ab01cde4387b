using Demarche.Exchange;

namespace Demarche.Tests;

public sealed class CutTests
{
    [Theory]
    [InlineData(298)]
    [InlineData(299)]
    [InlineData(300)]
    public void A_cut_text_never_ends_in_half_a_character(int before)
    {
        var cut = Cut.To(new string('x', before) + "\U0001F600\U0001F600\U0001F600", 300, "…");
        Assert.InRange(cut.Length, 299, 300);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.DoesNotContain(cut.ToCharArray(), c => char.IsHighSurrogate(c) && cut.IndexOf(c) + 1 < cut.Length && !char.IsLowSurrogate(cut[cut.IndexOf(c) + 1]));
    }

    [Fact]
    public void What_a_partner_wrote_at_length_can_be_journalled_wherever_it_is_cut() =>
        Assert.NotEmpty(Demarche.Journal.CanonicalJson.Of<object>(PackageReading.Cut(new string('x', Demarche.Cases.Rules.LongestText - 2) + "\U0001F600\U0001F600")));
}
