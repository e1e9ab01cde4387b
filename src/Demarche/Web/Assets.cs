using System.Security.Cryptography;

namespace Demarche.Web;

/// <summary>A file that stands inside the program. Its address holds its hash, so a browser may keep it for ever and still never show an old one.</summary>
public sealed class Asset
{
    /// <summary>The desk's own rules, and those of the pictures of papers.</summary>
    public static Asset Stylesheet { get; } = new("desk", "css", "text/css; charset=utf-8", Paper.PaperWriter.Stylesheet);

    public static Asset Script { get; } = new("desk", "js", "text/javascript; charset=utf-8");

    public static IReadOnlyList<Asset> All { get; } = [Stylesheet, Script];

    private readonly byte[] bytes;
    private readonly string type;
    private readonly string hash;

    private Asset(string name, string extension, string type, string more = "")
    {
        this.type = type;
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"Web/Assets/{name}.{extension}")
            ?? throw new InvalidOperationException($"The program was built without {name}.{extension}.");
        var own = new byte[stream.Length];
        stream.ReadExactly(own);
        bytes = [.. own, .. System.Text.Encoding.UTF8.GetBytes(more)];
        hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        Address = $"/assets/{name}.{hash}.{extension}";
    }

    public string Address { get; }

    public IResult Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(bytes, type, entityTag: new($"\"{hash}\""));
    }
}
