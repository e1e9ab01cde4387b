namespace Demarche.Imports;

/// <summary>Limits on files that are imported, each with the attack it stops.</summary>
public static class ImportLimits
{
    /// <summary>Bytes of one table, 64 MiB: its rows are held in memory until their incidents are written.</summary>
    public const int TableBytes = 64 * 1024 * 1024;

    /// <summary>Rows of one table: each incident becomes a case, and a file of millions of short rows would fill the desk before anybody could stop it.</summary>
    public const int Rows = 100_000;

    /// <summary>UTF-16 code units of a field, so that one quote that is never closed does not take in the rest of the file. The longest of EuRepoC 1.1 has 14,000.</summary>
    public const int Field = 64 * 1024;

    /// <summary>Columns of a table: each field of a row costs memory however empty it is.</summary>
    public const int Columns = 400;

    /// <summary>Rows of one incident in one table: they are written in one append, which all other writers wait for.</summary>
    public const int RowsOfIncident = 1_000;

    /// <summary>Bytes of a MISP event, 32 MiB: it is held in memory several times over while it is read.</summary>
    public const int EventBytes = 32 * 1024 * 1024;

    /// <summary>Attributes of a MISP event, its objects' included: each may become an observable, all in one append.</summary>
    public const int Attributes = 20_000;

    /// <summary>Events of one file: each may become a case.</summary>
    public const int Events = 200;

    /// <summary>Incidents that are read and written at the same time. Reading costs a processor, and waiting writers share one sync of the disk.</summary>
    public const int AtOnce = 4;
}
