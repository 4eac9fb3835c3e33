using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Literals;

/// <summary>
/// Recognizes operations that forward a text unchanged: <c>AsSpan()</c>, <c>Encoding.UTF8.GetBytes</c>, <c>new MemoryStream(…)</c>, <c>JsonDocument.Parse</c>,
/// <c>new StringContent(…)</c>, and reads of such content. One instance serves one compilation.
/// </summary>
internal sealed class ForwardingOperations
{
    private readonly ImmutableHashSet<INamedTypeSymbol> _wrappers;
    private readonly ImmutableHashSet<INamedTypeSymbol> _parsers;
    private readonly ImmutableHashSet<INamedTypeSymbol> _spans;
    private readonly INamedTypeSymbol? _encoding;
    private readonly INamedTypeSymbol? _memoryExtensions;
    private readonly INamedTypeSymbol? _httpContent;
    private readonly INamedTypeSymbol? _jsonDocument;
    private readonly INamedTypeSymbol? _jsonNode;
    private readonly INamedTypeSymbol? _httpRequest;
    private readonly INamedTypeSymbol? _httpResponse;

    public ForwardingOperations(Compilation compilation)
    {
        _spans = Types(compilation, "System.Span`1", "System.ReadOnlySpan`1", "System.Memory`1", "System.ReadOnlyMemory`1");
        _wrappers = _spans.Union(Types(
            compilation,
            "System.Buffers.ReadOnlySequence`1",
            "System.IO.MemoryStream",
            "System.IO.StringReader",
            "System.Net.Http.StringContent",
            "System.Net.Http.ByteArrayContent",
            "System.Net.Http.ReadOnlyMemoryContent",
            "System.Net.Http.StreamContent"));
        _jsonDocument = compilation.GetTypeByMetadataName("System.Text.Json.JsonDocument");
        _jsonNode = compilation.GetTypeByMetadataName("System.Text.Json.Nodes.JsonNode");
        _parsers = Types(
            compilation,
            "System.Text.Json.JsonDocument",
            "System.Text.Json.JsonElement",
            "System.Text.Json.Nodes.JsonNode",
            "Newtonsoft.Json.Linq.JToken",
            "Newtonsoft.Json.Linq.JObject",
            "Newtonsoft.Json.Linq.JArray");
        _encoding = compilation.GetTypeByMetadataName("System.Text.Encoding");
        _memoryExtensions = compilation.GetTypeByMetadataName("System.MemoryExtensions");
        _httpContent = compilation.GetTypeByMetadataName("System.Net.Http.HttpContent");
        _httpRequest = compilation.GetTypeByMetadataName("System.Net.Http.HttpRequestMessage");
        _httpResponse = compilation.GetTypeByMetadataName("System.Net.Http.HttpResponseMessage");
    }

    /// <summary>Returns the operand that an operation forwards unchanged, or null if it forwards none.</summary>
    public ForwardedPayload? ForwardedBy(IOperation operation) => operation switch
    {
        IParenthesizedOperation parenthesized => new ForwardedPayload(parenthesized.Operand),
        IAwaitOperation awaited => new ForwardedPayload(awaited.Operation),
        IConversionOperation conversion when IsTransparent(conversion) => new ForwardedPayload(conversion.Operand),
        IObjectCreationOperation { Arguments: [var first, ..], Type: INamedTypeSymbol type } creation
            when _wrappers.Contains(type.OriginalDefinition) && (creation.Arguments.Length == 1 || IsContent(type)) => new ForwardedPayload(first.Value),
        IInvocationOperation invocation => OfCall(invocation),
        IPropertyReferenceOperation { Instance: { } instance } property => OfProperty(property, instance),
        _ => null,
    };

