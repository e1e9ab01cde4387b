using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Demarche.Views;

/// <summary>Views of case files that are still in use. A view belongs to one state of a case, so nothing in here can be stale.</summary>
public static class ViewCache
{
    private static readonly ConditionalWeakTable<CaseFile, ConcurrentDictionary<string, View>> Views = [];

    public static View For(CaseFile file, Audience audience) =>
        Views.GetOrCreateValue(file).GetOrAdd(Key(audience), static (_, of) => View.For(of.file, of.audience), (file, audience));

    private static string Key(Audience audience) => audience switch
    {
        Audience.AtDesk p => $"person {p.Id} {p.ReadsRed} {string.Join('\n', p.Compartments.Order(StringComparer.Ordinal))}",
        Audience.Partner p => $"partner {p.Id} {p.At} {string.Join('\n', p.Groups.Order(StringComparer.Ordinal))} {string.Join('\n', p.WithdrawnGroups.Order(StringComparer.Ordinal))}",
        Audience.Public p => $"public {p.At}",
        _ => audience.GetType().Name,
    };
}
