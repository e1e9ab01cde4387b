using System.CommandLine;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Cases;

/// <summary><c>demarche case</c>: list, show, open, close. Whoever runs it acts as a person of the desk and sees and may do what that person may.</summary>
public static class CaseCommand
{
    public static Command Make(TimeProvider time) => new("case", "List, show, open and close cases.") { List(time), Show(time), Why(time), Open(time), Close(time) };

    private static Command List(TimeProvider time)
    {
        var show = new Option<string>("--show") { Description = "open, closed or all.", DefaultValueFactory = _ => "open" };
        show.AcceptOnlyFromAmong("open", "closed", "all");
        return new CaseVerb("list", "The cases that the person may read.", time, show).Does(Capability.ReadCases, async (desk, typed) =>
        {
            var list = CaseList.Of(await CaseList.RowsAsync(desk.Book, desk.File, desk.Caller, desk.Ct), typed.GetValue(show), desk.Caller.Can(Capability.WriteCases));
            return desk.Print(list, () => list.Cases.Select(r => $"{r.Id}  {r.Default.Label,-17}  {r.Changed}  {(r.IsOpen ? "open  " : "closed")}  {r.Title}{(r.Overdue > 0 ? $"  ({r.Overdue} overdue)" : "")}"));
        });
    }

    private static Command Show(TimeProvider time)
    {
        var id = new Argument<string>("case") { Description = "The case's id." };
        return new CaseVerb("show", "What happened, to whom, and who was asked.", time, id).Does(Capability.ReadCases, async (desk, typed) =>
        {
            if (await desk.OpenAsync(typed.GetRequiredValue(id)) is not { } file) return CommandLine.Refuse("There is no such case, or it is not for this person.");
            var view = ViewCache.For(file, desk.Caller.Audience);
            var overview = CaseOverview.Of(view, desk.File, desk.Book.Now(), CaseRoutes.AccessOf(file, desk.Caller) == CaseAccess.Write);
            return desk.Print(overview, () => Lines(overview));
        });
    }

    private static Command Why(TimeProvider time)
    {
        var id = new Argument<string>("case") { Description = "The case's id." };
        var item = new Argument<string>("item") { Description = "The item's id." };
        var partner = new Option<string?>("--partner") { Description = "Only this partner's id." };
        return new CaseVerb("why", "Who may see an item of a case, and why.", time, id, item, partner).Does(Capability.ReadCases, async (desk, typed) =>
        {
            if (await desk.OpenAsync(typed.GetRequiredValue(id)) is not { } file
                || ItemReaders.Of(ViewCache.For(file, desk.Caller.Audience), desk.File, typed.GetRequiredValue(item), typed.GetValue(partner), desk.Book.Now(), false) is not { } readers)
                return CommandLine.Refuse("There is no such item, or it is not for this person.");
            return desk.Print(readers, () => readers.Readers.Select(r => $"{(r.Sees ? "sees it    " : "does not   ")}  {r.Name}: {string.Join(" ", r.Reasons)}{Kept(r)}").Prepend(readers.Marking.Label));
        });
    }

    private static string Kept(ItemReader reader) => string.Concat(reader.Kept.Select(k => $" Not its {k.Field}: {string.Join(" ", k.Reasons)}"));

    private static Command Open(TimeProvider time)
    {
        var title = new Argument<string>("title") { Description = "What the case is called." };
        var summary = new Option<string>("--summary") { Description = "In a sentence or two.", DefaultValueFactory = _ => "" };
        var tlp = new Option<Tlp?>("--tlp")
        {
            Description = "The default marking: clear, green, amber, amber-strict or red.",
            Required = true,
            CustomParser = read => Level(read),
        };
        var to = new Option<string[]>("--releasable-to") { Description = "A partner's id. May be given several times; without it, to no partner.", DefaultValueFactory = _ => [] };
        return new CaseVerb("open", "Open a case.", time, title, summary, tlp, to).Does(Capability.WriteCases, async (desk, typed) =>
        {
            var (id, marking) = (Id.New(), Marking.Of(typed.GetValue(tlp)!.Value, typed.GetValue(to) ?? []));
            var outcome = await desk.Book.WriteAsync(
                id, desk.Caller.Id,
                file => CaseDecisions.Open(file, desk.File, desk.Caller.Audience, new(id, typed.GetRequiredValue(title), typed.GetValue(summary) ?? "", marking)), ct: desk.Ct);
            return outcome.Refusal is { } refused ? CommandLine.Refuse(refused.Message) : desk.Print(new { @case = id }, () => [id]);
        });
    }

