using System.Reflection;
using System.Reflection.Emit;

namespace Demarche.Tests.Architecture;

/// <summary>What the code of a type uses, read from its signatures and from the instructions of its methods.</summary>
internal static class Uses
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<ushort, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => (ushort)c.Value);

    /// <summary>The types that somebody wrote, each with the closures and state machines that the compiler made of it.</summary>
    public static ILookup<Type, Type> Written(Assembly assembly) =>
        assembly.GetTypes().Where(t => Outermost(t).Namespace is not null).ToLookup(Outermost);

    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }

    /// <summary>The outermost types that stand in signatures and bodies of these.</summary>
    public static HashSet<Type> Types(IEnumerable<Type> parts) =>
        [.. parts.SelectMany(p => Signatures(p).Concat(Members(p).SelectMany(Of))).SelectMany(Flat).Select(Outermost)];

    /// <summary>The members that the bodies of a type's methods name.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) =>
        Bodies(type).SelectMany(Members);

    private static IEnumerable<Type?> Signatures(Type type) =>
    [
        type.BaseType, .. type.GetInterfaces(), .. type.GetFields(All).Select(f => f.FieldType), .. type.GetMethods(All).SelectMany(Of),
        .. type.GetConstructors(All).SelectMany(Of), .. type.CustomAttributes.Select(a => a.AttributeType),
    ];

    private static IEnumerable<Type?> Of(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType), .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        MethodBase constructor => [constructor.DeclaringType, .. constructor.GetParameters().Select(p => p.ParameterType)],
        _ => [],
    };

    private static IEnumerable<Type> Flat(Type? type) => type switch
    {
        null => [],
        { IsGenericParameter: true } => [],
        { HasElementType: true } => Flat(type.GetElementType()),
        { IsConstructedGenericType: true } => type.GetGenericArguments().SelectMany(Flat).Prepend(type.GetGenericTypeDefinition()),
        _ => [type],
    };

    /// <summary>The methods of a type that have a body.</summary>
    public static IEnumerable<MethodBase> Bodies(Type type) => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));

    private static IEnumerable<MemberInfo> Members(MethodBase method) => Steps(method).OfType<MemberInfo>();

    /// <summary>The members and the texts that a body names, in the order of its instructions.</summary>
    public static IEnumerable<object> Steps(MethodBase method)
    {
        var type = method.DeclaringType!;
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) yield break;
        var ofType = type.IsGenericType ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            ushort value = code[at++];
            if (value == 0xFE) value = (ushort)(0xFE00 | code[at++]);
            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
                && method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod) is { } member)
            {
                yield return member;
            }
            if (operand is OperandType.InlineString) yield return method.Module.ResolveString(BitConverter.ToInt32(code, at));
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }
}
