using System.Xml.Linq;
using Demarche.Store;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Demarche.Web;

/// <summary>The keys that sign the desk's forms, in the store, so that a form of one replica is good at another. Sealed under the node key.</summary>
internal sealed class KeyRing(Records records) : IXmlRepository
{
    private const string Prefix = "form-key:";

    /// <summary>The kept keys as they are sealed.</summary>
    public static async Task<IReadOnlyList<string>> SealedAsync(Records records, CancellationToken ct) =>
        [.. (await records.SettingsAsync(Prefix, ct)).Select(s => XElement.Parse(s.Value)).SelectMany(x => x.DescendantsAndSelf("sealed")).Select(x => x.Value)];

    /// <summary>Whether one of them was sealed under this node key.</summary>
    public static bool Opens(NodeSeal seal, string sealedKey) => seal.Open(sealedKey, Prefix) is not null;

    // The interface is synchronous and is called a few times a day.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. records.SettingsAsync(Prefix).GetAwaiter().GetResult().Select(s => XElement.Parse(s.Value))];

    public void StoreElement(XElement element, string friendlyName) =>
        records.KeepSettingAsync(Prefix + friendlyName, element.ToString(SaveOptions.DisableFormatting)).GetAwaiter().GetResult();

    internal sealed class Options(Records records, NodeSeal seal) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) =>
            (options.XmlRepository, options.XmlEncryptor) = (new KeyRing(records), new Encryptor(seal));
    }

    private sealed class Encryptor(NodeSeal seal) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
            new(new XElement("sealed", seal.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), Prefix)), typeof(Decryptor));
    }

    /// <summary>Made by the framework from the name that stands beside each sealed key.</summary>
    internal sealed class Decryptor(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => XElement.Parse(
            services.GetRequiredService<NodeSeal>().Open(encryptedElement.Value, Prefix)
            ?? throw new InvalidOperationException("A key of the desk's forms was sealed under another node key: the database and the keys folder are of different desks."));
    }
}
