using System.Text.Json.Nodes;

namespace Demarche.Tests.Documents;

public sealed class ReadCommandTests : IDisposable
{
    private const string Story = """
        By Northern News Agency

        March 8, 2026

        The cranes of Ekhaven stood still for eleven hours after the program that plans every lift lost its lists overnight.

        A Norland official who spoke on condition of anonymity said records of about 4,000 containers had been deleted.

        The order came from 203.0.113[.]8, an address that rents by the hour, investigators wrote in a note to the port.
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("demarche-read-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Copies_are_printed_as_one_origin()
    {
        var first = Write("first.txt", Story);
        var second = Write("second.txt", Story + "\n\n© 2026 The Harbour Letter, All rights reserved.\n");
        var (code, output, errors) = await Executable.RunAsync("read", "--json", first, second);
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        var read = JsonNode.Parse(output)!;
        Assert.Equal(2, read["documents"]!.AsArray().Count);
        Assert.Equal(2, Assert.Single(read["origins"]!.AsArray())!["documents"]!.AsArray().Count);
        Assert.All(read["observables"]!.AsArray(), o => Assert.Equal("203.0.113.8", (string?)o!["value"]));
    }

    [Fact]
    public async Task Without_json_a_person_can_read_it()
    {
        var (code, output, _) = await Executable.RunAsync("read", Write("story.txt", Story));
        Assert.Equal(0, code);
        Assert.Contains("Northern News Agency", output, StringComparison.Ordinal);
        Assert.Contains("ipv4-addr 203.0.113.8", output, StringComparison.Ordinal);
        Assert.Contains("Origins: 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_can_not_be_read_is_named_with_the_place_and_the_rest_is_read()
    {
        var bad = Path.Combine(folder, "picture.bin");
        await File.WriteAllBytesAsync(bad, [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3], TestContext.Current.CancellationToken);
        var missing = Path.Combine(folder, "missing.txt");
        var (code, output, errors) = await Executable.RunAsync("read", "--json", bad, missing, Write("story.txt", Story));
        Assert.Equal(1, code);
        Assert.Contains($"{bad}: byte ", errors, StringComparison.Ordinal);
        Assert.Contains($"{missing}: ", errors, StringComparison.Ordinal);
        Assert.Single(JsonNode.Parse(output)!["documents"]!.AsArray());
    }

    [Fact]
    public async Task A_document_can_not_write_to_the_terminal()
    {
        var (_, output, _) = await Executable.RunAsync("read", Write("story.html", $"<title>\u001b]0;owned\u0007 \u202e</title><p>{Story}</p>"));
        Assert.DoesNotContain(output, c => char.IsControl(c) && c is not ('\n' or '\r'));
        Assert.DoesNotContain('\u202e', output);
    }

    [Fact]
    public async Task Without_a_file_it_is_wrongly_called() => Assert.Equal(2, (await Executable.RunAsync("read")).Code);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
