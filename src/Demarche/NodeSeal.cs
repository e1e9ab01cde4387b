using System.Text.Json;
using Demarche.Journal;

namespace Demarche;

/// <summary>Seals small secrets of the desk (second factors, the keys of its cookies) so that a copied database opens none of them.</summary>
public sealed class NodeSeal(NodeKey node)
{
    /// <summary>Seals a text.</summary>
    /// <param name="text">The secret.</param>
    /// <param name="place">What it is and whose: what was sealed for one place does not open at another.</param>
    public string Seal(string text, string place)
    {
        var key = FieldKey.Create();
        return JsonSerializer.Serialize(new Sealed(node.Wrap(key), FieldCipher.Seal(text, key, Data(place))));
    }

    /// <summary>The text again; null when it was changed, moved, or sealed under another desk's key.</summary>
    public string? Open(string sealedText, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<Sealed>(sealedText) is { Field: { Key: not null, Nonce: not null, Cipher: not null } field, Key: { } wrapped }
                && node.Unwrap(field.Key, wrapped) is { } key ? FieldCipher.Open(field, key, Data(place)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Data(string place) => FieldCipher.AssociatedData(DeskFile.JournalId, place, "sealed");

    private sealed record Sealed(string Key, SealedField Field);
}
