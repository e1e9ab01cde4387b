using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Demarche.Leverage;

/// <summary>Words in a drawing. Not written as markup, because Razor takes the element's name for its own.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired] public required decimal X { get; set; }

    [Parameter, EditorRequired] public required decimal Y { get; set; }

    [Parameter] public string Anchor { get; set; } = "start";

    [Parameter, EditorRequired] public required string Class { get; set; }

    [Parameter, EditorRequired] public required string Says { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", InfluenceGraph.Text(X));
        builder.AddAttribute(2, "y", InfluenceGraph.Text(Y));
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddAttribute(4, "class", Class);
        builder.AddContent(5, Says);
        builder.CloseElement();
    }
}
