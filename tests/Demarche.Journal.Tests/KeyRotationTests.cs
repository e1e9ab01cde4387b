using static Demarche.Journal.Tests.Fixtures;

namespace Demarche.Journal.Tests;

public sealed class KeyRotationTests
{
    private static readonly DeskKeys Next = Norland.Rotate();
    private static readonly DeskCard NextCard = Next.Card("Norland desk", "https://norland.example/desk");

    [Fact]
    public void A_rotation_signed_with_the_old_key_is_believed()
    {
        var rotation = new KeyRotation(NextCard, Time);
        Assert.Equal(rotation, KeyRotation.Verify(rotation.Sign(Norland), NorlandCard).Value);
    }

    [Fact]
    public void A_rotation_signed_with_the_new_key_proves_nothing() =>
        Assert.NotNull(KeyRotation.Verify(new KeyRotation(NextCard, Time).Sign(Next), NorlandCard).Problem);

    [Fact]
    public void A_rotation_to_another_desk_or_to_the_same_key_is_refused()
    {
        Assert.NotNull(KeyRotation.Verify(new KeyRotation(NorlandCard, Time).Sign(Norland), NorlandCard).Problem);
        Assert.Throws<ArgumentException>(() => new KeyRotation(WestmarkCard, Time).Sign(Norland));
        Assert.Throws<ArgumentException>(() => new KeyRotation(NextCard, "now").Sign(Norland));

        var taken = SignedText.Sign("demarche-rotation+jws", Strict.Utf8.GetBytes($"{{\"card\":{WestmarkCard.ToJson()},\"time\":\"{Time}\"}}"), Norland);
        Assert.Contains("not of", KeyRotation.Verify(taken, NorlandCard).Problem!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    public void Nonsense_is_no_rotation(string text) => Assert.NotNull(KeyRotation.Verify(text, NorlandCard).Problem);
}
