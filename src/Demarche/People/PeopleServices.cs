namespace Demarche.People;

public static class PeopleServices
{
    /// <summary>What the endpoints of this folder and its verb work with.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<Sessions>().AddSingleton<Passwords>().AddSingleton<SecondFactors>().AddSingleton<Invitations>()
        .AddSingleton<KnownDevices>().AddSingleton<SignIns>().AddSingleton<Accounts>();
}
