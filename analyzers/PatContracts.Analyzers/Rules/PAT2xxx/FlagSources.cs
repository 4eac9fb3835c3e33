using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>Recognizes values outside bound models that are the source of a managed flag: rows, JSON, dictionaries, text.</summary>
internal static class FlagSources
{
    /// <summary>Whether a name, in any style, is that of a managed flag and not of its opposite.</summary>
    public static bool IsFlagName(string name)
    {
        // Called for nearly every assigned member.
        if (name.Length < "managed".Length || name.IndexOf("managed", StringComparison.OrdinalIgnoreCase) < 0) return false;

        string letters = new(name.Where(char.IsLetter).Select(char.ToLowerInvariant).ToArray());
        return letters is "managed" or "ismanaged" or "managedflag" or "ismanagedflag" or "managedvalue" or "wasmanaged"
            or "tokenmanaged" or "istokenmanaged" or "managedtoken" or "ismanagedtoken" or "managedbyplatform" or "ismanagedbyplatform"
            or "platformmanaged" or "isplatformmanaged"
            or "patmanaged" or "ispatmanaged";
    }

    /// <summary>Returns the operand that a call converts to a boolean without changing its meaning: text, JSON, an object.</summary>
    public static IOperation? ConvertedBy(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "GetBoolean", Parameters.IsEmpty: true }
            or { Name: "GetValue" or "ToObject" or "Value" or "Deserialize", TypeArguments: [_], Parameters.IsEmpty: true }
            when call.TargetMethod.ReturnType.SpecialType == SpecialType.System_Boolean => call.Instance,
        { Name: "Parse" or "ToBoolean", Parameters: [_, ..], ReturnType.SpecialType: SpecialType.System_Boolean } => call.Arguments[0].Value,
        _ => null,
    };

    /// <summary>The variable declared by a call like <c>TryGetValue(…, out var value)</c> for its result.</summary>
    public static ILocalSymbol? VariableOfTry(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("Try", StringComparison.Ordinal)
        && call.TargetMethod.ReturnType.SpecialType == SpecialType.System_Boolean
        && call.Arguments.LastOrDefault(argument => argument.Parameter?.RefKind == RefKind.Out)?.Value is { } target
            ? target switch
            {
                IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared } => declared.Local,
                ILocalReferenceOperation local => local.Local,
                _ => null,
            }
            : null;

    /// <summary>
    /// Whether an expression reads a boolean, or a text that represents one, under the name of a managed flag: a member of any type, an element of JSON.
    /// </summary>
    public static bool IsNamedAsFlag(IOperation operation) => operation switch
    {
        IConditionalAccessOperation access => IsNamedAsFlag(access.WhenNotNull),
        IMemberReferenceOperation { Member: IPropertySymbol { IsIndexer: true } } => HasFlagNameArgument(((IPropertyReferenceOperation)operation).Arguments),
        IMemberReferenceOperation { Member.Name: var name } => IsFlagName(name),
        IInvocationOperation call when ConvertedBy(call) is { } converted => IsNamedAsFlag(Sequences.Strip(converted)),
        IInvocationOperation call => HasFlagNameArgument(call.Arguments),
        IConditionalAccessInstanceOperation => operation.Parent is not null && AccessOf(operation) is { } source && IsNamedAsFlag(Sequences.Strip(source)),
        ILocalReferenceOperation local => IsFlagName(local.Local.Name),
        IParameterReferenceOperation parameter => IsFlagName(parameter.Parameter.Name),
        _ => false,
    };

    private static IOperation? AccessOf(IOperation instance)
    {
        for (IOperation current = instance; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == current) return access.Operation;
        }

        return null;
    }

    private static bool HasFlagNameArgument(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: string text } && IsFlagName(text));

    /// <summary>Whether a member of a type of the project is a boolean with the name of a managed flag.</summary>
    public static bool IsProjectFlag(BoundModels models, ISymbol member) =>
        member is IPropertySymbol or IFieldSymbol
        && IsFlagName(member.Name)
        && SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, models.Compilation.Assembly)
        && (member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type).IsBoolean();
}
