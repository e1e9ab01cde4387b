using Demarche.Journal;
using Demarche.Store;

namespace Demarche.Exchange;

/// <summary>What came of a change of our keys.</summary>
/// <param name="Statement">Signed with the old key; partners who were not reached are given it by hand.</param>
/// <param name="Told">Each partner with a desk, and why it did not take the statement; null where it did.</param>
public sealed record KeysChanged(DeskCard Card, string Statement, IReadOnlyList<ToldPartner> Told);

public sealed record ToldPartner(string Partner, string Name, string? Trouble);

/// <summary>Replaces our keys: journals the statement, puts the new keys in force, and tells the partners.</summary>
public sealed class KeyChange(JournalStore store, OurDesk ours, DeskBook desk, Courier courier, TimeProvider time)
{
    /// <summary>Packages on their way are signed with the old key, which a partner who was told refuses.</summary>
    public async Task<int> UnderWayAsync(CancellationToken ct = default) =>
        (await store.Records.ListWorkAsync(ct: ct)).Count(w => w.State is "waiting" or "running");

    /// <param name="by">Who changes them.</param>
    /// <param name="tell">Whether partners are told over the network.</param>
    public async Task<KeysChanged> ChangeAsync(string by, bool tell, CancellationToken ct = default)
    {
        KeysChanged? changed = null;
        await ours.Ring.RotateAsync(async (old, next) =>
        {
            var list = await desk.OpenAsync(ct);
            var card = ours.CardOf(next, list.Settings.Name);
            var statement = Promised(list, ours.CardOf(old, list.Settings.Name), next);
            if (statement is null)
            {
                statement = new KeyRotation(card, Times.Text(time.GetUtcNow())).Sign(old);
                await desk.WriteAsync(by, _ => Decision.Allow(new DeskKeysRotated(statement), DeskFile.Internal),
                    _ => new StoreWrites { Settings = [StoreOwner.InForce(next)] }, ct);
            }
            changed = new(card, statement, []);
        });
        return tell ? changed! with { Told = await TellAsync(changed!.Statement, ct) } : changed!;
    }

    // A change that was broken off after it was journalled goes on with the statement that stands there.
    private static string? Promised(DeskFile list, DeskCard old, DeskKeys next) =>
        list.Rotation is { } rotation && KeyRotation.Verify(rotation.Statement, old).Value?.Card.Signing == next.SigningKey ? rotation.Statement : null;

    private async Task<IReadOnlyList<ToldPartner>> TellAsync(string statement, CancellationToken ct)
    {
        List<ToldPartner> told = [];
        foreach (var partner in (await desk.OpenAsync(ct)).Partners.Standing.Where(p => p.Content is { Confirmed: true, Card: not null }))
            told.Add(new(partner.Id, partner.Content.Name, await courier.TellAsync(partner.Content.Card!, statement, ct)));
        return told;
    }
}
