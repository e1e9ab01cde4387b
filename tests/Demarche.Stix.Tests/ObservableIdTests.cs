using System.Text.Json;

namespace Demarche.Stix.Tests;

public class ObservableIdTests
{
    [Fact]
    public void The_published_vectors_recompute()
    {
        var vectors = SharedData.Json("standards/stix21-vectors/sco-deterministic-ids.json").GetProperty("vectors");
        foreach (var vector in vectors.EnumerateArray())
        {
            var json = vector.GetProperty("object");
            Assert.Equal(vector.GetProperty("expected_id").GetString(), ObservableId.For(json.GetProperty("type").GetString()!, json)?.ToString());
        }
        Assert.Equal(44, vectors.GetArrayLength());
    }

    [Fact]
    public void Other_properties_and_their_order_do_not_change_the_identifier()
    {
        var plain = JsonElement.Parse("""{"name":"a.exe","hashes":{"SHA-256":"aa","MD5":"bb"}}""");
        var more = JsonElement.Parse("""{"size":5,"hashes":{"MD5":"bb","SHA-256":"cc"},"name":"a.exe","mime_type":"x/y"}""");
        Assert.Equal(ObservableId.For("file", plain), ObservableId.For("file", more));
    }

    [Fact]
    public void Of_the_hashes_the_first_preferred_one_contributes_and_else_the_first_by_name()
    {
        Assert.NotEqual(File("""{"MD5":"x","SHA-1":"y"}"""), File("""{"SHA-1":"y"}"""));
        Assert.Equal(File("""{"SHA-1":"y","SHA-256":"z"}"""), File("""{"SHA-1":"y"}"""));
        Assert.Equal(File("""{"TLSH":"t","SHA3-256":"s"}"""), File("""{"SHA3-256":"s"}"""));
        static StixId? File(string hashes) => ObservableId.For("file", JsonElement.Parse($$"""{"hashes":{{hashes}}}"""));
    }

    [Fact]
    public void Without_contributing_properties_there_is_no_deterministic_identifier()
    {
        Assert.Null(ObservableId.For("process", JsonElement.Parse("""{"pid":4}""")));
        Assert.Null(ObservableId.For("artifact", JsonElement.Parse("""{"mime_type":"a/b"}""")));
        Assert.Null(ObservableId.For("incident", JsonElement.Parse("""{"name":"x"}""")));
    }
}
