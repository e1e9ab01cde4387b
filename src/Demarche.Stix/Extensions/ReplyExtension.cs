using System.Text.Json.Nodes;

namespace Demarche.Stix;

/// <summary>What became of a request as a whole, and of each of its asks: one list of words for both.</summary>
public enum Disposition
{
    /// <summary>It will be done; the answer follows.</summary>
    Accepted,

    /// <summary>It will not be done.</summary>
    Declined,

    /// <summary>Some of it will be done and some will not; the text says which.</summary>
    Partly,

    /// <summary>The asked side must know something first.</summary>
    Question,

    /// <summary>The text, or the objects that come with it, are the answer.</summary>
    Answered,
}

/// <summary>The answer to one ask.</summary>
/// <param name="Ask">The ask's id in the request.</param>
/// <param name="Disposition">What became of it.</param>
/// <param name="Text">In words; null when there is nothing to say.</param>
/// <param name="Asked">What was asked, in words; null where the request alone has them.</param>
public sealed record Answer(string Ask, Disposition Disposition, string? Text = null, string? Asked = null);

/// <summary>
/// A reply to a request, on a <c>note</c> whose <c>object_refs</c> name the request's grouping and whose content says the same in plain
/// words (docs/protocol/stix-extensions/reply.json).
/// </summary>
/// <param name="InReplyTo">The request's <see cref="RequestExtension.ReplyTo"/>.</param>
/// <param name="Disposition">Of the request as a whole.</param>
/// <param name="Answers">By ask; empty when only the whole is answered.</param>
public sealed record ReplyExtension(string InReplyTo, Disposition Disposition, IReadOnlyList<Answer> Answers)
{
    /// <summary>The reply that a note carries: neither value nor problem when it carries none.</summary>
    public static StixReading<ReplyExtension> Read(StixObject note) => ExtensionReader.Read(
        note,
        "note",
        DemarcheExtensions.ReplyId,
        r => new ReplyExtension(
            r.Required("in_reply_to"),
            r.Word<Disposition>("disposition"),
            r.Has("answers") ? r.Items("answers", a => new Answer(a.Required("ask"), a.Word<Disposition>("disposition"), a.Optional("text"), a.Optional("asked")), a => a.Ask) : []));

    /// <summary>Adds the extension to the extensions of the note that is being written.</summary>
    /// <exception cref="ArgumentException">Two answers are to one ask, or a required text is empty.</exception>
    public void Write(JsonObject extensions)
    {
        if (Answers.DistinctBy(a => a.Ask).Count() < Answers.Count) throw new ArgumentException("Two answers are to one ask.", nameof(extensions));
        extensions[DemarcheExtensions.ReplyId] = ExtensionReader.Begin()
            .PutRequired("in_reply_to", InReplyTo)
            .Put("disposition", Words.Of(Disposition))
            .Put("answers", ExtensionReader.Array(Answers.Select(a =>
                new ObjectWriter().PutRequired("ask", a.Ask).Put("disposition", Words.Of(a.Disposition)).PutOptional("text", a.Text).PutOptional("asked", a.Asked).ToJsonObject())))
            .ToJsonObject();
    }
}
