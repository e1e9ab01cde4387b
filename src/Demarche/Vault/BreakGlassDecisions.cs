using Demarche.People;
using Demarche.TwoPeople;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Vault;

public sealed record RequestBreakGlass(string Id, string Source, string Person, DateTimeOffset Now, string Reason);

/// <summary>What is decided of keepers, and of opening an identity by two of them when no handler is at hand.</summary>
public static class BreakGlassDecisions
{
    /// <summary>Each pair has halves of its own with each identity; more keepers are more people who can each be half of it.</summary>
    public const int MostKeepers = 5;

    /// <summary>A request that nobody confirmed and opened within this time is over: what was urgent is not left lying about.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromHours(24);

    /// <summary>People who may be keepers: releasers and administrators with a vault key, by name.</summary>
    public static IReadOnlyList<(Held<Person> Person, Held<VaultKey> Key)> MayKeep(DeskFile desk) =>
    [
        .. from person in desk.People.Standing
           where !person.Content.Disabled && person.Content.Roles.Any(r => r is Role.Releaser or Role.Administrator)
           let key = VaultDecisions.KeyOf(desk, person.Id)
           where key is not null
           orderby person.Content.Name, person.Id
           select (person, key),
    ];

    /// <summary>The keepers that an identity is sealed to now, in halves; none where fewer than two people can keep. Of accounts that could be one person's, one keeps.</summary>
    public static IReadOnlyList<(Held<Person> Person, Held<VaultKey> Key)> Keepers(DeskFile desk) =>
        MayKeep(desk).Where(m => desk.Keepers.Contains(m.Person.Id)).DistinctBy(m => desk.Hands.Of(m.Person.Id)).ToList() is { Count: >= 2 } keepers ? keepers : [];

    /// <summary>A keeper is half of who can open an identity: naming oneself is a right that one gives oneself, so it takes two people.</summary>
    public static Decision Propose(DeskFile desk, IReadOnlyList<string> people, string reason, Proposing by) =>
        ChangeDecisions.Take(desk, by, new(ChangeKind.NameKeepers, null, [], reason, Keepers: [.. people.Distinct().Order(StringComparer.Ordinal)]));

    /// <summary>What a choice of keepers comes to.</summary>
    public static Decision Name(DeskFile desk, IReadOnlyList<string> people, string reason)
    {
        var keepers = people.Distinct().Order(StringComparer.Ordinal).ToList();
        var may = MayKeep(desk).Select(m => m.Person.Id).ToHashSet();
        return TextMustBeGiven(reason, "reason", "why these are the keepers now")
            ?? Unless(keepers.Count is >= 2 and <= MostKeepers, "keepers-must-be-two-or-more", $"Choose two to {MostKeepers} keepers: any two of them open together.", "keepers")
            ?? Unless(keepers.All(may.Contains), "keeper-must-have-a-vault-key", "Every keeper must be a releaser or an administrator with a vault key.", "keepers")
            ?? Unless(keepers.All(k => keepers.All(o => o == k || SecondPerson.Is(desk, k, o))), "keepers-must-be-different-people",
                "One person alone made the account of one of these, so that as far as this desk knows two of them are one person, who would open alone.", "keepers")
            ?? Decision.Allow(new KeepersNamed(keepers, reason.Trim()), DeskFile.Internal);
    }

    /// <summary>The same answer whatever is sealed: whether an identity is there shows only when two people open it.</summary>
    public static Decision Request(DeskFile desk, View view, RequestBreakGlass request) =>
        view.Sources.Find(request.Source) is not { Content.IsProtected: true } ? Decision.Refuse("item-must-exist", "There is no such source in this case.")
        : Unless(MayKeep(desk).Any(m => m.Person.Id == request.Person), "vault-key-must-be-made", "Make a key of your own under Vault first.")
            ?? TextMustBeGiven(request.Reason, "reason", "why it can't wait for a handler")
            ?? Decision.Allow(new BreakGlassRequested(request.Id, new(view.CaseId, request.Source, request.Reason.Trim(), Times.Text(request.Now + Good), null, false)),
                DeskFile.Internal, request.Id);

    /// <summary>Confirmed by another person than the one who asked.</summary>
    public static Decision Confirm(DeskFile desk, string id, string person, DateTimeOffset now, string reason)
    {
        var held = desk.BreakGlass.Find(id);
        if (held is null) return NotThere;
        return MustBeGood(held, now)
            ?? Unless(held.Author != person, "second-person-must-confirm", "You asked for it yourself. Another keeper confirms or refuses.")
            ?? MustBeTwo(desk, held.Author, person)
            ?? Unless(held.Content.Confirmer is null, "request-must-wait", "Somebody has confirmed this already.")
            ?? Unless(MayKeep(desk).Any(m => m.Person.Id == person), "vault-key-must-be-made", "Make a key of your own under Vault first.")
            ?? TextMustBeGiven(reason, "reason", "why you confirm it")
            ?? Decision.Allow(new BreakGlassConfirmed(id, held.Content with { Confirmer = person }, reason.Trim()), DeskFile.Internal, id);
    }

    /// <summary>Refused or taken back, until it is opened.</summary>
    /// <param name="concerned">Whether the person handles the source or may confirm.</param>
    public static Decision Refuse(DeskFile desk, string id, string person, DateTimeOffset now, string reason, bool concerned)
    {
        var held = desk.BreakGlass.Find(id);
        if (held is null || !(concerned || held.Author == person)) return NotThere;
        return MustBeGood(held, now) ?? TextMustBeGiven(reason, "reason", "why") ?? Decision.Allow(new BreakGlassRefused(id, reason.Trim()), DeskFile.Internal, id);
    }

    /// <summary>Opened once, by the one who asked, after another person confirmed.</summary>
    public static Decision Open(DeskFile desk, string id, string person, DateTimeOffset now)
    {
        var held = desk.BreakGlass.Find(id);
        if (held is null || held.Author != person) return NotThere;
        return MustBeGood(held, now)
            ?? Unless(held.Content.Confirmer is { } second && second != person, "second-person-must-confirm", "Nobody has confirmed this yet.")
            ?? MustBeTwo(desk, person, held.Content.Confirmer!)
            ?? Unless(MayKeep(desk).Any(m => m.Person.Id == person), "keeper-must-be-named", "You are no releaser or administrator with a vault key any more.")
            ?? Decision.Allow(new BreakGlassOpened(id, held.Content with { Opened = true }, held.Content.Reason), DeskFile.Internal, id);
    }

    private static Decision NotThere { get; } = Decision.Refuse("item-must-exist", "There is no such request.");

    // At a desk of one person too: nobody opens alone what two are to open.
    private static Decision.Refused? MustBeTwo(DeskFile desk, string first, string second) => Unless(SecondPerson.Is(desk, first, second),
        "accounts-must-not-be-one-persons", "One of you made the other's account alone, so that as far as this desk knows you are one person. Another keeper confirms.");

    private static Decision.Refused? MustBeGood(Held<BreakGlass> held, DateTimeOffset now) =>
        held.IsWithdrawn ? new("request-must-stand", "This request was refused or taken back.")
        : held.Content.Opened ? new("request-must-be-open", "This was opened already. Each request opens once.")
        : string.CompareOrdinal(Times.Text(now), held.Content.Until) > 0 ? new("request-must-be-in-time", "This request is over. Ask again, if it is still needed.")
        : null;
}
