using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demarche.Cases;

/// <summary>
/// Reads positional records, and more strictly than forms do: each member that may not be null must be there unless it has a default; none may
/// stand twice, be unknown or be spelt otherwise. The serialiser can be told most of that, but keeps its books with objects of its own for each
/// record read, and folding a large case is mostly this (docs/decisions/bodies-by-a-reader-of-records.md).
/// </summary>
internal sealed class RecordReader : JsonConverterFactory
{
    /// <summary>As many as there are bits to tick members off with.</summary>
    private const int MostMembers = 64;

    public override bool CanConvert(Type type) => type.IsClass && Constructor(type) is not null;

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type), options)!;

    // A positional record: one constructor, which names properties that can be set. Anything else is left to the serialiser.
    private static ConstructorInfo? Constructor(Type type) =>
        type.GetConstructors() is [var only] && only.GetParameters() is { Length: > 0 and <= MostMembers } parameters
            && parameters.All(p => type.GetProperty(p.Name!) is { SetMethod.IsPublic: true } property && property.PropertyType == p.ParameterType)
            ? only : null;

    private sealed class Of<T> : JsonConverter<T> where T : class
    {
        private readonly Func<T> make;
        private readonly Member<T>[] members;
        private readonly ulong required;

        public Of(JsonSerializerOptions options)
        {
            var constructor = Constructor(typeof(T))!;
            var parameters = constructor.GetParameters();
            make = Expression.Lambda<Func<T>>(Expression.New(constructor, parameters.Select(Default))).Compile();
            members = [.. parameters.Select(p => Member<T>.Of(p, options))];
            for (var i = 0; i < members.Length; i++)
            {
                if (!members[i].MayBeNull && !parameters[i].HasDefaultValue) required |= 1UL << i;
            }
        }

        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException($"{typeof(T).Name} is an object.");
            var record = make();
            var given = 0UL;
            // Bodies are written in one order, so the next member is nearly always the one after the last.
            var next = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var at = Find(ref reader, next);
                if (at < 0) throw new JsonException($"{typeof(T).Name} has no member {reader.GetString()}.");
                if ((given & 1UL << at) != 0) throw new JsonException($"{typeof(T).Name} has {members[at].Name} twice.");
                given |= 1UL << at;
                next = at + 1;
                reader.Read();
                members[at].Read(ref reader, record, options);
            }
            if ((given & required) != required) throw new JsonException($"{typeof(T).Name} lacks a member.");
            return record;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException("This reads only.");

        private int Find(ref Utf8JsonReader reader, int next)
        {
            for (var i = 0; i < members.Length; i++)
            {
                var at = (next + i) % members.Length;
                if (reader.ValueTextEquals(members[at].Utf8)) return at;
            }
            return -1;
        }

        private static Expression Default(ParameterInfo parameter) =>
            parameter.HasDefaultValue && parameter.DefaultValue is { } value ? Expression.Constant(value, parameter.ParameterType) : Expression.Default(parameter.ParameterType);
    }

    private abstract class Member<T>(string name, bool mayBeNull)
    {
        public string Name { get; } = name;

        public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(name);

        public bool MayBeNull { get; } = mayBeNull;

        /// <exception cref="JsonException">It is not of this member's type, or null where it may not be.</exception>
        public abstract void Read(ref Utf8JsonReader reader, T record, JsonSerializerOptions options);

        public static Member<T> Of(ParameterInfo parameter, JsonSerializerOptions options)
        {
            var mayBeNull = new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
            var name = options.PropertyNamingPolicy!.ConvertName(parameter.Name!);
            return (Member<T>)Activator.CreateInstance(typeof(Typed<,>).MakeGenericType(typeof(T), parameter.ParameterType),
                name, mayBeNull, typeof(T).GetProperty(parameter.Name!)!.SetMethod!, options)!;
        }
    }

    private sealed class Typed<T, TValue>(string name, bool mayBeNull, MethodInfo set, JsonSerializerOptions options) : Member<T>(name, mayBeNull)
    {
        private readonly Action<T, TValue?> set = set.CreateDelegate<Action<T, TValue?>>();
        private readonly JsonConverter<TValue> converter = (JsonConverter<TValue>)options.GetConverter(typeof(TValue));

        public override void Read(ref Utf8JsonReader reader, T record, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.Null) set(record, converter.Read(ref reader, typeof(TValue), options));
            else if (MayBeNull) set(record, default);
            else throw new JsonException($"{Name} can't be null.");
        }
    }
}
