using System.Text;
using System.Text.Json;

namespace Demarche.Stix.Tests;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-1.5e-9, "-1.5e-9")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(333333333.33333329, "333333333.3333333")]
    [InlineData(1200, "1200")]
    [InlineData(0.5, "0.5")]
    public void Numbers_are_written_as_ECMAScript_does(double value, string text) => Assert.Equal(text, CanonicalJson.Number(value));

    [Fact]
    public void The_published_vectors_come_out_byte_for_byte()
    {
        var folder = SharedData.Folder("standards/jcs-rfc8785/testdata");
        var inputs = Directory.GetFiles(Path.Combine(folder, "input"), "*.json");
        Assert.NotEmpty(inputs);
        foreach (var input in inputs)
        {
            var expected = File.ReadAllText(Path.Combine(folder, "output", Path.GetFileName(input)), Encoding.UTF8);
            Assert.Equal(expected, CanonicalJson.Of(JsonElement.Parse(File.ReadAllBytes(input))));
        }
    }
}
