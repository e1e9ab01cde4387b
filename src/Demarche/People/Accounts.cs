using Demarche.Store;
using Demarche.TwoPeople;

namespace Demarche.People;

/// <summary>What came of a change of an account: who, and, where one is to be handed over, the token of a link.</summary>
/// <param name="Waits">The proposal that it became, which a second person has to confirm; null where it holds.</param>
public readonly record struct AccountOutcome(string? Person, string? Token, Decision.Refused? Refusal, string? Waits = null)
{
    internal static AccountOutcome Of(DeskOutcome outcome, string? token = null) => new(outcome.Item, token, outcome.Refusal, Waiting.Id(outcome));

    internal static AccountOutcome Refused(Decision.Refused refused) => new(null, null, refused);
}

/// <summary>Changes accounts: the journal's facts together with passwords, sessions and links, in an order that leaves no account more open than before if it breaks off.</summary>
public sealed class Accounts(
    DeskBook book, Records records, Sessions sessions, Invitations invitations, Passwords passwords, SecondFactors factors, SignIns signIns)
{
    internal static Decision.Refused NotOneself { get; } =
        new("person-must-be-oneself", "The password or the code is not right, or too many tries failed. Wait for the next code, or a few minutes, and try again.", "password");

    private static readonly Decision.Refused WrongCode = new("code-must-be-right", "That code is not good now, or was used already. Wait for the next one.", "code");

    private static readonly Decision.Refused WrongInvitationCode =
        new("code-must-be-right", "That is not the code for this link. The second person who confirmed your account has it, not the one who gave you the link.", "code");

    /// <summary>The link's token for the first administrator; null when the desk has somebody.</summary>
    public async Task<string?> OfferFoundingAsync(CancellationToken ct = default) =>
        (await book.OpenAsync(ct)).People.Count > 0 ? null : await invitations.MakeAsync(null, ct: ct);

    /// <summary>The first administrator takes the desk.</summary>
    public async Task<AccountOutcome> FoundAsync(string token, FoundForm form, CancellationToken ct)
    {
        var request = new FoundDesk(Id.New(), form.DeskName, form.Name, form.Login);
        var desk = await book.OpenAsync(ct);
        if (PersonDecisions.Found(desk, request) is Decision.Refused refused) return AccountOutcome.Refused(refused);
        if (Passwords.MustBeGood(form.Password, form.Again, form.Login) is { } weak) return AccountOutcome.Refused(weak);
        if (!await invitations.TakeAsync(token, ct)) return default;
        await passwords.SetAsync(request.Id, form.Password, ct);
        return AccountOutcome.Of(await book.WriteAsync(request.Id, file => PersonDecisions.Found(file, request), ct: ct));
    }

    /// <summary>A person sets a password through a link. Sessions that were open end.</summary>
    public async Task<AccountOutcome> SetPasswordAsync(string token, Invitation invitation, Held<Person> person, PasswordForm form, CancellationToken ct)
    {
        if (Passwords.MustBeGood(form.Password, form.Again, person.Content.Login) is { } weak) return AccountOutcome.Refused(weak);
        if (!invitation.IsOpenedBy(form.Code)) return AccountOutcome.Refused(WrongInvitationCode);
        if (invitation.Person != person.Id || !await invitations.TakeAsync(token, ct)) return default;
        return await SetPasswordAsync(person.Id, form.Password, ct);
    }

    /// <summary>A signed-in person changes the password. All sessions end, this one too.</summary>
    public async Task<AccountOutcome> ChangePasswordAsync(Held<Person> person, PasswordChangeForm form, CancellationToken ct)
    {
        if (Passwords.MustBeGood(form.Password, form.Again, person.Content.Login) is { } weak) return AccountOutcome.Refused(weak);
        return await ProveAsync(person.Id, form.Current, form.Code, ct) is { } refused ? AccountOutcome.Refused(refused)
            : await SetPasswordAsync(person.Id, form.Password, ct);
    }

    /// <summary>Switches the pending second factor on. All sessions end.</summary>
    public async Task<AccountOutcome> SwitchOnAsync(string person, CodeForm form, CancellationToken ct)
    {
        // With a factor switched on already, the password alone must not replace it.
        if (await records.FindCredentialAsync(person, ct) is not { TotpWrapped: null } credential)
            return AccountOutcome.Refused(new("second-factor-must-be-off", "You have a second factor already. Switch it off first."));
        if (await ProveAsync(person, form.Password, null, ct) is { } refused) return AccountOutcome.Refused(refused);
        if (!await factors.SwitchOnAsync(credential, form.Code, ct)) return AccountOutcome.Refused(WrongCode);
        return await FactorWasSetAsync(person, true, ct);
    }

    /// <summary>Switches the second factor off. All sessions end.</summary>
    public async Task<AccountOutcome> SwitchOffAsync(string person, CodeForm form, CancellationToken ct)
    {
        if (await ProveAsync(person, form.Password, form.Code, ct) is { } refused) return AccountOutcome.Refused(refused);
        if (await records.FindCredentialAsync(person, ct) is { } credential) await factors.SwitchOffAsync(credential, ct);
        return await FactorWasSetAsync(person, false, ct);
    }

    /// <summary>Adds a person, who sets a password through the link; where two people issue the account, together with the second one's code.</summary>
    public async Task<AccountOutcome> AddAsync(AddPerson request, CancellationToken ct)
    {
        var outcome = await book.WriteAsync(request.By.By, file => PersonDecisions.Add(file, request), ct: ct);
        return outcome.Refusal is null ? await LinkedAsync(outcome, request.Id, ct) : AccountOutcome.Of(outcome);
    }

    /// <summary>Changes what a person may do. The person signs in again, so that no open page outlives the change.</summary>
    public Task<AccountOutcome> ChangeAsync(ChangePerson request, CancellationToken ct) =>
        WithoutSessionsAsync(request.Id, book.WriteAsync(request.By.By, file => PersonDecisions.Change(file, request), ct: ct), ct);

    /// <summary>Closes an account, or opens it again.</summary>
    public async Task<AccountOutcome> DisableAsync(DisablePerson request, CancellationToken ct)
    {
        var outcome = await WithoutSessionsAsync(request.Id, book.WriteAsync(request.By.By, file => PersonDecisions.Disable(file, request), ct: ct), ct);
        if (outcome is { Refusal: null, Waits: null }) await invitations.ForgetAsync(request.Id, ct: ct);
        return outcome;
    }

    /// <summary>Takes back password and second factor, and makes a link to set new ones.</summary>
    public async Task<AccountOutcome> ResetAsync(ResetPerson request, CancellationToken ct)
    {
        var outcome = await book.WriteAsync(request.By.By, file => PersonDecisions.Reset(file, request), ct: ct);
        if (outcome.Refusal is not null) return AccountOutcome.Of(outcome);
        if (Waiting.Id(outcome) is null)
        {
            await records.RemoveCredentialAsync(request.Id, ct);
            await ForgetFailuresAsync(request.Id, ct);
            await sessions.CloseAllAsync(request.Id, ct);
        }
        return await LinkedAsync(outcome, request.Id, ct);
    }

    private async Task<AccountOutcome> LinkedAsync(DeskOutcome outcome, string person, CancellationToken ct) =>
        AccountOutcome.Of(outcome, await invitations.MakeAsync(person, Waiting.Id(outcome) is not null, ct)) with { Person = person };

    private async Task<AccountOutcome> SetPasswordAsync(string person, string password, CancellationToken ct)
    {
        await passwords.SetAsync(person, password, ct);
        await invitations.ForgetAsync(person, ct: ct);
        await ForgetFailuresAsync(person, ct);
        return await WithoutSessionsAsync(person, book.WriteAsync(person, _ => Decision.Allow(new PasswordSet(person), DeskFile.Internal, person), ct: ct), ct);
    }

    // Whoever sets a new password has shown enough: what failed with the old one keeps nobody out.
    private async Task ForgetFailuresAsync(string person, CancellationToken ct)
    {
        if ((await book.OpenAsync(ct)).People.Find(person) is { } found) await signIns.ForgetAsync(found.Content.Login, ct);
    }

    private Task<AccountOutcome> FactorWasSetAsync(string person, bool on, CancellationToken ct) =>
        WithoutSessionsAsync(person, book.WriteAsync(person, _ => Decision.Allow(new SecondFactorSet(person, on), DeskFile.Internal, person), ct: ct), ct);

    private async Task<AccountOutcome> WithoutSessionsAsync(string person, Task<DeskOutcome> change, CancellationToken ct)
    {
        var outcome = await change;
        if (outcome.Refusal is null && Waiting.Id(outcome) is null) await sessions.CloseAllAsync(person, ct);
        return AccountOutcome.Of(outcome);
    }

    private async Task<Decision.Refused?> ProveAsync(string person, string password, string? code, CancellationToken ct) =>
        await signIns.IsAsync(person, password, code, ct) ? null : NotOneself;
}
