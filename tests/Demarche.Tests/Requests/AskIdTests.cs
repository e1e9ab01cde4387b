using System.Text.Json;
using Demarche.Releases;
using Demarche.Requests;
using Demarche.Tests.Cases;
using static Demarche.Tests.Cases.WrittenCase;

namespace Demarche.Tests.Requests;

/// <summary>Each partner knows the asks of a request by ids of its own, and its answers are found again by ours.</summary>
public sealed class AskIdTests
{
    [Fact]
    public void Two_partners_find_no_id_in_common_whether_or_not_one_was_asked_in_other_words()
    {
        foreach (var own in (IReadOnlyList<Ask>?[])[null, [new("a1", "Who rented it, for Ostania?"), new("a2", "Who paid?")]])
        {
            var written = Written(own);
            var (one, two) = (Asked(written, Ostania), Asked(written, Sudria));
            Assert.Equal((2, 2), (one.Distinct().Count(), two.Distinct().Count()));
            Assert.Empty(one.Intersect(two));
            Assert.Empty(one.Concat(two).Intersect(["a1", "a2"]));
            // A later package of the same request asks the same thing of the same partner under the same id.
            Assert.Equal(one, Asked(written, Ostania, "another"));
        }
    }

    [Fact]
    public void What_a_partner_answers_is_found_by_our_ids_as_they_were_when_it_was_asked()
    {
        var written = Written([new("own", "Who rented it, for Ostania?")]);
        var content = written.View.Requests.Find("r")!.Content;
        written.Add(new RequestRevised("r", content with { Asks = [new("a3", "Something else")] }, "Clearer"), ToBoth)
            .Add(new RequestReworded("w", new("r", Ostania, "Dear friends.", null), "Reworded"), ToBoth);
        string[] Ours(string partner, params string[] asks) =>
            [.. AskId.Ours(new("r", partner, "p", "sha", Time(1), Disposition.Partly, "", [.. asks.Select(a => new Answer(a, Disposition.Accepted, ""))]), written.File.Requests, written.File.Wordings).Answers.Select(a => a.Ask)];
        foreach (var ask in (string[])["a1", "a2", "a3"]) Assert.Equal([ask], Ours(Sudria, AskId.For(Sudria, "r", ask)));
        Assert.Equal(["own"], Ours(Ostania, AskId.For(Ostania, "r", "own")));
        // What earlier packages carried, and what nobody asked, stays as it came; so does what was asked of another.
        Assert.Equal(["a1", "no-such"], Ours(Sudria, "a1", "no-such"));
        var others = AskId.For(Ostania, "r", "own");
        Assert.Equal([others], Ours(Sudria, others));
    }

    private static WrittenCase Written(IReadOnlyList<Ask>? own) => new WrittenCase()
        .Add(new RequestDrafted("r", new("Logs", "Please help.", [new("a1", "Who rented it?"), new("a2", "Who paid?")], "Treaty", Ana, Time(9_000), [Ostania, Sudria], [])), ToBoth)
        .Add(new RequestWorded("w", new("r", Ostania, "Dear friends.", own)), ToBoth);

    private static List<string> Asked(WrittenCase written, string partner, string package = "package")
    {
        using var plain = JsonDocument.Parse(Composed.Of(written.For(partner), Outgoing.To(partner, "r", written.View)!, new(package, Time(500), "desk-n", "Norland", "desk-p", partner)).Plain);
        List<string> ids = [];
        void Read(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array) foreach (var one in element.EnumerateArray()) Read(one);
            if (element.ValueKind != JsonValueKind.Object) return;
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name == "ask_id") ids.Add(member.Value.GetString()!);
                Read(member.Value);
            }
        }
        Read(plain.RootElement);
        return ids;
    }
}
