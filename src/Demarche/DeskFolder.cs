using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Store;

namespace Demarche;

/// <summary>A desk's folder, opened by a verb that serves nobody.</summary>
public sealed class DeskFolder : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private DeskFolder(ServiceProvider services) => this.services = services;

    public JournalStore Store => Of<JournalStore>();

    public DeskBook Book => Of<DeskBook>();

    public CaseBook Cases => Of<CaseBook>();

    public OurKeys Keys => Of<OurKeys>();

    /// <summary>Opens what is there; makes nothing.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="use">Reading changes no byte of the folder.</param>
    /// <param name="features">Adds what the verb works with.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="OptionsProblem">There is no desk.</exception>
    /// <exception cref="StoreProblem">The store can't be used.</exception>
    /// <exception cref="KeyFileException">The keys can't be used.</exception>
    public static async Task<DeskFolder> OpenAsync(DeskOptions options, StoreUse use, Action<IServiceCollection>? features, CancellationToken ct)
    {
        var store = await CommandLine.OpenStoreAsync(options, TimeProvider.System, use, ct);
        var owner = await StoreOwner.FindAsync(store, ct);
        var services = new ServiceCollection();
        Desk.AddCore(services, options, store, TimeProvider.System, () => StoreOwner.Keys(owner, options, reads: !store.Writes));
        features?.Invoke(services);
        var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<JournalStore>();
        return new(provider);
    }

    public T Of<T>() where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
