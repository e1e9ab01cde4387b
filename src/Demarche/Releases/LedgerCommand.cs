using System.CommandLine;
using Demarche.Reading;
using Demarche.Views;
using Demarche.Web;

namespace Demarche.Releases;

/// <summary><c>demarche ledger</c>: who has had an item, and where a text could have come from, from what the person may see.</summary>
public static class LedgerCommand
{
    public static Command Make(TimeProvider time) => new("ledger", "Ask who has had an item, and where a text could have come from.") { Who(time), Whence(time) };

    private static Command Who(TimeProvider time)
    {
        var item = new Argument<string>("item") { Description = "The id of a claim, proposition, source, observable, statement, document or draft." };
        return new CaseVerb("who", "Who has had an item, since when, in which version.", time, item).Does(Capability.ReadCases, async (desk, typed) =>
        {
            var id = typed.GetRequiredValue(item);
            foreach (var file in (await desk.Book.AllAsync(desk.Ct)).Where(f => CaseRoutes.AccessOf(f, desk.Caller) != CaseAccess.None))
            {
                if (HadModel.Of(ViewCache.For(file, desk.Caller.Audience), desk.File, id) is { } had) return desk.Print(had, () => Lines(had));
            }
            return CommandLine.Refuse("There is no such item in a case that this person may read.");
        });
    }

    private static Command Whence(TimeProvider time)
    {
        var (id, path) = (new Argument<string>("case") { Description = "The case's id." }, new Argument<FileInfo>("file") { Description = "A text or a web page." });
        var published = new Option<string?>("--published") { Description = "When it came out, as 2026-03-02; default: what the page itself says." };
        return new CaseVerb("trace", "Which released sentences a text carries, and who had them. Possibilities, not findings.", time, id, path, published).Does(Capability.ReadCases, async (desk, typed) =>
        {
            if (await desk.OpenAsync(typed.GetRequiredValue(id)) is not { } file) return CommandLine.Refuse("There is no such case, or it is not for this person.");
            var from = typed.GetRequiredValue(path);
            var read = Reader.Read(await File.ReadAllBytesAsync(from.FullName, desk.Ct), null, from.Name);
            if (read.Document is not { } document) return CommandLine.Refuse(string.Join(" ", read.Problems.Select(p => p.Message)));
            var text = string.Join("\n\n", document.Passages.Where(p => p.Kind == PassageKind.Body).Select(p => p.Text));
            var trace = Trace.Of(ViewCache.For(file, desk.Caller.Audience), desk.File, [text], typed.GetValue(published) ?? document.Published);
            return desk.Print(trace, () => Lines(trace));
        });
    }

    private static IEnumerable<string> Lines(HadModel had)
    {
        yield return $"{had.Kind}: {had.Line.Text}";
        if (had.Rows.Count == 0) yield return Words.Say("releases.had.nobody");
        foreach (var row in had.Rows)
        {
            yield return $"{row.Name}: left {row.Since ?? "not yet"}, {(row.Received is { } received ? $"received {received}" : "no receipt")}, "
                + $"has {Words.SayOf(row.State, "releases.had.state")}";
            foreach (var version in row.Versions) yield return $"  {version.Made}  {(version.IsCurrent ? "as it stands" : "no longer so")}  {version.Text}";
        }
        foreach (var notice in had.Notices) yield return $"{notice.Partner} {notice.Notice.Content.Kind.ToString().ToLowerInvariant()}: {notice.Notice.Content.Text}";
    }

    private static IEnumerable<string> Lines(Trace trace)
    {
        yield return Words.Say(trace.Matches.Count == 0 ? "releases.trace.none" : "releases.trace.possibilities");
        foreach (var r in trace.Recipients)
            yield return $"{r.Name}: {r.Had} of {trace.Narrowing}, the last left {r.Since}{(r.BeforeReport == false ? ", after the text's date" : "")}";
        foreach (var match in trace.Matches) yield return $"{(int)Math.Round(match.Share * 100),3} %  {match.Passage.Text}\n       {match.Found}";
    }
}
