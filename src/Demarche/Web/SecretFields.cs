using System.Collections.Frozen;

namespace Demarche.Web;

/// <summary>Fields that are never shown again: a page with a password or a protected source's name in it could be read over a shoulder, kept or printed.</summary>
public static class SecretFields
{
    // A test finds every field of this kind in the pages and compares.
    private static readonly FrozenSet<string> Names = new[] { "password", "passphrase", "current", "again", "code", "identity" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a field of this name holds a secret, wherever in the form's record it is.</summary>
    public static bool Has(string field) => Names.Contains(field[(field.LastIndexOf('.') + 1)..]);
}
