using System.Globalization;
using System.Text.Json;
using Demarche.Stix.Checking;

namespace Demarche.Stix.Tests;

public class SelectorTests
{
    [Theory]
    [InlineData("name", "a")]
    [InlineData("list.[1].x", "2")]
    [InlineData("list.[2]", null)]
    [InlineData("list.[1].y", null)]
    [InlineData("name.x", null)]
    [InlineData("missing", null)]
    [InlineData("deep.list.[0]", "z")]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("[0]", null)]
    public void A_selector_finds_a_property_or_an_item_of_a_list(string selector, string? found)
    {
        var json = JsonElement.Parse("""{"name":"a","list":[{"x":1},{"x":2}],"deep":{"list":["z"]}}""");
        var value = new Selectors(json).Select(selector);
        Assert.Equal(found, value.ValueKind == JsonValueKind.Undefined ? null : value.ToString());
    }

    [Fact]
    public void A_thousand_selectors_read_an_object_of_thousands_of_properties_once()
    {
        var members = string.Join(",", Enumerable.Range(0, 4_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"\"p{n}\":{{\"q\":[1,2,3]}}")));
        var selectors = new Selectors(JsonElement.Parse($"{{{members}}}"));
        for (var i = 0; i < 1_000; i++) Assert.Equal(JsonValueKind.Number, selectors.Select(string.Create(CultureInfo.InvariantCulture, $"p{i}.q.[2]")).ValueKind);
        Assert.InRange(selectors.Steps, 4_000, 4_000 + 1_000 * 4);
    }
}
