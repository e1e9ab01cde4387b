using Demarche.People;
using Demarche.Views;
using static Demarche.Cases.Rules;

namespace Demarche.Cases;

public sealed record OpenCase(string Id, string Title, string Summary, Marking? Default);

public sealed record RetitleCase(string Title, string Summary, string Reason);

public sealed record SetDefaultMarking(Marking? Default, string Reason);

public sealed record GrantAccess(string Person, CaseAccess Access);

/// <param name="Seen">The revision that the author saw.</param>
public sealed record ChangeMarking(string Item, Marking? To, string Reason, int? Seen);

public sealed record JustifyWider(string Item, string Reason, int? Seen);

/// <param name="To">Null for no marking of its own any more.</param>
public sealed record ChangeFieldMarking(string Item, string Field, Marking? To, string Reason, int? Seen);

/// <param name="Version">Which of the versions that the author sees, the first being 1.</param>
/// <param name="Field">A member whose marking in that version is lifted; null for the version itself.</param>
/// <param name="Seen">The revision that the author saw: without it the number of a version means nothing.</param>
public sealed record LiftVersion(string Item, int Version, string? Field, string Reason, int? Seen);

/// <summary>What is allowed of a case itself.</summary>
public static class CaseDecisions
{
    /// <param name="author">Who opens it and will have the right to write in it.</param>
    public static Decision Open(CaseFile none, DeskFile desk, Audience author, OpenCase request) =>
        none.Exists ? Decision.Refuse("a-case-is-opened-once", "There is such a case already. Try again.")
        : TextMustBeGiven(request.Title, "title", "what the case is called") ?? NameMustBePlain(request.Title, "title")
          ?? DefaultMustBeGiven(request.Default)
          ?? MarkingMustHold(author, request.Default!) ?? PartnersMustBeListed(desk, request.Default!)
          ?? Decision.Allow(new CaseOpened(request.Title.Trim(), request.Summary?.Trim() ?? "", request.Default!), request.Default!, request.Id);

    public static Decision Retitle(View view, RetitleCase request) =>
        CaseMustBeOpen(view) ?? TextMustBeGiven(request.Title, "title", "what the case is called") ?? NameMustBePlain(request.Title, "title")
        ?? TextMustBeGiven(request.Reason, "reason", "why you change it")
        ?? Decision.Allow(new CaseRetitled(request.Title.Trim(), request.Summary?.Trim() ?? "", request.Reason), view.WholeDefault);

    /// <summary>For what is written from now on; what stands keeps its marking.</summary>
    public static Decision SetDefault(View view, DeskFile desk, SetDefaultMarking request) =>
        CaseMustBeOpen(view) ?? Must(view.Default == view.WholeDefault, "default-marking-must-be-seen",
            "The default marking has a compartment that you are not in. Somebody who is in it can change it.")
        ?? DefaultMustBeGiven(request.Default) ?? MarkingMustHold(view, request.Default!) ?? PartnersMustBeListed(desk, request.Default!)
        ?? TextMustBeGiven(request.Reason, "reason", "why you change it")
        ?? Decision.Allow(new DefaultMarkingSet(request.Default!, request.Reason), request.Default!);

    public static Decision Close(View view, string reason) =>
        CaseMustBeOpen(view) ?? TextMustBeGiven(reason, "reason", "why you close the case") ?? Decision.Allow(new CaseClosed(reason), view.WholeDefault);

    public static Decision Reopen(View view, string reason) =>
        view.IsOpen ? Decision.Refuse("case-must-be-closed", "This case is open.")
        : TextMustBeGiven(reason, "reason", "why you reopen the case") ?? Decision.Allow(new CaseReopened(reason), view.WholeDefault);

    public static Decision Grant(View view, DeskFile desk, GrantAccess request)
    {
        if (desk.People.Find(request.Person) is not { IsWithdrawn: false } person)
            return Decision.Refuse("person-must-be-at-this-desk", "Choose somebody who has an account at this desk.", "person");
        if (request.Access != CaseAccess.None && person.Content.Disabled)
            return Decision.Refuse("account-must-be-open", $"The account of {person.Content.Name} is closed.", "person");
        // Somebody whose roles do not allow to write would leave the case with nobody who can.
        var writers = view.Access.Where(a => a.Key != request.Person && a.Value == CaseAccess.Write).Any(a => CanWrite(desk, a.Key))
            || request.Access == CaseAccess.Write && CanWrite(desk, request.Person);
        return writers ? Decision.Allow(new AccessGranted(request.Person, request.Access), view.WholeDefault)
            : Decision.Refuse("somebody-must-be-able-to-write", "After this nobody could write in the case, nor give anybody access. Let somebody else write first.", "access");
    }

