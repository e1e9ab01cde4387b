using Demarche.Claims;
using Demarche.Documents;
using Demarche.Hypotheses;
using Demarche.Markings;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Sources;
using Demarche.Statements;
using Demarche.Tests.Cases;
using Demarche.Tests.Twins;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Releases;

/// <summary>A random case with a public line, and which of its claims are ours or not public: known from how it was made.</summary>
internal sealed class RandomLine
{
    private readonly HashSet<string> trues = new(StringComparer.Ordinal);

    public WrittenCase Case { get; } = new();

    public bool IsTrue(string claim) => trues.Contains(claim);

    public static RandomLine Make(Dice random)
    {
        var made = new RandomLine();
        made.Fill(random);
        return made;
    }

    private void Fill(Dice random)
    {
        string[] speakers = ["Ida Lund", "Bo Dahl", "Spokesman of the embassy", "The Courier"];
        var desk = new HashSet<string> { speakers[random.Below(2)] };
        List<(string Id, bool IsOurs, bool IsNamed)> sources = [];
        for (var i = 0; i < speakers.Length + 2; i++)
        {
            var name = i < speakers.Length ? speakers[i] : null;
            Case.Add(new SourceNamed($"s{i}", new(name, name is null ? $"Official {i}" : "", null, Standing.Official, null, [], null)), ToBoth);
            sources.Add(($"s{i}", name is not null && desk.Contains(name), name is not null));
        }
        List<(string Id, bool IsPublished)> documents = [];
        foreach (var (id, from, marking, isPublished) in new (string, string, Marking, bool)[]
        {
            ("open", "By hand", Marking.Of(Tlp.Clear), true), ("page", "https://courier.example/", ToBoth, true),
            ("report", "Handed over", ToBoth, false), ("theirs", "https://portal.example/", ToBoth with { Originator = Sudria }, false),
        })
        {
            Case.Add(new DocumentTakenIn(id, new(id, "sha" + id, "sha" + id, "text/plain", 4, from, null, null, null, null, null, null, null)), marking);
            documents.Add((id, isPublished));
        }
        var stances = Enum.GetValues<Stance>();
        Dictionary<string, Likelihood?> assessed = [];
        List<PublicStance> line = [];
        for (var p = 0; p < 3; p++)
        {
            var id = $"p{p}";
            Case.Add(new PropositionStated(id, new($"Number {p} of the registers was wiped by them.")), ToBoth);
            if (random.Below(4) > 0) line.Add(new(id, stances[random.Below(stances.Length)]));
            assessed[id] = random.Below(3) > 0 ? null : Enum.GetValues<Likelihood>()[random.Below(7)];
            if (assessed[id] is { } likelihood)
                Case.Add(new AssessmentMade($"a{p}", new(id, likelihood, Confidence.Low, "We judge.", "", [], "", [])), ToBoth);
        }
        Case.Add(new StatementMade("line", new("We said so.", new("2026-03-01"), $"{desk.Single()}, Minister", line)), ToBoth);
        List<string> includes = [];
        for (var c = 0; c < 12; c++)
        {
            var (id, source, stance) = ($"c{c}", sources[random.Below(sources.Count)], stances[random.Below(stances.Length)]);
            var (document, isOnRecord, about) = (random.Below(documents.Count + 1), random.Below(4) > 0, $"p{random.Below(3)}");
            var passage = document < documents.Count ? new PassageRef(documents[document].Id, 0, 4, "They") : null;
            Case.Add(new ClaimMade(id, new(about, source.Id, stance, Standing.Official, isOnRecord, Nature.Fact, null, passage, null)), ToBoth);
            // A claim of a protected source, the only one, stops the copy; that is another rule's, and changes nothing of this one.
            if (random.Below(4) > 0) includes.Add(id);
            var isReworded = random.Below(6) == 0;
            if (isReworded) Case.Add(new CopyReworded("rw" + id, new("r", Ostania, id, $"We hold that it was {c}.")), ToBoth);
            var isAgreed = assessed[about] is { } how && (stance is Stance.Asserts or Stance.Suggests ? how >= Likelihood.Likely : stance == Stance.Denies && how <= Likelihood.Unlikely);
            var isPublic = source.IsNamed && isOnRecord && passage is not null && documents[document].IsPublished;
            if (isReworded || source.IsOurs || isAgreed || !isPublic) trues.Add(id);
        }
        Case.Add(new RequestDrafted("r", new("Help", "We ask.", [new("a", "Who?")], "Law", Ana, Time(9_000), [Ostania], includes)), ToBoth);
    }
}
