using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Parties;

/// <param name="Marking">Null for the case's default.</param>
public sealed record NameParty(string Id, Party Party, Marking? Marking);

public sealed record CorrectParty(string Id, Party Party, string Reason, int? Seen);

public sealed record WithdrawParty(string Id, string Reason, int? Seen);

/// <summary>What is allowed of parties.</summary>
public static class PartyDecisions
{
    public static Decision Name(View view, NameParty request) =>
        Changes.Add(view, request.Id, new PartyNamed(request.Id, request.Party), request.Marking, MustBeWellFormed(view, request.Id, request.Party));

    public static Decision Correct(View view, CorrectParty request) => Changes.Correct(
        view, view.Parties.Find(request.Id), request.Seen, new PartyCorrected(request.Id, request.Party, request.Reason), "party",
        MustBeWellFormed(view, request.Id, request.Party));

    public static Decision Withdraw(View view, WithdrawParty request) => Changes.Withdraw(
        view, view.Parties.Find(request.Id), request.Seen, new PartyWithdrawn(request.Id, request.Reason), "party");

    private static Decision.Refused? MustBeWellFormed(View view, string id, Party party)
    {
        if ((TextMustBeGiven(party.Name, "name", "what the party is called") ?? NameMustBePlain(party.Name, "name") ?? TextMustBeGiven(party.Role, "role", "its part in the incident, in a few words")) is { } unsaid)
            return unsaid;
        if (party.Country is { } c && !(c.Length == 2 && c.All(char.IsAsciiLetterUpper)))
            return new("country-must-be-a-code", "Give the country as two letters (ISO 3166-1), or leave it empty.", "country");
        return view.Parties.Standing.Any(p => p.Id != id && string.Equals(p.Content.Name, party.Name, StringComparison.OrdinalIgnoreCase))
            ? new("a-party-is-named-once", $"{party.Name} is a party of this case already. Correct that entry instead.", "name")
            : null;
    }
}