    /// <summary>Gives an item another marking. It may be done in a closed case too: what is to go no further does not wait for a reopening.</summary>
    public static Decision Mark(View view, DeskFile desk, ChangeMarking request)
    {
        if (view.Item(request.Item) is not { } item || item.Content is Releases.Release)
            return Decision.Refuse("item-must-exist", "There is no such item in this case.");
        if (request.Seen is { } seen && seen != item.Revision)
            return Decision.Refuse("form-must-be-fresh", $"Somebody changed this item at {item.Changed} while you were writing. Look at it again, then write.");
        if (request.To is null) return Decision.Refuse("marking-must-be-given", "Choose a TLP level.", "marking");
        // Whose terms bind an item is never a caller's to say.
        var to = request.To with { Originator = item.Marking.Originator, Derived = item.Marking.Derived };
        return TextMustBeGiven(request.Reason, "reason", "why you change the marking")
            ?? MarkingMustHold(view, to) ?? PartnersMustBeListed(desk, to) ?? OriginatorsTermsMustHold(desk, item.Marking, to) ?? Options.ResolutionDecisions.MustStayHere(item.Content, to)
            ?? Must(item is not { Content: Incidents.Incident, IsWithdrawn: false } || !Versions.IsStricter(item.Marking, to) || !view.Incidents.Standing.Any(i => i.Id != item.Id),
                "a-case-has-one-incident", "Another description of the incident is there. Withdraw one of the two first: whoever may read this one then would read both.", "marking")
            ?? (to == item.Marking ? Decision.Refuse("marking-must-change", "The item has this marking already.", "marking")
                : Decision.Allow(new MarkingChanged(item.Id, to, request.Reason), to, item.Id));
    }

    /// <summary>Says why an item may go wider than what it rests on. It changes no marking. It may be done in a closed case too, as a change of marking may.</summary>
    public static Decision Justify(View view, JustifyWider request)
    {
        if (view.Item(request.Item) is not { IsWithdrawn: false } item) return Decision.Refuse("item-must-exist", "There is no such item in this case.");
        if (request.Seen is { } seen && seen != item.Revision)
            return Decision.Refuse("form-must-be-fresh", $"Somebody changed this item at {item.Changed} while you were writing. Look at it again, then write.");
        return TextMustBeGiven(request.Reason, "reason", "why it may go wider than what it rests on")
            ?? Must(view.IsWider(item), "item-must-be-wider", "It is marked no wider than what it rests on. It needs no reason.")
            ?? Decision.Allow(new WiderMarkingJustified(item.Id, request.Reason.Trim()), item.Marking, item.Id);
    }

    /// <summary>Gives a member of an item a marking of its own, beside the item's. It may be done in a closed case too.</summary>
    public static Decision MarkField(View view, DeskFile desk, ChangeFieldMarking request)
    {
        if (FieldMustBeThere(view, request, out var item) is { } refused) return refused;
        if (request.To is null) return Decision.Refuse("marking-must-be-given", "Choose a TLP level.", "marking");
        var to = request.To with { Originator = item!.Marking.Originator, Derived = item.Marking.Derived };
        return TextMustBeGiven(request.Reason, "reason", "why you mark it")
            ?? MarkingMustHold(view, to) ?? PartnersMustBeListed(desk, to) ?? MarkingMustBeSound(desk, to)
            // Whose group a partner is in, and when an embargo ends, stands in no entry of the item: one version of it would go out saying two things.
            ?? Must(to.Embargo is null && to.ReleasableTo.Concat(to.Barred).All(p => desk.Groups.Find(p) is null), "a-fields-marking-names-partners-alone",
                "The marking of a part can't have an embargo or name a group: put these on the item itself, and name partners one by one.", "marking.releasableTo")
            ?? Must(item.Fields.GetValueOrDefault(request.Field) != to, "marking-must-change", "This part has this marking already.", "marking")
            ?? Must(item.Marking.And(to) with { Pap = null } != item.Marking with { Pap = null }, "a-fields-marking-must-keep-something",
                "This keeps nothing back that the item's own marking doesn't keep. Choose a stricter level, fewer partners or a compartment.", "marking")
            ?? Decision.Allow(new FieldMarked(item.Id, request.Field, to, request.Reason), item.Marking.And(to), item.Id);
    }

    /// <summary>Ends the marking that a member has of its own; the item's governs it from then on.</summary>
    public static Decision UnmarkField(View view, ChangeFieldMarking request) =>
        FieldMustBeThere(view, request, out var item)
        ?? Must(item!.Fields.ContainsKey(request.Field), "field-must-be-marked", "This part has no marking of its own.")
        ?? TextMustBeGiven(request.Reason, "reason", "why it needs no marking of its own any more")
        ?? Decision.Allow(new FieldUnmarked(item.Id, request.Field, request.Reason), item.Marking, item.Id);

