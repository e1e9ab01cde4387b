using System.Text.Json;

namespace Demarche.Journal;

/// <summary>The first entry of a journal that is not what it should be.</summary>
/// <param name="Case">The journal's id.</param>
/// <param name="Number">The number that the entry has or should have.</param>
/// <param name="Message">What is wrong, for a person.</param>
public sealed record ChainProblem(string Case, long Number, string Message);

/// <summary>What verifying a whole journal gave.</summary>
/// <param name="Head">The last entry that is right.</param>
/// <param name="Count">How many entries are right, from the first.</param>
/// <param name="Problem">The first wrong entry; null when all are right.</param>
public sealed record ChainResult(Head Head, long Count, ChainProblem? Problem);

/// <summary>What makes entries a journal: docs/protocol/journal.md, J1 to J10.</summary>
public static class Chain
{
    /// <summary>The first wrong entry of a journal, or null. An empty journal is right.</summary>
    public static ChainProblem? Verify(IEnumerable<Entry> entries, string @case)
    {
        var head = Head.Empty(@case);
        foreach (var entry in entries)
        {
            if (Check(head, entry) is { } problem) return problem;
            head = entry.AsHead();
        }
        return null;
    }

    /// <summary>Verifies a journal of any length, holding one entry at a time; stops at the first wrong one.</summary>
    public static async Task<ChainResult> VerifyAsync(IAsyncEnumerable<Entry> entries, string @case, CancellationToken cancellation = default)
    {
        var head = Head.Empty(@case);
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            if (Check(head, entry) is { } problem) return new ChainResult(head, head.Number, problem);
            head = entry.AsHead();
        }
        return new ChainResult(head, head.Number, null);
    }

    /// <summary>What is wrong with an entry that is said to follow <paramref name="head"/>, or null.</summary>
    public static ChainProblem? Check(Head head, Entry entry)
    {
        var number = head.Number + 1;
        var message = entry switch
        {
            _ when entry.Case != head.Case => $"Entry {entry.Number} belongs to the journal {Strict.Shown(entry.Case)}.",
            _ when entry.Number > number => $"Entry {number} is missing: entry {entry.Number} stands in its place.",
            _ when entry.Number < number => $"Entry {entry.Number} stands where entry {number} should.",
            _ when entry.Previous != head.Hash => $"Entry {number} names {Strict.Shown(entry.Previous)} as the hash before it; that is {head.Hash}.",
            _ => Form(entry),
        };
        if (message is null && entry.ComputeHash() is var hash && hash != entry.Hash)
            message = $"Entry {number} has the hash {Strict.Shown(entry.Hash)}; its content hashes to {hash}.";
        return message is null ? null : new ChainProblem(Strict.Shown(head.Case), number, message);
    }

    private static string? Form(Entry entry) => entry switch
    {
        _ when !Strict.IsTime(entry.Time) => $"Entry {entry.Number} has the time \"{Strict.Shown(entry.Time)}\"; it must be UTC with milliseconds, as 2026-01-31T09:05:00.000Z.",
        _ when entry.Version < 1 => $"Entry {entry.Number} has the version {entry.Version}; versions start at 1.",
        _ when !Strict.IsName(entry.Case) || !Strict.IsName(entry.Author) || !Strict.IsName(entry.Kind) =>
            $"Entry {entry.Number} has a case, author or kind that is not 1 to 200 printable ASCII characters without space, quote and backslash.",
        _ when NotCanonical(entry.Marking) is { } reason => $"The marking of entry {entry.Number} {reason}",
        _ when NotCanonical(entry.Body) is { } reason => $"The body of entry {entry.Number} {reason}",
        _ => null,
    };

    private static string? NotCanonical(string json)
    {
        try
        {
            return CanonicalJson.Of(json) == json && json[0] == '{' ? null : "is not a canonical JSON object (RFC 8785).";
        }
        catch (JsonException problem)
        {
            return $"is not JSON: {problem.Message}";
        }
    }
}
