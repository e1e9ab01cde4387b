using System.Globalization;
using System.Text;
using System.Text.Json;
using Demarche.Briefs;
using Demarche.Cases;
using Demarche.Journal;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Views;
using Demarche.Views;

namespace Demarche.Tests.Twins;

/// <summary>What an audience is given through one channel.</summary>
internal readonly record struct Output(string Channel, string Text);

/// <summary>
/// Everything that an audience of a random case is given, channel by channel. A new channel is one line in <see cref="Of"/>.
/// </summary>
internal sealed class Outputs(StillDesk desk, IReadOnlyList<Leak>? leaks = null) : IDisposable
{
    /// <summary>A sealed package is as long as its plain bytes make it; sealing so many is enough to see that.</summary>
    private const int OneSealedIn = 64;

    private const string Made = "2026-03-02T10:00:00.000Z";

    private const string Letterhead = "package00000000000000000a";

    private readonly DeskKeys ours = DeskKeys.Create();
    private readonly DeskKeys theirs = DeskKeys.Create();

    public IEnumerable<Output> Of(Twin twin, CaseFile file) => twin.Audience switch
    {
        Audience.AtDesk person => AtDesk(twin, file, person),
        Audience.Partner partner => ToPartner(twin, file, partner.Id),
        _ => [new("view", ViewText.Of(View.For(file, twin.Audience)))],
    };

    private IEnumerable<Output> AtDesk(Twin twin, CaseFile file, Audience.AtDesk person)
    {
        var (view, journal) = (View.For(file, person), ReferenceEquals(file, twin.FirstFile) ? twin.One : twin.Two);
        var caller = Seats.Caller(person.Id);
        yield return new("view", ViewText.Of(view));
        yield return new("a row of the list of cases", JsonSerializer.Serialize(CaseRow.Of(view, Seats.Desk, file.Access.GetValueOrDefault(person.Id), "2026-03-01T13:00:00.000Z"), FactKinds.Json));
        yield return new("what is asked, what we owe, what is asked back", JsonSerializer.Serialize(new
        {
            Asked = RequestList.WorstFirst(view, Seats.Desk, "2026-03-01T13:00:00.000Z"),
            Owed = IncomingRow.All(view, Seats.Desk, "2026-03-01T13:00:00.000Z"),
            Questions = QuestionList.Of(view, Seats.Desk, RequestList.Of(view, Seats.Desk, "2026-03-01T13:00:00.000Z"), "2026-03-01T13:00:00.000Z"),
        }, FactKinds.Json));
        foreach (var answer in desk.Answers(twin, file, view, caller)) yield return answer;
        yield return new("a brief for everybody at the desk", Text(BriefDesk.Compose(file, Seats.Desk, person, BriefDesk.ForDesk, Made, out _)));
        yield return new("a brief for oneself", Text(BriefDesk.Compose(file, Seats.Desk, person, BriefDesk.ForMe, Made, out _)));
        foreach (var draft in view.Requests.All.Select(r => r.Id).Concat(view.ReplyDrafts.All.Select(r => r.Id)).Concat(view.Briefs.All.Select(b => b.Id)))
        {
            foreach (var partner in (string[])[Seats.P, Seats.Q])
            {
                // A preview is shown with its size, what goes and what stays behind; the letter in it is framed whole.
                if (Compose(file, person, draft, partner) is { } composed)
                    yield return new($"preview of {draft} to {partner}", $"{composed.Plain.Length} {composed.Tlp} {string.Join(' ', composed.Items)} {string.Join(' ', composed.Withheld)} {composed.Letter}");
            }
        }
        foreach (var leak in leaks ?? [])
        {
            if (leak.ToPerson?.Invoke(new(file, journal, view, "", null)) is { } leaked) yield return new($"leak: {leak.Name}", leaked);
        }
    }

    private IEnumerable<Output> ToPartner(Twin twin, CaseFile file, string partner)
    {
        var (view, journal) = (View.For(file, twin.Audience), ReferenceEquals(file, twin.FirstFile) ? twin.One : twin.Two);
        yield return new("view", ViewText.Of(view));
        var releaser = Seats.Caller(Seats.People[(int)(twin.Seed % (ulong)Seats.People.Count)]).Audience;
        var drafts = file.Requests.All.Where(r => r.Content.Partners.Contains(partner)).Select(r => r.Id)
            .Concat(file.ReplyDrafts.All.Where(r => file.Incoming.Find(r.Content.Request)?.Content.Partner == partner).Select(r => r.Id))
            .Concat(file.ReplyDrafts.All.Where(r => file.Replies.Find(r.Content.Question)?.Content.Partner == partner).Select(r => r.Id)).Distinct()
            .Concat(file.Briefs.All.Where(b => b.Content.Partner == partner).Select(b => b.Id));
        yield return new("brief", Text(BriefDesk.Compose(file, Seats.Desk, releaser, partner, Made, out _)));
        foreach (var draft in drafts)
        {
            if (Compose(file, releaser, draft, partner) is not { } composed) continue;
            yield return new("package", Encoding.UTF8.GetString(composed.Plain));
            yield return new("letter", composed.Letter);
            yield return new("ids of what is given", string.Join('\n', composed.Items));
            yield return new("file name", new Package(file.Id, "release", composed.Package, partner, "", "").FileName);
            if (twin.Seed % OneSealedIn == 0) yield return new("sealed size", Sealed(composed).ToString(CultureInfo.InvariantCulture));
            foreach (var leak in leaks ?? [])
            {
                if (leak.ToPartner?.Invoke(new(file, journal, view, draft, composed)) is { } leaked) yield return new($"leak: {leak.Name}", leaked);
            }
        }
    }

    private static string Text(Brief? brief) => brief is null ? "" : $"{brief.Title}\n{brief.Text}\n{string.Join(' ', brief.Cites)}";

    private static Composed? Compose(CaseFile file, Audience releaser, string draft, string partner) =>
        ReleaseDesk.Compose(file, Seats.Desk, releaser, draft, partner, new(Letterhead, Made, "desk-n"))?.Composed;

    private int Sealed(Composed composed) => SealedPackage.Seal(
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(composed.Plain).Replace("\"desk-n\"", $"\"{ours.Desk}\"", StringComparison.Ordinal).Replace("\"to\":\"\"", $"\"to\":\"{theirs.Desk}\"", StringComparison.Ordinal)),
        ours, theirs.Card("Ostania CERT", "https://ostania.example")).Text.Length;

    public void Dispose()
    {
        ours.Dispose();
        theirs.Dispose();
    }
}
