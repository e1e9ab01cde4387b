using Demarche.Views;
using Demarche.Web;

namespace Demarche.Options;

/// <summary>A response that was really made, with the case that it stands in.</summary>
public sealed record Precedent(string Case, string Title, Held<Response> Response);

/// <summary>Which precedents to show. It lives in the address.</summary>
/// <param name="Kind">Null for any.</param>
/// <param name="Words">Each of them stands in the response or in the case's title.</param>
public sealed record PrecedentFilter(OptionKind? Kind, string? Words)
{
    private const string Any = "any";

    /// <summary>The option's own kind where the address names none.</summary>
    public static PrecedentFilter Of(IQueryCollection query, OptionKind own)
    {
        string? asked = query["responses"];
        OptionKind? kind = asked == Any ? null : Enum.GetValues<OptionKind>().Cast<OptionKind?>().FirstOrDefault(k => OptionWords.Key(k!.Value) == asked) ?? own;
        return new(kind, string.IsNullOrWhiteSpace(query["q"]) ? null : query["q"].ToString().Trim());
    }

    public bool Lets(Precedent precedent)
    {
        var said = precedent.Response.Content;
        if (Kind is { } kind && said.Kind != kind) return false;
        string[] texts = [said.By, said.Text, said.Citation, said.At?.Value ?? "", precedent.Title];
        return (Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => texts.Any(t => t.Contains(w, StringComparison.OrdinalIgnoreCase)));
    }
}

/// <summary>What was really done elsewhere that is of an option's kind, in every case that the reader may read, latest first.</summary>
/// <param name="Total">How many there are; the list ends at <see cref="Most"/>.</param>
/// <param name="Cases">In how many cases.</param>
public sealed record PrecedentList(string Case, string Option, string Title, PrecedentFilter Filter, IReadOnlyList<Precedent> Precedents, int Total, int Cases)
{
    /// <summary>More are no list that anybody reads; the filter narrows it.</summary>
    public const int Most = 300;

    /// <summary>Null where the reader sees no such option.</summary>
    public static async Task<Shown<PrecedentList>> OfAsync(CaseCall call)
    {
        if (call.View.Options.Find(call.Route("option")) is not { } option) return Shown<PrecedentList>.Nothing;
        var others = (await call.Book.AllAsync(call.Context.RequestAborted)).Where(f => f.Id != call.CaseId && CaseRoutes.AccessOf(f, call.Caller) != CaseAccess.None);
        return Of(call.View, [.. others.Select(f => ViewCache.For(f, call.Caller.Audience))], option, PrecedentFilter.Of(call.Query, option.Content.Kind));
    }

    /// <param name="view">Of the option's own case.</param>
    /// <param name="others">Of the other cases that the reader may read.</param>
    public static PrecedentList Of(View view, IReadOnlyList<View> others, Held<Option> option, PrecedentFilter filter)
    {
        List<Precedent> all =
        [
            .. others.Prepend(view).SelectMany(v => v.Responses.Standing.Select(r => new Precedent(v.CaseId, v.Title.Title, r))).Where(filter.Lets)
                .OrderByDescending(p => p.Response.Content.At?.Value ?? "", StringComparer.Ordinal).ThenBy(p => p.Title, StringComparer.Ordinal).ThenBy(p => p.Response.Id, StringComparer.Ordinal),
        ];
        return new(view.CaseId, option.Id, option.Content.Title, filter, [.. all.Take(Most)], all.Count, all.Select(p => p.Case).Distinct().Count());
    }
}

/// <summary>A response of the case.</summary>
public sealed record ResponseRow(Held<Response> Response, string By);

/// <summary>The responses that were really made to the incident of the case, latest first.</summary>
public sealed record ResponseList(string Case, IReadOnlyList<ResponseRow> Responses, bool Writes)
{
    public static ResponseList Of(View view, DeskFile desk, bool writes) => new(
        view.CaseId,
        [
            .. view.Responses.All.OrderBy(r => r.IsWithdrawn).ThenByDescending(r => r.Content.At?.Value ?? "", StringComparer.Ordinal).ThenBy(r => r.Time, StringComparer.Ordinal)
                .ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => new ResponseRow(r, desk.NameOf(r.Author))),
        ],
        writes && view.IsOpen);
}
