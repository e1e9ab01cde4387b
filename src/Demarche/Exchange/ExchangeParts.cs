namespace Demarche.Exchange;

public static class ExchangeParts
{
    /// <summary>What the exchange is made of; the outbox runs with the host.</summary>
    public static void AddExchange(this IServiceCollection services)
    {
        services.AddSingleton(s => new OurDesk(s.GetRequiredService<OurKeys>(), s.GetRequiredService<DeskBook>(), s.GetRequiredService<DeskOptions>().PublicAddress));
        services.AddSingleton(_ => Courier.Create());
        services.AddSingleton<Homecoming>().AddSingleton<Intake>().AddSingleton<InboxDesk>().AddSingleton<CarriedFiles>();
        services.AddSingleton<Outbox>().AddHostedService(s => s.GetRequiredService<Outbox>());
    }
}
