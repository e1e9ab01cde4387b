using System.Net;
using System.Net.Sockets;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.People;
using Demarche.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Web;

/// <summary>A whole desk on a loopback port, with a store and keys of its own in a folder that goes with it.</summary>
public sealed class RunningDesk : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DeskOptions options;
    private bool closed;
    private bool keepsFolder;

    private RunningDesk(WebApplication app, DeskOptions options) => (this.app, this.options) = (app, options);

    public string Address => options.PublicAddress;

    public string Folder => options.Data;

    public IServiceProvider Services => app.Services;

    public CaseBook Cases => Services.GetRequiredService<CaseBook>();

    public DeskBook Book => Services.GetRequiredService<DeskBook>();

    public JournalStore Store => Services.GetRequiredService<JournalStore>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="time">A fake clock, or null for the real one.</param>
    /// <param name="store">Null for SQLite in the desk's folder.</param>
    /// <param name="with">Changes settings.</param>
    /// <param name="keepsFolder">Whether the folder outlives the desk.</param>
    public static async Task<RunningDesk> StartAsync(TimeProvider? time = null, string? store = null, Func<DeskOptions, DeskOptions>? with = null, bool keepsFolder = false)
    {
        var options = new DeskOptions
        {
            Data = Path.Combine(Path.GetTempPath(), "demarche-" + Id.New()),
            Store = store,
            Urls = $"http://127.0.0.1:{FreePort()}",
            SignInsPerMinute = 1000,
        };
        if (with is not null) options = with(options);
        var app = await Desk.BuildAsync(options, time ?? TimeProvider.System, Ct);
        await app.StartAsync(Ct);
        return new(app, options) { keepsFolder = keepsFolder };
    }

    /// <summary>Somebody who is not signed in.</summary>
    public Visitor Stranger() => new(new Uri(Address), null, null);

    /// <summary>Adds a person with these roles and signs the person in, in a browser and as a program.</summary>
    public async Task<Visitor> VisitAsync(params Role[] roles) => await VisitAsync(roles, []);

    public async Task<Visitor> VisitAsync(Role[] roles, string[] compartments)
    {
        var person = await AddPersonAsync(roles, compartments);
        return new(new Uri(Address), person, await Services.GetRequiredService<Sessions>().OpenAsync(person, Ct));
    }

    public async Task<string> AddPersonAsync(Role[] roles, string[]? compartments = null, string? login = null)
    {
        var id = Id.New();
        var person = new Person($"{string.Join(" and ", roles)} {id[..4]}", login ?? id[..8], roles, compartments ?? [], false);
        await Book.WriteAsync(id, _ => Decision.Allow(new PersonAdded(id, person), DeskFile.Internal, id), ct: Ct);
        return id;
    }

    /// <summary>Opens a case in which its author may write.</summary>
    public async Task<string> OpenCaseAsync(Visitor author, string title = "A mail server of Norland", Tlp tlp = Tlp.Amber)
    {
        var id = Id.New();
        var marking = Marking.Of(tlp);
        await Cases.WriteAsync(id, author.Person!, _ => Decision.Allow(new CaseOpened(title, "Mail was read for three weeks.", marking), marking, id), ct: Ct);
        return id;
    }

    /// <summary>Says what another person may do in a case.</summary>
    public Task GrantAsync(string caseId, Visitor by, Visitor to, CaseAccess access) =>
        Cases.WriteAsync(caseId, by.Person!, file => Decision.Allow(new AccessGranted(to.Person!, access), file.Default), ct: Ct);

    /// <summary>Makes the database refuse rows of a table, as one that fails in the middle of something.</summary>
    public async Task RefuseRowsAsync(string table, string when)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, "desk.db")}");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TRIGGER refuse_{Id.New().Replace('-', '_')} BEFORE INSERT ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'refused'); END";
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Stops the desk; its folder stays until the end of the test.</summary>
    public async Task CloseAsync()
    {
        if (closed) return;
        closed = true;
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        // Two replicas may share a folder; the first to end takes it away.
        if (!keepsFolder && Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
