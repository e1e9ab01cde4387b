using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Demarche.Journal;

/// <summary>What somebody wants to append to a journal: an entry before it has a number and a place in the chain.</summary>
/// <param name="Case">The journal's id: a case's, or <c>desk</c> for the desk's own.</param>
/// <param name="Time">When, UTC, ISO 8601 with milliseconds: <c>2026-01-31T09:05:00.000Z</c>.</param>
/// <param name="Author">Who: a person's id, <c>partner:ID</c>, or <c>desk</c> for what the desk did by itself.</param>
/// <param name="Kind">What happened, in the past tense: <c>claim-withdrawn</c>.</param>
/// <param name="Version">The version of the body's shape, from 1.</param>
/// <param name="Marking">Who may see it, as canonical JSON.</param>
/// <param name="Body">What exactly, as canonical JSON.</param>
public sealed record EntryDraft(string Case, string Time, string Author, string Kind, int Version, string Marking, string Body)
{
    /// <summary>The entry that this becomes when it follows <paramref name="head"/>.</summary>
    /// <exception cref="ArgumentException">The head is another journal's.</exception>
    public Entry After(Head head)
    {
        if (head.Case != Case) throw new ArgumentException($"The head is that of journal {head.Case}, the draft is for {Case}.", nameof(head));
        var number = head.Number + 1;
        return new Entry(Case, number, Time, Author, Kind, Version, Marking, Body, head.Hash, Entry.ComputeHash(this, number, head.Hash));
    }
}

/// <summary>One line of a journal, chained to the line before it (docs/protocol/journal.md).</summary>
/// <param name="Case">The journal's id.</param>
/// <param name="Number">Its place in the journal, from 1, without gaps.</param>
/// <param name="Time">When, UTC, ISO 8601 with milliseconds.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Version">The version of the body's shape.</param>
/// <param name="Marking">Who may see it, as canonical JSON.</param>
/// <param name="Body">What exactly, as canonical JSON.</param>
/// <param name="Previous">The hash of the entry before it; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal, over the RFC 8785 form of all the other members.</param>
public sealed record Entry(
    string Case, long Number, string Time, string Author, string Kind, int Version, string Marking, string Body, string Previous, string Hash)
{
    /// <summary>The head of the journal when this is its last entry.</summary>
    public Head AsHead() => new(Case, Number, Hash);

    /// <summary>The hash that this entry must have.</summary>
    public string ComputeHash() => ComputeHash(new EntryDraft(Case, Time, Author, Kind, Version, Marking, Body), Number, Previous);

    // Marking and body are canonical already, and the members stand in RFC 8785 order: the concatenation is the canonical form.
    internal static string ComputeHash(EntryDraft draft, long number, string previous)
    {
        var text = new StringBuilder(draft.Body.Length + draft.Marking.Length + 320);
        text.Append("{\"author\":");
        CanonicalJson.WriteString(text, draft.Author);
        text.Append(",\"body\":").Append(draft.Body).Append(",\"case\":");
        CanonicalJson.WriteString(text, draft.Case);
        text.Append(",\"kind\":");
        CanonicalJson.WriteString(text, draft.Kind);
        text.Append(",\"marking\":").Append(draft.Marking).Append(CultureInfo.InvariantCulture, $",\"number\":{number},\"previous\":");
        CanonicalJson.WriteString(text, previous);
        text.Append(",\"time\":");
        CanonicalJson.WriteString(text, draft.Time);
        text.Append(CultureInfo.InvariantCulture, $",\"version\":{draft.Version}}}");
        return Convert.ToHexStringLower(SHA256.HashData(Strict.Utf8.GetBytes(text.ToString())));
    }
}

/// <summary>The end of a journal: what the next append must have seen.</summary>
/// <param name="Case">The journal's id.</param>
/// <param name="Number">The last entry's number; 0 when there is none.</param>
/// <param name="Hash">The last entry's hash; 64 zeros when there is none.</param>
public sealed record Head(string Case, long Number, string Hash)
{
    /// <summary>What the first entry names as the hash before it.</summary>
    public const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The head of a journal that has no entry yet.</summary>
    public static Head Empty(string @case) => new(@case, 0, NoHash);
}
