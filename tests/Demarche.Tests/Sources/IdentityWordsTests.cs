using Demarche.Sources;

namespace Demarche.Tests.Sources;

public sealed class IdentityWordsTests
{
    [Theory]
    [InlineData("Ivar Holm", "as holm said", true)]
    [InlineData("ivar holm", "Ivar's office", true)]
    [InlineData("Ivar Holm", "the Holms", true)]
    [InlineData("王小明", "据王小明说", true)]
    [InlineData("محمد علي", "قال محمد ذلك", true)]
    [InlineData("Müller", "Mu\u0308ller said so", true)]
    [InlineData("Mu\u0308ller", "MÜLLER", true)]
    [InlineData("Иван Петров", "с Петровым", true)]
    [InlineData("Ｉｖａｒ", "ivar", true)]
    [InlineData("Ivar Holm", "Ho\u200blm", true)]
    [InlineData("Ivar Holm", "Iv\u0430r said so", true)]
    [InlineData("Li Wu", "Li Wu of the port", true)]
    [InlineData("Li Wu", "A li of the port", false)]
    [InlineData("Olav Brekke, harbour master", "An official at the harbour", false)]
    [InlineData("Olav Brekke, harbour master", "brekke said", true)]
    [InlineData("olav brekke", "Brekke said", true)]
    [InlineData("Alba Serrano of the Quay Office", "An official of the ministry", false)]
    [InlineData("Alba Serrano", "Albanian records", false)]
    [InlineData("Ivar Holm", "An official", false)]
    [InlineData("", "An official", false)]
    [InlineData(null, "An official", false)]
    public void A_word_of_a_name_is_found_in_any_script_and_however_it_is_written(string? identity, string told, bool isTold) =>
        Assert.Equal(isTold, IdentityWords.AreIn(identity, ["Nothing.", told]));
}
