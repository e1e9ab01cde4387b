using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Exchange;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Journals;
using Demarche.Leverage;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Partners;
using Demarche.People;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Search;
using Demarche.Settings;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Store;
using Demarche.TwoPeople;
using Demarche.Vault;
using Demarche.Web;

namespace Demarche;

/// <summary>The whole desk: what it is made of, and its features in the order in which one best reads them.</summary>
public static class Desk
{
    /// <summary>Opens the store and the keys, makes them where there are none, and puts the desk together. The caller starts and disposes it.</summary>
    /// <exception cref="OptionsProblem">The settings are not safe, or the keys are not those of the store's desk.</exception>
    /// <exception cref="StoreProblem">The store can't be used.</exception>
    /// <exception cref="KeyFileException">The keys can't be used.</exception>
    public static async Task<WebApplication> BuildAsync(DeskOptions options, TimeProvider time, CancellationToken ct = default)
    {
        options.Check();
        MakeFolder(options.Data);
        var store = await JournalStore.OpenAsync(options.StoreAddress, time, StoreUse.Upgrade, ct);
        OurKeys keys;
        try
        {
            keys = await StoreOwner.KeysAsync(options, store, ct);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }

        var builder = WebApplication.CreateEmptyBuilder(new());
        var services = builder.Services;
        AddCore(services, options, store, time, () => keys);
        AddFeatures(services);
        builder.AddWeb(options, KnownDevices.OfRequest);

        var app = builder.Build();
        _ = app.Services.GetRequiredService<JournalStore>();
        app.UseWeb(options, Sessions.FindCallerAsync);
        MapFeatures(app);
        return app;
    }

    /// <summary>What every feature and every verb stands on. Given as factories, so that the container closes what it was asked for.</summary>
    internal static void AddCore(IServiceCollection services, DeskOptions options, JournalStore store, TimeProvider time, Func<OurKeys> keys) => services
        .AddSingleton(options).AddSingleton(time).AddSingleton(_ => store).AddSingleton(store.Records).AddSingleton(_ => keys())
        // The node key stays when the others are replaced.
        .AddSingleton(s => new NodeSeal(s.GetRequiredService<OurKeys>().Current.Node))
        .AddSingleton<Readings>().AddSingleton<SearchIndex>().AddSingleton<CaseBook>().AddSingleton<DeskBook>();

    private static void AddFeatures(IServiceCollection services)
    {
        services.AddPeople();
        services.AddSingleton<Confirmations>();
        services.AddSingleton<Checkpoints>();
        services.AddSingleton<ReleaseDesk>().AddSingleton<ReleasePreviews>();
        services.AddExchange();
        services.AddVault();
        services.AddSingleton<SourceSeal>().AddSingleton<SamePersons>();
        services.AddSingleton<SearchDesk>().AddHostedService<SearchStart>();
    }

    private static void MapFeatures(WebApplication app)
    {
        var desk = new DeskRoutes(app);
        var cases = new CaseRoutes(desk, app.Services.GetRequiredService<CaseBook>(), app.Services.GetRequiredService<DeskBook>());
        WebEndpoints.Map(desk);
        SignInEndpoints.Map(desk);
        MeEndpoints.Map(desk);
        PersonEndpoints.Map(desk);
        ChangeEndpoints.Map(desk);
        VaultEndpoints.Map(desk);
        SettingsEndpoints.Map(desk, app.Services.GetRequiredService<DeskBook>());
        CaseEndpoints.Map(cases, app.Services.GetRequiredService<CaseBook>(), app.Services.GetRequiredService<DeskBook>());
        IncidentEndpoints.Map(cases);
        PartyEndpoints.Map(cases);
        DocumentEndpoints.Map(cases);
        SourceEndpoints.Map(cases);
        ClaimEndpoints.Map(cases);
        ObservableEndpoints.Map(cases);
        ContactEndpoints.Map(cases);
        StatementEndpoints.Map(cases);
        TieEndpoints.Map(cases);
        HypothesisEndpoints.Map(cases);
        OptionEndpoints.Map(cases);
        RequestEndpoints.Map(cases);
        ReplyEndpoints.Map(cases);
        ReleaseEndpoints.Map(cases, app.Services.GetRequiredService<ReleasePreviews>(), app.Services.GetRequiredService<ReleaseDesk>(), app.Services.GetRequiredService<JournalStore>());
        BriefEndpoints.Map(cases);
        NoticeEndpoints.Map(cases);
        TraceEndpoints.Map(cases);
        SearchEndpoints.Map(cases, app.Services.GetRequiredService<SearchDesk>());
        PartnerEndpoints.Map(desk);
        PackageEndpoints.Map(desk);
        InboxEndpoints.Map(desk);
        OutboxEndpoints.Map(cases);
        JournalEndpoints.Map(
            desk, app.Services.GetRequiredService<JournalStore>(), app.Services.GetRequiredService<Checkpoints>(), app.Services.GetRequiredService<TimeProvider>());
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