    /// <summary>
    /// Lets those whom an item's marking allows see an earlier version that was marked stricter. Only who sees that version may; the entry bears the
    /// version's own marking, so that nobody else learns that there was something to lift.
    /// </summary>
    public static Decision Lift(View view, LiftVersion request)
    {
        if (view.Item(request.Item) is not { } item || item.Content is Releases.Release)
            return Decision.Refuse("item-must-exist", "There is no such item in this case.");
        if (request.Seen != item.Revision)
            return Decision.Refuse("form-must-be-fresh", "This item is not as you saw it, or you did not say which revision you saw. Look at it again, then write.");
        if (request.Version < 1 || request.Version > item.History.Count)
            return Decision.Refuse("version-must-exist", "There is no such version of this item.", "version");
        var version = item.History[request.Version - 1];
        var (marking, fields) = Versions.Governing(item.History, request.Version - 1, item.Marking);
        if (request.Field is { } field)
        {
            if (version.Withheld?.Contains(field) == true || item.Withheld.Contains(field))
                return Decision.Refuse("field-must-be-seen", $"What stands under “{field}” is hidden from you.", "field");
            if (!fields.TryGetValue(field, out var kept) || kept == item.Fields.GetValueOrDefault(field))
                return Decision.Refuse("version-must-be-hidden", "This part of that version is seen by everybody who sees the part today.", "field");
            marking = marking.And(kept);
        }
        else if (!Versions.IsStricter(marking, item.Marking))
        {
            return Decision.Refuse("version-must-be-hidden", "Everybody who sees the item sees this version already.", "version");
        }
        return TextMustBeGiven(request.Reason, "reason", "why more people may see this version")
            ?? MarkingMustHold(view, marking)
            ?? Decision.Allow(new VersionLifted(item.Id, version.From.Entry, request.Field, request.Reason.Trim()), marking, item.Id);
    }

    private static Decision.Refused? FieldMustBeThere(View view, ChangeFieldMarking request, out Item? item)
    {
        item = view.Item(request.Item);
        if (item is null) return new("item-must-exist", "There is no such item in this case.");
        if (request.Seen is { } seen && seen != item.Revision)
            return new("form-must-be-fresh", $"Somebody changed this item at {item.Changed} while you were writing. Look at it again, then write.");
        if (!Fields.Of(item.Content.GetType()).Contains(request.Field))
            return new("field-must-be-markable", Fields.Of(item.Content.GetType()) is { Count: > 0 } fields
                ? $"Only these parts of it can have a marking of their own: {string.Join(", ", fields)}." : "No part of it can have a marking of its own: it says nothing without it. Mark the whole.", "field");
        return item.Withheld.Contains(request.Field) ? new("field-must-be-seen", $"What stands under “{request.Field}” is kept from you.", "field") : null;
    }

    private static Decision.Refused? OriginatorsTermsMustHold(DeskFile desk, Marking from, Marking to)
    {
        if (from.Originator is not { } partner) return null;
        var name = desk.Partners.Find(partner)?.Content.Name ?? "the partner who gave it to us";
        if (to.Tlp < from.Tlp)
            return new("originators-terms-must-hold", $"This came from {name} as {from.Label}; only they can let it go wider (originator control). Ask them.", "marking.tlp");
        if (from.Barred.Except(to.Barred).Any() || from.Embargo is { } embargo && embargo.And(to.Embargo) != to.Embargo)
            return new("originators-terms-must-hold", $"{name} keeps this from somebody, or under an embargo; only they can end that (originator control). Ask them.", "marking");
        if ((to.Pap ?? Pap.Clear) < (from.Pap ?? Pap.Clear))
            return new("originators-terms-must-hold", $"{name} gave this for no more than PAP:{from.Pap.ToString()!.ToUpperInvariant()}; only they can allow more (originator control). Ask them.", "marking.pap");
        return to.ReleasableTo.Except(from.ReleasableTo).Any()
            ? new("originators-terms-must-hold", $"This came from {name}, who has not consented to these further partners (originator control). Ask them.", "marking.releasableTo")
            : null;
    }

    private static Decision.Refused? DefaultMustBeGiven(Marking? marking) =>
        marking is null ? new("default-marking-must-be-given", "Choose the marking of whatever is given none.", "default.tlp") : null;

    private static bool CanWrite(DeskFile desk, string person) =>
        desk.People.Find(person) is { IsWithdrawn: false } p && Roles.CapabilitiesOf(p.Content).Contains(Web.Capability.WriteCases);
}
