using Demarche.People;
using Demarche.Views;

namespace Demarche.Cases;

/// <summary>Who reads: everybody, a partner, or somebody at this desk.</summary>
public enum ReaderKind { Public, Partner, Person }

/// <summary>Whether one reader sees an item, and why.</summary>
/// <param name="Kept">Members that this reader may not see of it.</param>
public sealed record ItemReader(ReaderKind Kind, string? Id, string Name, bool Sees, IReadOnlyList<string> Reasons, IReadOnlyList<KeptField> Kept);

/// <summary>A member that a reader may not see, and why.</summary>
public sealed record KeptField(string Field, IReadOnlyList<string> Reasons);

/// <summary>A member with a marking of its own.</summary>
public sealed record MarkedField(string Field, Marking Marking);

/// <summary>An earlier version that not everybody sees who sees the item.</summary>
/// <param name="Number">Which of the versions that the caller sees, the first being 1.</param>
/// <param name="Says">What the version said, as far as the caller sees it: the item's record.</param>
/// <param name="Marking">What governs it: its own marking and every later one.</param>
/// <param name="IsHidden">Whether somebody at the desk sees the item and not this version.</param>
/// <param name="Fields">The members that are marked stricter in this version than today.</param>
public sealed record HiddenVersion(
    int Number, string Time, string Who, string What, string? Reason, object Says, Marking Marking, bool IsHidden, IReadOnlyList<MarkedField> Fields);

/// <summary>Who may see an item: the public, every partner, and everybody who may read the case.</summary>
/// <param name="Line">The item in a line.</param>
/// <param name="Originator">The name of the partner whose terms bind it.</param>
/// <param name="Markable">The members that can have a marking of their own and that the caller sees.</param>
/// <param name="Fields">Those that have one.</param>
/// <param name="Withheld">Those whose content is kept from the caller.</param>
/// <param name="Hidden">Versions that stay hidden from readers whom only today's marking allows; of those that the caller sees.</param>
/// <param name="Versions">How many versions the caller sees: those would stay hidden from the readers that a wider marking adds.</param>
public sealed record ItemReaders(
    string Case, string Item, string Kind, ItemLine Line, Marking Marking, string? Originator, int Revision, bool IsWithdrawn, IReadOnlyList<ItemReader> Readers, bool Writes,
    IReadOnlyList<string> Markable, IReadOnlyList<MarkedField> Fields, IReadOnlyList<string> Withheld,
    IReadOnlyList<HiddenVersion> Hidden, int Versions)
{
    /// <summary>Whether it rests on something whose marking binds it.</summary>
    public bool IsDerived { get; init; }

    /// <summary>Whether it is marked wider than that.</summary>
    public bool IsWider { get; init; }

    /// <summary>Why it may go all the same; the author by name. Null where nobody wrote a reason.</summary>
    public Justification? Wider { get; init; }

    /// <param name="partner">Only this partner; null for everybody.</param>
    /// <param name="at">When they read, UTC: an embargo may be over by then.</param>
    /// <returns>Null when the caller sees no such item, or the partner is not in the directory.</returns>
    public static ItemReaders? Of(View view, DeskFile desk, string id, string? partner, string at, bool writes)
    {
        if (view.Item(id) is not { } item) return null;
        var partners = desk.Partners.Standing.Where(p => partner is null || p.Id == partner).OrderBy(p => p.Content.Name, StringComparer.Ordinal)
            .Select(p => Of(view, id, ReaderKind.Partner, p.Id, p.Content.Name, desk.AudienceOf(p.Id, at))).ToList();
        if (partner is not null && partners.Count == 0) return null;
        List<ItemReader> readers = partner is not null ? partners
            : [Of(view, id, ReaderKind.Public, null, "Anybody", new Audience.Public(at)), .. partners, .. People(view, desk, id)];
        return new(
            view.CaseId, id, item.Kind, ItemLine.Of(view, desk, item), item.Marking, item.Marking.Originator is { } from ? desk.Partners.Find(from)?.Content.Name : null,
            item.Revision, item.IsWithdrawn, readers, writes && item is { Content: not Releases.Release, IsTakenBack: false },
            [.. Cases.Fields.Of(item.Content.GetType()).Except(item.Withheld)], [.. item.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new MarkedField(f.Key, f.Value))], item.Withheld,
            HiddenVersions(item, desk), item.History.Count)
        {
            IsDerived = view.BasesOf(item).Count > 0 || item.Content is Documents.Document { Stated: not null } || view.IsWider(item),
            IsWider = !item.IsWithdrawn && view.IsWider(item),
            Wider = item.Wider is { } wider ? wider with { Author = desk.NameOf(wider.Author) } : null,
        };
    }

    private static List<HiddenVersion> HiddenVersions(Item item, DeskFile desk)
    {
        List<HiddenVersion> hidden = [];
        for (var i = 0; i < item.History.Count - 1; i++)
        {
            var version = item.History[i];
            var (marking, kept) = Views.Versions.Governing(item.History, i, item.Marking);
            List<MarkedField> fields = [.. kept.Where(f => f.Value != item.Fields.GetValueOrDefault(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new MarkedField(f.Key, f.Value))];
            var isHidden = Views.Versions.IsStricter(marking, item.Marking);
            if (isHidden || fields.Count > 0)
                hidden.Add(new(i + 1, version.Time, desk.NameOf(version.Author), version.What, version.Reason, version.Content, marking, isHidden, fields));
        }
        return hidden;
    }

    private static IEnumerable<ItemReader> People(View view, DeskFile desk, string id) =>
        from access in view.Access
        where access.Value != CaseAccess.None
        let person = desk.People.Find(access.Key)
        where person is { IsWithdrawn: false, Content.Disabled: false }
        orderby person.Content.Name, person.Id
        select Of(view, id, ReaderKind.Person, person.Id, person.Content.Name, Roles.Caller(person).Audience);

    private static ItemReader Of(View view, string item, ReaderKind kind, string? id, string name, Audience audience)
    {
        var ruling = view.Explain(item, audience)!;
        return new(kind, id, name, ruling.Seen, ruling.Reasons, ruling.Seen ? [.. view.Kept(item, audience).Select(k => new KeptField(k.Field, k.Reasons))] : []);
    }
}
