using static Demarche.Cases.Rules;

namespace Demarche.Cases;

/// <summary>What an item names and its author may not see, where there is room for one thing only: a correction keeps it, and puts nothing else in its place.</summary>
internal static class HiddenPart
{
    public static Decision.Refused? MustStay(bool isHidden, bool isGivenAnew, string field) => Must(
        !isHidden || !isGivenAnew, "field-must-be-seen", $"What stands under “{field}” is kept from you, and is not yours to change. Leave it empty: it stays as it is.", field);
}
