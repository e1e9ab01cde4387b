using Demarche.Store;

namespace Demarche.People;

/// <summary>The accounts of the desk, by name.</summary>
/// <param name="IsOfOne">Whether this desk has one person, as far as it knows: what takes two holds at once.</param>
public sealed record PeopleList(IReadOnlyList<PersonRow> People, bool IsOfOne)
{
    /// <summary>Names of people to whom nobody could give a new password, should they lose theirs.</summary>
    public IReadOnlyList<string> Stranded { get; init; } = [];

    public static async Task<PeopleList> OfAsync(DeskFile desk, Records records, Sessions sessions, SignIns signIns, CancellationToken ct)
    {
        List<PersonRow> rows = [];
        foreach (var person in desk.People.Standing.OrderBy(p => p.Content.Name, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal))
        {
            var credential = await records.FindCredentialAsync(person.Id, ct);
            var open = await sessions.OfAsync(person.Id, ct);
            rows.Add(new(
                person.Id, person.Revision, person.Content.Name, person.Content.Login, person.Content.Roles, person.Content.Compartments, person.Content.Disabled,
                credential is not null, credential?.TotpWrapped is not null, await signIns.LockedUntilAsync(person.Content.Login, ct) is { } until ? Times.Text(until) : null, open.Count,
                person.Time, desk.NameOf(person.Author),
                desk.Hands.Of(person.Id) is var hand && hand != person.Id ? desk.NameOf(hand) : null));
        }
        return new(rows, !TwoPeople.SecondPerson.IsThere(desk)) { Stranded = [.. TwoPeople.SecondPerson.Stranded(desk).Select(p => p.Content.Name)] };
    }
}

/// <param name="Revision">How often the account was changed; a form sends it back.</param>
/// <param name="HasPassword">False until the person has used the link.</param>
/// <param name="LockedUntil">UTC; set when too many tries failed from many places, perhaps past already.</param>
/// <param name="Sessions">How many are open.</param>
/// <param name="Added">UTC.</param>
/// <param name="AddedBy">The name of whoever added the account.</param>
/// <param name="IssuedAloneBy">Who alone made the account or a link of it, now or ever, and so counts as one with it; null where nobody did.</param>
public sealed record PersonRow(
    string Id, int Revision, string Name, string Login, IReadOnlyList<Role> Roles, IReadOnlyList<string> Compartments, bool Disabled,
    bool HasPassword, bool HasSecondFactor, string? LockedUntil, int Sessions, string Added, string AddedBy, string? IssuedAloneBy);
