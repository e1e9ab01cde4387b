using Demarche.Claims;
using Demarche.Releases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

public sealed partial class DraftCheckTests
{
    [Fact]
    public void What_its_partner_took_back_goes_only_with_a_reason_and_once_it_is_kept_with_a_note()
    {
        Claim("c", "minister", Stance.Asserts, null);
        Assert.DoesNotContain(Check().Findings, f => f.Rule == Recalls.Rule);
        written.Add(new NoticeTakenIn("back", new(NoticeKind.Retraction, Sudria, "p", "sha", "2026-03-02T09:00:00.000Z", "It was misread.", ["c"])));
        var warning = Assert.Single(Check().Findings, f => f.Rule == Recalls.Rule);
        Assert.Equal((Severity.Warning, "c"), (warning.Severity, warning.Item));
        Assert.StartsWith("Sudria retracted this on 2 March 2026", warning.Message, StringComparison.Ordinal);
        Assert.Contains("back", warning.RestsOn);
        written.Add(new NoticeJudged("kept", new("back", "c", "Our own logs show it.")));
        var note = Assert.Single(Check().Findings, f => f.Rule == Recalls.Rule);
        Assert.Equal(Severity.Note, note.Severity);
        Assert.Contains("Our own logs show it.", note.Message, StringComparison.Ordinal);
    }
}
