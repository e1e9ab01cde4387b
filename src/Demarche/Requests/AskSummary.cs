using Demarche.Web;

namespace Demarche.Requests;

/// <summary>The asks of a partner in a line: "2 of 3 answered: 1 accepted, 1 declined; 1 asks back".</summary>
public static class AskSummary
{
    /// <summary>Only a summary: whoever must know which ask is in which state reads the rows.</summary>
    public static string Of(PartnerRow row)
    {
        List<AskRow> asks = [.. row.Asks.Where(a => !a.IsDropped)];
        var count = asks.Count;
        if (row.Progress == Progress.Closed) return Words.Say("requests.summary.closed");
        // A question is no answer: it stands by itself.
        List<AskRow> answered = [.. asks.Where(a => a.Answer is { Disposition: not Disposition.Question })];
        var rest = Asks.Count(asks.Except(answered));
        string Counted(IEnumerable<AskCount> counts) => string.Join(", ", counts.Select(c => Words.SayOf(c.Progress, "requests.summary", c.Count)));
        if (answered.Count == 0) return Counted(rest);
        var said = Words.Say("requests.summary.answered-of", answered.Count, count, Counted(Asks.Count(answered)));
        return rest.Count == 0 ? said : $"{said}; {Counted(rest)}";
    }
}
