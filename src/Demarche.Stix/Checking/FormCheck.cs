using System.Text.Json;

namespace Demarche.Stix.Checking;

/// <summary>
/// What holds for any JSON that claims to be STIX, before its meaning is looked at: readable text, no null, no empty list or dictionary
/// (sections 2.3 and 2.12), and the limits on foreign input.
/// </summary>
internal sealed class FormCheck(ProblemList problems)
{
    /// <summary>Whether the rest of the check can go on: every text in the value can be read, and no limit is exceeded.</summary>
    public bool Check(Place place, JsonElement value, int depth = 1)
    {
        if (depth > StixLimits.Depth) return Stop(place, $"The JSON nests deeper than {StixLimits.Depth} levels.");
        return value.ValueKind switch
        {
            JsonValueKind.Object => Object(place, value, depth),
            JsonValueKind.Array => Array(place, value, depth),
            JsonValueKind.String => String(place, value),
            JsonValueKind.Number => double.IsFinite(value.GetDouble()) || Stop(place, "The number is out of the range of IEEE 754 double precision."),
            JsonValueKind.Null => Continue(place, "A property without a value is left out; null is not used."),
            JsonValueKind.Undefined => Stop(place, "There is no JSON value."),
            _ => true,
        };
    }

    /// <summary>The same for a bundle but for its objects, each of which is checked and refused alone.</summary>
    public bool Shell(JsonElement bundle) => Object(Place.Root, bundle, 1, except: "objects");

    private bool Object(Place place, JsonElement value, int depth, string? except = null)
    {
        var count = value.GetPropertyCount();
        if (count > StixLimits.Members) return Stop(place, $"An object has {count:N0} properties; the limit is {StixLimits.Members:N0}.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var readable = true;
        foreach (var member in value.EnumerateObject())
        {
            if (ForeignJson.Name(member) is not { } name) return Stop(place, "A name holds half of a surrogate pair.");
            if (name.Length > StixLimits.NameLength) readable &= Stop(place, $"A name has {name.Length:N0} characters; the limit is {StixLimits.NameLength}.");
            else if (!names.Add(name)) readable &= Stop(place.At(name), "The name stands twice in one object.");
            else if (name != except && !IsSoundLeaf(member.Value)) readable &= Check(place.At(name), member.Value, depth + 1);
        }
        return (names.Count > 0 || !readable || Continue(place, "An empty dictionary is left out.")) && readable;
    }

    private bool Array(Place place, JsonElement value, int depth)
    {
        if (value.GetArrayLength() == 0) return Continue(place, "An empty list is left out.");
        var readable = true;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (!IsSoundLeaf(item)) readable &= Check(place.At(index), item, depth + 1);
            index++;
        }
        return readable;
    }

    /// <summary>Most values are such: a place is built only for the others, or a list of a million numbers would cost a million of them.</summary>
    private static bool IsSoundLeaf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => true,
        JsonValueKind.Number => double.IsFinite(value.GetDouble()),
        JsonValueKind.String => ForeignJson.IsPlain(value, StixLimits.StringLength) || ForeignJson.Text(value) is { Length: <= StixLimits.StringLength },
        _ => false,
    };

    private bool String(Place place, JsonElement value) => ForeignJson.Text(value) switch
    {
        null => Stop(place, "The text holds half of a surrogate pair."),
        { Length: > StixLimits.StringLength } text => Stop(place, $"The text has {text.Length:N0} characters; the limit is {StixLimits.StringLength:N0}."),
        _ => true,
    };

    private bool Stop(Place place, string message)
    {
        problems.Error(place, message);
        return false;
    }

    private bool Continue(Place place, string message)
    {
        problems.Error(place, message);
        return true;
    }
}
