using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Demarche.Journal;
using Demarche.Reading;

namespace Demarche.Demo;

/// <summary>Tells the story's plot: each act is a call to a desk's API by one of its people, with what earlier acts left.</summary>
/// <param name="story">The texts.</param>
/// <param name="seats">Who sits where: the desk's key, a slash, the login.</param>
/// <param name="kept">Names that the plot uses and ids they stand for.</param>
internal sealed partial class Telling(Story story, IReadOnlyDictionary<string, Seat> seats, Dictionary<string, string> kept, TimeProvider time)
{
    private readonly Dictionary<string, string> texts = [];

    /// <exception cref="DemoProblem">A desk refused an act.</exception>
    public async Task TellAsync(JsonArray acts, CancellationToken ct)
    {
        foreach (var act in acts)
        {
            var seat = seats[(string)act!["as"]!];
            if ((string?)act["post"] is { } post) await PostAsync(seat, post, act, ct);
            else await LookAsync(seat, (string)act["look"]!, act["keep"]!.AsObject(), ct);
        }
    }

    private async Task PostAsync(Seat seat, string path, JsonNode act, CancellationToken ct)
    {
        var answer = await seat.PostAsync(Filled(path), await FilledAsync(act["with"], ct), ct);
        if ((string?)act["keep"] is not { } name) return;
        kept[name] = (string?)answer["item"] ?? throw new DemoProblem($"{path} left nothing to keep.");
        if ((string?)act["with"]?["base64"]?["$document"] is { } document) texts[name] = document;
    }

    // Another desk may have to do something first.
    private Task LookAsync(Seat seat, string path, JsonObject keep, CancellationToken ct)
    {
        var what = string.Join(", ", keep.Select(k => k.Key));
        return Waits.ForAsync($"{what} to come to {seat.Desk}{Filled(path)}", LookUntilAsync, time, ct);

        async Task LookUntilAsync(CancellationToken late)
        {
            while (true)
            {
                var seen = await seat.LookAsync(Filled(path), late);
                var found = keep.ToDictionary(k => k.Key, k => (string?)At(seen, (string)k.Value!));
                if (found.Values.All(v => v is not null))
                {
                    foreach (var (name, value) in found) kept[name] = value!;
                    return;
                }
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, late);
            }
        }
    }

    private static JsonNode? At(JsonNode? node, string pointer)
    {
        foreach (var step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node switch
            {
                JsonArray array => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture) is var i && i < array.Count ? array[i] : null,
                JsonObject value => value[step],
                _ => null,
            };
        }
        return node;
    }

    private async Task<JsonNode?> FilledAsync(JsonNode? node, CancellationToken ct)
    {
        switch (node)
        {
            case JsonObject value when value.Count > 0 && value.First().Key.StartsWith('$'):
                return await MadeAsync(value, ct);
            case JsonObject value:
                var filled = new JsonObject();
                foreach (var (name, member) in value) filled[name] = await FilledAsync(member, ct);
                return filled;
            case JsonArray array:
                var items = new JsonArray();
                foreach (var item in array) items.Add(await FilledAsync(item, ct));
                return items;
            case JsonValue value when value.TryGetValue<string>(out var text):
                return Filled(text);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>What can't stand in a text: bytes, ranges, times, and what another desk says of itself.</summary>
    private async Task<JsonNode?> MadeAsync(JsonObject value, CancellationToken ct)
    {
        var (what, of) = (value.First().Key, Filled((string)value.First().Value!));
        return what switch
        {
            "$document" => Convert.ToBase64String(Encoding.UTF8.GetBytes(story.Text(of))),
            "$quote" => Passage(Filled((string)value["of"]!), of),
            "$minutes" => Times.Text(time.GetUtcNow().AddMinutes(int.Parse(of, System.Globalization.CultureInfo.InvariantCulture))),
            "$card" => (await CardAsync(of, ct)).ToJson(),
            "$fingerprint" => (await CardAsync(of, ct)).Fingerprint,
            // A desk that nobody runs: its keys are made and forgotten.
            "$absent" => kept[$"card {of}"] = DeskKeys.Create().Card(of, Filled((string)value["address"]!)).ToJson(),
            "$absent-fingerprint" => DeskCard.Parse(kept[$"card {of}"]).Card!.Fingerprint,
            _ => throw new DemoProblem($"The story says {what}, which nobody understands."),
        };
    }

    private async Task<DeskCard> CardAsync(string desk, CancellationToken ct)
    {
        var seat = seats.First(s => s.Key.StartsWith(desk + "/", StringComparison.Ordinal)).Value;
        return DeskCard.Parse((await seat.LookAsync("/exchange/card", ct))!.ToJsonString()).Card ?? throw new DemoProblem($"The desk {desk} shows no card.");
    }

    private JsonObject Passage(string name, string quote)
    {
        var file = texts[name];
        var text = Reader.Read(Encoding.UTF8.GetBytes(story.Text(file)), null, file).Document!.Text;
        var start = text.IndexOf(quote, StringComparison.Ordinal);
        if (start < 0) throw new DemoProblem($"\"{quote}\" does not stand in {file}.");
        return new() { ["document"] = kept[name], ["start"] = start, ["end"] = start + quote.Length, ["quote"] = quote };
    }

    private string Filled(string text) => Kept().Replace(text, m =>
        kept.TryGetValue(m.Groups[1].Value, out var id) ? id : throw new DemoProblem($"The story speaks of {m.Groups[1].Value} before it is there."));

    [GeneratedRegex(@"\{([a-z][a-z0-9-]*)\}")]
    private static partial Regex Kept();
}
