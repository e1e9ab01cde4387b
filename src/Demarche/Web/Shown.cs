namespace Demarche.Web;

/// <summary>What a page endpoint found: a model to show, or nothing that this caller may know of.</summary>
public readonly record struct Shown<TModel>(TModel? Model) where TModel : class
{
    /// <summary>The same answer for what is not there and for what the caller may not know of.</summary>
    public static Shown<TModel> Nothing => default;

    public static implicit operator Shown<TModel>(TModel? model) => new(model);
}

/// <summary>What came of an act: where to go on, or why it was refused.</summary>
public abstract record Acted
{
    private Acted() { }

    /// <param name="Location">The page that shows what was done, relative to the desk.</param>
    /// <param name="Item">The id of what came in or changed.</param>
    /// <param name="Message">What was done, in a sentence shown once on that page.</param>
    public sealed record Done(string Location, string? Item = null, string? Message = null) : Acted
    {
        /// <summary>Packages that go all the same, where one could think that the act keeps them here; null for every other act.</summary>
        public IReadOnlyList<StillGoes>? Waiting { get; init; }

        /// <summary>The same for a program: all that the next page says.</summary>
        internal object Json => new { item = Item, location = "/api" + Location.Split('#')[0], message = Message, waiting = Waiting };
    }

    /// <summary>It is done, and the answer holds what is told once and kept nowhere: a link, a token.</summary>
    /// <param name="Page">The page that tells it.</param>
    /// <param name="Json">The same for a program.</param>
    public sealed record Told(Func<HttpContext, IResult> Page, object Json) : Acted;

    public sealed record Refused(string Rule, string Message, string? Field = null) : Acted
    {
        /// <summary>Everything that is wrong, where more than one thing was found.</summary>
        public IReadOnlyList<FieldProblem> Problems { get => field ?? [new(Message, Field)]; init; }
    }

    /// <summary>Nothing that this caller may know of.</summary>
    public sealed record NotFound : Acted;
}

/// <summary>A package that is on its way.</summary>
/// <param name="Release">Its release in the case.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Partner">The id of the partner for whom it is.</param>
/// <param name="PartnerName">What the partner is called here.</param>
public sealed record StillGoes(string Release, string Title, string Partner, string PartnerName);

/// <summary>What came of a form that is answered by a page of its own: the page's model, a refusal, or nothing that this caller may know of.</summary>
public readonly record struct Answered<TModel>(TModel? Model, Acted.Refused? Refused) where TModel : class
{
    public static Answered<TModel> Nothing => default;

    public static implicit operator Answered<TModel>(TModel model) => new(model, null);

    public static implicit operator Answered<TModel>(Acted.Refused refused) => new(null, refused);
}
