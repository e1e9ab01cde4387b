global using Demarche.Cases;
global using Demarche.Markings;
global using Tlp = Demarche.Stix.Tlp;
