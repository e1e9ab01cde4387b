using System.Net;
using Demarche.Cases;
using Demarche.Markings;
using Demarche.Observables;
using Demarche.Requests;
using Demarche.Views;

namespace Demarche.Tests.Leaks;

/// <summary>A value that stands only in what is hidden is one of nobody: in what is answered, in what is shown, and in the work it takes.</summary>
public sealed class L01_Similarity
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task To_enter_a_value_that_stands_only_in_what_is_hidden_is_answered_as_to_enter_one_of_nobody()
    {
        await using var guarded = await GuardedCase.StartAsync();
        const string hidden = "zqhidden.example", nobodys = "zqnobody.example";
        await guarded.WriteAsync(guarded.Hidden, hidden, new(Tlp.Amber, [], ["crypto"]), guarded.Author);
        foreach (var (path, body) in new (string, Func<string, object>)[]
        {
            ("/observables", w => new { type = "domain-name", value = w }),
            ("/propositions", w => new { text = w }),
            ("/documents", w => new { name = "document.txt", text = w + " of a document, which is kept." }),
            ("/parties", w => new { name = w, kind = "organisation", role = w }),
        })
        {
            var (one, other) = (await PostAsync(guarded, path, body(hidden)), await PostAsync(guarded, path, body(nobodys)));
            Assert.Equal((HttpStatusCode.OK, Endpoint.Plain(other.Text)), (one.Status, Endpoint.Plain(one.Text)));
        }
        foreach (var (path, text) in await guarded.AllAsync(guarded.Reader, plain: false))
            Assert.True(Count(text, hidden) == Count(text, nobodys), $"{path} counts {Count(text, hidden)} of the hidden value and {Count(text, nobodys)} of the other.");
        // The control: where the value is seen, entering it again is refused.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(guarded, "/observables", new { type = "domain-name", value = nobodys })).Status);
    }

    /// <summary>Bytes of memory, because they are the same on every machine and a clock is not.</summary>
    [Fact]
    public async Task The_work_of_a_page_does_not_grow_with_what_is_hidden()
    {
        await using var guarded = await GuardedCase.StartAsync();
        var few = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!;
        for (var i = 0; i < 10; i++) await guarded.WriteAsync([], "zqhidden", new(Tlp.Amber, [], ["crypto"]), guarded.Author);
        var many = (await guarded.Desk.Cases.FindAsync(guarded.Case, Ct))!;
        var desk = await guarded.Desk.Book.OpenAsync(Ct);
        var (reader, author) = (new Audience.AtDesk(guarded.Reader.Person!, true, new HashSet<string>()), new Audience.AtDesk(guarded.Author.Person!, true, new HashSet<string> { "crypto" }));
        var (alone, beside, all) = (Least(few, reader), Least(many, reader), Least(many, author));
        Assert.InRange(beside - alone, -512, 512);
        // The control: the same pages of somebody who sees the rest are more work.
        Assert.True(all > alone * 2, $"{alone} bytes without, {all} with what is hidden.");

        long Least(CaseFile file, Audience audience)
        {
            var view = View.For(file, audience);
            return Enumerable.Range(0, 40).Min(_ =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                GC.KeepAlive(CaseHistory.Of(view, desk, null, null));
                GC.KeepAlive(RequestList.Of(view, desk, "2026-06-01T00:00:00.000Z").ToList());
                GC.KeepAlive(ObservableDecisions.See(view, new(Id.New(), new("domain-name", "zqhidden"), null, null)));
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }
    }

    private static int Count(string text, string word) => text.Split(word).Length - 1;

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(GuardedCase guarded, string path, object body)
    {
        using var answer = await guarded.Reader.PostJsonAsync($"/api/cases/{guarded.Case}{path}", body);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
