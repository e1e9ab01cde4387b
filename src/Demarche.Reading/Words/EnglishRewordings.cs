using System.Collections.Frozen;

namespace Demarche.Reading;

/// <summary>What English words have in common when a report says a thing again: endings, irregular forms, and groups of like meaning.</summary>
internal static class EnglishRewordings
{
    /// <summary>Words that any sentence has, verbs of saying among them: who reports a thing says nothing of which thing it is.</summary>
    public static FrozenSet<string> Empty { get; } = Set(
        "a an the this that these those it its it's he she they them his her their theirs him we us our you your i my me who whom whose which what when where why how there here",
        "and or but nor so yet if then than as while because since although though after before until during once whether",
        "of in on at by to from for with without about into onto over under through via between among across against within upon per off out up down",
        "is are was were be been being am do does did done doing have has had having will would shall should can could may might must",
        "not no also too very more most less least much many some any all both each every other another such same own only just even still already again now",
        "said say says saying told tell tells telling stated state states added add adds according reported reportedly reports report announced noted confirmed explained",
        "believe believed believes think thought suggested suggests suggest appears appear appeared seems seem seemed apparently allegedly alleged",
        "made make makes making got get gets put went go goes going came come comes took take takes taken one ones first last way well per cent use used uses using");

    private static readonly FrozenDictionary<string, string> Irregular = new Dictionary<string, string>
    {
        ["broke"] = "break",
        ["broken"] = "break",
        ["stole"] = "steal",
        ["stolen"] = "steal",
        ["theft"] = "steal",
        ["sent"] = "send",
        ["hid"] = "hide",
        ["hidden"] = "hide",
        ["ran"] = "run",
        ["found"] = "find",
        ["began"] = "begin",
        ["begun"] = "begin",
        ["knew"] = "know",
        ["known"] = "know",
        ["met"] = "meet",
        ["paid"] = "pay",
        ["lost"] = "lose",
        ["left"] = "leave",
        ["kept"] = "keep",
        ["held"] = "hold",
        ["sought"] = "seek",
        ["bought"] = "buy",
        ["wrote"] = "write",
        ["written"] = "write",
        ["chose"] = "choose",
        ["chosen"] = "choose",
        ["led"] = "lead",
        ["men"] = "man",
        ["women"] = "woman",
        ["people"] = "person",
        ["shut"] = "shut",
        ["took"] = "take",
        ["intrusion"] = "intrude",
        ["ministries"] = "ministry",
    }.ToFrozenDictionary();

    // Each group in a line; the first word names it. Published in docs/decisions/retellings-by-shared-words.md.
    private static readonly string[] Groups =
    [
        "attack hack breach intrude compromise penetrate infiltrate break",
        "attacker hacker intruder perpetrator culprit adversary",
        "server machine host computer system",
        "mail email mailbox message correspondence inbox",
        "steal exfiltrate loot copy siphon",
        "delete erase wipe destroy remove",
        "official authority officer representative",
        "hide conceal mask disguise obscure cloak cover",
        "origin source provenance",
        "relay route forward channel tunnel",
        "rent lease hire",
        "country nation",
        "government administration cabinet",
        "ministry department",
        "company firm business corporation enterprise",
        "begin start commence launch",
        "end stop cease halt",
        "enter access login",
        "account credential",
        "disable cripple paralyse paralyze shut close",
        "find discover detect uncover identify spot",
        "help assist aid support",
        "ask request seek",
        "port harbour harbor dock",
        "old former unused dormant",
        "large big huge major",
        "supplier vendor provider contractor",
        "employee staff worker personnel",
        "evidence proof",
        "link tie connect associate",
        "control command direct operate run steer",
        "read view see inspect",
        "cargo freight shipment",
        "crane lift",
        "outage disruption downtime stoppage",
        "victim target",
        "malware virus trojan wiper",
        "pay transfer wire",
        "arrest detain",
        "lorry truck vehicle",
        "warn alert notify",
        "send transmit deliver",
        "weak vulnerable insecure",
        "flaw vulnerability hole weakness",
    ];

    private static readonly FrozenDictionary<string, string> GroupOf = Groups
        .Select(g => g.Split(' ')).SelectMany(g => g.Select(word => (Stem: Stem(word), Group: Stem(g[0])))).DistinctBy(w => w.Stem)
        .ToFrozenDictionary(w => w.Stem, w => w.Group);

    /// <summary>The word that stands for all of its group; itself where it is in none.</summary>
    public static string Group(string stem) => GroupOf.GetValueOrDefault(stem, stem);

    /// <summary>A word in lower case without its ending.</summary>
    public static string Stem(string word)
    {
        word = Irregular.GetValueOrDefault(word, word);
        word = Singular(word);
        foreach (var ending in (string[])["ingly", "edly", "ation", "ing", "ion", "ed", "ly"])
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < 3)
                continue;
            var rest = word[..^ending.Length];
            if (!rest.Any(c => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y'))
                continue;
            // "attestation" and "attest"; "operation" and "operate".
            word = ending is "ing" or "ed" && rest[^1] == rest[^2] && rest[^1] is not ('l' or 's' or 'e') ? rest[..^1] : rest;
            break;
        }
        return word.Length > 3 && word[^1] is 'e' ? word[..^1] : word.Length > 3 && word[^1] == 'y' ? word[..^1] + "i" : word;
    }

    private static string Singular(string word) =>
        word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.Length > 4 && (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)) ? word[..^2]
        : word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1]
        : word;

    private static FrozenSet<string> Set(params string[] lines) => lines.SelectMany(l => l.Split(' ')).ToFrozenSet();
}
