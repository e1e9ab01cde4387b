namespace Demarche.Markings;

/// <summary>The labels of the Traffic Light Protocol 2.0, from the widest audience to the narrowest (FIRST, TLP 2.0).</summary>
public enum Tlp { Clear, Green, Amber, AmberStrict, Red }
