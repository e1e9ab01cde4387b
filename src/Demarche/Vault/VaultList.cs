using System.Buffers.Text;
using System.Security.Cryptography;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Vault;

/// <summary>The caller's key in force.</summary>
/// <param name="Fingerprint">Of its public half, for comparing aloud.</param>
public sealed record KeyRow(string Id, string Since, string Fingerprint);

/// <summary>A protected source that the caller handles. Whether an identity is sealed stands on no page.</summary>
public sealed record HandledRow(string Case, string CaseTitle, string Source, string Name);

/// <summary>What somebody did with an identity that the caller handles.</summary>
/// <param name="What">The kind of the entry.</param>
/// <param name="Second">Who confirmed, where two people opened it without a handler.</param>
public sealed record UseRow(string Time, string Who, string? Second, string What, string Case, string Source, string Name, string Reason);

/// <summary>How a request of two people stands.</summary>
public enum GlassState { Waiting, Confirmed, Opened, Refused, Over }

/// <param name="Name">The source, where the caller may read of it.</param>
/// <param name="CanOpen">The caller asked and somebody confirmed.</param>
public sealed record GlassRow(
    string Id, string Case, string Source, string? Name, string Asked, string By, string Reason, string Until, GlassState State, string? Confirmer,
    bool CanConfirm, bool CanRefuse, bool CanOpen);

/// <param name="Named">Whether the person is one of the keepers now.</param>
public sealed record KeeperRow(string Id, string Name, bool Named);

/// <summary>A person's vault: the own key, what it is for, and what was opened.</summary>
/// <param name="Keepers">Those who may be keepers; only for whom may name them.</param>
public sealed record VaultList(
    KeyRow? Key, IReadOnlyList<HandledRow> Sources, IReadOnlyList<UseRow> Uses, IReadOnlyList<GlassRow> Requests, IReadOnlyList<KeeperRow> Keepers,
    bool Handles, bool Keeps)
{
    /// <summary>A page shows so many openings, the newest; the cases' journals have all.</summary>
    public const int MostUses = 100;

    public static async Task<VaultList> OfAsync(CaseBook book, DeskFile desk, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        List<View> views = [.. (await book.AllAsync(ct)).Where(f => CaseRoutes.AccessOf(f, caller) != CaseAccess.None).Select(f => ViewCache.For(f, caller.Audience))];
        var keeps = caller.Can(Capability.BreakGlass);
        return new(
            KeyOf(desk, caller.Id), [.. views.SelectMany(v => Handled(v, caller.Id))],
            [.. views.SelectMany(v => UsesOf(v, desk)).OrderByDescending(u => u.Time, StringComparer.Ordinal).ThenBy(u => u.Source, StringComparer.Ordinal).Take(MostUses)],
            Glass(views, desk, caller, Times.Text(now)),
            keeps ? [.. BreakGlassDecisions.MayKeep(desk).Select(m => new KeeperRow(m.Person.Id, m.Person.Content.Name, desk.Keepers.Contains(m.Person.Id)))] : [],
            caller.Can(Capability.OpenIdentities), keeps);
    }

    private static KeyRow? KeyOf(DeskFile desk, string person) => VaultDecisions.KeyOf(desk, person) is { } key
        ? new(key.Id, key.Time, Fingerprint(key.Content.PublicKey)) : null;

    /// <summary>80 bits of the hash, in groups of four digits.</summary>
    internal static string Fingerprint(string publicKey) => string.Join(' ',
        Convert.ToHexStringLower(SHA256.HashData(Base64Url.DecodeFromChars(publicKey)))[..20].Chunk(4).Select(c => new string(c)));

    private static IEnumerable<HandledRow> Handled(View view, string person) =>
        view.Sources.Standing.Where(s => s.Content.Handlers.Contains(person)).Select(s => new HandledRow(view.CaseId, view.Title.Title, s.Id, s.Content.PublicName));

    private static IEnumerable<UseRow> UsesOf(View view, DeskFile desk) => view.SealUses.Select(u => new UseRow(
        u.Time, desk.NameOf(u.Author), u.BreakGlass is { } id && desk.BreakGlass.Find(id)?.Content.Confirmer is { } second ? desk.NameOf(second) : null,
        u.What, view.CaseId, u.Source, view.Sources.Find(u.Source)!.Content.PublicName, u.Reason));

    // Handlers see every request about their sources; who may confirm sees those that wait, and each their own.
    private static List<GlassRow> Glass(IReadOnlyList<View> views, DeskFile desk, Caller caller, string now)
    {
        List<GlassRow> rows = [];
        foreach (var held in desk.BreakGlass.All.Reverse())
        {
            var (glass, state) = (held.Content, StateOf(held, now));
            var source = views.FirstOrDefault(v => v.CaseId == glass.Case)?.Sources.Find(glass.Source);
            var handles = source?.Content.Handlers.Contains(caller.Id) == true;
            var own = held.Author == caller.Id;
            var waits = state == GlassState.Waiting && caller.Can(Capability.BreakGlass);
            if (!handles && !own && glass.Confirmer != caller.Id && !waits) continue;
            var stands = state is GlassState.Waiting or GlassState.Confirmed;
            rows.Add(new(held.Id, glass.Case, glass.Source, source?.Content.PublicName, held.Time, desk.NameOf(held.Author), glass.Reason, glass.Until, state,
                glass.Confirmer is { } second ? desk.NameOf(second) : null,
                waits && TwoPeople.SecondPerson.Is(desk, held.Author, caller.Id), stands && (handles || own || caller.Can(Capability.BreakGlass)), own && state == GlassState.Confirmed && source is not null));
        }
        return rows;
    }

    private static GlassState StateOf(Held<BreakGlass> held, string now) =>
        held.Content.Opened ? GlassState.Opened : held.IsWithdrawn ? GlassState.Refused
        : string.CompareOrdinal(now, held.Content.Until) > 0 ? GlassState.Over
        : held.Content.Confirmer is null ? GlassState.Waiting : GlassState.Confirmed;
}
