using Demarche.Cases;
using Demarche.Imports;

namespace Demarche.Tests.Imports;

/// <summary>Whatever looks like a marking, in whatever shape, makes an event or a part of it stricter and never laxer.</summary>
public sealed class MispLabelTests : IAsyncLifetime
{
    private ImportingDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await ImportingDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData("\"Tag\": [\"tlp:red\"]", Tlp.Red)]
    [InlineData("\"Tag\": \"TLP:RED\"", Tlp.Red)]
    [InlineData("\"Tag\": {\"name\": \"tlp:red\"}", Tlp.Red)]
    [InlineData("\"tags\": [{\"name\": \"tlp:red\"}]", Tlp.Red)]
    [InlineData("\"EventTag\": [{\"Tag\": {\"name\": \"tlp:green\"}}]", Tlp.Green)]
    [InlineData("\"Tag\": [{\"name\": \"TLP RED\"}]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"tlp:amber+strict\"}]", Tlp.AmberStrict)]
    [InlineData("\"Tag\": [{\"name\": \"TLP:AMBER STRICT\"}]", Tlp.AmberStrict)]
    [InlineData("\"Tag\": [{\"name\": \"tlp=\\\"red\\\"\"}]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"iep:traffic-light-protocol=\\\"RED\\\"\"}]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"tlp:clear\"}, {\"name\": null}]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"tlp:clear\"}, 5]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"tlp:clear\"}, {\"colour\": \"#fff\"}]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"tlp:ex:chr\"}]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"TLР:RED\"}, {\"name\": \"tlp:clear\"}]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"nato:classification=\\\"NS\\\"\"}, {\"name\": \"tlp:clear\"}]", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"PAP:RED\"}]", Tlp.Amber)]
    [InlineData("\"Tag\": [{\"name\": \"workflow:todo=\\\"add-tlp\\\"\"}, {\"name\": \"tlp:clear\"}]", Tlp.Clear)]
    [InlineData("\"distribution\": \"1\"", Tlp.Amber)]
    [InlineData("\"distribution\": \"3\", \"Tag\": [{\"name\": \"tlp:clear\"}]", Tlp.Clear)]
    [InlineData("\"distribution\": \"1\", \"Tag\": [{\"name\": \"tlp:clear\"}]", Tlp.Green)]
    [InlineData("\"distribution\": \"0\", \"Tag\": [{\"name\": \"tlp:clear\"}]", Tlp.AmberStrict)]
    [InlineData("\"distribution\": 4, \"sharing_group_id\": \"7\", \"Tag\": [{\"name\": \"tlp:clear\"}]", Tlp.AmberStrict)]
    [InlineData("\"sharing_group_id\": \"7\", \"Tag\": [{\"name\": \"tlp:clear\"}]", Tlp.AmberStrict)]
    [InlineData("\"distribution\": [0], \"Tag\": [{\"name\": \"tlp:clear\"}]", Tlp.Red)]
    public async Task What_the_event_asks_for_binds_all_of_it(string said, Tlp expected)
    {
        var view = await ReadAsync($$"""{"info": "An event", {{said}}, "Attribute": [{{Mutex}}]}""");
        Assert.Equal((expected, expected), (view.Default.Tlp, view.Observables.Standing.Single().Marking.Tlp));
        Assert.All(view.Observables.Standing, o => Assert.Empty(o.Marking.ReleasableTo));
    }

    [Fact]
    public async Task A_label_in_the_title_is_one()
    {
        Assert.Equal(Tlp.Red, (await ReadAsync($$"""{"info": "Report [TLP:RED]", "Tag": ["tlp:clear"], "Attribute": [{{Mutex}}]}""")).Default.Tlp);
    }

    [Theory]
    [InlineData("\"Tag\": [\"tlp:red\"]", "", Tlp.Red)]
    [InlineData("\"AttributeTag\": [{\"Tag\": {\"name\": \"tlp:red\"}}]", "", Tlp.Red)]
    [InlineData("\"Tag\": [{\"name\": \"tlp:whatever\"}]", "", Tlp.Red)]
    [InlineData("\"distribution\": \"0\"", "", Tlp.AmberStrict)]
    [InlineData("\"distribution\": \"4\"", "", Tlp.AmberStrict)]
    [InlineData("\"distribution\": \"5\"", "", Tlp.Clear)]
    [InlineData("\"comment\": \"TLP: RED, from a partner\"", "", Tlp.Red)]
    [InlineData("", "\"Tag\": [{\"name\": \"tlp:red\"}]", Tlp.Red)]
    [InlineData("", "\"distribution\": \"0\"", Tlp.AmberStrict)]
    [InlineData("\"Tag\": [\"tlp:clear\"]", "\"ObjectTag\": [{\"Tag\": {\"name\": \"tlp:amber\"}}]", Tlp.Amber)]
    public async Task What_an_attribute_or_its_object_asks_for_binds_what_is_made_of_it(string ofAttribute, string ofObject, Tlp expected)
    {
        var attribute = $$"""{"type": "mutex", "category": "Artifacts dropped", "value": "Global\\Crane" {{(ofAttribute.Length > 0 ? ", " + ofAttribute : "")}} }""";
        var view = await ReadAsync($$"""{"info": "An event", "Tag": ["tlp:clear"], "Object": [{"name": "mutex" {{(ofObject.Length > 0 ? ", " + ofObject : "")}}, "Attribute": [{{attribute}}]}]}""");
        Assert.Equal((Tlp.Clear, expected, expected), (view.Default.Tlp, view.Observables.Standing.Single().Marking.Tlp,
            view.Documents.Standing.Single().Marking.Tlp));
    }

    [Fact]
    public async Task Limits_and_unknown_labels_are_told_with_what_was_made_of_them()
    {
        var report = await desk.ImportMispAsync($$"""{"info": "An event", "distribution": "0", "Tag": ["tlp:violet"], "Attribute": [{{Mutex.Replace("}", ", \"distribution\": \"4\"}", StringComparison.Ordinal)}}]}""");
        var told = report.Problems.Where(p => p.Defect == Defect.Narrowed).Select(p => p.What).ToList();
        Assert.Contains(told, w => w.Contains("distribution 0, its originator's organisation only", StringComparison.Ordinal)
            && w.Contains("TLP:AMBER+STRICT", StringComparison.Ordinal));
        Assert.Contains(told, w => w.Contains("tlp:violet", StringComparison.Ordinal) && w.Contains("TLP:RED", StringComparison.Ordinal));
        Assert.Contains(told, w => w.StartsWith("1 of its attributes have distribution 4", StringComparison.Ordinal));
    }

    private const string Mutex = """{"type": "mutex", "category": "Artifacts dropped", "value": "Global\\Crane"}""";

    private async Task<Demarche.Views.View> ReadAsync(string json) =>
        await desk.ViewAsync(Assert.Single((await desk.ImportMispAsync(json)).Cases));
}
