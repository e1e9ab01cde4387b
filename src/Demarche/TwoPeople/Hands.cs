namespace Demarche.TwoPeople;

/// <summary>
/// Which accounts could be one person's: whoever alone issued an account, or gave it a new password, could have opened its link. The relation is an
/// equivalence over every such entry that was ever written. A later entry ends none of it: that two people gave an account a new password does not show
/// that whoever used it before is somebody else.
/// </summary>
public sealed class Hands
{
    private readonly Dictionary<string, string> joined = [];
    private readonly List<AccountIssued> byMore = [];

    /// <summary>The account that stands for all that could be one person's with this one: the one that issued the others.</summary>
    public string Of(string account)
    {
        while (joined.TryGetValue(account, out var by)) account = by;
        return account;
    }

    internal void Note(AccountIssued issued)
    {
        if (issued.By.Count > 1) byMore.Add(issued);
        var isNew = Join(issued);
        // Two issuers who turn out to be one person were one then too.
        while (isNew) isNew = byMore.Count(Join) > 0;
    }

    private bool Join(AccountIssued issued)
    {
        if (issued.By.Select(Of).Distinct().Take(2).ToList() is not [var by] || by == SecondPerson.Shell) return false;
        var account = Of(issued.Person);
        if (account == by) return false;
        joined[account] = by;
        return true;
    }
}
