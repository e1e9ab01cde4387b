using Demarche.Views;

namespace Demarche.Leverage;

/// <summary>What is asked of the ties. It lives in the address, so that an answer can be sent to a colleague.</summary>
/// <param name="On">Who is to be moved; null to let the desk begin with the party of which most is stated.</param>
/// <param name="AsOf">As of which date; null for the latest figures.</param>
/// <param name="By">Who wants to move it; null where nobody was chosen.</param>
/// <param name="With">Who would join in.</param>
/// <param name="Order">The one criterion by which they stand; null for their names.</param>
public sealed record LeverageQuestion(string? On, string? AsOf, string? By, IReadOnlyList<string> With, Criterion? Order)
{
    /// <summary>More names in an address are nobody's coalition; each is looked up.</summary>
    public const int MostWith = 250;

    public static LeverageQuestion Of(IQueryCollection query)
    {
        // Addresses of earlier programs name several criteria and a rule to put them together; the first is what they put first.
        var order = query["order"].Select(o => Named<Criterion>(o, TieWords.Key)).FirstOrDefault(o => o is not null);
        return new(
            Given(query["on"]), Given(query["asof"]) is { } at && new ApproximateTime(at).IsValid ? at : null, Given(query["by"]),
            [.. query["with"].OfType<string>().Where(w => w.Length > 0).Distinct(StringComparer.Ordinal).Take(MostWith)], order);
    }

    /// <summary>The same question as far as the reader knows whom it names.</summary>
    public LeverageQuestion AsSeen(View view, TieSet ties)
    {
        string? Seen(string? id) => view.Parties.Find(id) is { IsWithdrawn: false } ? id : null;
        var on = Seen(On) ?? ties.Parties.Select(p => (Party: p, Stated: ties.Of(p).Count(t => t.From == p)))
            .OrderByDescending(p => p.Stated).ThenBy(p => view.Parties.Find(p.Party)!.Content.Name, StringComparer.Ordinal).ThenBy(p => p.Party, StringComparer.Ordinal).Select(p => p.Party).FirstOrDefault();
        return this with { On = on, By = Seen(By) is { } by && by != on ? by : null, With = [.. With.Where(w => Seen(w) is not null && w != on).Order(StringComparer.Ordinal)] };
    }

    /// <summary>The query string of this question about another party, or as of another date.</summary>
    public string Address(string? on, string? asOf) => Address(on, asOf, Order);

    /// <summary>The same in another order.</summary>
    public string Address(string? on, string? asOf, Criterion? order) => "?" + string.Join('&', new[]
    {
        on is null ? null : "on=" + on, asOf is null ? null : "asof=" + asOf, By is null ? null : "by=" + By, order is { } o ? "order=" + TieWords.Key(o) : null,
    }.OfType<string>().Concat(With.Where(w => w != on).Select(w => "with=" + w)));

    private static T? Named<T>(string? word, Func<T, string> key) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => key(v!.Value) == word);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
