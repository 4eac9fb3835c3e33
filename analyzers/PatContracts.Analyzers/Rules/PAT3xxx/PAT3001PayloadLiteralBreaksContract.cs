using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Literals;
using PatContracts.Analyzers.Payloads;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT3001: JSON in the source is read or validated as a bound model, and violates the contract. Reported at the characters of the JSON, unless the failure is
/// expected.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3001PayloadLiteralBreaksContract : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT3001PayloadLiteralBreaksContract()
        : base(RuleCatalog.PayloadLiteralBreaksContract)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        // Runs per file, not per operation: a constant that is read in ten locations is one literal and one warning.
        context.RegisterSemanticModelAction(file =>
        {
            // The types of sinks are looked up only if a file contains a sink.
            if (contracts.MayDeclarePayloads || PayloadSinks.MayBeNamedIn(file.SemanticModel.SyntaxTree.GetText(file.CancellationToken)))
            {
                new FileRun(file, contracts.Models, contracts.Sinks, contracts.Forwarding).Run();
            }
        });
    }

    private sealed class FileRun(SemanticModelAnalysisContext context, BoundModels models, PayloadSinks sinks, ForwardingOperations forwarding)
    {
        private readonly HashSet<(Location, string)> _reported = [];

        public void Run()
        {
            SyntaxNode root = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
            foreach (SyntaxNode node in root.DescendantNodes())
            {
                if (!MayBeSink(node)) continue;
                context.CancellationToken.ThrowIfCancellationRequested();
                if (context.SemanticModel.GetOperation(node, context.CancellationToken) is not { } operation) continue;
                foreach (PayloadSink sink in sinks.Of(operation)) Check(node, sink);
            }
        }

        /// <summary>Checks the syntax first: binding every call of every file is expensive.</summary>
        private bool MayBeSink(SyntaxNode node) => node switch
        {
            InvocationExpressionSyntax call => PayloadSinks.IsSinkName(NameOf(call)) || MayBeDeclared(call, call.ArgumentList),
            BaseObjectCreationExpressionSyntax creation => MayBeDeclared(creation, creation.ArgumentList),
            ConstructorInitializerSyntax initializer => MayBeDeclared(initializer, initializer.ArgumentList),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax or MemberAccessExpressionSyntax } assignment =>
                sinks.HasDeclarations && MayBeText(assignment.Right),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } initial =>
                sinks.HasDeclarations && MayBeText(initial.Value),
            _ => false,
        };

        private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => string.Empty,
        };

        private bool MayBeDeclared(SyntaxNode call, ArgumentListSyntax? arguments) =>
            sinks.HasDeclarations
            && arguments is not null
            && arguments.Arguments.Any(argument => MayBeText(argument.Expression))
            && sinks.Declares(context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol);

        private static bool MayBeText(ExpressionSyntax value) => value switch
        {
            LiteralExpressionSyntax literal => literal.Token.Value is string || literal.Token.Text.EndsWith("u8", StringComparison.OrdinalIgnoreCase),
            ParenthesizedExpressionSyntax parenthesized => MayBeText(parenthesized.Expression),
            InterpolatedStringExpressionSyntax or BinaryExpressionSyntax or InvocationExpressionSyntax => true,
            IdentifierNameSyntax or MemberAccessExpressionSyntax => true,
            _ => false,
        };

        private void Check(SyntaxNode call, PayloadSink sink)
        {
            // Check the contract first: most sinks have none, and reading a literal is more expensive.
            PayloadContract? contract = PayloadContract.Of(sink.Model, sink.Shape, models);
            string? name = sink.Contract is null ? null : ContractExpression.Name(sink.Contract, context.CancellationToken);
            if (contract is null && name is null) return;

            var reader = new LiteralReader(forwarding, context.CancellationToken);
            if (reader.Read(sink.Payload) is not { } text) return;
            contract ??= PayloadContract.Of(name!, sink.Shape, text.Utf8, models.Contracts);
            if (contract is null) return;

            ContractValidationResult result = contract.Validate(text.Utf8);
            if ((sink.IsTolerant || reader.MetReaderOptions) && ReaderExtensions.Explain(result, text.Utf8)) return;
            if (result.Findings.Count == 0 || ExpectedFailure.Covers(call)) return;

            var edits = new PayloadEdits(contract, text.Utf8, result.Findings);
            foreach (Finding finding in result.Findings)
            {
                if (!IsExpectedNull(sink, text, finding)) Report(contract, text, finding, edits);
            }
        }

        /// <summary>
        /// Whether a deserializer turns <c>null</c> into a null that the result type allows: for the whole value, or for an element of a nullable type.
        /// </summary>
        private static bool IsExpectedNull(PayloadSink sink, LiteralText text, Finding finding)
        {
            if (sink.Kind != PayloadSinkKind.Deserialized || sink.Model is not { } model || !IsNullAt(text.Utf8, (int)finding.Offset)) return false;
            if (finding.InstancePointer.Length == 0) return CanBeNull(model);

            bool isElement = finding.InstancePointer.LastIndexOf('/') == 0 && sink.Shape == PayloadShape.One;
            return isElement
                && NestedTypes.ElementOf(model) is { } element
                && CanBeNull(element)
                && (element.IsValueType || element.NullableAnnotation == NullableAnnotation.Annotated);
        }

        private static bool CanBeNull(ITypeSymbol type) => type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

        private static bool IsNullAt(byte[] utf8, int offset) => utf8.AsSpan(Math.Min(offset, utf8.Length)).StartsWith("null"u8);

        private void Report(PayloadContract contract, LiteralText text, Finding finding, PayloadEdits edits)
        {
            ImmutableArray<Location> locations = text.Locate((int)finding.Offset, finding.Length);
            if (!_reported.Add((locations[0], finding.Rule + finding.Message))) return;
            (PayloadEdit Edit, Finding? Name)? edit = edits.Of(finding);
            ImmutableArray<Location> name = edit?.Name is { } old ? text.Locate((int)old.Offset, old.Length) : ImmutableArray<Location>.Empty;
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.PayloadLiteralBreaksContract,
                locations[0],
                locations.Skip(1).Concat(name),
                PayloadEdit.Properties(name.Length > 1 ? null : edit?.Edit),
                contract.Name,
                finding.Describe()));
        }
    }
}
