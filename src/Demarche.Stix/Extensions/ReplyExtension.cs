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

    /// <summary>It will be done if what the text names is fulfilled. A reader of before reads it as <see cref="Partly"/>.</summary>
    OnConditions,

    /// <summary>Not now; the text says why, or until when. A reader of before reads it as <see cref="Partly"/>.</summary>
    Postponed,

    /// <summary>The asked side has no power to do it; the text says who may have. A reader of before reads it as <see
    /// cref="Declined"/>.</summary>
    NotCompetent,
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
            DispositionOf(r),
            r.Has("answers") ? r.Items("answers", a => new Answer(a.Required("ask"), DispositionOf(a), a.Optional("text"), a.Optional("asked")), a => a.Ask) : []));

    // The words that every version has.
    private enum Broad
    {
        Accepted,
        Declined,
        Partly,
        Question,
        Answered,
    }

    private static Broad BroadOf(Disposition disposition) => disposition switch
    {
        Disposition.Accepted => Broad.Accepted,
        Disposition.Declined or Disposition.NotCompetent => Broad.Declined,
        Disposition.Partly or Disposition.OnConditions or Disposition.Postponed => Broad.Partly,
        Disposition.Question => Broad.Question,
        Disposition.Answered => Broad.Answered,
        _ => throw new ArgumentOutOfRangeException(nameof(disposition)),
    };

    // A detail that is not known here, or that says something else than the word that every version has, tells nothing: the word stands.
    private static Disposition DispositionOf(ExtensionReader reader)
    {
        var broad = reader.Word<Broad>("disposition");
        return Words.TryParse<Disposition>(reader.Optional("disposition_detail"), out var detail) && BroadOf(detail) == broad ? detail : Enum.Parse<Disposition>(broad.ToString());
    }

    private static ObjectWriter Put(ObjectWriter writer, Disposition disposition)
    {
        var broad = Words.Of(BroadOf(disposition));
        writer = writer.Put("disposition", broad);
        return Words.Of(disposition) is var exact && exact != broad ? writer.Put("disposition_detail", exact) : writer;
    }

    /// <summary>Adds the extension to the extensions of the note that is being written.</summary>
    /// <exception cref="ArgumentException">Two answers are to one ask, or a required text is empty.</exception>
    public void Write(JsonObject extensions)
    {
        if (Answers.DistinctBy(a => a.Ask).Count() < Answers.Count) throw new ArgumentException("Two answers are to one ask.", nameof(extensions));
        extensions[DemarcheExtensions.ReplyId] = Put(ExtensionReader.Begin().PutRequired("in_reply_to", InReplyTo), Disposition)
            .Put("answers", ExtensionReader.Array(Answers.Select(a =>
                Put(new ObjectWriter().PutRequired("ask", a.Ask), a.Disposition).PutOptional("text", a.Text).PutOptional("asked", a.Asked).ToJsonObject())))
            .ToJsonObject();
    }
}
