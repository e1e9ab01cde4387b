using System.Text.Json;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Releases;
using Demarche.Store;
using Demarche.Vault;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Sources;

/// <summary>
/// The one check of what a handler writes about a protected source or its claims against the sealed identity: every word of every fact, its reason too. Only a
/// handler can have the identity opened to compare. To anybody else every word is answered alike, so that no guess is told right.
/// </summary>
internal static class IdentityCheck
{
    /// <param name="more">What is written with the facts.</param>
    public static async Task<Decision.Refused?> RefusalAsync(CaseCall call, CaseFile file, IEnumerable<Fact> facts, string? more)
    {
        if (!call.Caller.Can(Capability.OpenIdentities) || !file.Sources.InNoOrder.Any(s => s.Content is { Identity: not null } c && c.Handlers.Contains(call.Caller.Id))) return null;
        List<Fact> written = [.. facts];
        var sources = written.Select(f => SourceOf(file, f)).OfType<string>().Where(s => Handles(call.View, s, call.Caller.Id)).ToHashSet(StringComparer.Ordinal);
        if (sources.Count == 0) return null;
        // What is written in one act is of one matter: a proposition with the claim on it.
        List<string> told = [.. written.SelectMany(f => NewWords(file, f)).Append(more).OfType<string>().Where(w => w.Length > 0)];
        if (told.Count == 0) return null;
        List<Held<Source>> sealedOnes = [];
        foreach (var source in sources)
        {
            if (file.Sources.Find(source) is { Content.Identity: { } seal } held && await Of<JournalStore>(call).FindKeyAsync(call.CaseId, seal.Key, call.Context.RequestAborted) is not null)
                sealedOnes.Add(held);
        }
        return sealedOnes.Count == 0 ? null : await RefusalAsync(call, sealedOnes, told);
    }

    private static async Task<Decision.Refused?> RefusalAsync(CaseCall call, List<Held<Source>> sources, List<string> told)
    {
        if (string.IsNullOrEmpty(call.Passphrase))
        {
            return new("passphrase-must-be-given",
                "You handle this source. Give your passphrase, so that the desk can check that these words do not tell who it is.", "passphrase");
        }
        var unlocked = await Of<VaultKeys>(call).UnlockAsync(call.Caller.Id, call.Passphrase, call.Context.RequestAborted);
        if (unlocked.Refused is { } locked) return locked;
        using var secret = unlocked.Secret!;
        foreach (var source in sources)
        {
            var identity = await Of<SourceSeal>(call).OpenIdentityAsync(call.CaseId, source, secret, call.Context.RequestAborted);
            if (IdentityWords.AreIn(identity, told)) return SourceDecisions.TellsIdentity;
        }
        return null;
    }

    // What a fact is about: the source itself, a claim of it, or what is only said of such a claim.
    private static string? SourceOf(CaseFile file, Fact fact)
    {
        if (fact is not IOfItem { Id: var id }) return null;
        var said = fact.GetType().GetProperty("Content")?.GetValue(fact) ?? file.ItemOf(id)?.Content;
        return said switch
        {
            Source => id,
            Claim claim => claim.Source,
            Rating rating => file.Claims.Find(rating.Evidence)?.Content.Source,
            Rewording rewording => file.Claims.Find(rewording.Item)?.Content.Source ?? file.Sources.Find(rewording.Item)?.Id,
            _ => null,
        };
    }

    // A correction carries words that others wrote before: they are not the writer's.
    private static List<string> NewWords(CaseFile file, Fact fact)
    {
        var held = fact is IOfItem { Id: var id } && file.ItemOf(id)?.Content is { } content ? Texts(JsonSerializer.SerializeToElement(content, content.GetType(), FactKinds.Json)).ToHashSet() : [];
        return [.. Texts(JsonSerializer.SerializeToElement<object>(fact, FactKinds.Json)).Where(t => !held.Contains(t))];
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        // What is sealed is no word.
        JsonValueKind.Object => value.EnumerateObject().Where(m => m.Name != "identity").SelectMany(m => Texts(m.Value)),
        _ => [],
    };

    private static bool Handles(View view, string source, string person) => view.Sources.Find(source)?.Content.Handlers.Contains(person) == true;

    private static T Of<T>(CaseCall call) where T : notnull => call.Context.RequestServices.GetRequiredService<T>();
}
