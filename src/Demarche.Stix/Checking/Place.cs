using System.Globalization;

namespace Demarche.Stix.Checking;

/// <summary>A place in a JSON value, written out as a JSON Pointer (RFC 6901) only when a problem needs it.</summary>
internal sealed class Place
{
    /// <summary>The whole value.</summary>
    public static readonly Place Root = new(null, "");

    private readonly Place? parent;
    private readonly string step;

    private Place(Place? parent, string step)
    {
        this.parent = parent;
        this.step = step;
    }

    public Place At(string name) => new(this, name);

    public Place At(int index) => new(this, index.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => parent is null
        ? ""
        : $"{parent}/{step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
