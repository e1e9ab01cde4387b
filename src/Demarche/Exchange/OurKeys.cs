using Demarche.Journal;

namespace Demarche.Exchange;

/// <summary>Our keys: those we sign with now, and those given up, which still open what was under way when they were replaced.</summary>
/// <remarks>
/// The folder holds the current keys. Beside it stand <c>FOLDER.next</c>, keys made but not yet in force, and <c>FOLDER.retired/THUMBPRINT</c>.
/// A rotation that was broken off is finished by the next one; the keys in force are whole at every moment.
/// </remarks>
public sealed class OurKeys
{
    private readonly Lock gate = new();
    private readonly string folder;
    private readonly string? passphrase;

    // Guarded by the gate; replaced whole when another process has rotated the keys.
    private (DeskKeys Current, IReadOnlyList<DeskKeys> Retired, DateTime Stamp) held;

    private OurKeys(string folder, string? passphrase, bool settles)
    {
        (this.folder, this.passphrase) = (Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), passphrase);
        if (settles) Settle();
        else if (!DeskKeys.Exist(this.folder) && DeskKeys.Exist(this.folder + ".next")) this.folder += ".next";
        held = Load();
    }

    /// <summary>Whether a folder holds a desk's keys, a rotation that was broken off included.</summary>
    public static bool Exist(string folder) => DeskKeys.Exist(folder) || DeskKeys.Exist(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".next");

    /// <summary>Opens the keys of a desk; makes them where there are none yet.</summary>
    /// <exception cref="KeyFileException">They are damaged, open to others, or the passphrase is wrong.</exception>
    public static OurKeys OpenOrCreate(string folder, string? passphrase = null)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Exist(folder))
        {
            using var keys = DeskKeys.Create();
            keys.Save(folder, passphrase);
        }
        return new OurKeys(folder, passphrase, settles: true);
    }

    /// <summary>The keys of a desk that has been started before.</summary>
    /// <exception cref="KeyFileException">There are none, they are damaged, open to others, or the passphrase is wrong.</exception>
    public static OurKeys Open(string folder, string? passphrase = null) => new(folder, passphrase, settles: true);

    /// <summary>The same for a verb that changes nothing: a rotation that was broken off stays as it is, and the keys that it made are read.</summary>
    /// <exception cref="KeyFileException">There are none, they are damaged, open to others, or the passphrase is wrong.</exception>
    public static OurKeys OpenToRead(string folder, string? passphrase = null) => new(folder, passphrase, settles: false);

    public DeskKeys Current => Fresh().Current;

    public IReadOnlyList<DeskKeys> Retired => Fresh().Retired;

    /// <summary>Whether the signing key of this thumbprint is in force, was given up, or was made by a rotation that was broken off.</summary>
    public bool Holds(string thumbprint) => Current.SigningKey.Thumbprint == thumbprint || Retired.Any(k => k.SigningKey.Thumbprint == thumbprint)
        || (DeskKeys.Exist(folder + ".next") && DeskKeys.Load(folder + ".next", passphrase).SigningKey.Thumbprint == thumbprint);

    /// <summary>Makes new keys and puts them in force, the old ones among the retired.</summary>
    /// <param name="journal">Records the old keys and the new ones before the new ones are in force. May run again after a crash.</param>
    public async Task RotateAsync(Func<DeskKeys, DeskKeys, Task> journal)
    {
        var old = Current;
        if (!DeskKeys.Exist(folder + ".next"))
        {
            using var made = old.Rotate();
            made.Save(folder + ".next", passphrase);
        }
        await journal(old, DeskKeys.Load(folder + ".next", passphrase));
        Directory.CreateDirectory(folder + ".retired");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder + ".retired", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Move(folder, Path.Combine(folder + ".retired", old.SigningKey.Thumbprint));
        Settle();
        lock (gate) held = Load();
    }

    // A process that died between the two moves left no current keys: the new ones are journalled, so they are the ones in force.
    private void Settle()
    {
        if (!DeskKeys.Exist(folder) && DeskKeys.Exist(folder + ".next")) Directory.Move(folder + ".next", folder);
    }

    private (DeskKeys, IReadOnlyList<DeskKeys>, DateTime) Load()
    {
        var stamp = Stamp();
        List<DeskKeys> retired = [];
        if (Directory.Exists(folder + ".retired"))
        {
            foreach (var old in Directory.EnumerateDirectories(folder + ".retired").Order(StringComparer.Ordinal)) retired.Add(DeskKeys.Load(old, passphrase));
        }
        return (DeskKeys.Load(folder, passphrase), retired, stamp);
    }

    private (DeskKeys Current, IReadOnlyList<DeskKeys> Retired, DateTime Stamp) Fresh()
    {
        lock (gate)
        {
            // In the instant between the two moves of a rotation the folder is not there: the keys held stay.
            if (DeskKeys.Exist(folder) && Stamp() != held.Stamp) held = Load();
            return held;
        }
    }

    private DateTime Stamp() => File.GetLastWriteTimeUtc(Path.Combine(folder, "signing.pem"));
}
