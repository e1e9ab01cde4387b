using System.Text.Json;

namespace Demarche.Journal;

/// <summary>A desk's statement that it has new keys, signed with the old one (docs/protocol/exchange.md, X10 to X13).</summary>
/// <param name="Card">The desk's card with the new keys; the same desk id.</param>
/// <param name="Time">When, UTC, ISO 8601 with milliseconds.</param>
public sealed record KeyRotation(DeskCard Card, string Time)
{
    private const string Type = "demarche-rotation+jws";

    /// <summary>The statement, signed by the keys that are given up.</summary>
    /// <exception cref="ArgumentException">The card is another desk's, or the time is not UTC with milliseconds.</exception>
    public string Sign(DeskKeys old)
    {
        if (!Strict.IsTime(Time)) throw new ArgumentException($"The rotation's time is \"{Time}\".", nameof(old));
        if (Card.Desk != old.Desk) throw new ArgumentException("A desk can give up only its own keys.", nameof(old));
        return SignedText.Sign(Type, Strict.Utf8.GetBytes($"{{\"card\":{Card.ToJson()},\"time\":\"{Time}\"}}"), old);
    }

    /// <summary>Believes a statement only when the old card's signing key signed it and the new card is of the same desk.</summary>
    public static Verified<KeyRotation> Verify(string statement, DeskCard oldCard) => SignedText.Read(statement, Type, Limits.RotationCharacters, oldCard.Signing, payload =>
    {
        if (!payload.TryGetProperty("card", out var member) || DeskCard.Read(member).Card is not { } card) return Verified<KeyRotation>.Refused("The new card can't be read.");
        if (!payload.TryGetProperty("time", out var time) || time.ValueKind != JsonValueKind.String || !Strict.IsTime(time.GetString()!))
            return Verified<KeyRotation>.Refused("It has no time.");
        if (card.Desk != oldCard.Desk) return Verified<KeyRotation>.Refused($"The new card is of the desk {card.Desk}, not of {oldCard.Desk}.");
        if (card.Signing == oldCard.Signing) return Verified<KeyRotation>.Refused("The new card has the old signing key.");
        return new Verified<KeyRotation>(new KeyRotation(card, time.GetString()!), null);
    });
}