    private static Command Close(TimeProvider time)
    {
        var id = new Argument<string>("case") { Description = "The case's id." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        return new CaseVerb("close", "Close a case: nothing can be written in it until it is reopened.", time, id, reason).Does(Capability.WriteCases, async (desk, typed) =>
        {
            if (await desk.OpenAsync(typed.GetRequiredValue(id)) is not { } file) return CommandLine.Refuse("There is no such case, or it is not for this person.");
            if (CaseRoutes.AccessOf(file, desk.Caller) != CaseAccess.Write) return CommandLine.Refuse("This person may read the case but not write in it.");
            var outcome = await desk.Book.WriteAsync(
                file.Id, desk.Caller.Id, f => CaseDecisions.Close(ViewCache.For(f, desk.Caller.Audience), typed.GetRequiredValue(reason)), ct: desk.Ct);
            return outcome.Refusal is { } refused ? CommandLine.Refuse(refused.Message) : desk.Print(new { @case = file.Id }, () => ["The case is closed."]);
        });
    }

    internal static Tlp? Level(System.CommandLine.Parsing.ArgumentResult read)
    {
        var word = read.Tokens is [{ Value: var value }] ? value.Replace("-", "", StringComparison.Ordinal) : "";
        if (Enum.TryParse<Tlp>(word, ignoreCase: true, out var level) && Enum.IsDefined(level) && !word.Any(char.IsDigit)) return level;
        read.AddError("--tlp takes clear, green, amber, amber-strict or red.");
        return null;
    }

    private static IEnumerable<string> Lines(CaseOverview o)
    {
        yield return $"{o.Title.Title} ({o.Default.Label}, {(o.IsOpen ? "open" : "closed")})";
        if (o.Title.Summary.Length > 0) yield return o.Title.Summary;
        foreach (var i in o.Incidents.Where(i => !i.IsWithdrawn)) yield return $"[{i.Marking.Label}] {i.Content.Description}";
        foreach (var (e, victim) in o.Effects.Where(e => !e.Effect.IsWithdrawn)) yield return $"[{e.Marking.Label}] {victim ?? "nobody named"}: {e.Content.Kind}, {e.Content.At?.ToString() ?? "no date"}: {e.Content.Description}";
        foreach (var p in o.Parties.Where(p => !p.IsWithdrawn)) yield return $"[{p.Marking.Label}] {p.Content.Name}: {p.Content.Role}";
        if (o.Latest is { } line) yield return $"[{line.Marking.Label}] In public, {line.Content.Speaker}, {line.Content.At}: {line.Content.Text}";
        foreach (var a in o.Asked)
        {
            yield return $"Asked: {a.Title}, due {a.Due}{(a.Overdue > 0 ? $", {a.Overdue} overdue" : "")}";
            foreach (var p in a.Rows)
            {
                yield return $"  {p.Name}: {Requests.AskSummary.Of(p)}";
                foreach (var ask in p.Asks) yield return $"    {(ask.IsOverdue ? "overdue, " : "")}{Web.Words.SayOf(ask.Progress, "requests.progress")}: {Cut.To(ask.Ask.Text, 200, "…")}";
            }
        }
        foreach (var q in o.Questions) yield return $"{q.Partner} asks back: {Cut.To(q.Text, 200, "…")}";
        foreach (var r in o.Recalled) yield return $"{Web.Words.Say(r.Kind == Releases.NoticeKind.Retraction ? "releases.recall.retracted" : "releases.recall.corrected", r.Partner)}: {r.Line.Text}";
        foreach (var r in o.Owed.Where(r => r.Open > 0)) yield return $"{r.Partner} waits for us: {r.Request.Content.Title}, due {r.Request.Content.Due}{(r.Overdue > 0 ? $", {r.Overdue} overdue" : "")}";
    }
}
