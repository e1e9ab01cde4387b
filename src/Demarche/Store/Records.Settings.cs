namespace Demarche.Store;

public sealed partial class Records
{
    public Task<string?> FindSettingAsync(string name, CancellationToken ct = default) =>
        _store.ReadAsync(sql => sql.ValueAsync<string>("SELECT value FROM setting WHERE name = @name", ("name", name)), ct);

    /// <summary>The settings whose name begins with <paramref name="prefix"/>, by name.</summary>
    public async Task<IReadOnlyList<(string Name, string Value)>> SettingsAsync(string prefix, CancellationToken ct = default)
    {
        var list = await _store.ReadAsync(sql => sql.ListAsync(
            "SELECT name, value FROM setting WHERE substr(name, 1, length(@prefix)) = @prefix",
            row => (row.GetString(0), row.GetString(1)), ("prefix", prefix)), ct);
        return [.. list.OrderBy(s => s.Item1, StringComparer.Ordinal)];
    }

    public Task KeepSettingAsync(string name, string value, CancellationToken ct = default) => RunAsync(KeepOne, ct, ("name", name), ("value", value));

    internal static Task KeepSettingAsync(Sql sql, KeptSetting setting) => sql.RunAsync(KeepOne, ("name", setting.Name), ("value", setting.Value));

    private const string KeepOne = "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    /// <summary>Sets it unless it is set: of several replicas that start at once, one wins and all go on with its value.</summary>
    /// <returns>The value that holds.</returns>
    public Task<string> KeepSettingOnceAsync(string name, string value, CancellationToken ct = default) => _store.ChangeAsync(async sql =>
    {
        await sql.InsertAsync("setting (name, value)", [[name, value]], "ON CONFLICT (name) DO NOTHING");
        return (await sql.ValueAsync<string>("SELECT value FROM setting WHERE name = @name", ("name", name)))!;
    }, ct);

    /// <returns>False when it was not there: of several who remove it at once, one did.</returns>
    public async Task<bool> RemoveSettingAsync(string name, CancellationToken ct = default) =>
        await RunAsync("DELETE FROM setting WHERE name = @name", ct, ("name", name)) > 0;
}
