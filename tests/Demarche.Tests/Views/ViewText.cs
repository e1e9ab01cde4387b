using System.Collections;
using System.Text.Json;
using Demarche.Cases;
using Demarche.Views;

namespace Demarche.Tests.Views;

/// <summary>All that a view says, as text: every shelf, every member, in the view's own order.</summary>
internal static class ViewText
{
    private static readonly JsonSerializerOptions Json = new(FactKinds.Json) { WriteIndented = true };

    public static string Of(View view)
    {
        var told = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in typeof(View).GetProperties().Where(p => p.Name != nameof(View.Audience)))
        {
            var value = member.GetValue(view);
            told[member.Name] = value?.GetType().GetProperty("All") is { } all ? all.GetValue(value) : value is IEnumerable and not string ? ((IEnumerable)value).Cast<object>().ToList() : value;
        }
        told["Closed"] = view.Requests.All.SelectMany(r => r.Content.Partners.Select(p => view.ClosedWith(r.Id, p))).ToList();
        return JsonSerializer.Serialize(told, Json);
    }
}
