using System.Text.Json;

namespace Demarche.Reading.Tests;

public class JsonTests
{
    [Fact]
    public void The_object_has_every_named_member_even_when_nothing_is_known()
    {
        using var json = JsonDocument.Parse(ReadingJson.Write([Texts.Read(WireStory.Plain())]));
        var root = json.RootElement;

        AssertMembers(root, "documents", "origins", "observables", "claims", "times");
        var document = root.GetProperty("documents")[0];
        AssertMembers(document, "id", "sha256", "title", "byline", "agency", "publisher", "published", "language", "passages");
        Assert.Equal(JsonValueKind.Null, document.GetProperty("title").ValueKind);
        AssertMembers(document.GetProperty("passages")[0], "kind", "start", "end", "text");
        Assert.Equal("body", document.GetProperty("passages")[0].GetProperty("kind").GetString());
        AssertMembers(root.GetProperty("origins")[0], "documents", "relation");
        AssertMembers(root.GetProperty("claims")[0], "document", "speaker", "standing", "anonymous", "cue", "content", "stance", "onRecord", "start", "end");
        AssertMembers(root.GetProperty("times")[0], "written", "resolved", "document", "start", "end");
    }

    [Fact]
    public void An_observable_names_its_document()
    {
        var document = Texts.Read("The implant spoke to 192.0.2.14 twice a day.");
        using var json = JsonDocument.Parse(ReadingJson.Write([document]));
        var observable = json.RootElement.GetProperty("observables")[0];

        AssertMembers(observable, "type", "value", "written", "document", "start", "end");
        Assert.Equal(document.Id, observable.GetProperty("document").GetString());
    }

    private static void AssertMembers(JsonElement element, params string[] names) =>
        Assert.All(names, name => Assert.True(element.TryGetProperty(name, out _), $"No member {name}."));
}
