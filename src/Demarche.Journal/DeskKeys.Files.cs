using System.Security.Cryptography;
using System.Text;

namespace Demarche.Journal;

/// <summary>A desk's key files can't be used; the message names the file and says what to do.</summary>
public sealed class KeyFileException(string message) : Exception(message);

public sealed partial class DeskKeys
{
    private const string DeskFile = "desk.id";
    private const string SigningFile = "signing.pem";
    private const string EncryptionFile = "encryption.pem";
    private const string NodeFile = "node.jwe";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    // OWASP's figure for PBKDF2-HMAC-SHA-512 is 210,000 and for SHA-256 600,000: the higher is taken.
    private static readonly PbeParameters Passphrase = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    /// <summary>Writes the keys into a folder that must not exist or be empty: <c>signing.pem</c> and <c>encryption.pem</c> (PKCS#8; with a
    /// passphrase PBES2, AES-256, PBKDF2-HMAC-SHA-256), <c>node.jwe</c> (the node key, encrypted to the encryption key), <c>desk.id</c>. Either all
    /// files are there afterwards or none. On Unix the files have mode 0600 and the folder 0700.</summary>
    /// <exception cref="KeyFileException">There is something in the folder already: keys are never overwritten.</exception>
    public void Save(string folder, string? passphrase = null)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new KeyFileException($"There is something in {folder} already. Keys are not overwritten: move it away first.");
        var draft = $"{folder}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.new";
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(draft);
        else Directory.CreateDirectory(draft, OwnerFolder);
        Write(Path.Combine(draft, DeskFile), Desk + "\n");
        using var signer = Signer();
        using var opener = Opener();
        Write(Path.Combine(draft, SigningFile), Pem(signer, passphrase));
        Write(Path.Combine(draft, EncryptionFile), Pem(opener, passphrase));
        Write(Path.Combine(draft, NodeFile), SealedText.Seal("demarche-node-key+jwe", null, Node.Export(), EncryptionKey) + "\n");
        if (Directory.Exists(folder)) Directory.Delete(folder);
        Directory.Move(draft, folder);
    }

    /// <summary>True when the folder holds a desk's keys.</summary>
    public static bool Exist(string folder) => File.Exists(Path.Combine(folder, DeskFile));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="KeyFileException">A file is missing, damaged or open to others, or the passphrase is missing or wrong.</exception>
    public static DeskKeys Load(string folder, string? passphrase = null)
    {
        if (!Directory.Exists(folder)) throw new KeyFileException($"There are no keys in {folder}: the folder does not exist.");
        OnlyOwner(folder, OwnerFolder, "700");
        var desk = Read(folder, DeskFile).TrimEnd('\n');
        if (!Strict.IsId(desk)) throw new KeyFileException($"{Path.Combine(folder, DeskFile)} does not hold a desk's id. Restore it from a backup.");
        using var signing = ECDsa.Create();
        using var encryption = ECDiffieHellman.Create();
        Import(signing, folder, SigningFile, passphrase);
        Import(encryption, folder, EncryptionFile, passphrase);
        var node = SealedText.Open(Read(folder, NodeFile).TrimEnd('\n'), "demarche-node-key+jwe", null, encryption);
        if (node.Plain is not { Length: NodeKey.Length })
            throw new KeyFileException($"{Path.Combine(folder, NodeFile)} does not belong to {EncryptionFile} beside it, or is damaged. Restore the whole folder from one backup.");
        return new DeskKeys(desk, signing.ExportParameters(true), encryption.ExportParameters(true), new NodeKey(node.Plain));
    }

    private static string Pem(ECAlgorithm key, string? passphrase) =>
        (passphrase is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, Passphrase)) + "\n";

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private static string Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) throw new KeyFileException($"{path} is missing. Restore the whole folder from one backup.");
        OnlyOwner(path, OwnerFile, "600");
        return File.ReadAllText(path);
    }

    private static void OnlyOwner(string path, UnixFileMode allowed, string digits)
    {
        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(path);
        if ((mode & ~allowed) != 0)
            throw new KeyFileException($"{path} has mode 0{Convert.ToString((int)mode, 8)}: others may have read it. If nobody has, type: chmod {digits} {path}");
    }

    private static void Import(ECAlgorithm key, string folder, string name, string? passphrase)
    {
        var path = Path.Combine(folder, name);
        var pem = Read(folder, name);
        var encrypted = pem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
        if (encrypted && passphrase is null) throw new KeyFileException($"{path} is encrypted: give the passphrase.");
        if (!encrypted && !pem.Contains("BEGIN PRIVATE KEY", StringComparison.Ordinal)) throw new KeyFileException($"{path} does not hold a private key in PEM. Restore the whole folder from one backup.");
        try
        {
            if (encrypted) key.ImportFromEncryptedPem(pem, passphrase);
            else key.ImportFromPem(pem);
            if (key.ExportParameters(false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
                throw new KeyFileException($"{path} is a key on another curve than P-256.");
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            throw new KeyFileException(encrypted
                ? $"{path} does not open: the passphrase is wrong, or the file is damaged."
                : $"{path} does not hold a private key in PEM. Restore the whole folder from one backup.");
        }
    }
}
