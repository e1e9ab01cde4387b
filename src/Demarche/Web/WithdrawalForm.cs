namespace Demarche.Web;

/// <summary>A person's word that something no longer stands.</summary>
/// <param name="Seen">The revision that the person saw.</param>
public sealed record WithdrawalForm(string Reason, int? Seen);
