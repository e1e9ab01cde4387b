using System.Collections.Concurrent;
using System.Reflection;
using Demarche.Cases;
using Demarche.Releases;
using Demarche.Requests;

namespace Demarche.Tests.Twins;

/// <summary>Makes facts of every kind that stands in a case, from their shapes: a new kind is made from its first day.</summary>
internal sealed class FactMaker
{
    /// <summary>Kinds of the desk's own list. No case holds them.</summary>
    private static readonly string[] OfTheDesk = ["Demarche.People", "Demarche.Partners", "Demarche.Exchange", "Demarche.Settings", "Demarche.TwoPeople", "Demarche.Vault", "Demarche"];

    private static readonly ConcurrentDictionary<Type, (ConstructorInfo Make, Member[] Members)> Shapes = [];

    private readonly Dice dice;
    private readonly Dictionary<string, object> contents = [];

    public FactMaker(Dice dice)
    {
        this.dice = dice;
        Values = new(dice, Ids);
    }

    /// <summary>All kinds of a case but its opening, which comes first, and taking back, which needs another entry.</summary>
    public static IReadOnlyList<Type> Kinds { get; } =
        [.. FactKinds.All.Where(k => !OfTheDesk.Contains(k.Namespace) && k != typeof(CaseOpened) && k != typeof(EntryUndone) && k != typeof(EntryRetained)).OrderBy(k => k.FullName, StringComparer.Ordinal)];

    public static IReadOnlyList<Type> Adding { get; } = [.. Kinds.Where(k => ContentOf(k, typeof(Added<>)) is not null)];

    /// <summary>The ids of items, by the type of their content.</summary>
    public Dictionary<Type, List<string>> Ids { get; } = [];

    private RandomValues Values { get; }

    /// <summary>A fact of this kind; null where there is nothing yet that it could be about.</summary>
    public Fact? Make(Type kind)
    {
        if (ContentOf(kind, typeof(Added<>)) is { } added) return Note(dice.Id(), Build(added), id => Construct(kind, id, contents[id]));
        if (ContentOf(kind, typeof(Corrected<>)) is { } corrected)
            return Any(corrected) is { } id ? Construct(kind, id, contents[id] = Varied(contents[id]), Values.Word()) : null;
        if (ContentOf(kind, typeof(Withdrawn<>)) is { } withdrawn) return Any(withdrawn) is { } id ? Construct(kind, id, Values.Word()) : null;
        if (kind == typeof(ReleaseProposed)) return Note(dice.Id(), Build(typeof(Proposal)), id => Construct(kind, id, contents[id]), typeof(Release));
        if (kind == typeof(MarkingChanged)) return Ids.Count > 0 ? new MarkingChanged(dice.Of([.. Ids.Values.SelectMany(i => i)]), RandomMarkings.Any(dice), Values.Word()) : null;
        // Which version it lifts is said by its line: the number of an entry is known when the journal is.
        if (kind == typeof(VersionLifted)) return Ids.Count == 0 ? null
            : dice.OneIn(4) && Any() is { } member ? new VersionLifted(member.Item, 0, member.Field, Values.Word()) : new VersionLifted(dice.Of([.. Ids.Values.SelectMany(i => i)]), 0, null, Values.Word());
        if (kind == typeof(FieldMarked) || kind == typeof(FieldUnmarked)) return Any() is not { } part ? null
            : kind == typeof(FieldMarked) ? new FieldMarked(part.Item, part.Field, RandomMarkings.Any(dice) with { Embargo = null }, Values.Word()) : new FieldUnmarked(part.Item, part.Field, Values.Word());
        return !ShapeOf(kind).Members.Any(m => m.Name == "Id") ? (Fact)Build(kind)
            : Any(typeof(Release)) is { } release ? (Fact)Build(kind, m => m.Name == "Id" ? release : null) : null;
    }

    /// <summary>The same kind of fact about the same item, saying something else.</summary>
    public Fact Again(Fact fact) => (Fact)Varied(fact);

