using Demarche.Exchange;
using Demarche.Store;

namespace Demarche.Vault;

public static class VaultServices
{
    /// <summary>What seals to people's own keys, and opens by them.</summary>
    public static IServiceCollection AddVault(this IServiceCollection services) => services
        .AddSingleton<VaultKeys>().AddSingleton<PassedHalves>()
        .AddSingleton(p => new VaultSeal(p.GetRequiredService<OurKeys>().Current.Node, p.GetRequiredService<JournalStore>()));
}
