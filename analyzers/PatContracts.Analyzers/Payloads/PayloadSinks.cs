using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Payloads;

/// <summary>Recognizes the calls, creations and assignments that take JSON of a known kind. One instance serves one compilation.</summary>
internal sealed class PayloadSinks
{
    private const string DeclaringAttribute = "PatContracts.PayloadOfAttribute";

    /// <summary>The name of each sink contains one of these.</summary>
    private static readonly string[] NameParts = ["Deserialize", "ToObject", "IsValid", "Validate", "Read"];

    private readonly INamedTypeSymbol? _jsonSerializer;
    private readonly INamedTypeSymbol? _jsonSerializerOptions;
    private readonly INamedTypeSymbol? _contentExtensions;
    private readonly INamedTypeSymbol? _jsonConvert;
    private readonly INamedTypeSymbol? _token;
    private readonly INamedTypeSymbol? _patContract;
    private readonly INamedTypeSymbol? _contract;
    private readonly INamedTypeSymbol? _form;
    private readonly INamedTypeSymbol? _readExtensions;
    private readonly INamedTypeSymbol? _checkExtensions;
    private readonly INamedTypeSymbol? _payloadOf;

    public PayloadSinks(Compilation compilation, bool hasDeclarations)
    {
        _jsonSerializer = compilation.GetTypeByMetadataName("System.Text.Json.JsonSerializer");
        _jsonSerializerOptions = compilation.GetTypeByMetadataName("System.Text.Json.JsonSerializerOptions");
        _contentExtensions = compilation.GetTypeByMetadataName("System.Net.Http.Json.HttpContentJsonExtensions");
        _jsonConvert = compilation.GetTypeByMetadataName("Newtonsoft.Json.JsonConvert");
        _token = compilation.GetTypeByMetadataName("Newtonsoft.Json.Linq.JToken");
        _patContract = compilation.GetTypeByMetadataName("PatContracts.PatContract");
        _contract = compilation.GetTypeByMetadataName("PatContracts.Schema.Contract");
        _form = compilation.GetTypeByMetadataName("PatContracts.PatContractForm`1");
        _readExtensions = compilation.GetTypeByMetadataName("PatContracts.Schema.ContractJsonExtensions");
        _checkExtensions = compilation.GetTypeByMetadataName("PatContracts.PatCheckExtensions");
        _payloadOf = compilation.GetTypeByMetadataName(DeclaringAttribute);
        HasDeclarations = hasDeclarations;
    }

    /// <summary>Whether assignments, and calls with names that are not in the list, can be sinks.</summary>
    public bool HasDeclarations { get; }

    /// <summary>
    /// Whether members or parameters may declare the JSON they hold (<c>[PayloadOf]</c>), in the source or in an assembly that references the attribute. The
    /// product itself applies it only to methods that are recognized by name.
    /// </summary>
    public static bool MayBeDeclared(Compilation compilation) =>
        AttributeUsageScan.OfPayloadOf(compilation, CancellationToken.None) || References.Of(DeclaringAttribute, compilation).Using.Count > 0;

    /// <summary>Whether a file may contain a call that is a sink by name. Searching a text is far cheaper than visiting the nodes of its tree.</summary>
    public static bool MayBeNamedIn(SourceText text)
    {
        string searched = text.ToString();
        foreach (string part in NameParts)
        {
            for (int start = searched.IndexOf(part, StringComparison.Ordinal); start >= 0; start = searched.IndexOf(part, start + part.Length, StringComparison.Ordinal))
            {
                if (IsSinkName(IdentifierAt(searched, start, start + part.Length))) return true;
            }
        }

        return false;
    }

