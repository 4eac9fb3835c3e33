using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Rules;
using PatContracts.CodeFixes.Editing;

namespace PatContracts.CodeFixes;

/// <summary>Replaces a value that is not in an enumeration by one that is (PAT1004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PAT1004AllowedValueCodeFixProvider))]
public sealed class PAT1004AllowedValueCodeFixProvider : ContractCodeFixProvider
{
    /// <summary>More choices than this are not helpful.</summary>
    private const int MaxChoices = 5;

    /// <summary>Creates the fix.</summary>
    public PAT1004AllowedValueCodeFixProvider()
        : base(RuleCatalog.ValueBreaksContract)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target) => target.Node is not ExpressionSyntax value
        ? []
        : AllowedValues.Of(target.Diagnostic).Take(MaxChoices).Select(choice => new Fix(
            $"Use the allowed value '{choice}'",
            $"{target.Diagnostic.Id}:{choice}",
            [new TextChange(value.Span, SymbolDisplay.FormatLiteral(choice, quote: true))]));
}
