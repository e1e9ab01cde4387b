using Demarche.Cases;
using Demarche.Journal;

namespace Demarche.Tests.People;

/// <summary>The desk's journal as decisions write it, without a store.</summary>
public sealed class WrittenDesk
{
    private readonly List<Entry> entries = [];
    private Head head = Head.Empty(DeskFile.JournalId);

    public DeskFile File { get; private set; } = new();

    /// <summary>Takes a decision, which must be allowed, and writes its facts.</summary>
    public WrittenDesk Take(Func<DeskFile, Decision> decide)
    {
        foreach (var fact in Assert.IsType<Decision.Allowed>(decide(File)).Facts)
        {
            var entry = FactKinds.Draft(DeskFile.JournalId, "2026-01-05T08:00:00.000Z", "a", fact).After(head);
            entries.Add(entry);
            head = entry.AsHead();
        }
        File = DeskFile.Fold(entries);
        return this;
    }
}
