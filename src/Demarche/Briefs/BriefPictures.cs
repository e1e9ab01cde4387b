using System.Globalization;
using Demarche.Claims;
using Demarche.Hypotheses;
using Demarche.Leverage;
using Demarche.Paper;
using Demarche.Paper.Pictures;
using Demarche.Requests;
using Demarche.Views;
using static Demarche.Web.Words;

namespace Demarche.Briefs;

/// <summary>The pictures that a brief can ask for, each drawn from one view, with the table that says the same. Null where there is nothing to draw.</summary>
internal static class BriefPictures
{
    /// <summary>More than this on one picture can't be read on paper. The newest sayings, the first parties and the rows that tell most apart are kept.</summary>
    private const int MostMarks = 24, MostParties = 12, MostTies = 30, MostRows = 14, LongestLane = 80;

    /// <summary>A picture that is too large to be drawn is none: the brief says so in its place, and can be edited.</summary>
    public static Illustration? Of(View view, DeskFile desk, string name, string now) =>
        Drawn(view, desk, name, now) is { IsDrawable: true } drawn ? drawn : null;

    private static Illustration? Drawn(View view, DeskFile desk, string name, string now) => name switch
    {
        "timeline" => Timeline(view),
        "map" => Map(view, desk, now),
        "graph" => Graph(view),
        "matrix" => Matrix(view),
        _ => null,
    };

    private static Illustration? Timeline(View view)
    {
        List<TimelineEvent> events =
        [
            .. view.Incidents.Standing.SelectMany(i => new[] { (i.Content.Began, "briefs.picture.began"), (i.Content.Ended, "briefs.picture.ended"), (i.Content.Discovered, "briefs.picture.discovered") })
                .Select(t => Event(t.Item1, Say("briefs.picture.incident"), Say(t.Item2))).OfType<TimelineEvent>(),
            .. view.Effects.Standing.Select(e => Event(e.Content.At, view.Parties.Find(e.Content.Victim)?.Content.Name ?? Say("briefs.picture.incident"), e.Content.Kind))
                .OfType<TimelineEvent>().OrderByDescending(e => e.From).Take(MostMarks),
            // What copies repeat is one mark.
            .. Saying.All(view).Select(s => Event(s.SaidOn, s.Speaker, $"{ClaimWords.Of(s.Stance)}: {Cut.To(view.Propositions.Find(s.Proposition)?.Content.Text ?? "", 70, "…")}"))
                .OfType<TimelineEvent>().OrderByDescending(e => e.From).Take(MostMarks),
            .. view.Statements.Standing.Select(s => Event(s.Content.At, s.Content.Speaker, Cut.To(s.Content.Text, 70, "…"))).OfType<TimelineEvent>().OrderByDescending(e => e.From).Take(MostMarks),
        ];
        if (events.Count == 0) return null;
        var timeline = new Timeline(Say("briefs.picture.timeline"), events);
        return new(timeline.Draw(), timeline.ToTable()) { Source = Say("briefs.picture.source") };
    }

    private static TimelineEvent? Event(ApproximateTime? time, string lane, string what)
    {
        if (time is not { IsValid: true }) return null;
        var parts = time.Value.Split('T')[0].Split('-').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        lane = Cut.To(lane, LongestLane, "…");
        return parts switch
        {
            [var year] => TimelineEvent.InYear(year, lane, what),
            [var year, var month] => TimelineEvent.InMonth(year, month, lane, what),
            [var year, var month, var day] => time.About ? TimelineEvent.AboutDay(new(year, month, day), lane, what) : TimelineEvent.OnDay(new(year, month, day), lane, what),
            _ => null,
        };
    }

    // Whom to ask, and how many requests each has: where machines stand says nothing of who did it, so no party is marked for it.
    private static Illustration? Map(View view, DeskFile desk, string now)
    {
        var asked = RequestList.Of(view, desk, now).Where(r => !r.Request.IsWithdrawn).SelectMany(r => r.Partners).GroupBy(p => p.Partner)
            .Select(g => (Partner: desk.Partners.Find(g.Key)?.Content, Count: g.Count())).Where(a => a.Partner?.Country is { } code && NaturalEarth.Find(code) is not null)
            .OrderBy(a => a.Partner!.Name, StringComparer.Ordinal).ToList();
        if (asked.Count == 0) return null;
        var map = new WorldMap(Say("briefs.picture.map"), [.. asked.Select(a => new MapMark(a.Partner!.Name) { Country = a.Partner.Country!, Number = a.Count })]);
        return new(map.Draw(), map.ToTable()) { Source = Say("briefs.picture.map.source") };
    }

    private static Illustration? Graph(View view)
    {
        string Name(string party) => view.Parties.Find(party)!.Content.Name;
        var ties = TieSet.Of(view, null).Ties.Take(MostTies).ToList();
        List<string> parties = [.. ties.SelectMany(t => new[] { t.From, t.To }).Distinct().Take(MostParties)];
        List<PartyTie> drawn = [.. ties.Where(t => parties.Contains(t.From) && parties.Contains(t.To))
            .Select(t => new PartyTie(Name(t.From), Name(t.To), TieWords.Of(t.Kind) + (TieWords.Figure(view.Ties.Find(t.Id)!.Content.Figure, t.Unit) is { } figure ? $" {figure}" : "")))];
        if (drawn.Count == 0) return null;
        var graph = new PartyGraph(Say("briefs.picture.graph"), [.. parties.Select(Name).Distinct()], drawn);
        return new(graph.Draw(), graph.ToTable()) { Source = Cut.To(string.Join("; ", ties.Select(t => view.Ties.Find(t.Id)!.Content.Citation).Distinct().Take(6)), PaperLimits.LineCharacters, "…") };
    }

    private static Illustration? Matrix(View view)
    {
        var matrix = Hypotheses.Matrix.Of(view, MatrixChoice.Usual);
        var rows = matrix.Rows.Where(r => r.IsRated).OrderByDescending(r => r.Diagnosis.Pairs).ThenBy(r => r.Evidence.Id, StringComparer.Ordinal).Take(MostRows).ToList();
        if (rows.Count == 0 || matrix.Columns.Count == 0) return null;
        var drawn = new Paper.Pictures.Matrix(
            matrix.Question.Length > 0 ? Cut.To(matrix.Question, PaperLimits.LineCharacters, "…") : Say("briefs.picture.matrix"), [.. rows.Select(r => $"{r.Evidence.Speaker}: {Cut.To(r.Evidence.Text, 60, "…")}")],
            [.. matrix.Columns.Select(c => Cut.To(c.Hypothesis.Content.Text, 48, "…"))],
            [.. rows.Select(r => (IReadOnlyList<string>)[.. r.Cells.Select(c => string.Join("/", c.Ratings.Select(x => x.Counted.ToString()).Distinct().Order(StringComparer.Ordinal)))])])
        { Legend = Say("briefs.picture.matrix.legend") };
        return new(drawn.Draw(), drawn.ToTable()) { Source = Say("briefs.picture.source") };
    }
}
