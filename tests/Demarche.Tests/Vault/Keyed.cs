using Demarche.Tests.Web;
using Demarche.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace Demarche.Tests.Vault;

/// <summary>People of a running desk with keys of their own.</summary>
internal static class Keyed
{
    public const string Passphrase = "seven wet boats went out at noon";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes a person's key as the vault's page does.</summary>
    public static async Task MakeKeyAsync(this RunningDesk desk, Visitor visitor, string passphrase = Passphrase)
    {
        var person = (await desk.Book.OpenAsync(Ct)).People.Find(visitor.Person!)!;
        Assert.Null(await desk.Services.GetRequiredService<VaultKeys>().MakeAsync(person, passphrase, passphrase, Ct));
    }

    /// <summary>Names the keepers, each with a key.</summary>
    public static Task NameKeepersAsync(this RunningDesk desk, params Visitor[] keepers) => desk.Book.WriteAsync(
        keepers[0].Person!, file => BreakGlassDecisions.Name(file, [.. keepers.Select(k => k.Person!)], "They are reachable at night."), ct: Ct);
}
