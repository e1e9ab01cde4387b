using System.Collections;
using System.Reflection;
using System.Text;
using Demarche.Briefs;
using Demarche.Claims;
using Demarche.Contacts;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Incidents;
using Demarche.Journal;
using Demarche.Leverage;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Options;
using Demarche.Parties;
using Demarche.Reading;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Observable = Demarche.Observables.Observable;

namespace Demarche.Tests.Twins;

/// <summary>A member of a record: what its name and its type say of what may stand there.</summary>
internal sealed record Member(Type Owner, string Name, Type Of, bool IsList, bool IsNullable, int Place = 0)
{
    private static readonly Type[] Values = [typeof(string), typeof(ApproximateTime), typeof(Marking), typeof(SealedField), typeof(Ask)];

    /// <summary>Whether it is a record of which one member can be said anew.</summary>
    public bool IsContent => !IsList && Of.IsClass && !Values.Contains(Of);

    public static Member Of_(Type owner, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var isList = type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));
        var isNullable = Nullable.GetUnderlyingType(type) is not null || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        return new(owner, parameter.Name!, isList ? type.GetGenericArguments()[0] : Nullable.GetUnderlyingType(type) ?? type, isList, isNullable);
    }
}

/// <summary>Values for members of records. Few of each, so that items meet: in one document, on one proposition, by one address.</summary>
internal sealed class RandomValues(Dice dice, Dictionary<Type, List<string>> ids)
{
    public const string Nowhere = "0000000000000000000000000";

    private static readonly string[] Words = ["one", "two & two", "three <b>3</b>", "fyra ü", "The relay answered.\n\nTwice, they said."];
    private static readonly ApproximateTime[] Moments = [new("2026"), new("2026-02", true), new("2026-02-17"), new("2026-02-17T09:32Z")];
    private static readonly (string Type, string Value)[] Seen =
        [("ipv4-addr", "198.51.100.7"), ("ipv4-addr", "203.0.113.9"), ("domain-name", "relay.example"), ("url", "https://relay.example/a"), ("file:hashes.SHA-256", new('5', 64)), ("asn", "AS64500"),
            ("url", "https://relay.example/prüfung a\\b"), ("autonomous-system", "AS64501"), ("windows-registry-key", "HKLM\\Software\\Relay"), ("vulnerability", "CVE-2026-1234")];

    private static readonly TypedValue[] Beside = [.. Seen.Select(s => new TypedValue(s.Type, s.Value)), new("file:name", "crane_svc.exe")];

    private static readonly string[] Choices = [.. Nciss.Scales.SelectMany(s => s.Options).Select(o => o.Key).Distinct()];

    private static readonly Type[] Releasable =
        [typeof(Incident), typeof(Effect), typeof(Party), typeof(Claim), typeof(Observable), typeof(Statement), typeof(Proposition), typeof(Source)];

