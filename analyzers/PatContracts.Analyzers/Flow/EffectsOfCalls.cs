using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// The effects of bodies including those of the methods they call. Several rules look them up for each operation; each body is analyzed once.
/// </summary>
internal sealed class EffectsOfCalls(BoundModels models, SourceBodies bodies)
{
    /// <summary>Maximum number of methods reached from one body. With more, no effect is excluded.</summary>
    private const int MaxMethods = 64;

    private readonly ConcurrentDictionary<SyntaxNode, BodyEffects> _withCalls = new();
    private readonly ConcurrentDictionary<IMethodSymbol, BodyEffects> _methodsWithCalls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, BodyEffects> _alone = new();
    private readonly ConcurrentDictionary<IMethodSymbol, BodyEffects> _byMethod = new(SymbolEqualityComparer.Default);

    /// <summary>Returns the effects of a body and of all methods that it calls.</summary>
    public BodyEffects Of(IOperation body, CancellationToken cancellationToken)
    {
        if (_withCalls.TryGetValue(body.Syntax, out BodyEffects? known)) return known;

        BodyEffects effects = Alone(body);
        if (!effects.Callees.IsEmpty) effects = WithCallees(effects, body.SemanticModel, cancellationToken);

        _withCalls.TryAdd(body.Syntax, effects);
        return effects;
    }

    /// <summary>Returns the effects of a method and of all methods that it calls.</summary>
    public BodyEffects Of(IMethodSymbol method, SemanticModel? caller, CancellationToken cancellationToken)
    {
        method = method.PartialImplementationPart ?? method;
        BodyEffects effects = Alone(method, caller, cancellationToken);
        if (effects.Callees.IsEmpty) return effects;

        if (!_methodsWithCalls.TryGetValue(method, out BodyEffects? known)) _methodsWithCalls.TryAdd(method, known = WithCallees(effects, caller, cancellationToken));
        return known;
    }

    private BodyEffects WithCallees(BodyEffects effects, SemanticModel? caller, CancellationToken cancellationToken)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<IMethodSymbol>(effects.Callees);
        while (open.Count > 0 && effects is not { CopiesMembers: true, FlagsMayDiffer: true })
        {
            IMethodSymbol method = open.Dequeue();
            if (!seen.Add(method)) continue;

            BodyEffects called = seen.Count > MaxMethods ? BodyEffects.Any : Alone(method, caller, cancellationToken);
            effects = effects.With(called);
            foreach (IMethodSymbol callee in called.Callees) open.Enqueue(callee);
        }

        return open.Count > 0 ? effects with { MayRemove = true } : effects;
    }

    private BodyEffects Alone(IMethodSymbol method, SemanticModel? caller, CancellationToken cancellationToken)
    {
        if (_byMethod.TryGetValue(method, out BodyEffects? known)) return known;

        BodyEffects effects = bodies.BodyOf(method, caller, cancellationToken) is { } body ? Alone(body) : BodyEffects.None;
        _byMethod.TryAdd(method, effects);
        return effects;
    }

    /// <summary>The effects of a body without those of the methods that it calls. Needed for the method itself and for each of its callers.</summary>
    private BodyEffects Alone(IOperation body)
    {
        if (!_alone.TryGetValue(body.Syntax, out BodyEffects? effects)) _alone.TryAdd(body.Syntax, effects = BodyEffects.Of(body, models));
        return effects;
    }
}
