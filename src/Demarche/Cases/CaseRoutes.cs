using Demarche.Views;
using Demarche.Web;
using Microsoft.AspNetCore.Components;

namespace Demarche.Cases;

/// <summary>Maps endpoints below <c>/cases/{case}</c>. Whoever may not read the case gets the answer of a case that is not there.</summary>
public sealed class CaseRoutes(DeskRoutes routes, CaseBook book, DeskBook desk)
{
    private const string Prefix = "/cases/{case}";

    public DeskRoutes Desk => routes;

    /// <summary>A page of a case and its JSON.</summary>
    public void Page<TPage, TModel>(string pattern, Capability capability, Func<CaseCall, Task<Shown<TModel>>> load)
        where TPage : IComponent where TModel : class =>
        routes.Page<TPage, TModel>(Prefix + pattern, capability, async context =>
            await OpenAsync(context) is { } call ? await load(call) : Shown<TModel>.Nothing);

    public void Page<TPage, TModel>(string pattern, Capability capability, Func<CaseCall, Shown<TModel>> load)
        where TPage : IComponent where TModel : class => Page<TPage, TModel>(pattern, capability, call => Task.FromResult(load(call)));

    /// <summary>An act in a case, from a form or from JSON.</summary>
    public void Act<TRequest>(string pattern, Capability capability, Func<CaseCall, TRequest, Task<Acted>> act) where TRequest : class =>
        routes.Act<TRequest>(Prefix + pattern, capability, async (context, request) =>
            await OpenAsync(context) is { } call ? await act(With(call, request), request) : new Acted.NotFound());

    // Whatever form it is: no feature can forget the reason that a person wrote, nor ask in vain for a passphrase.
    private static CaseCall With(CaseCall call, object request)
    {
        call.Wider = MarkingForm.WiderIn(request);
        call.Passphrase = FormReader.PassphraseIn(call.Context.Request, request);
        return call;
    }

    /// <summary>A form in a case that is answered by a page shown once.</summary>
    public void Answer<TRequest, TPage, TModel>(string pattern, Capability capability, Func<CaseCall, TRequest, Task<Answered<TModel>>> answer)
        where TRequest : class where TPage : IComponent where TModel : class =>
        routes.Answer<TRequest, TPage, TModel>(Prefix + pattern, capability, async (context, request) =>
            await OpenAsync(context) is { } call ? await answer(call, request) : Answered<TModel>.Nothing);

    /// <summary>Files for a case, as a form or through the API.</summary>
    public void Upload(string pattern, Capability capability, long bytes, Func<CaseCall, CancellationToken, Task<Acted>> act) =>
        routes.Upload(Prefix + pattern, capability, bytes, async context =>
            await OpenAsync(context) is { } call ? await act(call, context.RequestAborted) : new Acted.NotFound());

    /// <summary>A download from a case: bytes, not a page. The answer of a missing case is the one of a hidden case.</summary>
    public void Get(string pattern, Capability capability, Func<CaseCall, Task<IResult>> get) =>
        routes.Raw.MapGet(Prefix + pattern, async (HttpContext context) =>
            await OpenAsync(context) is { } call ? await get(call) : Pages.NotFound(context)).Demand(capability);

    /// <summary>An act that answers with bytes: a download that is itself an entry. From a page's form, or as JSON through the API.</summary>
    public void Post(string pattern, Capability capability, Func<CaseCall, Task<IResult>> act)
    {
        routes.Raw.MapPost(Prefix + pattern, async (HttpContext context) =>
            await DeskRoutes.UnreadAsync(context) is { } unread ? Pages.Refused(unread)
            : await DeskRoutes.IsOursAsync(context) ? await OpenAsync(context) is { } call ? await act(call) : Pages.NotFound(context)
            : Pages.NotOurs(context)).Demand(capability);
        routes.Raw.MapPost("/api" + Prefix + pattern, async (HttpContext context) =>
            context.Request.HasJsonContentType() ? await OpenAsync(context) is { } call ? await act(call) : Problems.NotFound()
            : Problems.Refused("body-must-be-whole", "Send application/json.")).Demand(capability);
    }

    private async Task<CaseCall?> OpenAsync(HttpContext context)
    {
        // A request is for one case, and opens it once.
        if (context.Features.Get<CaseCall>() is { } opened) return opened;
        var caller = context.Caller();
        var file = await book.FindAsync((string)context.Request.RouteValues["case"]!, context.RequestAborted);
        if (file is null || AccessOf(file, caller) == CaseAccess.None) return null;
        var writes = AccessOf(file, caller) == CaseAccess.Write && caller.Can(Capability.WriteCases);
        var view = ViewCache.For(file, caller.Audience);
        var call = new CaseCall(context, caller, view, await desk.OpenAsync(context.RequestAborted), book, writes,
            writes && Undo.IsOffered(file, view, caller.Id));
        context.Features.Set(call);
        return call;
    }

    internal static CaseAccess AccessOf(CaseFile file, Caller caller) => file.Access.GetValueOrDefault(caller.Id, CaseAccess.None);
}