    /// <summary>The identifier that contains a part of a text: for <c>Read</c> in <c>ReadAll(</c>, it is <c>ReadAll</c>.</summary>
    private static string IdentifierAt(string text, int start, int end)
    {
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1])) start--;
        while (end < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[end])) end++;
        return text.Substring(start, end - start);
    }

    /// <summary>Whether a call of a method with this name can be a sink by name.</summary>
    public static bool IsSinkName(string name) => name
        is "Deserialize" or "DeserializeAsync" or "DeserializeAsyncEnumerable" or "ReadFromJsonAsync" or "ReadFromJsonAsAsyncEnumerable"
        or "DeserializeObject" or "ToObject" or "IsValid" or "Validate" or "IsValidAsync" or "ValidateAsync"
        or "Read" or "TryRead" or "ReadAsync" or "ReadResultAsync" or "ReadList" or "TryReadList" or "ReadListAsync" or "ReadListResultsAsync";

    /// <summary>Whether a method or constructor has a parameter that declares the JSON it takes.</summary>
    public bool Declares(ISymbol? method)
    {
        if (method is not IMethodSymbol { Parameters: var parameters }) return false;
        foreach (IParameterSymbol parameter in parameters)
        {
            if (MayHoldJson(parameter.Type) && DeclaredModel(parameter.OriginalDefinition) is not null) return true;
        }

        return false;
    }

    /// <summary>Returns the sinks of an operation: a call or creation can have several, one per parameter.</summary>
    public IEnumerable<PayloadSink> Of(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                return OfCall(call) is { } sink ? [sink] : OfParameters(call.Arguments);
            case IObjectCreationOperation creation:
                return OfParameters(creation.Arguments);
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment:
                return OfMember(target.Member, assignment.Value);
            case IFieldInitializerOperation field:
                return field.InitializedFields.SelectMany(member => OfMember(member, field.Value));
            case IPropertyInitializerOperation property:
                return property.InitializedProperties.SelectMany(member => OfMember(member, property.Value));
            default:
                return [];
        }
    }

    private PayloadSink? OfCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        INamedTypeSymbol owner = method.ContainingType;
        switch (method.Name)
        {
            case "Deserialize" or "DeserializeAsync" when Same(owner, _jsonSerializer):
                return Deserialized(call, First(call), PayloadShape.One, HasReaderOptions(call));
            case "DeserializeAsyncEnumerable" when Same(owner, _jsonSerializer):
                return Deserialized(call, First(call), PayloadShape.List, HasReaderOptions(call));
            case "ReadFromJsonAsync" when Same(owner, _contentExtensions):
                return Deserialized(call, First(call), PayloadShape.One, HasReaderOptions(call));
            case "ReadFromJsonAsAsyncEnumerable" when Same(owner, _contentExtensions):
                return Deserialized(call, First(call), PayloadShape.List, HasReaderOptions(call));
            case "DeserializeObject" when Same(owner, _jsonConvert):
                return Deserialized(call, First(call), PayloadShape.One, isTolerant: true);
            case "ToObject" when Same(owner, _token):
                return Deserialized(call, call.Instance, PayloadShape.One, isTolerant: true);
            case "IsValid" or "Validate" or "IsValidAsync" or "ValidateAsync" when Same(owner, _patContract):
                return Validated(call, call.Instance, PayloadShape.ByContent);
            case "Read" or "TryRead" or "ReadAsync" or "ReadResultAsync" when Same(owner, _patContract):
                return Validated(call, call.Instance, PayloadShape.One);
            case "ReadList" or "TryReadList" or "ReadListAsync" or "ReadListResultsAsync" when Same(owner, _patContract):
                return Validated(call, call.Instance, PayloadShape.List);
            case "IsValid" or "Validate" or "IsValidAsync" or "ValidateAsync" or "Read" or "TryRead" or "ReadAsync" or "ReadResultAsync"
                when Same(owner, _contract) || Same(owner.OriginalDefinition, _form):
                return Validated(call, call.Instance, PayloadShape.One);
            case "Read" or "TryRead" or "ReadAsync" or "ReadResultAsync" or "Validate" when Same(owner, _readExtensions) || Same(owner, _checkExtensions):
                return call.Arguments is [{ Value: var contract }, { Value: var read }, ..]
                    ? new(read, null, contract, PayloadShape.One, false, PayloadSinkKind.Validated)
                    : null;
            default:
                return null;
        }
    }

    private static PayloadSink? Deserialized(IInvocationOperation call, IOperation? payload, PayloadShape shape, bool isTolerant)
    {
        ITypeSymbol? model = call.TargetMethod.TypeArguments is [var type] ? type : TypeArgument(call);
        return payload is null || model is null ? null : new(payload, model, null, shape, isTolerant, PayloadSinkKind.Deserialized);
    }

    private static PayloadSink? Validated(IInvocationOperation call, IOperation? contract, PayloadShape shape) =>
        First(call) is { } payload && contract is not null ? new(payload, null, contract, shape, false, PayloadSinkKind.Validated) : null;

    /// <summary>The type in a <c>typeof(T)</c> argument.</summary>
    private static ITypeSymbol? TypeArgument(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Value is ITypeOfOperation typeOf) return typeOf.TypeOperand;
        }

        return null;
    }

    private static IOperation? First(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0) return argument.Value;
        }

        return null;
    }

    /// <summary>
    /// Whether a call passes options, or a type info with options, that may allow comments and trailing commas; a missing argument or null does not.
    /// </summary>
    private bool HasReaderOptions(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            bool mayHold = Same(argument.Parameter?.Type.OriginalDefinition, _jsonSerializerOptions)
                || argument.Parameter?.Type.ContainingNamespace?.Name is "Metadata" or "Serialization";
            if (mayHold && argument is { ArgumentKind: ArgumentKind.Explicit, Value.ConstantValue.HasValue: false }) return true;
        }

        return false;
    }

    private IEnumerable<PayloadSink> OfParameters(ImmutableArray<IArgumentOperation> arguments)
    {
        if (_payloadOf is null) yield break;
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
                && MayHoldJson(parameter.Type)
                && DeclaredModel(parameter.OriginalDefinition) is { } model)
            {
                yield return new(argument.Value, model, null, PayloadShape.One, false, PayloadSinkKind.Declared);
            }
        }
    }

    private IEnumerable<PayloadSink> OfMember(ISymbol member, IOperation value)
    {
        if (DeclaredModel(member.OriginalDefinition) is not { } model) yield break;
        yield return new(value, model, null, PayloadShape.One, false, PayloadSinkKind.Declared);
    }

    private static bool MayHoldJson(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String
        || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
        || type is INamedTypeSymbol { IsGenericType: true, TypeArguments: [{ SpecialType: SpecialType.System_Byte or SpecialType.System_Char }] };

    private ITypeSymbol? DeclaredModel(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Same(attribute.AttributeClass, _payloadOf)) return attribute.ConstructorArguments is [{ Value: ITypeSymbol model }] ? model : null;
        }

        return null;
    }

    private static bool Same(ITypeSymbol? type, INamedTypeSymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(type, other);
}
