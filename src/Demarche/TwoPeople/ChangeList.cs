using Demarche.People;
using Demarche.Web;

namespace Demarche.TwoPeople;

/// <summary>How a proposed change stands.</summary>
public enum ChangeState { Waiting, Void, Confirmed, Refused }

/// <summary>A change that takes two people, as somebody who may confirm changes reads it.</summary>
/// <param name="About">The name of the partner or person; null where it is about the desk.</param>
/// <param name="From">What holds now, by its name; null where nothing does.</param>
/// <param name="To">What is to hold.</param>
/// <param name="Fingerprint">Of the card in it.</param>
/// <param name="WhyNot">Why the reader can't confirm it.</param>
public sealed record ChangeRow(
    string Id, ChangeKind What, ChangeState State, string? About, string? From, string To, string? Fingerprint, string By, string Time, string Reason,
    string? DecidedBy, string? DecidedAt, string? Decision, bool CanConfirm, string? WhyNot, bool CanRefuse);

/// <summary>What waits for a second person, and what was decided.</summary>
/// <param name="IsOfOne">Whether this desk has one person, as far as it knows.</param>
public sealed record ChangeList(bool IsOfOne, IReadOnlyList<ChangeRow> Waiting, IReadOnlyList<ChangeRow> Decided)
{
    /// <summary>What one person decided while the desk was of one; where it is no more, it does not hold until two decide it. Each with the page on which that is done.</summary>
    public IReadOnlyList<AloneRow> Alone { get; init; } = [];

    /// <summary>A page shows so many decided ones, the newest; the desk's journal has all.</summary>
    public const int MostDecided = 50;

    public static ChangeList Of(DeskFile desk, Held<Person> reader)
    {
        var rows = desk.Changes.All.Where(c => SecondPerson.MaySee(desk, c, reader)).Reverse().Select(c => Row(desk, c, reader)).ToList();
        return new(!SecondPerson.IsThere(desk), [.. rows.Where(r => r.State is ChangeState.Waiting or ChangeState.Void)],
            [.. rows.Where(r => r.State is ChangeState.Confirmed or ChangeState.Refused).Take(MostDecided)])
        { Alone = [.. AloneRow.Of(desk)] };
    }

    private static ChangeRow Row(DeskFile desk, Held<ProposedChange> held, Held<Person> reader)
    {
        var (change, last) = (held.Content, held.History[^1]);
        var state = held.IsWithdrawn ? ChangeState.Refused : change.Confirmer is not null ? ChangeState.Confirmed
            : ChangeDecisions.IsVoid(desk, held) ? ChangeState.Void : ChangeState.Waiting;
        var isDecided = state is ChangeState.Confirmed or ChangeState.Refused;
        var unfit = state == ChangeState.Waiting ? SecondPerson.MustBeAnother(desk, held, reader.Id) : null;
        // Nobody confirms what they can't read.
        HashSet<string> opened = state == ChangeState.Waiting && unfit is null ? [.. SecondPerson.Opened(desk, change)] : [];
        bool MayRead(string compartment) => reader.Content.Roles.Contains(Role.Administrator) || reader.Content.Compartments.Contains(compartment) || opened.Contains(compartment);
        return new(
            held.Id, change.What, state, AboutOf(desk, change), isDecided ? null : FromOf(desk, change, MayRead), ToOf(desk, change, MayRead), change.Card?.Fingerprint, desk.NameOf(held.Author),
            held.Time, change.Reason, isDecided ? desk.NameOf(last.Author) : null, isDecided ? last.Time : null, isDecided ? last.Reason : null,
            state == ChangeState.Waiting && unfit is null, unfit?.Message, !isDecided);
    }

    private static string? AboutOf(DeskFile desk, ProposedChange change) => change.What switch
    {
        ChangeKind.PinKeys or ChangeKind.ReplaceCard or ChangeKind.RenamePartner => desk.Partners.Find(change.Subject)?.Content.Name,
        ChangeKind.AddPerson => change.Person!.Name,
        ChangeKind.ChangePerson or ChangeKind.ResetSignIn => desk.People.Find(change.Subject)?.Content.Name,
        _ => null,
    };

    private static string? FromOf(DeskFile desk, ProposedChange change, Func<string, bool> mayRead) => change.What switch
    {
        ChangeKind.ReplaceCard => desk.Partners.Find(change.Subject)?.Content.Card is { } card ? $"{card.Address} · {card.Fingerprint}" : null,
        ChangeKind.ChangePerson => desk.People.Find(change.Subject) is { } person ? Account(person.Content, mayRead) : null,
        ChangeKind.NameKeepers => desk.Keepers.Count > 0 ? string.Join(", ", desk.Keepers.Select(desk.NameOf)) : null,
        _ => null,
    };

    private static string ToOf(DeskFile desk, ProposedChange change, Func<string, bool> mayRead) => change switch
    {
        { Card: { } card } => card.Address,
        { Partner: { } partner } => string.Join(" · ", new[] { partner.Name, partner.Country, partner.Territory, partner.Suspicion }.Where(t => !string.IsNullOrEmpty(t))),
        { Person: { } person } => Account(person, mayRead),
        { Keepers: { } keepers } => string.Join(", ", keepers.Select(desk.NameOf)),
        _ => "",
    };

    // A compartment is named to who is in it, to administrators, who see everybody's, and to who may confirm that it is opened.
    private static string Account(Person person, Func<string, bool> mayRead) =>
        $"{person.Name} ({person.Login}): {string.Join(", ", person.Roles.Select(RoleNames.Name))}"
        + (person.Compartments.Count > 0 ? $"; {string.Join(", ", person.Compartments.Select(c => mayRead(c) ? c : Marking.UnknownCompartment).Distinct())}" : "") + (person.Disabled ? $"; {Words.Say("people.state.disabled")}" : "");
}

/// <summary>Something that one person decided while the desk was of one.</summary>
/// <param name="Page">Where it is proposed again.</param>
public sealed record AloneRow(string What, string Page)
{
    internal static IEnumerable<AloneRow> Of(DeskFile desk)
    {
        foreach (var partner in desk.Partners.Standing.Where(p => desk.DecidedAlone.Pins.Contains(p.Id)))
            yield return new(Words.Say("changes.alone.pin", partner.Content.Name), "/partners/" + partner.Id);
        if (desk.DecidedAlone.Keepers) yield return new(Words.Say("changes.alone.keepers"), "/vault");
        if (desk.DecidedAlone.ReleasesByOne) yield return new(Words.Say("changes.alone.releases"), "/settings");
    }
}
