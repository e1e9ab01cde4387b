global using Demarche.Cases;
global using Demarche.Markings;
