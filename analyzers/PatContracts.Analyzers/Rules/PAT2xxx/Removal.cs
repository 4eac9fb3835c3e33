using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Recognizes calls that delete, revoke or rotate tokens, in one compilation.</summary>
internal sealed class Removal(ContractContext contracts)
{
    private const int MaxSteps = 3;

    /// <summary>The words that follow the verb in the name of a call about tokens: nothing, the token, which ones, and how.</summary>
    private static readonly string[] Objects =
    [
        "Async", "Token", "Pat", "Personal", "Access", "Credential", "Secret", "All", "Many", "Batch",
        "Range", "Bulk", "By", "Stale", "Unused", "Old", "Expired",
        "If", "One", "Now", "And", "With",
    ];

    /// <summary>The effects of the project's functions, for a remaining depth of calls.</summary>
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Steps), Effect> _effects = new();

    private enum Effect
    {
        None,
        Removes,
        LooksAtFlag,
    }

    /// <summary>Whether a call removes the tokens it is passed, without reading the managed flag itself.</summary>
    public bool Is(IInvocationOperation call, CancellationToken cancellationToken)
    {
        bool isNamed = IsNamed(call);
        if (!isNamed && !MayRemove(call.TargetMethod, call.SemanticModel, cancellationToken)) return false;

        Effect effect = EffectOf(call, MaxSteps, cancellationToken);
        return effect == Effect.Removes || (effect == Effect.None && isNamed);
    }

    /// <summary>Whether the body of a method may remove tokens. Avoids reading most bodies again, which other rules have read already.</summary>
    private bool MayRemove(IMethodSymbol method, SemanticModel? caller, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty) return false;

        // The bodies of local functions and iterators are read only here.
        return method.MethodKind == MethodKind.LocalFunction
            || method.ReturnType.TypeKind == TypeKind.Interface
            || contracts.Flow.EffectsOf((method.ReducedFrom ?? method).OriginalDefinition, caller, cancellationToken).MayRemove;
    }

    /// <summary>The effect of the body of a called function. A function that reads the flag makes its own decision.</summary>
    private Effect EffectOf(IInvocationOperation call, int steps, CancellationToken cancellationToken)
    {
        IMethodSymbol method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (steps == 0 || method.DeclaringSyntaxReferences.IsEmpty) return Effect.None;
        if (_effects.TryGetValue((method, steps), out Effect known)) return known;

        Effect effect = FunctionBody.OfMethod(method, call.SemanticModel, cancellationToken) is { } function
            ? EffectOf(function, steps, cancellationToken)
            : Effect.None;
        _effects.TryAdd((method, steps), effect);
        return effect;
    }

    private Effect EffectOf(FunctionBody function, int steps, CancellationToken cancellationToken)
    {
        var effect = Effect.None;
        foreach (IOperation part in function.Body.Descendants())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part.Kind is OperationKind.PropertyReference or OperationKind.FieldReference
                && ManagedFlag.Of(contracts.Models, ((IMemberReferenceOperation)part).Member) is not null)
            {
                return Effect.LooksAtFlag;
            }

            if (part.Kind != OperationKind.Invocation) continue;

            var inner = (IInvocationOperation)part;
            // Most calls are to other assemblies and have no such name.
            bool isNamed = IsNamed(inner);
            if ((!isNamed && inner.TargetMethod.DeclaringSyntaxReferences.IsEmpty) || !PassesVariable(inner)) continue;

            Effect one = EffectOf(inner, steps - 1, cancellationToken);
            if (one == Effect.LooksAtFlag) return one;
            if (one == Effect.Removes || isNamed) effect = Effect.Removes;
        }

        return effect;
    }

    private static bool PassesVariable(IInvocationOperation call) =>
        call.Descendants().Any(static part => part is IParameterReferenceOperation or ILocalReferenceOperation);

    /// <summary>Whether the name of a call is that of a removal, unless it removes something from a collection, a cache, a text or a folder.</summary>
    private static bool IsNamed(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (KnownMethods.VerbOfRemoval(method.Name) is not { } found || !IsAboutTokens(method.Name.Substring(found.Length))) return false;

        ITypeSymbol receiver = call.Instance?.Type
            ?? (method.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value.Type : null)
            ?? method.ContainingType;
        string space = method.ContainingType.ContainingNamespace.ToDisplayString();
        return receiver.SpecialType == SpecialType.None
            && space is not ("System" or "System.IO" or "System.Text" or "System.Linq")
            && !space.StartsWith("System.Collections", StringComparison.Ordinal)
            && !IsStore(receiver.Name)
            && !(call.Instance is { } instance && IsStore(NameOf(instance)))
            && !receiver.AllInterfaces.Any(static implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable);
    }

    private static bool IsAboutTokens(string rest) =>
        rest.Length == 0 || rest.Contains("Token") || Objects.Any(part => rest.StartsWith(part, StringComparison.Ordinal));

    /// <summary>Whether a name is that of a cache or similar store, which does not own the tokens.</summary>
    private static bool IsStore(string name) =>
        name.IndexOf("cache", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("session", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("index", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string NameOf(IOperation instance) => Sequences.Strip(instance) switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation member => member.Member.Name,
        _ => "",
    };
}
