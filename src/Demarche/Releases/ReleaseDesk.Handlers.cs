using Demarche.Sources;
using Demarche.Web;

namespace Demarche.Releases;

public sealed partial class ReleaseDesk
{
    /// <summary>Sealed words may change this often while somebody acts on them; after that the person has to try again.</summary>
    private const int Rereads = 8;

    /// <summary>
    /// A handler agrees that a package goes that rests on protected sources. For people who handle none of them the package is not there.
    /// </summary>
    public Task<Acted> AgreeAsync(CaseCall call, string release, string? reason) => WithWordsAsync(call, async (words, list) =>
    {
        if (call.View.Releases.Find(release) is not { Content.Proposal: var proposal } || await cases.FindAsync(call.CaseId, call.Context.RequestAborted) is not { } file
            || Waiting(file, list, call.Caller.Audience, proposal) is not { } now
            || HandlersWord.Of(now) is not { IsNeeded: true } need || need.HandledBy(call.Caller.Id, file, list).Count == 0) return (new Acted.NotFound(), false);
        var isStale = false;
        var acted = await call.WriteWholeAsync(
            (view, whole) =>
            {
                if (isStale = !words.AreThoseOf(whole)) return Calm;
                var copy = Waiting(whole, list, call.Caller.Audience, proposal);
                var check = copy is null ? null : DraftCheck.Of(copy with { Persons = words.KnownTo(call.Caller.Id, whole, list) });
                return ReleaseDecisions.Agree(view, new(release, copy?.Composed.Sha256 ?? "", need.HandledBy(call.Caller.Id, whole, list), reason ?? "", check?.Sealed));
            },
            "/releases/{0}", "You agreed. Nobody else learns of it.");
        return (acted, isStale);
    });

    /// <summary>A handler who agreed takes it back while the package waits. For everybody else there is nothing to take back.</summary>
    public async Task<Acted> TakeBackAsync(CaseCall call, string release, string? reason)
    {
        if (call.View.Releases.Find(release) is not { Content.Proposal: var proposal } || await cases.FindAsync(call.CaseId, call.Context.RequestAborted) is not { } file
            || !file.Agreements.Any(a => a.Release == release && a.Person == call.Caller.Id)) return new Acted.NotFound();
        var mine = Waiting(file, call.Desk, call.Caller.Audience, proposal) is { } copy ? HandlersWord.Of(copy).HandledBy(call.Caller.Id, file, call.Desk) : [];
        return await call.WriteAsync(view => ReleaseDecisions.TakeBack(view, release, mine, reason ?? ""), "/releases/{0}", "You have taken it back. Nobody else learns of it.");
    }

    /// <summary>A package that waits, composed again for a reader at the desk, with the sealed words that the reader knows.</summary>
    public async Task<CheckedCopy?> WaitingAsync(CaseCall call, Proposal proposal)
    {
        var (file, list) = (await cases.FindAsync(call.CaseId, call.Context.RequestAborted), call.Desk);
        return file is null || Waiting(file, list, call.Caller.Audience, proposal) is not { } copy ? null
            : copy with { Persons = await persons.KnownToAsync(call.Caller.Audience, file, list, call.Context.RequestAborted) };
    }

    /// <summary>What a handler of some of a waiting package's protected sources is shown; null for everybody else.</summary>
    /// <param name="copy">The package composed again for the caller.</param>
    internal async Task<HandlersPart?> HandlersPartAsync(CaseCall call, Held<Release> release, CheckedCopy copy, HandlersWord need)
    {
        if (!need.IsNeeded || await cases.FindAsync(call.CaseId, call.Context.RequestAborted) is not { } file) return null;
        var mine = need.HandledBy(call.Caller.Id, file, call.Desk);
        if (mine.Count == 0) return null;
        var words = await persons.WordsAsync(file, call.Context.RequestAborted);
        var (check, own) = (DraftCheck.Of(copy).Sealed, AgreementOf(call.Caller.Id, release.Id, file));
        return new([.. mine.Select(s => new SiblingRow(s, call.View.Sources.Find(s)!.Content.PublicName))], check, own is not null)
        {
            KnowsMore = own is not null && (check?.Block is not null || words.KnowsNewer(call.Caller.Id, file, call.Desk, own.Time)),
        };
    }

    /// <summary>Why a package may not be approved by this person as far as its protected sources go; null where nothing is in the way.</summary>
    private static Decision.Refused? Unweighed(string release, string approver, CheckedCopy copy, SealedWords words, CaseFile whole, DeskFile list)
    {
        var need = HandlersWord.Of(copy);
        if (!need.IsNeeded) return null;
        // An agreement holds until its giver takes it back, whatever is sealed since: else the answer to who approves would tell of the word.
        var agreed = whole.Agreements.Where(a => a.Release == release).Select(a => a.Person).ToHashSet(StringComparer.Ordinal);
        if (need.HandledBy(approver, whole, list).Count > 0)
        {
            // The approver who knows the words reads what they stop or warn of. Nobody else does.
            var known = DraftCheck.Of(copy with { Persons = words.KnownTo(approver, whole, list) }).Sealed;
            if (known?.Block is { } block) return new(block.Rule, block.Message);
            var isWeighed = AgreementOf(approver, release, whole) is { } own && !words.KnowsNewer(approver, whole, list, own.Time);
            if (!isWeighed && known?.Warnings.FirstOrDefault() is { } warning)
                return new("handler-must-agree-first", $"With what you know of its sources the check warns: {warning.Message} Agree as their handler and write why it is to go, then approve.");
            agreed.Add(approver);
        }
        return need.IsGivenBy(agreed, whole, list) ? null : HandlersWord.Missing;
    }

    private static Agreement? AgreementOf(string person, string release, CaseFile file) => file.Agreements.LastOrDefault(a => a.Release == release && a.Person == person);

    private CheckedCopy? Waiting(CaseFile file, DeskFile list, Audience reader, Proposal proposal) =>
        Compose(file, list, reader, proposal.About, proposal.Partner, new(proposal.Package, proposal.Created, keys.Current.Desk));

    private static Decision.Refused Calm { get; } = new("case-must-be-calm", "Many people are writing in this case at once. Try again.");

    // The words are read apart from the case: where they are others by the time of writing, they are read again.
    private async Task<Acted> WithWordsAsync(CaseCall call, Func<SealedWords, DeskFile, Task<(Acted Acted, bool IsStale)>> act)
    {
        var ct = call.Context.RequestAborted;
        for (var i = 1; ; i++)
        {
            if (await cases.FindAsync(call.CaseId, ct) is not { } file) return new Acted.NotFound();
            var (acted, isStale) = await act(await persons.WordsAsync(file, ct), await desk.OpenAsync(ct));
            if (!isStale || i == Rereads) return acted;
        }
    }
}

/// <summary>What the handler of some of a package's protected sources is asked.</summary>
/// <param name="Sources">Those that this handler handles.</param>
/// <param name="Check">What the check finds with the sealed words that this handler knows; null where there are none.</param>
/// <param name="HasAgreed">Whether this handler's agreement stands.</param>
public sealed record HandlersPart(IReadOnlyList<SiblingRow> Sources, SealedCheck? Check, bool HasAgreed)
{
    /// <summary>Whether this handler knows something now that was not known when it agreed, or that stops an agreement: it can be taken back.</summary>
    public bool KnowsMore { get; init; }
}