    /// <summary>The expression with which a message's content was initialized, including through the local that holds the message.</summary>
    private static IOperation? Content(IOperation message)
    {
        if (message is ILocalReferenceOperation
            && NamedValues.Declared(message, CancellationToken.None) is { } declared
            && message.SemanticModel?.GetOperation(declared) is { } initial)
        {
            message = initial;
        }

        while (message is IConversionOperation conversion) message = conversion.Operand;
        if (message is not IObjectCreationOperation { Initializer: { } initializer }) return null;
        foreach (IOperation assignment in initializer.Initializers)
        {
            if (assignment is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Content" } } content) return content.Value;
        }

        return null;
    }

    private bool IsTransparent(IConversionOperation conversion) => conversion.OperatorMethod switch
    {
        null => true,
        { ContainingType: { SpecialType: SpecialType.System_String } } => true,
        { ContainingType: var type } => _spans.Contains(type.OriginalDefinition),
    };

    private bool IsContent(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, _httpContent)) return true;
        }

        return false;
    }

    private ForwardedPayload? OfProperty(IPropertyReferenceOperation property, IOperation instance)
    {
        INamedTypeSymbol owner = property.Property.ContainingType;
        return property.Property.Name switch
        {
            "RootElement" when Same(owner, _jsonDocument) => new ForwardedPayload(instance),
            "Result" when IsTask(owner) => new ForwardedPayload(instance),
            "Content" when (Same(owner, _httpRequest) || Same(owner, _httpResponse)) && Content(instance) is { } content => new ForwardedPayload(content),
            _ => null,
        };
    }

    private ForwardedPayload? OfCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        INamedTypeSymbol owner = method.ContainingType.OriginalDefinition;
        switch (method.Name)
        {
            case "GetBytes" when Same(owner, _encoding) && call.Arguments is [{ Value: var text }] && IsUtf8(call.Instance):
                return new ForwardedPayload(text);
            case "AsSpan" or "AsMemory" when Same(owner, _memoryExtensions) && call.Arguments is [{ Value: var whole }]:
                return new ForwardedPayload(whole);
            case "ToArray" when call.Instance is { } span && _spans.Contains(owner):
                return new ForwardedPayload(span);
            case "Clone" or "AsObject" or "AsArray" when call.Instance is { } element && (_parsers.Contains(owner) || Same(owner, _jsonNode)):
                return new ForwardedPayload(element);
            case "Parse" when _parsers.Contains(owner) && call.Arguments is [{ Value: var parsed }, ..]:
                return new ForwardedPayload(parsed, call.Arguments.Skip(1).Any(argument => !argument.IsImplicit) || owner.ContainingNamespace.Name == "Linq");
            case "ReadAsStringAsync" or "ReadAsByteArrayAsync" or "ReadAsStreamAsync" or "ReadAsStream"
                when call.Instance is { } content && Same(owner, _httpContent):
                return new ForwardedPayload(content);
            case "ConfigureAwait" or "GetAwaiter" when call.Instance is { } task && IsTask(owner):
                return new ForwardedPayload(task);
            case "GetResult" when call.Instance is { } awaiter && owner.ContainingNamespace.Name == "CompilerServices":
                return new ForwardedPayload(awaiter);
            default:
                return null;
        }
    }

    /// <summary><c>Encoding.UTF8</c>, <c>new UTF8Encoding(…)</c></summary>
    private static bool IsUtf8(IOperation? encoding) => encoding switch
    {
        IPropertyReferenceOperation { Property.Name: "UTF8" } => true,
        IObjectCreationOperation { Type.Name: "UTF8Encoding" } => true,
        _ => false,
    };

    private static bool IsTask(INamedTypeSymbol type) => type.Name is "Task" or "ValueTask" && type.ContainingNamespace.Name == "Tasks";

    private static bool Same(INamedTypeSymbol type, INamedTypeSymbol? other) => SymbolEqualityComparer.Default.Equals(type, other);

    private static ImmutableHashSet<INamedTypeSymbol> Types(Compilation compilation, params string[] names) => names
        .Select(compilation.GetTypeByMetadataName)
        .OfType<INamedTypeSymbol>()
        .ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>A payload one step closer to its text.</summary>
    /// <param name="Payload">The forwarded operand.</param>
    /// <param name="HasReaderOptions">Whether the step reads the text, and accepts or may accept more than JSON.</param>
    internal readonly record struct ForwardedPayload(IOperation Payload, bool HasReaderOptions = false);
}
