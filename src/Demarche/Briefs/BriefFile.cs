using Demarche.Paper;
using Words = Demarche.Web.Words;

namespace Demarche.Briefs;

/// <summary>A brief on paper, as an answer.</summary>
internal static class BriefFile
{
    /// <summary>The format by its name in addresses; null for none of them.</summary>
    public static PaperFormat? FormatOf(string name) => name switch { "pdf" => PaperFormat.Pdf, "docx" => PaperFormat.Docx, "md" => PaperFormat.Markdown, "html" => PaperFormat.Html, _ => null };

    /// <summary>A paper as a file. It runs nothing in a browser, and no copy of it is kept on the way.</summary>
    public static IResult Written(CaseCall call, WriteResult result, string name)
    {
        if (result.Written is not { } written)
            return TypedResults.Problem(Words.Say("briefs.too-large", string.Join(" ", result.Problems.Take(3).Select(p => $"{p.Where}: {p.Message}"))), statusCode: StatusCodes.Status422UnprocessableEntity);
        var headers = call.Context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        return TypedResults.File(written.Bytes, written.MediaType, name + written.Extension);
    }
}