    /// <summary>What a fact changes: the type of its content, where its kind is one of these three.</summary>
    public static Type? ContentOf(Type kind, Type generic) =>
        kind.BaseType is { IsGenericType: true } b && b.GetGenericTypeDefinition() == generic ? b.GetGenericArguments()[0] : null;

    private Fact Note(string id, object content, Func<string, Fact> fact, Type? type = null)
    {
        contents[id] = content;
        if (!Ids.TryGetValue(type ?? content.GetType(), out var known)) Ids[type ?? content.GetType()] = known = [];
        known.Add(id);
        return fact(id);
    }

    /// <summary>Another content of the same type.</summary>
    public object Like(object content) => Build(content.GetType());

    // A member that can have a marking of its own; now and then one that no program knows, or of an item that has none.
    private (string Item, string Field)? Any()
    {
        List<(string, string)> parts = [.. from ids in Ids from field in Fields.Of(ids.Key) from id in ids.Value select (id, field)];
        if (parts.Count == 0) return null;
        var part = dice.Of(parts);
        return dice.OneIn(40) ? (part.Item1, "tomorrow") : part;
    }

    private string? Any(Type content) => Ids.TryGetValue(content, out var ids) ? dice.Of(ids) : null;

    private object Build(Type type, Func<Member, object?>? given = null)
    {
        var (make, members) = ShapeOf(type);
        return Fitting(make.Invoke([.. members.Select(m => given?.Invoke(m) ?? Value(m))]));
    }

    // What answers a question is about the request that the question is about; most answer none.
    private object Fitting(object content) => content switch
    {
        ReplyDraft d when dice.OneIn(3) && Any(typeof(Reply)) is { } id && contents.GetValueOrDefault(id) is Reply asked => d with { Request = asked.Request, Question = id },
        ReplyDraft d => d with { Question = null },
        Reply r when dice.OneIn(3) && Any(typeof(ReplyDraft)) is { } id && contents.GetValueOrDefault(id) is ReplyDraft asked => r with { Request = asked.Request, Question = id },
        Reply r => r with { Question = null },
        _ => content,
    };

    // One member is said anew, or each of them.
    private object Varied(object record)
    {
        var (make, members) = ShapeOf(record.GetType());
        var about = record is Fact fact ? Line.ItemMemberOf(fact) : null;
        var free = members.Where(m => m.Name != about).ToList();
        if (free.Count == 0) return record;
        var one = dice.OneIn(4) ? null : dice.Of(free);
        object? Said(Member member)
        {
            var held = record.GetType().GetProperty(member.Name)!.GetValue(record);
            if (!free.Contains(member) || (one is not null && member != one)) return held;
            return held is not null && member.IsContent ? Varied(held) : Value(member);
        }
        return make.Invoke([.. members.Select(Said)]);
    }

    private object? Value(Member member)
    {
        if (member.IsNullable && dice.OneIn(4)) return null;
        if (Values.Known(member) is { } known) return known;
        if (!member.IsList) return Build(member.Of);
        var list = Array.CreateInstance(member.Of, member.Of == typeof(Ask) ? 1 + dice.Below(2) : dice.Below(member.Name == "Includes" ? 8 : 4));
        for (var i = 0; i < list.Length; i++) list.SetValue(Values.Known(member with { IsList = false, Place = i }) ?? Build(member.Of, m => Values.Known(m with { Place = i })), i);
        return member.Name == "Partners" ? list.Cast<string>().Distinct().ToArray() : list;
    }

    private static Fact Construct(Type kind, params object[] arguments) => (Fact)ShapeOf(kind).Make.Invoke(arguments);

    private static (ConstructorInfo Make, Member[] Members) ShapeOf(Type type) => Shapes.GetOrAdd(type, static t =>
    {
        var make = t.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return (make, [.. make.GetParameters().Select(p => Member.Of_(t, p))]);
    });
}
