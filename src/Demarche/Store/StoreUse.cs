namespace Demarche.Store;

/// <summary>What a store is opened for. Whoever opens one says it: nothing is upgraded or written because somebody forgot to.</summary>
public enum StoreUse
{
    /// <summary>Not a byte of the store, or of the folder that it is in, is changed. The journals of an older desk are read as they are.</summary>
    ReadJournals,

    /// <summary>As <see cref="ReadJournals"/>, but all of it: an older desk's store is refused.</summary>
    Read,

    /// <summary>Written to as it is: an older desk's store is refused.</summary>
    Write,

    /// <summary>Made if it is not there, and brought up to date.</summary>
    Upgrade,
}
