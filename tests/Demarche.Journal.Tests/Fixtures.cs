using System.Text;

namespace Demarche.Journal.Tests;

internal static class Fixtures
{
    public const string Time = "2026-03-02T09:05:00.000Z";

    public static readonly DeskKeys Norland = DeskKeys.Create();
    public static readonly DeskKeys Westmark = DeskKeys.Create();
    public static readonly DeskKeys Sudria = DeskKeys.Create();

    public static DeskCard NorlandCard => Norland.Card("Norland desk", "https://norland.example/desk");

    public static DeskCard WestmarkCard => Westmark.Card("Westmark desk", "https://westmark.example/desk");

    public static EntryDraft Draft(string @case, string body = """{"text":"The mail servers of Norland were down."}""") =>
        new(@case, Time, "person-1", "incident-described", 1, """{"tlp":"amber"}""", body);

    public static List<Entry> Entries(string @case, int count)
    {
        var journal = new List<Entry>();
        var head = Head.Empty(@case);
        for (var i = 1; i <= count; i++)
        {
            journal.Add(Draft(@case, $$"""{"n":{{i}},"text":"Norland’s outage"}""").After(head));
            head = journal[^1].AsHead();
        }
        return journal;
    }

    public static async IAsyncEnumerable<Entry> Async(IEnumerable<Entry> entries)
    {
        await Task.Yield();
        foreach (var entry in entries) yield return entry;
    }

    public static byte[] Package(DeskKeys from, DeskKeys to, string text = "Please preserve the logs of 192.0.2.7.") => Encoding.UTF8.GetBytes(
        $$"""{"created":"{{Time}}","from":"{{from.Desk}}","id":"package-1","kind":"request","text":"{{text}}","to":"{{to.Desk}}"}""");

    public static PinnedKey? Pinned(string kid, params DeskCard[] cards) =>
        cards.FirstOrDefault(c => c.Signing.Thumbprint == kid) is { } card ? new PinnedKey(card, false) : null;

    /// <summary>A folder of this test alone, removed when it ends.</summary>
    public sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("demarche-").FullName;

        public string this[string name] => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
