using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Demarche.Cases;
using Demarche.Documents;
using Demarche.Markings;
using Demarche.People;
using Demarche.Tests.Web;

namespace Demarche.Tests.Documents;

public sealed class IntakeTests : IAsyncLifetime
{
    private RunningDesk desk = null!;
    private Visitor ana = null!;
    private string id = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await RunningDesk.StartAsync();
        ana = await desk.VisitAsync(Role.Analyst);
        id = await desk.OpenCaseAsync(ana);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_uploaded_file_is_kept_byte_for_byte_under_a_clean_name()
    {
        var bytes = Stories.Bytes(Stories.Paper);
        var answer = await UploadAsync((bytes, "text/plain", "..\\..\\story\u202E.txt"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var document = Assert.Single((await FileAsync()).Documents.All);
        Assert.Equal("story.txt", document.Content.Name);
        var original = await ana.Page.GetAsync($"/cases/{id}/documents/{document.Id}/original", Ct);
        Assert.Equal(bytes, await original.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("application/octet-stream", original.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", original.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", original.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_pasted_text_and_a_text_through_the_api_come_in()
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await UploadAsync(text: Stories.Wire)).StatusCode);
        var answer = await ana.PostJsonAsync($"/api/cases/{id}/documents", new { text = Stories.Other, name = "other.txt", from = "a newsstand" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        answer = await ana.PostJsonAsync($"/api/cases/{id}/documents", new { base64 = Convert.ToBase64String("<p>Wir haben Norland geholfen.</p>"u8), name = "hilfe.html", mediaType = "text/html" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["text/plain; charset=utf-8", "text/plain; charset=utf-8", "text/html"], (await FileAsync()).Documents.All.Select(d => d.Content.MediaType));
    }

    [Theory]
    [InlineData("", "Empty")]
    [InlineData("PK\u0003\u0004\0\0\0\0", "byte 0")]
    public async Task What_cannot_be_read_is_refused_with_its_place_and_nothing_is_kept(string content, string says)
    {
        var answer = await UploadAsync((Encoding.Latin1.GetBytes(content), "text/plain", "bad.txt"), (Stories.Bytes(Stories.Wire), "text/plain", "good.txt"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains("bad.txt", html);
        Assert.Contains(says, html);
        Assert.Contains("Nothing was taken in", html);
        Assert.Empty((await FileAsync()).Documents.All);
    }

    [Fact]
    public async Task Too_many_bytes_are_refused_before_they_are_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{id}/documents") { Content = new StreamContent(new Endless(200L * 1024 * 1024)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.ContentLength = 200L * 1024 * 1024;
        request.Headers.ExpectContinue = true;
        request.Headers.Authorization = ana.Api.DefaultRequestHeaders.Authorization;
        // The client waits for the answer to the headers however busy the machine is, instead of sending what nobody reads.
        using var patient = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(2) }) { BaseAddress = new Uri(desk.Address) };
        var answer = await patient.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("body-must-be-small-enough", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Whether_somebody_gave_it_to_us_is_chosen_by_the_person_and_by_nothing_else()
    {
        await desk.Book.WriteAsync(ana.Person!, _ => Decision.Allow(new Demarche.Partners.PartnerAdded("p", new("Westmark", null, "", "", null, false, [], null, null)), DeskFile.Internal), ct: Ct);
        foreach (var page in new[] { $"/cases/{id}/documents", $"/cases/{id}/ties/shelf" })
        {
            var form = Assert.Single(FormOnPage.On(page, await ana.ReadAsync(page)), f => f.Controls.Any(c => c.GetAttribute("name") == "originator"));
            Assert.Equal("", form.Shown.Single(s => s.Key == "originator").Value);
        }
        using var unsaid = await UploadAsync(text: Stories.Wire);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        Assert.Contains("Choose who gave this to us", await unsaid.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty((await FileAsync()).Documents.All);
        using var own = await ana.PostAsync($"/cases/{id}/documents", ("text", Stories.Wire), ("originator", "nobody"));
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode);
        Assert.Null(Assert.Single((await FileAsync()).Documents.All).Marking.Originator);
        using var given = await ana.PostAsync($"/cases/{id}/documents", ("text", Stories.Other), ("originator", "p"), ("marking.tlp", "amber"));
        Assert.Equal(HttpStatusCode.SeeOther, given.StatusCode);
        Assert.Single((await FileAsync()).Documents.All, d => d.Marking.Originator == "p");
    }

    [Fact]
    public async Task The_same_bytes_come_in_once()
    {
        await UploadAsync(text: Stories.Wire);
        var again = await UploadAsync(text: Stories.Wire);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Single((await FileAsync()).Documents.All);
    }

    [Fact]
    public async Task A_form_of_files_from_a_foreign_page_is_refused_on_both_ways_in()
    {
        using var form = new MultipartFormDataContent { { new StringContent(Stories.Wire), "text" } };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ana.Page.PostAsync($"/cases/{id}/documents", form, Ct)).StatusCode);
        using var again = new MultipartFormDataContent { { new StringContent(Stories.Wire), "text" } };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ana.Page.PostAsync($"/api/cases/{id}/documents", again, Ct)).StatusCode);
        Assert.Empty((await FileAsync()).Documents.All);
    }

    [Fact]
    public async Task Whoever_may_not_see_a_document_gets_the_answer_of_one_that_is_not_there()
    {
        var marking = new Marking(Tlp.Amber, [], ["vault"]);
        var read = Stories.Read(Stories.Paper);
        foreach (var bytes in read.ToKeep) await desk.Store.KeepAsync(bytes.Bytes, Ct);
        await desk.Cases.WriteAsync(id, ana.Person!, _ => Decision.Allow(new DocumentTakenIn(read.Id, read.ToDocument()), marking), ct: Ct);
        var keeper = await desk.VisitAsync([Role.Analyst], ["vault"]);
        await desk.GrantAsync(id, ana, keeper, CaseAccess.Write);
        Assert.Contains("Harbour Post", await keeper.ReadAsync($"/cases/{id}/documents/{read.Id}"));
        foreach (var path in (string[])["", "/original"])
        {
            var hidden = await ana.Page.GetAsync($"/cases/{id}/documents/{read.Id}{path}", Ct);
            var missing = await ana.Page.GetAsync($"/cases/{id}/documents/{Id.New()}{path}", Ct);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            Assert.Equal(Visitor.WithoutFormToken(await missing.Content.ReadAsStringAsync(Ct)), Visitor.WithoutFormToken(await hidden.Content.ReadAsStringAsync(Ct)));
        }
        // The same bytes may come in again: that they are there already is not for this reader.
        Assert.Equal(HttpStatusCode.SeeOther, (await UploadAsync((Stories.Bytes(Stories.Paper), "text/plain; charset=utf-8", "mine.txt"))).StatusCode);
    }

    private async Task<HttpResponseMessage> UploadAsync(params (byte[] Bytes, string Type, string Name)[] files) => await UploadAsync(null, files);

    private async Task<HttpResponseMessage> UploadAsync(string? text, params (byte[] Bytes, string Type, string Name)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await ana.FormTokenAsync()), "__RequestVerificationToken" } };
        if (text is not null) form.Add(new StringContent(text), "text");
        foreach (var (bytes, type, name) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            form.Add(part, "files", name);
        }
        return await ana.Page.PostAsync($"/cases/{id}/documents", form, Ct);
    }

    private async Task<CaseFile> FileAsync() => (await desk.Cases.FindAsync(id, Ct))!;

    /// <summary>Zeros without end, so that the test itself holds none of them.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, length - read);
            read += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
