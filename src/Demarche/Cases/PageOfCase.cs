using Microsoft.AspNetCore.Components;

namespace Demarche.Cases;

/// <summary>A page of a case: its model, and the caller at work, whose links and forms begin at <see cref="Root"/>.</summary>
public abstract class PageOfCase<TModel> : ComponentBase where TModel : class
{
    [Parameter, EditorRequired] public required TModel Model { get; set; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    protected CaseCall Call => Context.CaseCall();

    protected string Root => "/cases/" + Call.CaseId;
}
