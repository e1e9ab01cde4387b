namespace Demarche.Documents;

/// <summary>Limits on what is taken in at once, each with the attack it stops. Those of reading one document are <see cref="Reading.ReadingLimits"/>.</summary>
public static class IntakeLimits
{
    /// <summary>Files of one intake: thousands of small ones would each be read and kept before anybody could stop it.</summary>
    public const int Files = 20;

    /// <summary>Bytes of one intake, all files together, 64 MiB: they are held in memory while they are read.</summary>
    public const int Bytes = 64 * 1024 * 1024;

    /// <summary>Room for the form around the files, or for base64 around the bytes.</summary>
    public const int Body = Bytes / 3 * 4 + 1024 * 1024;

    /// <summary>Documents read at the same time: reading a large page costs a processor for seconds.</summary>
    public const int Readers = 2;
}
