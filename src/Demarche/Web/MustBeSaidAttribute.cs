namespace Demarche.Web;

/// <summary>A yes or no that is a statement: nobody said it by leaving it out, so that to leave it out is refused. A tick box can't say it; a choice of two can.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MustBeSaidAttribute : Attribute;
