using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Demarche.Demo;

/// <summary>A person at a desk, or somebody who is not signed in yet, who does everything over HTTP as any program may.</summary>
internal sealed class Seat(string desk, string? token = null) : IDisposable
{
    private readonly HttpClient http = new()
    {
        BaseAddress = new Uri(desk),
        Timeout = Waits.Longest,
        DefaultRequestHeaders = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>Its address.</summary>
    public string Desk => desk;

    /// <exception cref="DemoProblem">The desk refused it.</exception>
    public async Task<JsonNode> PostAsync(string path, JsonNode? body, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync("/api" + path, body ?? new JsonObject(), ct);
        return await AnswerAsync(answer, ct);
    }

    /// <returns>Null where nothing is there.</returns>
    public async Task<JsonNode?> LookAsync(string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(path.StartsWith("/exchange/", StringComparison.Ordinal) ? path : "/api" + path, ct);
        return answer.StatusCode == System.Net.HttpStatusCode.NotFound ? null : await AnswerAsync(answer, ct);
    }

    public void Dispose() => http.Dispose();

    private static async Task<JsonNode> AnswerAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode) throw new DemoProblem($"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}

/// <summary>The demo can't be shown, for the reason in the message.</summary>
public sealed class DemoProblem(string message) : Exception(message);
