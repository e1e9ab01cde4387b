namespace Demarche.Store;

public sealed partial class Records
{
    /// <summary>Notes a package that came in, once however often it arrives. Where entries come of it, give it to <see cref="JournalStore.AppendAsync"/>.</summary>
    /// <returns>False when it is noted already; what is noted stays.</returns>
    public Task<bool> KeepReceivedAsync(Received received, CancellationToken ct = default) => _store.ChangeAsync(
        async sql => await InsertReceivedAsync(sql, received, "ON CONFLICT (package_id) DO NOTHING") > 0, ct);

    public Task<Received?> FindReceivedAsync(string packageId, CancellationToken ct = default) => FirstAsync(
        "SELECT package_id, partner, sealed_sha256, receipt, time FROM received WHERE package_id = @package_id",
        row => new Received(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Time(4)), ct, ("package_id", packageId));

    internal static Task<int> InsertReceivedAsync(Sql sql, Received received, string onConflict) => sql.RunAsync(
        $"""
        INSERT INTO received (package_id, partner, sealed_sha256, receipt, time)
        VALUES (@package_id, @partner, @sealed_sha256, @receipt, @time) {onConflict}
        """, ("package_id", received.PackageId), ("partner", received.Partner), ("sealed_sha256", received.SealedSha256),
        ("receipt", received.Receipt), ("time", Stamp.Of(received.Time)));
}
