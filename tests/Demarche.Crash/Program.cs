using System.Security.Cryptography;
using Demarche.Journal;
using Demarche.Store;

// Appends to the store named by the first argument as often as the second says, at random, by several writers over several
// journals, and writes "journal number hash" for each entry once its append is acknowledged. Made to be killed meanwhile.
const int Writers = 8;
const int Journals = 5;
var (address, appends) = (args[0], int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
await using var store = await JournalStore.OpenAsync(address, TimeProvider.System);
using var output = Console.OpenStandardOutput();
var left = appends;
await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
{
    while (Interlocked.Decrement(ref left) >= 0)
    {
        var head = await store.HeadAsync($"case-{RandomNumberGenerator.GetInt32(Journals)}");
        AppendResult result;
        while ((result = await store.AppendAsync(head, Drafts(head.Case))) is AppendResult.Stale stale) head = stale.Actual;
        var lines = string.Concat(((AppendResult.Appended)result).Entries.Select(e => $"{e.Case} {e.Number} {e.Hash}\n"));
        output.Write(System.Text.Encoding.ASCII.GetBytes(lines));
    }
})));
return 0;

static EntryDraft[] Drafts(string journal) =>
[
    .. Enumerable.Range(0, RandomNumberGenerator.GetInt32(1, 4)).Select(_ => new EntryDraft(
        journal, "2026-03-02T08:00:00.000Z", "ana", "note-taken", 1, """{"tlp":"green"}""",
        $$"""{"text":"{{RandomNumberGenerator.GetHexString(RandomNumberGenerator.GetInt32(6000))}}"}""")),
];
