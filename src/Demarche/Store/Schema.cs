using System.Globalization;
using System.Reflection;

namespace Demarche.Store;

/// <summary>The numbered steps in the folder Schema: <c>NNNN_name.sql</c> for both databases, <c>NNNN_name.sqlite.sql</c> for one.</summary>
internal static class Schema
{
    private const string Folder = ".Store.Schema.";

    /// <summary>The step that made the last table which verifying and exporting read.</summary>
    private const long OldestRead = 3;

    /// <summary>Runs the steps that the database has not seen, all in one transaction.</summary>
    /// <exception cref="StoreProblem">The database belongs to something else, or to a newer desk.</exception>
    public static async Task UpgradeAsync(Database database, TimeProvider time, CancellationToken ct)
    {
        var writer = await database.TakeWriterAsync(ct);
        var done = false;
        try
        {
            await using (var transaction = await database.BeginAsync(writer))
            {
                var sql = new Sql(database, writer, transaction);
                await database.LockSchemaAsync(sql);
                var applied = await AppliedAsync(sql);
                foreach (var step in Steps(database.Kind).Where(s => s.Number > applied))
                {
                    await sql.RunAsync(step.Text);
                    await sql.InsertAsync("schema_step (number, name, applied)", [[step.Number, step.Name, Stamp.Of(time.GetUtcNow())]]);
                }
                await transaction.CommitAsync(ct);
            }
            done = true;
        }
        finally
        {
            await database.ReturnWriterAsync(writer, broken: !done);
        }
    }

    /// <summary>Says whether the database is one that this program can use as it is. Changes nothing.</summary>
    /// <param name="anyVersion">Whether an older desk's will do.</param>
    /// <exception cref="StoreProblem">It is not.</exception>
    public static async Task CheckAsync(Database database, bool anyVersion, CancellationToken ct)
    {
        await using var connection = await database.OpenReaderAsync(ct);
        var sql = new Sql(database, connection);
        if (!await database.HasTablesAsync(sql, "schema_step"))
            throw new StoreProblem(database.Place, "This database holds no desk.", "Name the desk's folder with --data, or its database with --store.");
        var (applied, known) = (await NewestAsync(sql), Steps(database.Kind)[^1].Number);
        if (applied < (anyVersion ? OldestRead : known))
            throw new StoreProblem(database.Place, $"This database was made by an older desk (schema {applied}; this program knows {known}).",
                "Make a backup, then run demarche upgrade, or start the desk with this program.");
    }

    /// <summary>The steps for one kind of database, by number.</summary>
    public static IReadOnlyList<Step> Steps(string kind)
    {
        var assembly = typeof(Schema).Assembly;
        return
        [
            .. from resource in assembly.GetManifestResourceNames()
               let at = resource.IndexOf(Folder, StringComparison.Ordinal)
               where at >= 0
               let parts = resource[(at + Folder.Length)..].Split('.')
               where parts.Length == 2 || parts[1] == kind
               let step = new Step(long.Parse(parts[0].AsSpan(0, 4), CultureInfo.InvariantCulture), parts[0], Text(assembly, resource))
               orderby step.Number
               select step,
        ];
    }

    private static async Task<long> AppliedAsync(Sql sql)
    {
        var database = sql.Database;
        if (!await database.HasTablesAsync(sql, "schema_step"))
        {
            if (await database.HasTablesAsync(sql))
                throw new StoreProblem(database.Place, "This database holds tables of another program.", "Give the desk a database of its own with --store.");
            await sql.RunAsync("CREATE TABLE schema_step (number BIGINT NOT NULL, name TEXT NOT NULL, applied TEXT NOT NULL, PRIMARY KEY (number))");
            return 0;
        }
        return await NewestAsync(sql);
    }

    private static async Task<long> NewestAsync(Sql sql)
    {
        var database = sql.Database;
        var applied = await sql.ValueAsync<long?>("SELECT max(number) FROM schema_step") ?? 0;
        var known = Steps(database.Kind)[^1].Number;
        if (applied > known)
            throw new StoreProblem(database.Place, $"This database was made by a newer desk (schema {applied}; this program knows {known}).",
                "Start the newer program, or restore a backup from before the upgrade.");
        return applied;
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    internal sealed record Step(long Number, string Name, string Text);
}
