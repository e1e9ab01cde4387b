using Demarche.Claims;
using Demarche.Reading;
using Demarche.Sources;
using Demarche.Views;

namespace Demarche.Documents;

public enum ProposalState { Open, Accepted, Rejected }

/// <summary>A claim that the reader proposes, filled in as far as text and case allow.</summary>
/// <param name="Item">The claim it became, or the rejection; null while it is open.</param>
/// <param name="Quote">The whole attribution: speaker, cue and content.</param>
/// <param name="Proposition">The words of the proposition.</param>
/// <param name="Source">The source in the case that the speaker is held to be; null for a new one.</param>
/// <param name="Copy">A claim that stands on the same words in another document.</param>
public sealed record ClaimProposal(
    int Start, int End, ProposalState State, string? Item, string Quote, string Speaker, string SpeakerWritten, bool Anonymous, Standing Standing,
    Stance Stance, bool OnRecord, Nature Nature, string Cue, string Proposition, string? SaidOn, string? Source, string? SourceName, string? Copy)
{
    /// <summary>The source to name where none of the case is meant. An anonymous speaker becomes a protected one.</summary>
    public SourceForm ToSource() => Anonymous
        ? new(true, null, Told(SpeakerWritten), null, Standing, null, null, false, null)
        : new(false, ClaimProposals.IsName(Speaker) ? Speaker : Told(Speaker), SpeakerWritten.Length > Speaker.Length ? Told(SpeakerWritten) : null, null, Standing, null, null, false, null);

    /// <summary>The proposal as a person would fill it in.</summary>
    public ClaimForm ToForm(string document, string? source) => new(null, Proposition, source, source is null ? ToSource() : null, Stance, Standing, OnRecord,
        Nature, Cue, new(document, Start, End, Quote), SaidOn is null ? null : new(SaidOn), null);

    private static string Told(string text)
    {
        var told = text.Trim().TrimEnd(',', ';', ':', '.').ReplaceLineEndings(" ");
        foreach (var article in (ReadOnlySpan<string>)["a ", "an ", "the "])
        {
            if (told.StartsWith(article, StringComparison.OrdinalIgnoreCase)) told = told[article.Length..];
        }
        told = Cut.To(told, SourceDecisions.LongestName);
        return told.Length == 0 ? text : char.ToUpperInvariant(told[0]) + told[1..];
    }
}

/// <summary>An observable that the reader proposes, at its first mention in the document.</summary>
/// <param name="Mentions">How often the document has it.</param>
/// <param name="Known">Whether the case has it from elsewhere.</param>
public sealed record ObservableProposal(int Start, int End, ProposalState State, string? Item, string Type, string Value, string Written, int Mentions, bool Known);

/// <summary>What the reader proposes of a document, and what became of each proposal. Pure.</summary>
public sealed record Proposals(IReadOnlyList<ClaimProposal> Claims, IReadOnlyList<ObservableProposal> Observables)
{
    public int Total => Claims.Count + Observables.Count;

    public int Handled => Claims.Count(c => c.State != ProposalState.Open) + Observables.Count(o => o.State != ProposalState.Open);

    public static Proposals Of(View view, string document, DocumentReading reading)
    {
        if (reading.Read is not { } read) return new([], []);
        var rejected = view.Rejected.Standing.Where(r => r.Content.Document == document).ToLookup(r => (r.Content.What, r.Content.Start, r.Content.End), r => r.Id);
        return new(new ClaimProposals(view, document, reading, rejected).All, [.. ObservablesOf(view, document, read, rejected)]);
    }

    private static IEnumerable<ObservableProposal> ObservablesOf(
        View view, string document, ReadDocument read, ILookup<(string, int, int), string> rejected)
    {
        var held = view.Observables.All.SelectMany(o => o.Content.Telling().Select(v => (Said: v, Held: o)))
            .ToLookup(o => (o.Said.Type, o.Said.Value), o => o.Held);
        foreach (var mentions in read.Observables.GroupBy(o => (o.Type, o.Value)))
        {
            var first = mentions.First();
            var here = held[mentions.Key].FirstOrDefault(o => o.Content.Passage?.Document == document);
            var turnedDown = rejected[(ProposalDecisions.Observable, first.Start, first.End)].FirstOrDefault();
            var state = here is not null ? ProposalState.Accepted : turnedDown is not null ? ProposalState.Rejected : ProposalState.Open;
            yield return new(first.Start, first.End, state, here?.Id ?? turnedDown, first.Type, first.Value, first.Written, mentions.Count(),
                here is null && held[mentions.Key].Any(o => !o.IsWithdrawn));
        }
    }
}
