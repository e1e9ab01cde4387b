using System.Buffers.Text;
using CsCheck;

namespace Demarche.Journal.Tests;

public sealed class StrictTests
{
    [Fact]
    public void Base64url_of_any_bytes_reads_back() => Gen.Byte.Array[0, 40].Sample(bytes =>
        Assert.Equal(bytes, Strict.Base64(Base64Url.EncodeToString(bytes))));

    [Theory]
    [InlineData("AB")]
    [InlineData("AAB")]
    [InlineData("AAAAAB")]
    [InlineData("AA==")]
    [InlineData("A")]
    [InlineData("AA A")]
    [InlineData("AA+/")]
    [InlineData("AAA\n")]
    public void Bytes_have_one_spelling_only(string text) => Assert.Null(Strict.Base64(text));
}
