using System.Text.Json;

namespace Demarche.Views;

/// <summary>
/// Which versions of an item an audience sees. A version, and the reason of the change that made it, is seen by those alone whom the marking that
/// the item had then and every later one allow; a member that was marked by itself likewise. What is left looks like the history of
/// an item that has no other versions: it begins with the item being added, and nothing counts what is left out.
/// </summary>
internal static class Versions
{
    private static readonly HashSet<string> OfMarkings = ["marking-changed", "field-marked", "field-unmarked", "version-lifted", "wider-marking-justified"];

    /// <summary>The versions of an item that an audience sees, oldest first, each with the members that are hidden in it.</summary>
    /// <param name="item">As the case holds it. The audience sees it.</param>
    /// <param name="sees">Whether the audience sees what bears a marking.</param>
    /// <param name="isNamed">Whether a version names only what the audience sees; null where it names nothing.</param>
    public static IReadOnlyList<Change<T>> Of<T>(Held<T> item, Audience audience, Func<Marking, bool> sees, Func<T, bool>? isNamed) where T : notnull
    {
        var all = item.History;
        if (all.All(c => ReferenceEquals(c.From.Marking, item.Marking) && c.Fields.Count == 0 && c.From.Own is null))
            return isNamed is null || all.All(c => isNamed(c.Content)) ? all : Shown(all, [.. all.Select(c => isNamed(c.Content))]);
        var (allowed, hidden) = Since(all, audience, sees);
        int Index(long entry)
        {
            var i = 0;
            while (i < all.Count - 1 && all[i].From.Entry < entry) i++;
            return i;
        }
        List<Change<T>> told = new(all.Count);
        var seen = new bool[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            var (change, from) = (all[i], all[i].From);
            seen[i] = (allowed[i] || (from.LiftedBy is { } lift && allowed[Index(lift)])) && (from.Own is null || sees(from.Own)) && (isNamed?.Invoke(change.Content) ?? true);
            List<string> members = [.. hidden[i].Where(m => !from.LiftedFields.TryGetValue(m, out var by) || hidden[Index(by)].Contains(m))];
            told.Add(members.Count == 0 && change.What != "field-marked" ? change : change with
            {
                Withheld = members.Count == 0 ? null : members,
                // Why a member is marked is for those who may read the member.
                Reason = i > 0 && change.What == "field-marked" && members.Any(m => IsOther(all[i - 1].Fields, change.Fields, m)) ? null : change.Reason,
            });
        }
        return Shown(told, seen);
    }

    /// <summary>
    /// The versions without those that say, to their reader, what the version before them said: what was said otherwise is hidden from this reader, and that
    /// somebody wrote, when and why, would tell of it. What the reader wrote stays.
    /// </summary>
    /// <param name="versions">Those that the reader sees, each with the members that are hidden in it.</param>
    /// <param name="shown">What this audience reads of a content: nothing that is sealed, and no reference to what it does not see.</param>
    public static IReadOnlyList<Change<T>> Told<T>(IReadOnlyList<Change<T>> versions, Audience audience, Func<T, T> shown) where T : notnull
    {
        if (versions.All(v => v.Withheld is null)) return versions;
        List<Change<T>> told = [versions[0]];
        foreach (var version in versions.Skip(1))
        {
            var before = told[^1];
            if (ReferenceEquals(before.Content, version.Content) || version.Withheld is null || audience is Audience.AtDesk reader && reader.Id == version.Author
                || Text(before, version) != Text(version, before)) told.Add(version);
        }
        return told;

        string Text(Change<T> version, Change<T> other) =>
            JsonSerializer.Serialize(shown(Fields.Without(version.Content, [.. version.Withheld ?? [], .. other.Withheld ?? []])), FactKinds.Json);
    }

    /// <summary>A number of a history as its reader sees it: another one after each change that this reader sees, and moved by no other.</summary>
    public static int Revision<T>(IReadOnlyList<Change<T>> history)
    {
        // FNV-1a: a count could come out the same again after a time in which the reader did not see the item.
        var hash = 2_166_136_261u;
        foreach (var change in history)
        {
            foreach (var sign in change.Time) hash = (hash ^ sign) * 16_777_619u;
            foreach (var sign in change.What) hash = (hash ^ sign) * 16_777_619u;
        }
        return (int)(hash & 0x7fff_ffff);
    }

