namespace Demarche.Reading;

internal static class FileEndings
{
    /// <summary>Endings of files that intrusion reports name.</summary>
    public static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "exe", "dll", "sys", "scr", "drv", "ocx", "cpl", "msi", "msp", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "hta", "lnk", "pif",
        "doc", "docx", "docm", "dot", "dotm", "xls", "xlsx", "xlsm", "xlsb", "ppt", "pptx", "pptm", "rtf", "pdf", "chm", "hwp", "odt",
        "zip", "rar", "7z", "gz", "tar", "tgz", "cab", "iso", "img", "vhd", "vhdx", "jar", "apk", "ipa", "dmg", "pkg", "deb", "rpm",
        "dat", "bin", "tmp", "cfg", "conf", "ini", "inf", "log", "db", "key", "pem", "cer", "crt", "reg", "xml", "json", "yml", "yaml", "txt", "csv",
        "php", "asp", "aspx", "ashx", "jsp", "jspx", "py", "pl", "sh", "elf", "so", "ko", "dylib", "class", "swf", "htm", "html", "eml", "msg", "pst", "yar", "md",
        "jpg", "jpeg", "png", "gif", "bmp", "ico", "svg",
    };

    /// <summary>Endings that are top-level domains as well: "setup.py" is a file unless it was defanged or has more labels.</summary>
    public static readonly HashSet<string> AlsoTopLevelDomains = new(StringComparer.OrdinalIgnoreCase)
    {
        "md", "py", "pl", "sh", "zip", "so", "ps", "cc", "rs", "ml", "mov", "cab", "app", "bat",
    };
}
