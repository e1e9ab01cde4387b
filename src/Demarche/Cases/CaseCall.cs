using Demarche.Views;
using Demarche.Web;

namespace Demarche.Cases;

/// <summary>A caller at work in a case that the caller may read.</summary>
/// <param name="View">What the caller may know of it. Pages and decisions read from this.</param>
/// <param name="Desk">The desk's list, for the names of partners and people.</param>
/// <param name="Writes">Whether the caller may write in this case.</param>
/// <param name="CanUndo">Whether the last entry is the caller's own and can be taken back.</param>
public sealed record CaseCall(HttpContext Context, Caller Caller, View View, DeskFile Desk, CaseBook Book, bool Writes, bool CanUndo)
{
    private static readonly Decision.Refused MayNotWrite =
        new("case-access-must-allow-writing", "You may read this case but not write in it. Ask somebody who may to give you access.");

    /// <summary>Why what the caller writes may go wider than what it rests on, as the form says; null where it says nothing.</summary>
    public string? Wider { get; internal set; }

    /// <summary>The passphrase that the caller gave with a form; null where none was given.</summary>
    internal string? Passphrase { get; set; }

    public string CaseId => View.CaseId;

    /// <summary>Whether the caller can correct, mark or withdraw an item, as far as the item goes.</summary>
    public bool CanChange(string item) => Writes && View.Item(item) is { CanBeChanged: true };

    public IQueryCollection Query => Context.Request.Query;

    /// <summary>A value from the route: <c>{claim}</c>.</summary>
    public string Route(string name) => (string)Context.Request.RouteValues[name]!;

    /// <summary>Takes a decision on what the caller may see of the case, and appends what it allows.</summary>
    /// <param name="decide">Pure; it may run more than once.</param>
    /// <param name="location">The page to go to, after the case's own address: <c>/claims</c>. The item's id takes the place of {0}.</param>
    /// <param name="message">What was done, in a sentence.</param>
    public Task<Acted> WriteAsync(
        Func<View, Decision> decide, string location, string message, Func<Decision.Allowed, Store.StoreWrites?>? writes = null) =>
        WriteWholeAsync((view, _) => decide(view), location, message, writes);

    /// <summary>
    /// The same for the one door out, which composes from the partner's view of the case beside the caller's, and for a fact that has to
    /// carry over what its writer may not see: a correction of a protected source keeps the seal.
    /// </summary>
    internal async Task<Acted> WriteWholeAsync(
        Func<View, CaseFile, Decision> decide, string location, string message, Func<Decision.Allowed, Store.StoreWrites?>? writes = null)
    {
        if (!Writes) return new Acted.Refused(MayNotWrite.Rule, MayNotWrite.Message);
        if (await Book.FindAsync(CaseId, Context.RequestAborted) is { } now && decide(ViewCache.For(now, Caller.Audience), now) is Decision.Allowed written
            && await Sources.IdentityCheck.RefusalAsync(this, now, written.Facts.Select(f => f.Fact), Wider) is { } telling) return new Acted.Refused(telling.Rule, telling.Message, telling.Field);
        var outcome = await Book.WriteAsync(
            CaseId, Caller.Id, file => CaseRoutes.AccessOf(file, Caller) == CaseAccess.Write ? Kept(Sound(decide(ViewCache.For(file, Caller.Audience), file)), file) : MayNotWrite,
            writes, Context.RequestAborted, new(Wider, Caller.Audience));
        return outcome.Refusal is { } refused
            ? new Acted.Refused(refused.Rule, refused.Message, refused.Field)
            : new Acted.Done($"/cases/{CaseId}{string.Format(System.Globalization.CultureInfo.InvariantCulture, location, outcome.Item)}", outcome.Item, message);
    }

    // Whoever corrects an item of which a member is kept from them keeps that member: no feature can forget it.
    private Decision Kept(Decision decision, CaseFile file)
    {
        if (decision is not Decision.Allowed allowed) return decision;
        var view = ViewCache.For(file, Caller.Audience);
        List<Marked> facts = new(allowed.Facts.Count);
        foreach (var marked in allowed.Facts)
        {
            var (fact, overwritten) = file.Kept(marked.Fact, view);
            if (overwritten is not null)
                return Decision.Refuse("field-must-be-seen", $"What stands under “{overwritten}” is kept from you, and is not yours to change. Leave it empty: it stays as it is.", overwritten);
            facts.Add(marked with { Fact = fact });
        }
        return allowed with { Facts = facts };
    }

    // Whatever a person writes: no feature can forget it.
    private Decision Sound(Decision decision) => decision is Decision.Allowed allowed
        ? allowed.Facts.Select(f => Rules.MarkingMustBeSound(Desk, f.Marking)).FirstOrDefault(r => r is not null) ?? decision : decision;
}

public static class CaseCalls
{
    /// <summary>The case that the endpoint opened, for the components of its page.</summary>
    /// <exception cref="InvalidOperationException">The page is not one of a case.</exception>
    public static CaseCall CaseCall(this HttpContext context) =>
        context.Features.Get<CaseCall>() ?? throw new InvalidOperationException("This page stands outside a case.");
}
