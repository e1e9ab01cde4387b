using System.Text.Json;
using System.Text.RegularExpressions;
using Demarche.Tests.Architecture;
using Demarche.Tests.Leaks;
using Demarche.Web;

namespace Demarche.Tests.Web;

/// <summary>Nothing is said for somebody who only sends a form: a choice that is a statement has no answer before its author gives one.</summary>
public sealed partial class StatementFormTests
{
    /// <summary>Selects that state nothing, each with what its first option means. Whoever adds one says why here.</summary>
    private static readonly Dictionary<string, string> NoStatements = new()
    {
        ["Releases/LedgerPage.razor partner"] = "a filter",
        ["Releases/LedgerPage.razor state"] = "a filter",
        ["Releases/LedgerPage.razor kind"] = "a filter",
        ["Claims/ClaimsPage.razor source"] = "a filter",
        ["Claims/ClaimsPage.razor stance"] = "a filter",
        ["Cases/CaseHistoryPage.razor kind"] = "a filter",
        ["Contacts/ContactPage.razor partner"] = "a filter",
        ["Leverage/InterestsPage.razor party"] = "a filter",
        ["Leverage/TieShelfPage.razor of"] = "a filter",
        ["Leverage/TiesPage.razor party"] = "a filter",
        ["Leverage/TiesPage.razor kind"] = "a filter",
        ["Options/PrecedentsPage.razor responses"] = "a filter",
        ["Leverage/LeveragePage.razor on"] = "what a page shows",
        ["Leverage/LeveragePage.razor by"] = "what a page shows",
        ["Leverage/LeveragePage.razor rule"] = "what a page shows",
        ["Leverage/LeveragePage.razor order"] = "what a page shows",
        ["Hypotheses/MatrixChoiceForm.razor measure"] = "what a page shows",
        ["Hypotheses/MatrixChoiceForm.razor rater"] = "what a page shows",
        ["Hypotheses/MatrixChoiceForm.razor together"] = "what a page shows",
        ["Hypotheses/MatrixChoiceForm.razor rows"] = "what a page shows",
        ["Hypotheses/MatrixChoiceForm.razor @grade"] = "weights of a page",
        ["Hypotheses/MatrixChoiceForm.razor @i"] = "weights of a page",
    };

    /// <summary>Members that choose among named answers and may be left out, because to leave them out says nothing.</summary>
    private static readonly Dictionary<string, string> MayBeLeftOut = new()
    {
        ["CellForm.Consistency"] = "no judgement on this hypothesis",
        ["MarkingForm.Tlp"] = "the case's default, which the form names",
        ["MarkingForm.Pap"] = "no permission said",
    };

    /// <summary>Ticks that are there beforehand, because the page lists what is proposed and its one button takes what is ticked.</summary>
    private static readonly string[] Proposed = ["Exchange/ArrivalItemsForm.razor"];

    [Fact]
    public void A_select_begins_with_an_answer_that_nobody_has_given()
    {
        var found = Pages().SelectMany(p => Select().Matches(p.Text).Select(m => (Name: $"{p.Name} {Name().Match(m.Groups[1].Value).Groups[1].Value}", Inside: m.Groups[2].Value))).ToList();
        Assert.True(found.Count > 60);
        Assert.All(found, s => Assert.True(NoStatements.ContainsKey(s.Name) || First().IsMatch(s.Inside), $"{s.Name} says something before anybody has: begin it with <Choose />."));
        Assert.All(NoStatements.Keys, k => Assert.Contains(found, s => s.Name == k));
    }

    [Fact]
    public void Nothing_is_selected_or_ticked_but_what_stands_already() =>
        Assert.All(Pages().Where(p => !Proposed.Contains(p.Name)).SelectMany(p => Preset().Matches(p.Text).Select(m => (p.Name, m.Value))), s => Assert.False(IsOurs(s.Value), $"{s.Name} answers for its author: {s.Value}"));

