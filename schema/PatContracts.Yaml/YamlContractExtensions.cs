using PatContracts.Schema;

namespace PatContracts.Yaml;

/// <summary>Validates payloads in YAML.</summary>
public static class YamlContractExtensions
{
    /// <summary>The rule of findings about text that is not YAML, or that JSON cannot express.</summary>
    public const string SyntaxRule = "yaml/syntax";

    /// <summary>Validates a payload in YAML. Findings are located in the YAML.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="utf8Yaml">The payload.</param>
    /// <param name="options">Settings.</param>
    /// <returns>The findings. Text that is not YAML, or that JSON cannot express, is a finding of the rule <c>yaml/syntax</c>.</returns>
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
