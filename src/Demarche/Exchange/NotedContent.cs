using System.Net;

namespace Demarche.Exchange;

/// <summary>Bytes that are sent only once it is noted that they go: the connection is there, and nothing of them has left.</summary>
/// <param name="begins">Notes it, and says why they must not go; null where nothing is noted.</param>
internal sealed class NotedContent(byte[] bytes, Func<Task<string?>>? begins) : HttpContent
{
    /// <summary>Whether bytes may have left.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Why they were kept here; null where they were not.</summary>
    public string? Kept { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // A connection that turns out to be dead is replaced, and this is asked again.
        if (!HasBegun && begins is not null && await begins() is { } why)
        {
            Kept = why;
            throw new IOException(why);
        }
        HasBegun = true;
        await stream.WriteAsync(bytes, cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
