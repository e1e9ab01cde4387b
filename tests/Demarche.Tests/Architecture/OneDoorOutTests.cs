using System.Reflection;
using Demarche.Exchange;
using Demarche.Journal;
using Demarche.Releases;

namespace Demarche.Tests.Architecture;

/// <summary>Bytes leave the desk only as a package that a release approved.</summary>
public sealed class OneDoorOutTests
{
    private static readonly Assembly Desk = typeof(Demarche.Desk).Assembly;

    [Fact]
    public void Only_the_release_desk_makes_a_package()
    {
        Assert.Equal([nameof(ReleaseDesk)], Users(m => m is ConstructorInfo && m.DeclaringType == typeof(Package)));
        Assert.DoesNotContain(typeof(Package).GetConstructors(), c => c.IsPublic);
    }

    // Whoever holds a package got it from the one function that asks first what the partner may be told; a channel to come gets it there too.
    [Fact]
    public void A_package_is_made_in_the_one_function_that_asks_again_and_nowhere_else()
    {
        var making = Uses.Written(Desk)[typeof(ReleaseDesk)].Where(t => Uses.Members(t).Any(m => m is ConstructorInfo && m.DeclaringType == typeof(Package))).ToList();
        Assert.StartsWith($"<{nameof(ReleaseDesk.ClearAsync)}>", Assert.Single(making).Name, StringComparison.Ordinal);
        Assert.Contains(Uses.Members(making[0]), m => m.DeclaringType == typeof(DeliveryCheck) && m.Name == nameof(DeliveryCheck.Reasons));
        Assert.Equal([nameof(Outbox), nameof(ReleaseEndpoints)], Users(m => m.DeclaringType == typeof(ReleaseDesk) && m.Name == nameof(ReleaseDesk.ClearAsync)));
    }

    [Fact]
    public void What_is_printed_of_an_approved_brief_is_a_package() =>
        Assert.Contains(typeof(Demarche.Briefs.BriefPaper).GetMethod(nameof(Demarche.Briefs.BriefPaper.OfRelease))!.GetParameters(), p => p.ParameterType == typeof(Package));

    [Fact]
    public void Only_the_release_desk_seals() =>
        Assert.Equal([nameof(ReleaseDesk)], Users(m => m.DeclaringType == typeof(SealedPackage) && m.Name == nameof(SealedPackage.Seal)));

    [Fact]
    public void Sealed_bytes_are_read_by_the_courier_and_by_the_download_alone() =>
        Assert.Equal([nameof(Courier), nameof(ReleaseEndpoints)], Users(m => m.DeclaringType == typeof(Package) && m.Name == "get_" + nameof(Package.Sealed)));

    [Fact]
    public void Only_the_courier_speaks_to_other_machines()
    {
        // The demonstration's people use their own two desks as any browser does; the leak suite asks the one desk that it is given, and holds nothing of a case.
        string[] ownDesks = [nameof(Demarche.Leaks.Probe), nameof(Demarche.Demo.Seat)];
        Assert.Equal([nameof(Courier), .. ownDesks], Users(m => m is ConstructorInfo && m.DeclaringType is { } t
            && (typeof(HttpMessageInvoker).IsAssignableFrom(t) || t.Name is "SmtpClient" or "TcpClient" or "Socket" or "UdpClient")));
    }

    [Fact]
    public void What_the_courier_carries_is_a_package()
    {
        // A statement of new keys is about the desk itself and comes from no case.
        string[] carriesNoCase = [nameof(Courier.TellAsync)];
        var carrying = typeof(Courier).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType) && !carriesNoCase.Contains(m.Name)).ToList();
        Assert.NotEmpty(carrying);
        Assert.All(carrying, m => Assert.Single(m.GetParameters(), p => p.ParameterType == typeof(Package)));
        Assert.All(carrying, m => Assert.DoesNotContain(m.GetParameters(), p =>
            p.ParameterType == typeof(byte[]) || typeof(Stream).IsAssignableFrom(p.ParameterType) || typeof(HttpContent).IsAssignableFrom(p.ParameterType)
            || p.ParameterType == typeof(Composed) || p.ParameterType == typeof(SealedPackage)));
    }

    private static IEnumerable<string> Users(Func<MemberInfo, bool> what) =>
        Uses.Written(Desk).Where(t => t.SelectMany(Uses.Members).Any(what)).Select(t => t.Key.Name).Order(StringComparer.Ordinal);
}
