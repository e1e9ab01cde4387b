namespace Demarche.Exchange;

public static class ExchangeParts
{
    /// <summary>The setting that keeps the address the desk was last served at, for verbs that make its card.</summary>
    internal const string AddressSetting = "address";

    /// <summary>What the exchange is made of; the outbox runs with the host.</summary>
    public static void AddExchange(this IServiceCollection services)
    {
        services.AddSingleton(s => new OurDesk(s.GetRequiredService<OurKeys>(), s.GetRequiredService<DeskBook>(), s.GetRequiredService<DeskOptions>().PublicAddress));
        services.AddSingleton(_ => Courier.Create());
        services.AddSingleton<PackageBodies>().AddSingleton<Homecoming>().AddSingleton<Intake>().AddSingleton<InboxDesk>().AddSingleton<CarriedFiles>().AddSingleton<KeyChange>();
        services.AddSingleton<Outbox>().AddHostedService(s => s.GetRequiredService<Outbox>());
    }
}
