using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Literals;
using PatContracts.Analyzers.Payloads;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT3003: a payload is read into a bound model without validation. A payload is validated if an earlier call in the same member passed the same variable to a
/// validation; a payload known at compile time is validated by PAT3001 instead.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3003PayloadNotValidated : ContractAnalyzer
{
    /// <summary>The diagnostic property with the name of the contract.</summary>
    internal const string ContractProperty = "Contract";

    /// <summary>Creates the rule.</summary>
    public PAT3003PayloadNotValidated()
        : base(RuleCatalog.PayloadNotValidated)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) => context.RegisterOperationAction(
        operation => Check(operation, contracts.Models, contracts.Sinks, contracts.Forwarding),
        OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, BoundModels models, PayloadSinks sinks, ForwardingOperations forwarding)
    {
        foreach (PayloadSink sink in sinks.Of(context.Operation))
        {
            if (sink.Kind != PayloadSinkKind.Deserialized || sink.Model is null) continue;
            var contract = PayloadContract.Of(sink.Model, sink.Shape, models);
            // A part of a token cannot be validated by itself, so nothing is reported.
            if (contract is not { IsWhole: true } || IsKnown(sink.Payload, forwarding, context.CancellationToken)) continue;
            if (IsValidated(sink.Payload, context.Operation, sinks, forwarding)) continue;

            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.PayloadNotValidated,
                context.Operation.Syntax.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(ContractProperty, contract.Name),
                sink.Model.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }
    }

    private static bool IsKnown(IOperation payload, ForwardingOperations forwarding, CancellationToken cancellationToken) =>
        new LiteralReader(forwarding, cancellationToken).Read(payload) is not null;

    private static bool IsValidated(IOperation payload, IOperation use, PayloadSinks sinks, ForwardingOperations forwarding)
    {
        if (Variable(payload, forwarding) is not { } variable
            || use.SemanticModel is not { } model
            || use.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return false;
        }

        SyntaxNode scope = member is GlobalStatementSyntax ? member.Parent! : member;
        foreach (SyntaxNode node in scope.DescendantNodes())
        {
            if (node.SpanStart >= use.Syntax.SpanStart) break;
            if (node is not InvocationExpressionSyntax call || model.GetOperation(call) is not IInvocationOperation earlier) continue;
            foreach (PayloadSink sink in sinks.Of(earlier))
            {
                if (sink.Kind != PayloadSinkKind.Validated) continue;
                if (SymbolEqualityComparer.Default.Equals(Variable(sink.Payload, forwarding), variable)) return true;
            }
        }

        return false;
    }

    /// <summary>The variable that holds the payload, through the operations that forward it.</summary>
    private static ISymbol? Variable(IOperation payload, ForwardingOperations forwarding)
    {
        while (forwarding.ForwardedBy(payload) is { } forwarded) payload = forwarded.Payload;
        return payload switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member => member.Member,
            _ => null,
        };
    }
}