    /// <summary>The marking that governs a version of an item as one reader sees it, and the members that it keeps beyond those that the item keeps now.</summary>
    /// <param name="history">The versions that the reader sees.</param>
    public static (Marking Marking, IReadOnlyDictionary<string, Marking> Fields) Governing<T>(IReadOnlyList<Change<T>> history, int version, Marking now)
    {
        var from = history[version].From;
        Dictionary<string, Marking> fields = [];
        var marking = now;
        for (var i = version; i < history.Count; i++)
        {
            if (from.LiftedBy is not { } lift || history[i].From.Entry >= lift) marking = history[i].From.Marking.And(marking);
            foreach (var (field, kept) in history[i].Fields)
            {
                if (from.LiftedFields.TryGetValue(field, out var by) && history[i].From.Entry < by) continue;
                fields[field] = fields.TryGetValue(field, out var other) ? other.And(kept) : kept;
            }
        }
        return (marking, fields);
    }

    /// <summary>Whether a reader sees the version that stood at a time. Where a hidden one follows the last that the reader sees, it may have been that one.</summary>
    /// <param name="seen">The versions that the reader sees.</param>
    /// <param name="all">As the case holds them.</param>
    public static bool ShowAt<T>(IReadOnlyList<Change<T>> seen, IReadOnlyList<Change<T>> all, string at)
    {
        HashSet<long> shown = [.. seen.Select(c => c.From.Entry)];
        var isNextShown = true;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            // An entry that only lifted an earlier version is no version.
            if (all[i].What == "version-lifted") continue;
            var isShown = shown.Contains(all[i].From.Entry);
            if (isShown && string.CompareOrdinal(all[i].Time, at) <= 0) return isNextShown;
            isNextShown = isShown;
        }
        return isNextShown;
    }

    /// <summary>Whether somebody at the desk whom one marking allows is not allowed by another.</summary>
    public static bool IsStricter(Marking marking, Marking than) => marking.IsStricterHereThan(than);

    private static (bool[] Allowed, IReadOnlyList<string>[] Hidden) Since<T>(IReadOnlyList<Change<T>> all, Audience audience, Func<Marking, bool> sees)
    {
        var (allowed, hidden) = (new bool[all.Count], new IReadOnlyList<string>[all.Count]);
        IReadOnlyList<string> members = [];
        var isAllowed = true;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            var then = Fields.Hidden(typeof(T), all[i].Fields, audience);
            isAllowed = isAllowed && then is not null && sees(all[i].From.Marking);
            if (then is { Count: > 0 } && then.Except(members).Any()) members = [.. members.Union(then).Order(StringComparer.Ordinal)];
            (allowed[i], hidden[i]) = (isAllowed, members);
        }
        return (allowed, hidden);
    }

    private static List<Change<T>> Shown<T>(IReadOnlyList<Change<T>> all, bool[] seen) where T : notnull
    {
        List<Change<T>> shown = new(all.Count);
        Change<T>? last = null;
        for (var i = 0; i < all.Count; i++)
        {
            if (!seen[i]) continue;
            var change = all[i];
            var isFirst = last is null && i > 0;
            // A change of marking carries the words of an earlier version: to who did not see that one, they are new with it.
            var isNew = last is not null && OfMarkings.Contains(change.What) && !ReferenceEquals(last.Content, change.Content);
            last = change;
            shown.Add(!isFirst && !isNew ? change : change with
            {
                What = (isFirst ? FactKinds.Adds(typeof(T)) : FactKinds.Corrects(typeof(T))) ?? change.What,
                Author = change.From.Writer,
                Reason = null,
            });
        }
        // Whoever sees the item sees what it says now, whatever each of its changes asks of its reader.
        if (shown.Count == 0) shown.Add(all[^1] with { What = FactKinds.Adds(typeof(T)) ?? all[^1].What, Author = all[^1].From.Writer, Reason = null });
        return shown;
    }

    private static bool IsOther(IReadOnlyDictionary<string, Marking> before, IReadOnlyDictionary<string, Marking> now, string member) =>
        now.TryGetValue(member, out var marking) && before.GetValueOrDefault(member) != marking;
}
