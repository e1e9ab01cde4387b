global using Demarche.Cases;
global using Demarche.Markings;
global using Disposition = Demarche.Stix.Disposition;
global using Tlp = Demarche.Stix.Tlp;
