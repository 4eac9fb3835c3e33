using PatContracts.Schema;

namespace PatContracts.Yaml;

/// <summary>Validates payloads that are written in YAML.</summary>
public static class YamlContractExtensions
{
    /// <summary>The rule of the finding about a text that is not YAML, or says what JSON cannot.</summary>
    public const string SyntaxRule = "yaml/syntax";

    /// <summary>Validates a payload in YAML. The findings are at its own lines and columns.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Yaml">The payload.</param>
    /// <param name="options">Settings.</param>
    /// <returns>What was found. A text that is not YAML, or says what JSON cannot, is a finding of the rule <c>yaml/syntax</c>.</returns>
    public static ContractValidationResult ValidateYaml(this Contract contract, ReadOnlySpan<byte> utf8Yaml, ValidationOptions? options = null)
    {
        ConvertedDocument converted;
        try
        {
            converted = YamlConverter.ToJson(utf8Yaml);
        }
        catch (YamlConversionException exception)
        {
            return new ContractValidationResult
            {
                IsWellFormed = false,
                Findings =
                [
                    new Finding
                    {
                        Rule = SyntaxRule,
                        Severity = FindingSeverity.Error,
                        Message = exception.Message,
                        Offset = exception.Offset,
                        Line = exception.Line,
                        Column = exception.Column,
                    },
                ],
            };
        }

        return converted.Source.Translate(contract.Validate(converted.Utf8Json.Span, options));
    }
}
