namespace Demarche.Leaks;

/// <summary>A path that one person may read and the other may not know of.</summary>
/// <param name="Id">The id in it that is hidden: a case's or an item's.</param>
/// <param name="Seen">What the person who may is answered.</param>
internal sealed record HiddenPath(string Path, string Id, Answer Seen)
{
    /// <summary>The same path with an id of nothing.</summary>
    public string Nothing => Path.Replace(Id, Demarche.Id.New(), StringComparison.Ordinal);
}

/// <summary>What stands on a desk for two people, and what is hidden from one of them. Checks look from here.</summary>
internal sealed record Ground(Probe Sees, Probe SeesNot, Probe Outsider, IReadOnlyList<Route> Routes)
{
    /// <summary>Cases that the first may read and the second may not.</summary>
    public IReadOnlyList<string> HiddenCases { get; init; } = [];

    /// <summary>Cases that both may read.</summary>
    public IReadOnlyList<string> SharedCases { get; init; } = [];

    /// <summary>Items in shared cases that the second may not see.</summary>
    public IReadOnlyList<string> HiddenItems { get; init; } = [];

    public IReadOnlyList<HiddenPath> HiddenPaths { get; init; } = [];

    /// <summary>Ids that may stand in no answer to the second.</summary>
    public IReadOnlyList<string> HiddenIds { get; init; } = [];

    /// <summary>Words that stand in what is hidden and in nothing that the second may see.</summary>
    public IReadOnlyList<string> HiddenWords { get; init; } = [];

    /// <summary>Everything that the first was answered, by path.</summary>
    public IReadOnlyDictionary<string, Answer> SeenByFirst { get; init; } = new Dictionary<string, Answer>();

    /// <summary>Everything that the second was answered, by path, pages too.</summary>
    public IReadOnlyDictionary<string, Answer> SeenBySecond { get; init; } = new Dictionary<string, Answer>();

    /// <summary>Answers to the second that moved while the first wrote in secret; null where nothing was written.</summary>
    public IReadOnlyList<string>? Moved { get; init; }

    /// <summary>Answers to the second that were compared before and after.</summary>
    public int Held { get; init; }

    /// <summary>What of the hidden stands in an answer, if anything does. What was asked for stands in the answer to it.</summary>
    public string? LeakIn(Answer answer)
    {
        if (HiddenIds.FirstOrDefault(id => answer.Text.Contains(id, StringComparison.Ordinal) && !answer.Asked.Contains(id, StringComparison.Ordinal)) is { } id) return $"the id {id}";
        return HiddenWords.FirstOrDefault(w => answer.Text.Contains(w, StringComparison.OrdinalIgnoreCase) || answer.Text.Contains(System.Net.WebUtility.HtmlEncode(w), StringComparison.OrdinalIgnoreCase)) is { } word
            ? $"the words \"{Cut.To(word, 40, "…")}\"" : null;
    }
}
