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
        ["AcceptObservableForm.Role"] = "not stated",
        ["ObservableForm.Role"] = "not stated",
        ["ObservableCorrectionForm.Role"] = "not stated",
        ["CellForm.Consistency"] = "no judgement on this hypothesis",
        ["MarkingForm.Tlp"] = "the case's default, which the form names",
        ["MarkingForm.Pap"] = "no permission said",
        ["AnswerForm.Disposition"] = "nothing to this ask in this reply",
        ["ReplyForm.Disposition"] = "nothing of the whole, where the asks are answered by themselves",
    };

    /// <summary>Selects whose first option, with nothing in it, is an answer: each with what it says. It must widen nothing and judge nothing.</summary>
    private static readonly Dictionary<string, string> Empties = new()
    {
        ["Briefs/BriefsPage.razor for"] = "nobody is chosen",
        ["Leverage/InterestFields.razor @(Name)party"] = "nobody is chosen",
        ["Leverage/TieFields.razor @(Name)from"] = "nobody is chosen",
        ["Leverage/TieFields.razor @(Name)to"] = "nobody is chosen",
        ["Leverage/TieFields.razor @(Name)kind"] = "nothing is chosen",
        ["Options/OptionFields.razor @(Name)kind"] = "nothing is chosen",
        ["Options/ResponseFields.razor @(Name)kind"] = "nothing is chosen",
        ["Options/OptionFields.razor @(Name)reversibility"] = "nothing is chosen",
        ["Options/TermsFields.razor @(Name)variety"] = "nothing is chosen",
        ["Options/ScoreFields.razor @(field)choice"] = "not answered",
        ["Statements/StatementFields.razor @(Name)stances[@i].stance"] = "nothing is chosen",
        ["Statements/StatementFields.razor @(Name)stances[@i].proposition"] = "no row",
        ["Hypotheses/HypothesisFields.razor @(Name)propositions[@i].proposition"] = "no row",
        ["Claims/ClaimFields.razor @(P)proposition"] = "a new one, whose text must be given",
        ["Claims/ClaimFields.razor @(P)source"] = "a new one, who must be named",
        ["Contacts/CommitmentFields.razor @(Name)contact"] = "no link",
        ["Contacts/CommitmentFields.razor @(Name)passage.document"] = "no quotation",
        ["Contacts/ContactFields.razor @(Name)request"] = "no link",
        ["Leverage/CitationFields.razor @(Name)source"] = "no link",
        ["Leverage/CitationFields.razor @(Name)passage.document"] = "no quotation",
        ["Options/CommitmentJudgementFields.razor @(Name)reply"] = "no link",
        ["Incidents/EffectFields.razor @(Name)victim"] = "no link",
        ["Options/OptionFields.razor @(Name)against"] = "no link",
        ["Documents/ObservableProposalCard.razor credibility"] = "not graded",
        ["Observables/ObservableFields.razor credibility"] = "not graded",
        ["Documents/ObservableProposalCard.razor role"] = "not stated",
        ["Observables/ObservableFields.razor role"] = "not stated",
        ["Observables/ObservableFields.razor also[@i].type"] = "no row",
        ["Observables/ObservableFields.razor type"] = "read from the value",
        ["Requests/IncomingPage.razor @($"] = "nothing to this ask in this reply",
        ["Exchange/ArrivalItemsForm.razor case"] = "a new case, which its author alone reads",
        ["Web/MarkingFields.razor @(Name).tlp"] = "the case's default, which the form names",
        ["Web/MarkingFields.razor @(Name).pap"] = "no permission said",
    };

    /// <summary>Ticks of which to leave one out says no more than nothing: each with what the tick adds. Whoever adds one says why here, or marks it as one that must be said.</summary>
    private static readonly Dictionary<string, string> Ticks = new()
    {
        ["SourceForm.Protected"] = "protects",
        ["SourceForm.BreakGlass"] = "lets two keepers open it",
        ["IdentityForm.BreakGlass"] = "lets two keepers open it",
        ["HandlersForm.BreakGlass"] = "lets two keepers open it",
        ["CommitmentForm.Law"] = "the law says it",
        ["DecisionForm.Disclosed"] = "may be told",
        ["DisableForm.Disabled"] = "two buttons",
        ["HypothesisForm.Exclusive"] = "excludes others",
        ["HypothesisForm.Residual"] = "stands for all others",
        ["AssessmentForm.Despite"] = "in spite of a warning",
        ["WordingForm.OwnAsks"] = "asks of its own",
        ["TakeForm.All"] = "all of a list",
        ["InterestForm.IsRedLine"] = "is a red line",
        ["SettingsForm.TwoPersonRelease"] = "asks a second person; without it two must confirm",
        ["SettingsForm.WasTwoPersonRelease"] = "what the page showed",
    };

    [Fact]
    public void A_select_begins_with_an_answer_that_nobody_has_given()
    {
        var found = Pages().SelectMany(p => Select().Matches(p.Text).Select(m => (Name: $"{p.Name} {Name().Match(m.Groups[1].Value).Groups[1].Value}", Inside: m.Groups[2].Value))).ToList();
        Assert.True(found.Count > 60);
        Assert.All(found, s => Assert.True(NoStatements.ContainsKey(s.Name) || First().IsMatch(s.Inside), $"{s.Name} says something before anybody has: begin it with <Choose />."));
        Assert.All(NoStatements.Keys, k => Assert.Contains(found, s => s.Name == k));
        Assert.All(found.Where(s => !NoStatements.ContainsKey(s.Name) && !s.Inside.Contains("<Choose />", StringComparison.Ordinal)),
            s => Assert.True(Empties.ContainsKey(s.Name), $"{s.Name} says something where nothing is chosen. Begin it with <Choose />, or say here why that states nothing."));
    }

    [Fact]
    public void Nothing_is_selected_or_ticked_but_what_stands_already() =>
        Assert.All(Pages().SelectMany(p => Preset().Matches(p.Text).Select(m => (p.Name, m.Value))), s => Assert.False(IsOurs(s.Value), $"{s.Name} answers for its author: {s.Value}"));

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

    [Fact]
    public async Task A_yes_or_no_that_is_a_statement_is_no_tick()
    {
        await using var desk = await RunningDesk.StartAsync();
        HashSet<Type> seen = [];
        var found = Endpoint.Of(desk).Select(e => e.Body).OfType<Type>().Distinct().SelectMany(t => Choices(t, seen, b => b == typeof(bool))).ToList();
        Assert.Contains(found, f => f.Name == "ClaimForm.OnRecord");
        foreach (var (form, member, name) in found.Where(f => !Ticks.ContainsKey(f.Name)))
        {
            var refused = Record.Exception(() => JsonSerializer.Deserialize("{}", form, FormReader.Json));
            Assert.True(refused is JsonException && refused.Message.Contains($"'{JsonNamingPolicy.CamelCase.ConvertName(member)}'", StringComparison.Ordinal), $"{name} is no where nobody says so.");
            Assert.DoesNotContain(Pages(), p => Tick().Matches(p.Text).Any(m => m.Value.Contains($"{JsonNamingPolicy.CamelCase.ConvertName(member)}\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_another_evaluator_chose_is_not_chosen_for_the_next_one()
    {
        await using var desk = await RunningDesk.StartAsync();
        var (ana, mara) = (await desk.VisitAsync(Demarche.People.Role.Analyst), await desk.VisitAsync(Demarche.People.Role.Analyst));
        var id = await desk.OpenCaseAsync(ana);
        await desk.GrantAsync(id, ana, mara, Demarche.Cases.CaseAccess.Write);
        var source = await Exchange.TwoDesks.DoneAsync(ana, $"/api/cases/{id}/sources", new { @protected = false, name = "Ada Berg", standing = "official" });
        await Exchange.TwoDesks.DoneAsync(ana, $"/api/cases/{id}/sources/{source}/grade", new { reliability = "b", reason = "Was right twice." });
        var page = $"/cases/{id}/sources/{source}";
        Assert.Equal("b", await ChosenAsync(ana));
        Assert.Equal("", await ChosenAsync(mara));

        async Task<string> ChosenAsync(Visitor visitor) =>
            FormOnPage.On(page, await visitor.ReadAsync(page)).SelectMany(f => f.Shown).Single(s => s.Key == "reliability").Value;
    }

    [Fact]
    public void A_form_without_the_yes_or_no_is_refused_at_its_field()
    {
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> fields = new()
        {
            ["proposition"] = "p",
            ["source"] = "s",
            ["stance"] = "denies",
            ["standing"] = "official",
            ["nature"] = "fact",
        };
        Assert.Equal("onRecord", FormReader.Read<Demarche.Claims.ClaimForm>(fields).Field);
        foreach (var (given, read) in new[] { ("true", true), ("false", false) })
        {
            fields["onRecord"] = given;
            Assert.Equal(read, FormReader.Read<Demarche.Claims.ClaimForm>(fields).Request!.OnRecord);
        }
        fields["onRecord"] = "perhaps";
        Assert.Equal("onRecord", FormReader.Read<Demarche.Claims.ClaimForm>(fields).Field);
    }

    private static IEnumerable<(Type Form, string Member, string Name)> Choices(Type form, HashSet<Type> seen) => Choices(form, seen, t => t.IsEnum);

    private static IEnumerable<(Type Form, string Member, string Name)> Choices(Type form, HashSet<Type> seen, Func<Type, bool> isOne)
    {
        if (!seen.Add(form) || form.GetConstructors() is not [var only, ..]) yield break;
        foreach (var parameter in only.GetParameters())
        {
            var bare = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (isOne(bare) && !parameter.HasDefaultValue || (bare.IsEnum && isOne(bare))) yield return (form, parameter.Name!, $"{form.Name}.{parameter.Name}");
            var inner = bare.IsGenericType ? bare.GetGenericArguments()[0] : bare;
            if (inner.Assembly != typeof(FormReader).Assembly || inner.IsEnum) continue;
            foreach (var choice in Choices(inner, seen, isOne)) yield return choice;
        }
    }

    // "?? Likelihood.RoughlyEvenChance", "?? true", "== 6", a bare "selected": an answer of the program's.
    private static bool IsOurs(string preset) => Fixed().IsMatch(preset) || Enumeration().Matches(preset).Any(m => Enums.Contains(m.Groups[1].Value));

    private static HashSet<string> Enums { get; } = [.. typeof(FormReader).Assembly.GetTypes().Concat(typeof(Demarche.Stix.Tlp).Assembly.GetTypes()).Where(t => t.IsEnum).Select(t => t.Name)];

    private static IEnumerable<(string Name, string Text)> Pages() =>
        Repository.Files("src/Demarche", ".razor").Select(f => (f["src/Demarche/".Length..], Repository.Read(f)));

    [GeneratedRegex("""<select\b([^>]*)>(.*?)</select>""", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("""<input type="checkbox"[^>]*>""")]
    private static partial Regex Tick();

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
