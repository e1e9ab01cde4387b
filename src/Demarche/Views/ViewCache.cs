using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Demarche.Views;

/// <summary>Views of case files that are still in use. A view belongs to one state of a case, so nothing in here can be stale.</summary>
public static class ViewCache
{
    private static readonly ConditionalWeakTable<CaseFile, ConcurrentDictionary<string, View>> Views = [];

    public static View For(CaseFile file, Audience audience)
    {
        var reader = Settled(file, audience);
        return Views.GetOrCreateValue(file).GetOrAdd(Key(reader), static (_, of) => View.For(of.file, of.reader), (file, reader));
    }

    /// <summary>As <see cref="View.AsToldTo"/>. Most cases keep nothing for several: there it is the audience's own view.</summary>
    public static View AsToldTo(Audience teller, CaseFile file, Audience audience)
    {
        if (!file.KeepsForSeveral) return For(file, audience);
        var reader = Settled(file, audience);
        return Views.GetOrCreateValue(file).GetOrAdd(
            $"{Key(reader)}\ntold {Key(teller)}", static (_, of) => View.AsToldTo(of.teller, of.file, of.reader), (teller, file, reader));
    }

    // Every moment would else have a view of its own, kept as long as the case.
    private static Audience Settled(CaseFile file, Audience audience) => audience switch
    {
        Audience.Partner p => p with { At = file.EmbargoEndBefore(p.At) },
        Audience.Public p => p with { At = file.EmbargoEndBefore(p.At) },
        _ => audience,
    };

    private static string Key(Audience audience) => audience switch
    {
        Audience.AtDesk p => $"person {p.Id} {p.ReadsRed} {string.Join('\n', p.Compartments.Order(StringComparer.Ordinal))}",
        Audience.Partner p => $"partner {p.Id} {p.At} {string.Join('\n', p.Groups.Order(StringComparer.Ordinal))} {string.Join('\n', p.WithdrawnGroups.Order(StringComparer.Ordinal))}",
        Audience.Public p => $"public {p.At}",
        _ => audience.GetType().Name,
    };
}
