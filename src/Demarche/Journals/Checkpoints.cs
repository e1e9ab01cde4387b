using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Journals;

/// <summary>A checkpoint that this desk took and kept.</summary>
/// <param name="Text">The compact JWS.</param>
public sealed record KeptCheckpoint(string Time, string Text);

/// <summary>Takes checkpoints and keeps a copy of each. Against whoever may write the database only a copy elsewhere is proof.</summary>
public sealed class Checkpoints(JournalStore store, OurKeys ours, TimeProvider time)
{
    private const string Prefix = "checkpoint ";

    public async Task<KeptCheckpoint> TakeAsync(CancellationToken ct)
    {
        var (now, keys) = (Times.Text(time.GetUtcNow()), ours.Current);
        var kept = new KeptCheckpoint(now, SignedCheckpoint.Of(keys.Desk, now, await store.HeadsAsync(ct), SignedCheckpoint.NewSalt()).Sign(keys));
        await store.Records.KeepSettingAsync(Prefix + now, kept.Text, ct);
        return kept;
    }

    /// <summary>All that are kept, newest first.</summary>
    public async Task<IReadOnlyList<KeptCheckpoint>> AllAsync(CancellationToken ct) =>
        [.. (await store.Records.SettingsAsync(Prefix, ct)).Select(s => new KeptCheckpoint(s.Name[Prefix.Length..], s.Value)).Reverse()];

    public async Task<KeptCheckpoint?> FindAsync(string time, CancellationToken ct) =>
        await store.Records.FindSettingAsync(Prefix + time, ct) is { } text ? new(time, text) : null;

    /// <summary>Reads a checkpoint of this desk; a problem when it is signed with no key that this desk has or had.</summary>
    public Verified<SignedCheckpoint> Read(string text) => Read(text, Cards(ours), ours.Current.Node);

    /// <summary>
    /// A kept checkpoint as it leaves the desk: it tells nobody how long which journal is. What an earlier program took holds that openly, and is signed again
    /// with the same heads sealed.
    /// </summary>
    public string Outgoing(KeptCheckpoint kept) => Read(kept.Text).Value is not { Salt: null } open ? kept.Text
        : SignedCheckpoint.Of(open.Checkpoint.Desk, open.Checkpoint.Time, open.Heads, SignedCheckpoint.NewSalt()).Sign(ours.Current);

    /// <summary>Reads a checkpoint that the desk of one of the cards signed.</summary>
    /// <param name="node">Of that desk; null where its keys are not here.</param>
    internal static Verified<SignedCheckpoint> Read(string text, IReadOnlyList<DeskCard> cards, NodeKey? node)
    {
        var read = cards.Select(c => SignedCheckpoint.Verify(text.Trim(), c, node)).ToList();
        return read.FirstOrDefault(r => r.Value is not null) ?? read[0];
    }

    /// <summary>Cards for checking our signatures only, the present key's first; name and address are no part of them.</summary>
    internal static IReadOnlyList<DeskCard> Cards(OurKeys ours) => [.. ours.Retired.Prepend(ours.Current).Select(k => k.Card("desk", "https://desk.example"))];
}
