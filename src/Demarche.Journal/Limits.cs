namespace Demarche.Journal;

/// <summary>What is read at most of foreign signed text, and the attack that each limit stops.</summary>
internal static class Limits
{
    /// <summary>A JOSE header of any size must be parsed before a key is chosen: a megabyte of it would cost us and not the sender.</summary>
    public const int HeaderCharacters = 2048;

    /// <summary>A signed text is hashed and decoded whole: 64 Mi characters hold a checkpoint over 250,000 journals.</summary>
    public const int CheckpointCharacters = 64 * 1024 * 1024;

    /// <summary>A rotation holds one card.</summary>
    public const int RotationCharacters = 2 * CardCharacters;

    /// <summary>A contact card is pasted or carried by people; a longer one is not a card.</summary>
    public const int CardCharacters = 16 * 1024;

    /// <summary>A name is shown on every page that the partner stands on.</summary>
    public const int NameCharacters = Strict.ShownCharacters;

    public const int AddressCharacters = 2000;
}
