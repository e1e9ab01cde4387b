using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;

namespace Demarche.Web;

/// <summary>
/// Reads a form into the record that the API reads from JSON: <c>claim.stance=denies</c>, <c>asks[0].text=…</c>,
/// <c>partners=a&amp;partners=b</c>. An empty field is one that was not given.
/// </summary>
public static class FormReader
{
    /// <summary>More rows than this in one list are refused: a form must not make the desk allocate without end.</summary>
    public const int MostRows = 500;

    /// <summary>As facts are written, but a member that the record doesn't have is refused: nobody sets what was not asked (mass assignment).</summary>
    internal static JsonSerializerOptions Json { get; } = new(FactKinds.Json)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SayWhatWasLeftOut } },
    };

    /// <summary>Fields that belong to the page, not to the request.</summary>
    private static readonly HashSet<string> Own = ["__RequestVerificationToken", FormsAgain.BackField];

    /// <summary>A passphrase may be given with every form: the desk asks for one where it depends on what is written.</summary>
    internal const string Passphrase = "passphrase";

    /// <summary>By which a program gives it.</summary>
    public const string PassphraseHeader = "X-Demarche-Passphrase";

    /// <summary>The passphrase that came with a request; null for none.</summary>
    internal static string? PassphraseIn(HttpRequest request, object form) => form.GetType().GetProperty("Passphrase")?.GetValue(form) as string
        ?? (request.HasFormContentType ? request.Form[Passphrase] : request.Headers[PassphraseHeader]) switch { [{ Length: > 0 } given] => given, _ => null };

    internal static bool IsOwn(string field) => Own.Contains(field);

    // A text that is not given is an empty one, and decisions ask for it by name. A choice, a list or a record that is not given has no
    // such value, and its default would be something that nobody said: the first stance, an unknown null.
    private static void SayWhatWasLeftOut(JsonTypeInfo type)
    {
        var given = type.Properties.Where(p => p.AssociatedParameter is { HasDefaultValue: false, IsNullable: false }).ToList();
        var texts = given.Where(p => p.PropertyType == typeof(string)).ToList();
        foreach (var property in given.Except(texts)) property.IsRequired = property.PropertyType != typeof(bool) || MustBeSaid(property);
        var lists = type.Properties.Where(p => p.PropertyType != typeof(string) && p.PropertyType.IsAssignableTo(typeof(IEnumerable))).ToList();
        if (texts.Count + lists.Count == 0) return;
        var own = type.OnDeserialized;
        type.OnDeserialized = read =>
        {
            own?.Invoke(read);
            foreach (var text in texts.Where(t => t.Get!(read) is null)) text.Set!(read, "");
            foreach (var list in lists)
            {
                if (list.Get!(read) is IEnumerable items && items.Cast<object?>().Contains(null)) throw new JsonException($"The list {list.Name} holds null.");
            }
        };
    }

    private static bool MustBeSaid(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(MustBeSaidAttribute), false) == true;

    public static async Task<Read<TRequest>> ReadAsync<TRequest>(HttpRequest request) where TRequest : class
    {
        if (!request.HasFormContentType) return new(null, "Send a form.", null);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return Read<TRequest>(form);
    }

    internal static Read<TRequest> Read<TRequest>(IFormCollection form) where TRequest : class =>
        Read<TRequest>(form.Where(f => !Own.Contains(f.Key) && (f.Key != Passphrase || typeof(TRequest).GetProperty("Passphrase") is not null)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal));

    internal static Read<TRequest> Read<TRequest>(IReadOnlyDictionary<string, StringValues> fields) where TRequest : class
    {
        var form = new Fields(fields, []);
        var node = Object(form, "", Json.GetTypeInfo(typeof(TRequest)));
        if (form.Problems is [var first, ..]) return new(null, first.Message, first.Field, form.Problems);
        try
        {
            return new(node.Deserialize<TRequest>(Json), null, null);
        }
        catch (JsonException problem)
        {
            var said = IsOurs(problem) ? new FieldProblem(problem.Message.Split(" Path:", 2)[0], FieldOf(problem)) : new(Words.Say("web.form.unreadable"), FieldOf(problem), true);
            return new(null, said.Message, said.Field, [said]);
        }
    }

    // The reader's own words are for programmers; a form's record says in plain words what it can't take.
    private static bool IsOurs(JsonException problem) => problem.InnerException is null && !problem.Message.StartsWith("The JSON", StringComparison.Ordinal)
        && !problem.Message.StartsWith("JSON", StringComparison.Ordinal);

    private static string? FieldOf(JsonException problem) => problem.Path?.TrimStart('$', '.') is { Length: > 0 } field ? field : null;

    /// <summary>A form's fields, and what is wrong with them: all of it, so that a person corrects it in one go.</summary>
    private sealed record Fields(IReadOnlyDictionary<string, StringValues> Given, List<FieldProblem> Problems)
    {
        public bool TryGetValue(string name, out StringValues value) => Given.TryGetValue(name, out value);

        public JsonNode? Refuse(string field, string message)
        {
            Problems.Add(new(message, field, true));
            return null;
        }
    }

    private static JsonObject Object(Fields fields, string prefix, JsonTypeInfo type)
    {
        var value = new JsonObject();
        foreach (var property in type.Properties)
        {
            var (name, problems) = (prefix + property.Name, fields.Problems.Count);
            if ((MustBeSaid(property) ? YesOrNo(fields, name) : Value(fields, name, property.PropertyType)) is { } node) value[property.Name] = node;
            else if (property.IsRequired && fields.Problems.Count == problems)
                fields.Refuse(name, Words.Say(property.PropertyType.IsEnum || MustBeSaid(property) ? "web.form.choose" : "web.form.give"));
        }
        return value;
    }

    private static JsonNode? Value(Fields fields, string name, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool)) return fields.TryGetValue(name, out var ticked) && ticked[^1] is "on" or "true";
        if (IsScalar(type)) return Scalar(fields, name, type);
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable))) return List(fields, name, type.GetGenericArguments()[0]);
        // A record of which nothing was given was not given.
        return fields.Given.Any(f => f.Key.StartsWith(name + ".", StringComparison.Ordinal) && !string.IsNullOrEmpty(f.Value.ToString()))
            ? Object(fields, name + ".", Json.GetTypeInfo(type)) : null;
    }

    private static JsonNode? YesOrNo(Fields fields, string name) => !fields.TryGetValue(name, out var given) || given.Count == 0 ? null
        : given[^1] switch { "true" or "on" => true, "false" => false, _ => null };

    private static JsonNode? Scalar(Fields fields, string name, Type type)
    {
        if (!fields.TryGetValue(name, out var given) || given.Count == 0 || string.IsNullOrWhiteSpace(given[0])) return null;
        var text = given[0]!.Trim().ReplaceLineEndings("\n");
        if (type == typeof(string)) return text;
        if (type.IsEnum) return IsValue(text, type) ? text : fields.Refuse(name, Words.Say("web.form.choose"));
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && (type == typeof(long) || number == (int)number)
            ? number : fields.Refuse(name, Words.Say("web.form.number", text));
    }

    private static bool IsValue(string text, Type type)
    {
        try
        {
            return JsonValue.Create(text).Deserialize(type, Json) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonArray List(Fields fields, string name, Type item)
    {
        var list = new JsonArray();
        if (IsScalar(item))
        {
            if (fields.TryGetValue(name, out var given))
            {
                foreach (var one in given.Where(g => !string.IsNullOrWhiteSpace(g))) list.Add(one!.Trim());
                if (list.Count > MostRows) fields.Refuse(name, TooMany);
                if (item.IsEnum && list.Any(l => !IsValue(l!.GetValue<string>(), item))) fields.Refuse(name, Words.Say("web.form.choose"));
            }
            return list;
        }
        for (var i = 0; ; i++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{name}[{i}].");
            var row = fields.Given.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            if (row.Count == 0) break;
            if (i == MostRows)
            {
                fields.Refuse(name, TooMany);
                break;
            }
            // An empty row of a form is one that nobody filled in.
            if (row.Any(f => !string.IsNullOrWhiteSpace(f.Value.ToString()))) list.Add((JsonNode)Object(fields, prefix, Json.GetTypeInfo(item)));
        }
        return list;
    }

    // Dropping what is beyond the limit would lose what a person chose, and nobody would be told.
    private static string TooMany => Words.Say("web.form.rows", MostRows);

    private static bool IsScalar(Type type) => type == typeof(string) || type.IsEnum || type == typeof(int) || type == typeof(long);
}