    private static readonly string[] Signatures =
        [.. new[] { "alpha", "alpha beta", "gamma" }.Select(w => Reader.Read(Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Repeat($"The {w} relay of the ministry answered on Tuesday, an official said.", 6))), "text/plain", "a.txt").Document!.OriginSignature)];

    public string Word() => dice.Of(Words);

    /// <summary>A time of entries; few, so that several things happen in one moment.</summary>
    public static string Time(Dice dice) => $"2026-03-01T{8 + dice.Below(8):00}:{dice.Below(4) * 15:00}:00.000Z";

    /// <summary>A value that needs no further members; null where the record has to be built.</summary>
    public object? Known(Member member)
    {
        if (member.IsList) return null;
        var type = member.Of;
        if (type == typeof(string)) return Text(member);
        if (type == typeof(bool)) return dice.OneIn(2);
        if (type == typeof(int)) return member.Name == "Credibility" ? 1 + dice.Below(6) : member.Name == "End" ? 5 + dice.Below(5) : dice.Below(5);
        if (type == typeof(long)) return 1_000L + dice.Below(9_000);
        if (type.IsEnum) return dice.Of([.. Enum.GetValues(type).Cast<object>()]);
        if (type == typeof(ApproximateTime)) return dice.Of(Moments);
        if (type == typeof(Marking)) return RandomMarkings.Any(dice);
        if (type == typeof(SealedField)) return new SealedField("key-" + dice.Below(9), "nonce", "cipher-" + dice.Below(9));
        if (type == typeof(Ask)) return new Ask($"ask-{member.Place}", Word());
        if (type == typeof(Observable))
        {
            var (kind, value) = dice.Of(Seen);
            return new Observable(kind, value, 1 + dice.Below(6), dice.OneIn(2) ? new(Any(typeof(Document)), 0, 5, Word()) : null,
                dice.OneIn(2) ? Word() : null,
                dice.OneIn(2) ? dice.Of(Enum.GetValues<ObservableRole>()) : null, dice.OneIn(2) ? dice.Of(Moments) : null, dice.OneIn(2)
                    ? dice.Of(Moments) : null, Also());
        }
        return null;
    }

    // Some of them are values of other observables.
    private TypedValue[]? Also() => dice.OneIn(2) ? null
        : [.. Enumerable.Range(0, 1 + dice.Below(2)).Select(_ => dice.OneIn(2) ? new("network-traffic:dst_port", "443") : dice.Of(Beside))];

    private string Text(Member member) => (member.Owner.Name, member.Name) switch
    {
        (_, "Proposition") => Any(typeof(Proposition), 3),
        (_, "Source") or (nameof(HandlerAgreed) or nameof(AgreementTakenBack), "Sources") => Any(typeof(Source), 3),
        (nameof(HandlerAgreed) or nameof(AgreementTakenBack), "Release") => Any(typeof(Release)),
        (_, "Document" or "First" or "Second" or "Documents") => Any(typeof(Document)),
        (_, "Victim") => Any(typeof(Party)),
        (nameof(Tie), "From" or "To") or (nameof(Interest), "Party") => Any(typeof(Party), 4),
        (nameof(Tie), "Figure") => dice.Of(["54.9", "30", "0", "1352"]),
        (nameof(EffectTerms), "Effect") or (nameof(ImpactInput), "RestsOn") or (nameof(Option), "Answers") => Any(typeof(Effect), 4),
        (nameof(EffectTerms), "Variety") => dice.Of(Veris.VarietiesOf(SecurityProperty.Availability)),
        (nameof(ImpactInput), "Choice") => dice.Of(Choices),
        (nameof(Option), "Against") => Any(typeof(Party), 4),
        (nameof(Option), "ReliesOn") => dice.OneIn(3) ? Seats.Q : Seats.P,
        (nameof(Weighing) or nameof(Proportionality), "Option") or (nameof(Resolution), "Options") => Any(typeof(Option), 3),
        (nameof(Weighing), "Interest") => Any(typeof(Interest), 3),
        (nameof(Resolution), "ReviewOn") => dice.Of(["2026-02-17", "2026-03-01", "2026-04-01"]),
        (nameof(CommitmentJudgement), "Commitment") => Any(typeof(Commitment), 3),
        (nameof(CommitmentJudgement), "Reply") => Any(typeof(Reply)),
        (nameof(PartnerNotice), "Concerns") or (nameof(NoticeJudgement) or nameof(CorrectedWords), "Item") => Any(typeof(Claim), 4),
        (nameof(NoticeJudgement), "Notice") => Any(typeof(PartnerNotice), 3),
        (nameof(Tie), "Unit") => dice.Of([TieSet.Percent, TieSet.Percent, TieSet.Kilometres]),
        (_, "Contact") => Any(typeof(Contact)),
        (nameof(ReplyDraft), "Request") => Any(typeof(IncomingRequest)),
        (nameof(ReplyDraft), "Question") => Any(typeof(Reply)),
        (nameof(Reply), "Question") => Any(typeof(ReplyDraft)),
        (_, "Request") => Any(typeof(Request)),
        (nameof(Proposal), "About") => Any(dice.Of([typeof(Request), typeof(Request), typeof(ReplyDraft), typeof(Brief)])),
        (_, "Partner" or "Partners") => dice.OneIn(3) ? Seats.Q : Seats.P,
        (nameof(Rewording), "Draft") => Any(dice.Of([typeof(Request), typeof(Request), typeof(ReplyDraft), typeof(Brief)])),
        (nameof(Brief), "Text") => $"{Word()} [1] {Word()}. [2] [3]\n\n## {Word()}\n- {Word()} [{1 + dice.Below(6)}]",
        (nameof(GivenObject), "Item") => Any(dice.OneIn(3) ? typeof(Source) : dice.OneIn(2) ? typeof(Claim) : dice.Of(Releasable)),
        (nameof(ReleasedItem) or nameof(Rewording), "Item") or (_, "Includes" or "RestsOn" or "Cites") => Any(dice.OneIn(2) ? typeof(Claim) : dice.Of(Releasable)),
        (_, "Item") => Any(dice.Of([.. ids.Keys.DefaultIfEmpty(typeof(Claim))])),
        (nameof(PackageSent), "At") => Time(dice),
        (nameof(HoldReason), "Rule") => dice.Of([DeliveryCheck.Words, DeliveryCheck.Changed, DeliveryCheck.Blocked]),
        (nameof(SourceHandlersChanged), "Added" or "Removed")
            or (_, "Owner" or "Handlers" or "Evaluator" or "Person" or "DecidedBy") => dice.Of(Seats.People),
        (nameof(Answer), "Ask") => $"ask-{member.Place}",
        (nameof(GivenObject), "As") => (dice.OneIn(3) ? "identity" : "note") + "--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c5" + dice.Below(4),
        // What is no line goes with no package.
        (_, "Title") => dice.Of(Words[..4]),
        (_, "Due" or "Sent" or "Created" or "Modified" or "Time") => Time(dice),
        (_, "Published") => "2026-02-17",
        (_, "Signature") => dice.Of(Signatures),
        (_, "Object") => "grouping--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c5" + dice.Below(4),
        (_, "As") => "note--5f1d1f0a-7a44-4e0b-9a35-0d6b0f6d9c5" + dice.Below(4),
        (_, "Package") => "package-" + dice.Below(6),
        (_, "Hypothesis" or "Alternatives") => Any(typeof(Hypothesis), 3),
        (nameof(Rating), "Evidence") => Any(dice.OneIn(3) ? typeof(Demarche.Hypotheses.Finding) : typeof(Claim), 3),
        (nameof(Assessment), "About") => Any(dice.OneIn(2) ? typeof(Hypothesis) : typeof(Proposition), 3),
        (_, "Observables") => Any(typeof(Observable)),
        (nameof(Dissent), "Author") or (nameof(AnsweredWarning), "By") => dice.Of(Seats.People),
        (nameof(Hypothesis), "Question") => dice.OneIn(3) ? "Who?" : "How?",
        (_, "Channel") => dice.OneIn(2) ? "exchange" : "file",
        (_, "Country") => "NO",
        (_, "Language") => "en",
        (_, "PlainSha256") => dice.Of(Kept.OfPackages),
        var (_, name) when name.EndsWith("Sha256", StringComparison.Ordinal) => dice.Of(Kept.OfDocuments),
        _ => Word(),
    };

    // Among the first few: so that several sources speak to one proposition.
    private string Any(Type content, int few = int.MaxValue) =>
        !dice.OneIn(12) && ids.TryGetValue(content, out var known) ? known[dice.Below(Math.Min(few, known.Count))] : Nowhere;
}