    [Theory]
    [InlineData("""<option selected="@(likelihood == (Now?.Likelihood ?? Likelihood.RoughlyEvenChance))">""", true)]
    [InlineData("""<option selected="@(i == 6)">""", true)]
    [InlineData("""<input checked="@(Now?.Exclusive ?? true)" />""", true)]
    [InlineData("<option value=\"a\" selected>", true)]
    [InlineData("""<option selected="@(partner.Id == (Now?.Partner ?? List.Chosen))">""", false)]
    [InlineData("""<input checked="@(Now?.Residual == true)" />""", false)]
    public void An_answer_of_the_programs_is_found(string markup, bool isOurs) => Assert.Equal(isOurs, Preset().Matches(markup).Any(m => IsOurs(m.Value)));

    [Fact]
    public async Task A_choice_that_is_left_out_is_refused_and_named()
    {
        await using var desk = await RunningDesk.StartAsync();
        HashSet<Type> seen = [];
        var choices = Endpoint.Of(desk).Select(e => e.Body).OfType<Type>().Distinct().SelectMany(t => Choices(t, seen)).ToList();
        Assert.True(choices.Count > 20, $"Only {choices.Count} choices were found.");
        foreach (var (form, member, name) in choices.Where(c => !MayBeLeftOut.ContainsKey(c.Name)))
        {
            var refused = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize("{}", form, FormReader.Json));
            Assert.True(refused.Message.Contains($"'{JsonNamingPolicy.CamelCase.ConvertName(member)}'", StringComparison.Ordinal), $"{name} is answered by the program where nobody answers it.");
        }
    }

    private static IEnumerable<(Type Form, string Member, string Name)> Choices(Type form, HashSet<Type> seen)
    {
        if (!seen.Add(form) || form.GetConstructors() is not [var only, ..]) yield break;
        foreach (var parameter in only.GetParameters())
        {
            var bare = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (bare.IsEnum) yield return (form, parameter.Name!, $"{form.Name}.{parameter.Name}");
            var inner = bare.IsGenericType ? bare.GetGenericArguments()[0] : bare;
            if (inner.Assembly != typeof(FormReader).Assembly || inner.IsEnum) continue;
            foreach (var choice in Choices(inner, seen)) yield return choice;
        }
    }

    // "?? Likelihood.RoughlyEvenChance", "?? true", "== 6", a bare "selected": an answer of the program's.
    private static bool IsOurs(string preset) => Fixed().IsMatch(preset) || Enumeration().Matches(preset).Any(m => Enums.Contains(m.Groups[1].Value));

    private static HashSet<string> Enums { get; } = [.. typeof(FormReader).Assembly.GetTypes().Concat(typeof(Demarche.Stix.Tlp).Assembly.GetTypes()).Where(t => t.IsEnum).Select(t => t.Name)];

    private static IEnumerable<(string Name, string Text)> Pages() =>
        Repository.Files("src/Demarche", ".razor").Select(f => (f["src/Demarche/".Length..], Repository.Read(f)));

    [GeneratedRegex("""<select\b([^>]*)>(.*?)</select>""", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("""\bname="([^"]*)""")]
    private static partial Regex Name();

    [GeneratedRegex("""\A\s*(?:@if \(.*?\)\s*\{\s*)?<(?:Choose />|option value="")""")]
    private static partial Regex First();

    [GeneratedRegex("""\s(?:selected|checked)(?:="(?:@\(.*?\)|[^"]*)")?(?=[\s/>])""")]
    private static partial Regex Preset();

    [GeneratedRegex("""\?\? (?:true|false|\d)|== \d|="(?:selected|checked|true)"|\A\s\w+\z""")]
    private static partial Regex Fixed();

    [GeneratedRegex("""\?\? ([A-Z]\w*)\.[A-Z]""")]
    private static partial Regex Enumeration();
}
